# Make one recording: text → a synthesiser's sound and its pauses → the sound that is shipped.
# Sourced by narrate-routines. Every function works in the folder $work, on files of fixed names:
# raw.wav (as the synthesiser made it), pauses (lines of SECOND MARK), shaped.wav, clip.wav.
# Figures without a source here are those of assets/narration/README.md.

slt_voice=/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice
loudness_lufs=-26
peak_limit_dbtp=-6
comma_ms=350     # added where a comma makes the voice pause,
sentence_ms=800  # and between two sentences: slow speech is made of pauses, not of long vowels

# speak_slt TEXT: the female voice, a little slower (-r), darker (-a) and lower (-fm) than it is.
speak_slt() {
    local quoted=${1//\\/\\\\}
    quoted=${quoted//\"/\\\"}
    festival -b "$lib/narrate-labels.scm" "(write_labels \"$quoted\" \"$work/marked\")"
    sed -E 's/^[^\t]*\t +[0-9]+ +[0-9]+ //' "$work/marked" > "$work/labels"
    hts_engine -m "$slt_voice" -r 0.80 -a 0.47 -fm -2 \
        -od "$work/times" -ow "$work/raw.wav" "$work/labels"
    # The engine's times are in units of 100 ns, a line for each line of labels.
    paste "$work/times" "$work/marked" |
        awk '$3 ~ /-pau\+/ { printf "%.4f\t%s\n", ($1 + $2) / 2e7, $4 }' > "$work/pauses"
}

# speak_rms TEXT: the male voice. It names its pauses, and the text's marks come in the same order.
speak_rms() {
    flite -voice rms -psdur --setf duration_stretch=1.15 -t "$1" -o "$work/raw.wav" |
        tr ' ' '\n' | awk -F: -v text="$1" '
            $1 == "pau" { printf "%.4f\t%s\n", (before + $2) / 2, mark; mark = next_mark() }
            { before = $2 }
            function next_mark(at) {
                at = match(text, /[,.;:?!]/)
                text = substr(text, at + 1)
                return at ? substr(text, 0, 1) : 0
            }' > "$work/pauses"
}
