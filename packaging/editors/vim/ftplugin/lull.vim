" Vim filetype plugin
" Language: Lull, scripts for guided relaxation (man 5 lull)
"
" :make checks the script and fills the quickfix list, gq puts lines that are a whole script into
" their usual form, K on any word opens the manual.

if exists('b:did_ftplugin')
    finish
endif
let b:did_ftplugin = 1

setlocal comments=:# commentstring=#\ %s
setlocal expandtab shiftwidth=4 softtabstop=4 autoindent
setlocal formatprg=lull\ format\ - formatoptions-=t formatoptions+=croql
setlocal keywordprg=man\ 5\ lull\ \#
compiler lull

let b:undo_ftplugin = 'setlocal comments< commentstring< expandtab< shiftwidth< softtabstop<'
    \ . ' autoindent< formatprg< formatoptions< keywordprg< makeprg< errorformat<'
