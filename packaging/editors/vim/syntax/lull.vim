" Vim syntax file
" Language: Lull, scripts for guided relaxation (man 5 lull)
" Made by scripts/make-editor-files from a file in templates/: change that one.

if exists('b:current_syntax')
    finish
endif

syntax case ignore
syntax sync minlines=1

" Of rules that match in one spot the last one wins, so the rarer come later.
syntax match lullNumber   "\v<\d+%(\.\d+)?\s*%(%(breaths|minutes|seconds|breath|minute|second|hours|hour|min|sec|h|m|s)>|\%|>)"
syntax match lullPressure "\v-@1<!<%(lightly|firmly|gentle|gently|light|firm)>-@!"
syntax match lullBreath   "\v-@1<!<%(hold|out|in)>-@!"
syntax match lullPattern  "\v-@1<!<%(coherent|4-7-8|calm|sigh|slow|box)>-@!"
syntax match lullSound    "\v-@1<!<%(brown|rain|hum|sea)>-@!"
syntax match lullPhase    "\v-@1<!<%(between|attack|daily|early)>-@!"
syntax match lullLinking  "\v-@1<!<%(out-breath|in-breath|pressure|easing|freely|times|until|from|over|side|time|for|off|at|to)>-@!"
syntax match lullLinking  "\v-@1<!<to>-@!" nextgroup=lullPlace,lullRefused skipwhite
syntax match lullPlace    "\v%(%(right|left)[ \t]+)?%(between[ \t]+the[ \t]+brows|upper[ \t]+trapezius|above[ \t]+the[ \t]+ears|base[ \t]+of[ \t]+skull|suboccipitals|webs[ \t]+of[ \t]+thumb|back[ \t]+of[ \t]+neck|web[ \t]+of[ \t]+thumb|top[ \t]+of[ \t]+head|above[ \t]+ears|jaw[ \t]+joints|upper[ \t]+back|whole[ \t]+body|above[ \t]+ear|jaw[ \t]+joint|masseters|shoulders|eyebrows|forearms|forehead|masseter|shoulder|forearm|jawline|temples|calves|cheeks|temple|thighs|belly|cheek|chest|crown|hands|scalp|thigh|arms|body|brow|calf|eyes|face|feet|foot|hand|arm|eye|jaw|tmj)>" contained
syntax match lullRefused  "\v%(%(right|left)[ \t]+)?%(front[ \t]+of[ \t]+neck|side[ \t]+of[ \t]+neck|throat)>" contained
syntax match lullHeader   "\v^\s*\zs%(language|caution|licence|license|author|about|needs|phase|title)>-@!"
syntax match lullTag      "\v%(^\s*language\s+)@<=[a-z]+%(-[a-z0-9]+)*"
syntax match lullAction   "\v^\s*\zs%(breathe|chapter|include|release|circle|repeat|stroke|chime|light|sound|tense|each|hold|lift|move|rest|show|say|do)>-@!"
syntax match lullAt       "\v^\s*\zsat>" nextgroup=lullAtTime skipwhite
syntax match lullAtTime   "\v%(\d+%(\.\d+)?\s*%(breaths|minutes|seconds|breath|minute|second|hours|hour|min|sec|h|m|s)>\s*)+" contained contains=lullNumber nextgroup=lullAtAction
syntax match lullAtAction "\v<%(breathe|chapter|include|release|circle|repeat|stroke|chime|light|sound|tense|each|hold|lift|move|rest|show|say|do)>-@!" contained

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
