" Vim syntax file
" Language: Lull, scripts for guided relaxation (man 5 lull)
" {{made}}

if exists('b:current_syntax')
    finish
endif

syntax case ignore
syntax sync minlines=1

" Of rules that match in one spot the last one wins, so the rarer come later.
syntax match lullNumber   "\v<\d+%(\.\d+)?\s*%(%({{units}})>|\%|>)"
syntax match lullPressure "\v-@1<!<%({{pressures}})>-@!"
syntax match lullBreath   "\v-@1<!<%({{breath}})>-@!"
syntax match lullPattern  "\v-@1<!<%({{patterns}})>-@!"
syntax match lullSound    "\v-@1<!<%({{sounds}})>-@!"
syntax match lullPhase    "\v-@1<!<%({{phases}})>-@!"
syntax match lullLinking  "\v-@1<!<%({{linking}})>-@!"
syntax match lullLinking  "\v-@1<!<to>-@!" nextgroup=lullPlace,lullRefused skipwhite
syntax match lullPlace    "\v%(%({{sides}})[ \t]+)?%({{places}})>" contained
syntax match lullRefused  "\v%(%({{sides}})[ \t]+)?%({{refused_places}})>" contained
syntax match lullHeader   "\v^\s*\zs%({{header}})>-@!"
syntax match lullTag      "\v%(^\s*language\s+)@<=[a-z]+%(-[a-z0-9]+)*"
syntax match lullAction   "\v^\s*\zs%({{actions}})>-@!"
syntax match lullAt       "\v^\s*\zsat>" nextgroup=lullAtTime skipwhite
syntax match lullAtTime   "\v%(\d+%(\.\d+)?\s*%({{units}})>\s*)+" contained contains=lullNumber nextgroup=lullAtAction
syntax match lullAtAction "\v<%({{actions}})>-@!" contained

syntax match lullEscape   "\v\\[\"\\]" contained
syntax match lullUnclosed "\v[\"“”].*$"
syntax match lullText     "\v\"%(\\[\"\\]|[^\"])*\"" contains=lullEscape,@Spell
syntax match lullText     "\v[“”]%(\\[\"\\]|[^“”])*[“”]" contains=lullEscape,@Spell
syntax match lullComment  "#.*$" contains=@Spell

highlight default link lullNumber Number
highlight default link lullPressure Constant
highlight default link lullBreath Type
highlight default link lullPattern Constant
highlight default link lullSound Constant
highlight default link lullPhase Constant
highlight default link lullTag Constant
highlight default link lullLinking Keyword
highlight default link lullPlace Identifier
highlight default link lullRefused Error
highlight default link lullHeader PreProc
highlight default link lullAction Statement
highlight default link lullAt Keyword
highlight default link lullAtTime Number
highlight default link lullAtAction Statement
highlight default link lullEscape SpecialChar
highlight default link lullText String
highlight default link lullUnclosed Error
highlight default link lullComment Comment

let b:current_syntax = 'lull'
