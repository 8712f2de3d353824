# Sourced by tests/command/test-*: runs the built program and holds what it does against what is
# expected. Every check prints a line that begins with "ok" or "not ok"; `finish` ends the test.
#
#   run ARGUMENT...        runs lull; what it prints is in $output and $errors, how it ended in $status
#   ended_with N WHAT      checks the exit status of the last run
#   printed TEXT WHAT      checks that its output has TEXT in it      (printed_nothing WHAT)
#   complained TEXT WHAT   the same of stderr                         (complained_nothing WHAT)
#   same A B WHAT          checks that two texts are the same
#   check WHAT COMMAND...  checks that a command succeeds
# shellcheck shell=bash

set -u
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
# Nobody's own files, display or colour may change what is tested.
unset DISPLAY WAYLAND_DISPLAY NO_COLOR
export XDG_CONFIG_HOME=$scratch/config XDG_DATA_HOME=$scratch/data HOME=$scratch/home
failures=0

run() {
    "$LULL" "$@" >"$scratch/output" 2>"$scratch/errors" </dev/null
    status=$?
    output=$(cat "$scratch/output")
    errors=$(cat "$scratch/errors")
}

pass() { echo "ok - $1"; }

fail() {
    failures=$((failures + 1))
    echo "not ok - $1"
    printf '%s\n' "${@:2}" | head -n 20 | sed 's/^/#   /'
}

check() {
    if "${@:2}"; then pass "$1"; else fail "$1" "failed: ${*:2}"; fi
}

same() {
    if [ "$1" = "$2" ]; then pass "$3"; else fail "$3" "got:      $1" "expected: $2"; fi
}

ended_with() {
    if [ "$status" = "$1" ]; then pass "$2"; else
        fail "$2" "exit status $status instead of $1" "$output" "$errors"
    fi
}

printed() {
    case $output in *"$1"*) pass "$2" ;; *) fail "$2" "not printed: $1" "$output" "$errors" ;; esac
}

complained() {
    case $errors in *"$1"*) pass "$2" ;; *) fail "$2" "not on stderr: $1" "$errors" ;; esac
}

printed_nothing() { same "$output" "" "$1"; }

complained_nothing() { same "$errors" "" "$1"; }

finish() {
    [ "$failures" = 0 ]
    exit
}
