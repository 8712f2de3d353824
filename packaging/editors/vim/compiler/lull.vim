" Vim compiler file
" Compiler: lull check
"
" A finding is FILE:LINE:COLUMN, what is wrong, the line with a mark under it, and often a help.

if exists('current_compiler')
    finish
endif
let current_compiler = 'lull'

CompilerSet makeprg=lull\ check\ %:S
CompilerSet errorformat=
    \%E%f:%l:%c:\ error:\ %m,
    \%W%f:%l:%c:\ warning:\ %m,
    \%E%f:\ error:\ %m,
    \%Zhelp:\ %m,
    \%-C\ \ \ \ %.%#,
    \%-G%.%#
