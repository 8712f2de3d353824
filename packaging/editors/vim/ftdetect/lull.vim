autocmd BufNewFile,BufRead *.lull setfiletype lull
