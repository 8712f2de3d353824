# What may follow in a command line of lull, asked of the program itself: its help is made from the
# table that it reads command lines by, so nothing here is to be changed with it.

# What comes before the options: a command, or one of its actions ("diary add").
function __lull_command
    set -l words (commandline -opc)
    echo $words[2]
    test (count $words) -gt 2; and contains -- $words[3] (__lull_actions | cut -f 1)
    and echo $words[3]
end

function __lull_actions
    set -l words (commandline -opc)
    lull $words[2] --help 2>/dev/null | sed -n '/^Actions:/,/^$/p' |
        string replace -rf '^  ([a-z]+)(?: [A-Za-z|.]+)? +([A-Z].*)' '$1\t$2'
end

function __lull_options
    lull (__lull_command) --help 2>/dev/null |
        string replace -rf '^  (?:-[a-z], )?(--[a-z-]+)(?: \S+)? +(.*)' '$1\t$2'
end

function __lull_routines
    lull list --json | string replace -rf '^\{"name":"((?:[^"\\\\]|\\\\.)*)".*' '$1'
end

# The values that the option before the cursor may have, or the one that is begun as --name=value; none
# when it takes none or any.
function __lull_values
    set -l words (commandline -opc)
    set -l begun (string match -r -- '^(--[a-z-]+)=' (commandline -ct))
    if set -q begun[2]
        set words $begun[2]
    end
    __lull_values_of $words[-1] | string replace -r -- '^' "$begun[1]"
end

# What stands for the value of an option in the help; nothing when it takes none.
function __lull_value_name
    lull (__lull_command) --help 2>/dev/null |
        string replace -rf "^  (?:-[a-z], )?$argv[1](?:, --[a-z-]+)? (\\S+)(?: .*)?\$" '$1'
end

function __lull_values_of
    set -l value (__lull_value_name $argv[1])
    switch "$value"
        case NAME
            __lull_routines
        case PHASE
            lull words | string replace -rf '^phases: ' '' | string split ', '
        case '*|*'
            string split '|' -- $value
        case OUT FILE
            __fish_complete_path (commandline -ct)
    end
end

function __lull_operands
    set -l words (commandline -opc)
    if string match -q -- '-*' $words[-1]; and __lull_value_name $words[-1] | string length -q
        return
    end
    test (count $words) -eq 2; and __lull_actions
    set -l usage (lull (__lull_command) --help 2>/dev/null)[1]
    if string match -qr 'TABLE|PATH' $usage
        __fish_complete_path (commandline -ct)
    end
    if string match -qr 'FILE|NAME' $usage
        __lull_routines
        __fish_complete_path (commandline -ct) | string match -r '^.*(?:\.lull|/)(?:\t.*)?$'
    end
end

complete -c lull -f
complete -c lull -n '__fish_is_nth_token 1' \
    -a "(lull --help | string replace -rf '^  ([a-z]+)(?: [A-Z|.]+)? +([A-Z].*)' '\$1\t\$2')"
complete -c lull -n 'not __fish_is_nth_token 1' -a '(__lull_values; __lull_operands)'
complete -c lull -n 'not __fish_is_nth_token 1; and string match -q -- "-*" (commandline -ct)' \
    -a '(__lull_options)'
