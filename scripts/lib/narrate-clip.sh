# shellcheck shell=bash
# Make one recording: a text → each sentence as the synthesiser speaks it → the shipped sound.
# Sourced by narrate-routines, which sets $lib (this folder) and $work (an empty one).
# A speaker makes $work/raw.wav and $work/pauses (lines of SECOND<TAB>MARK, the mark being the
# punctuation that the pause stands for, or 0); what comes after is the same for every voice.
# assets/narration/README.md says why the figures are what they are.
: "${lib:?}" "${work:?}"

slt_voice=/usr/share/festival/voices/us/cmu_us_slt_arctic_hts/hts/cmu_us_slt_arctic_hts.htsvoice
loudness_lufs=-26
comma_ms=550     # Added to the voice's own pauses: slow speech is made of pauses rather than
phrase_ms=200    # of long vowels, which are harder to understand. At a comma, at the end of a
sentence_ms=850  # phrase without one, and between two sentences.

# speak_slt SENTENCE: the female voice, a little slower (-r), darker (-a) and lower (-fm).
speak_slt() {
    local quoted=${1//\\/\\\\}
    quoted=${quoted//\"/\\\"}
    festival -b "$lib/narrate-labels.scm" "(write_labels \"$quoted\" \"$work/marked\")"
    sed -E 's/^[^\t]*\t +[0-9]+ +[0-9]+ //' "$work/marked" > "$work/labels"
    hts_engine -m "$slt_voice" -r 0.80 -a 0.47 -fm -2 \
        -od "$work/times" -ow "$work/raw.wav" "$work/labels"
    # The engine's times are in units of 100 ns, a line for each line of labels.
    paste "$work/times" "$work/marked" |
        awk '$3 ~ /-pau\+/ && $1 { printf "%.4f\t%s\n", ($1 + $2) / 2e7, $4 }' > "$work/pauses"
}

# speak_rms SENTENCE: the male voice. It tells its pauses; the commas come in the same order.
speak_rms() {
    flite -voice rms -psdur --setf duration_stretch=1.15 -t "$1" -o "$work/raw.wav" |
        tr ' ' '\n' | awk -F: -v text="$1" '
            $1 == "pau" && before {
                at = match(text, /[,;:]/)
                printf "%.4f\t%s\n", (before + $2) / 2, at ? substr(text, at, 1) : "0"
                text = substr(text, at + 1)
            }
            { before = $2 }' > "$work/pauses"
}

# longer_pauses: the arguments for sox' pad that add silence in the middle of each inner pause.
longer_pauses() {
    head -n -1 "$work/pauses" | awk -F'\t' -v comma="$comma_ms" -v phrase="$phrase_ms" '
        { printf "%.3f@%s ", ($2 ~ /[,;:]/ ? comma : phrase) / 1000, $1 }'
}

# speak VOICE TEXT: $work/spoken.wav, each sentence by itself, with its pauses.
speak() {
    local voice=$1 sentence number=0 pauses parts=()
    while IFS= read -r sentence; do
        "speak_$voice" "$sentence"
        pauses=$(longer_pauses)
        parts+=("$work/part-$((number += 1)).wav")
        # shellcheck disable=SC2086 # a list of arguments
        sox -D "$work/raw.wav" "${parts[-1]}" pad 0 $pauses "0.$sentence_ms"
    done < <(sed -E 's/([.?!]) +/\1\n/g' <<< "$2")
    sox -D "${parts[@]}" "$work/spoken.wav"
}

# lufs_of FILE: its integrated loudness (EBU R128, one channel), to a thousandth.
lufs_of() {
    ffmpeg -nostdin -loglevel error -i "$1" \
        -af ebur128=metadata=1,ametadata=print:key=lavfi.r128.I:file=- -f null - |
        awk -F= '/lavfi.r128.I=/ { last = $2 } END { print last }'
}

# gain_db_of FILE: what takes FILE to the loudness of the shipped recordings.
gain_db_of() {
    awk -v is="$(lufs_of "$1")" -v wanted="$loudness_lufs" 'BEGIN { printf "%.2f", wanted - is }'
}

# soften: $work/soft.wav, in 32-bit float: what hisses or booms goes, then the outer silence. That
# is looked for at a known loudness, so that a quiet voice loses no more of a soft beginning.
soften() {
    local float=(-e floating-point -b 32)
    sox -D "$work/spoken.wav" "${float[@]}" "$work/filtered.wav" \
        highpass 80 treble -5 5000 sinc -7000 rate -v 24000
    sox -D "$work/filtered.wav" "${float[@]}" "$work/soft.wav" \
        gain "$(gain_db_of "$work/filtered.wav")" \
        silence 1 0.01 -57d fade t 0.008 \
        reverse silence 1 0.01 -54d fade t 0.03 reverse pad 0.07 0.10
}

# silences_of FILE: seconds of silence at the beginning and at the end.
silences_of() {
    sox "$1" -t dat - | awk '
        /^;/ { next }
        { end = $1; level = $2 < 0 ? -$2 : $2 }
        level > 0.00316 { if (!heard) { first = $1; heard = 1 }; last = $1 }
        END { printf "%.3f %.3f", first, end - last }'
}

# shorten_tail FILE: takes the end off, softly, where a voice that died away long before it leaves
# more than 0.19 s of silence; 0.15 s of that stay.
shorten_tail() {
    local surplus
    surplus=$(silences_of "$1" | awk '{ if ($2 > 0.19) printf "%.3f", $2 - 0.15 }')
    [ -n "$surplus" ] || return 0
    sox -D "$1" "$work/shorter.wav" trim 0 "-$surplus" fade t 0 -0 0.03
    mv "$work/shorter.wav" "$1"
}

# make_clip VOICE TEXT FILE: the recording. Its gain is static and set when its length is final.
make_clip() {
    speak "$1" "$2"
    soften
    sox -D "$work/soft.wav" "$work/level.wav" gain "$(gain_db_of "$work/soft.wav")"
    shorten_tail "$work/level.wav"
    oggenc --quiet -q 2 -s 1 -o "$3" "$work/level.wav" 2> /dev/null
}
