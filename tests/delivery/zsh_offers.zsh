#!/bin/zsh -f
# What an interactive zsh offers for each command line given: a line "= LINE", and then an offer a line.
#
#   zsh_offers.zsh FOLDER FILE LINE...    FOLDER has _lull in it; FILE is written
#
# A zsh on a terminal of its own completes them; all that is offered goes through compadd, which is
# replaced by one that also writes it down.
zmodload zsh/zpty
folder=$1 file=$2
shift 2
print -n >$file
zpty shell zsh -f -i
zpty -w shell "fpath=($folder \$fpath) file=$file; autoload -Uz compinit; compinit -D -u; LISTMAX=0"
# Asked to store (-O, -A, -D), it offers nothing yet.
zpty -w shell 'compadd() {
    local -a offered
    [[ " $* " == *" -"[OAD]" "* ]] || { builtin compadd -A offered "$@"; print -rl -- $offered >>$file }
    builtin compadd "$@"
}'
zpty -w shell 'offer() { print -r -- "= $BUFFER" >>$file; zle list-choices; BUFFER=; print >>$file }'
zpty -w shell 'zle -N offer; bindkey "^T" offer; unsetopt list_beep'
for line in "$@"; do
    zpty -w -n shell "$line"$'\x14'
    # An empty line says that it is done.
    until [[ "$(<$file)"$'\n' != "$before" && -z "$(tail -n 1 $file)" && -s $file ]]; do
        zpty -r -t shell ignored
        sleep 0.05
    done
    before="$(<$file)"$'\n'
done
zpty -d shell
