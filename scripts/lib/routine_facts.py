"""What a routine comes to, read off its timeline, and the limits that each keeps to.

Nothing is worked out here that the program knows: `lull timeline` says when what is said and done,
and `lull explain` repeats the header. Limits are those of assets/routines/README.md.
"""

import os
import re
import subprocess
import tempfile

VOICES = ("slt", "rms")
LEARNING_S = 120  # until then a routine may explain itself
REST_S = 0.5  # a sentence lasts as long as its recording and this
TOUCHES = ("hold", "circle", "stroke", "lift", "tense")

MOST_SPEECH = 0.35
MOST_WORDS = 16
MOST_PACE = 140  # with the rest; all recordings of a voice together are 110 to 140 without it
HOLD_S = (20, 30)  # with a ball, on muscle
CHECK_S = 60  # at the base of the skull
MOST_SPOTS = 3  # with a ball, on a side
WORDS_BEFORE_S = 15  # at most, when hands are to go somewhere else

# Minutes that a routine takes, at least and at most; one number stands for half a minute around it.
LENGTHS_M = {
    "first-signs": (7, 9), "scalp-and-temples": (5, 7), "base-of-skull": (4, 6),
    "jaw-softly": (4, 6), "only-breathing": 10, "dark-and-quiet": 20, "body-scan": (8, 10),
    "shoulder-trigger-points": (8, 10), "jaw-and-neck": (8, 10), "temples-brow-scalp-long": 12,
    "full-body-relaxation": 20, "even-breath": 10, "sighs": 5, "before-sleep": 15,
    "a-day-at-screens": 5,
}

# What whoever touches is told, each as any of some words.
TOLD = {
    "how gently": r"three out of ten|cloth|peach|strength|lightly|stay light",
    "that rising pain is a reason to stop": r"stop if the pain rises",
    "that the neck is a reason to stop": r"neck begins to hurt",
    "that dizziness is a reason to stop": r"dizzy",
    "that numbness is a reason to stop": r"numb",
    "that sight and speech are reasons to stop": r"sight or speech changes",
    "when to call a doctor": r"call a doctor",
}
# What is said of peppermint oil wherever it is named: not more than whoever uses it must know.
OIL = {
    "that it is diluted": r"diluted",
    "that it is tried first": r"tried on an arm first",
    "that it stays away from the eyes": r"away from the eyes",
    "that hands are washed after it": r"wash your hands",
}
CHECKS = r"\?|\bcheck|too much"
POSTURE = r"\b(lie|sit|stand|lean|seat)\b|push back from the desk"
AVOIDED = r"\b(just|simply|will|heal\w*|cure\w*|toxins?|suboccipital\w*|masseters?|trapezius|vagus)\b"


def run_lull(lull, *words, voice=VOICES[0]):
    """Runs it for someone who has chosen this voice and nothing else, and has no recordings."""
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(os.path.join(home, "lull"))
        with open(os.path.join(home, "lull", "settings"), "w", encoding="utf-8") as settings:
            settings.write(f"narrator = {voice}\n")
        clean = {**os.environ, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home}
        result = subprocess.run([lull, *words], env=clean, capture_output=True, text=True,
                                check=False)
    if result.returncode != 0:
        raise SystemExit(result.stderr)
    return result.stdout


def read_rows(table):
    names, *lines = [line.split("\t") for line in table.splitlines()]
    rows = [dict(zip(names, line)) for line in lines]
    for row in rows:
        row["start"], row["end"] = float(row["start"]), float(row["end"])
    return rows


def count_words(text):
    return len(text.split())


def split_sentences(text):
    return [part for part in re.split(r"(?<=[.?!])\s+", text) if part]


def is_for_a_ball(place):
    """Whether somebody's whole weight could lean on it."""
    return place.endswith(("shoulder", "shoulders", "upper back"))


class Telling:
    """The words of a routine in one voice: when each is heard, and how fast."""

    def __init__(self, rows):
        self.length_s = rows[-1]["end"]
        self.said = [(row["start"], row["end"] - REST_S, row["detail"])
                     for row in rows if row["action"] == "say"]

    def speech_share(self):
        """Of the time after the first two minutes."""
        heard = sum(max(0, end - max(start, LEARNING_S)) for start, end, _ in self.said)
        return heard / (self.length_s - LEARNING_S)

    def longest_silence_s(self):
        ends = [0] + [end for _, end, _ in self.said]
        starts = [start for start, _, _ in self.said] + [self.length_s]
        return max(start - end for start, end in zip(starts, ends))

    def words_a_minute(self, rest_s=0):
        """As recorded; or as heard, with the `rest_s` that follows each sentence."""
        words = sum(count_words(text) for _, _, text in self.said)
        return 60 * words / sum(end - start + rest_s for start, end, _ in self.said)


class Routine:
    """Everything that can be read off a script without making its sound or its pictures."""

    def __init__(self, lull, path):
        self.path = path
        self.name = os.path.splitext(os.path.basename(path))[0]
        explained = run_lull(lull, "explain", "--no-narration", path)
        self.needs = re.findall(r"^Needs: (.*)", explained, re.MULTILINE)
        self.cautions = re.findall(r"^Caution: (.*)", explained, re.MULTILINE)
        tables = {voice: read_rows(run_lull(lull, "timeline", path, voice=voice))
                  for voice in VOICES}
        self.rows = tables[VOICES[0]]
        self.length_s = self.rows[-1]["end"]
        self.tellings = {voice: Telling(rows) for voice, rows in tables.items()}
        self.sentences = [(start, sentence) for start, text in self.said()
                          for sentence in split_sentences(text)]
        self.touches = self._touches()
        self.chapters = [(row["start"], row["detail"])
                         for row in self.rows if row["lane"] == "chapter"]
        with open(path, encoding="utf-8") as script:
            found = re.search(r"^phase\s+(.*)", script.read(), re.MULTILINE)
        self.phases = re.findall(r"\w+", found[1]) if found else []

    def said(self):
        """(start, text) of all that is said, in the first voice."""
        return [(start, text) for start, _, text in self.tellings[VOICES[0]].said]

    def _touches(self):
        """(place, action, start, end) for every row that touches."""
        place, touches = "", []
        for row in self.rows:
            if row["lane"] != "hands":
                continue
            if row["action"] == "move":
                place = row["detail"]
            elif row["action"] == "stroke":
                place = row["detail"].rsplit(" ", 1)[0]
            if row["action"] in TOUCHES:
                touches.append((place, row["action"], row["start"], row["end"]))
        return touches

    def seconds_at_places(self):
        """Seconds of touch by place, in the order in which hands come there."""
        seconds = {}
        for place, _, start, end in self.touches:
            seconds[place] = seconds.get(place, 0) + end - start
        return seconds

    def spots_on(self, side):
        """How many holds with a ball a side has; the chapter names it where the place does not."""
        spots = 0
        for place, action, start, _ in self.touches:
            titles = [title for at, title in self.chapters if at <= start] or [""]
            named = place if place.startswith(("left", "right")) else titles[-1]
            spots += action == "hold" and is_for_a_ball(place) and named.lower().startswith(side)
        return spots

    def longest_sentence(self):
        return max(count_words(sentence) for _, sentence in self.sentences)


def telling_faults(routine):
    for voice, telling in routine.tellings.items():
        share, pace = telling.speech_share(), telling.words_a_minute(REST_S)
        if share > MOST_SPEECH:
            yield f"{voice} speaks for {share:.0%} of the time after two minutes"
        if pace > MOST_PACE:
            yield f"{voice} speaks {pace:.0f} words a minute, over {MOST_PACE}"


def sentence_faults(routine):
    before = None
    for _, sentence in routine.sentences:
        if count_words(sentence) > MOST_WORDS:
            yield f"a sentence of {count_words(sentence)} words, over {MOST_WORDS}: {sentence}"
        if sentence == before:
            yield f"the same words twice in a row: {sentence}"
        found = re.search(AVOIDED, sentence, re.IGNORECASE)
        if found:
            yield f'"{found[0]}" is no word for this: {sentence}'
        before = sentence


def told_faults(routine):
    early = " ".join(sentence for start, sentence in routine.sentences if start < LEARNING_S)
    if not routine.needs:
        yield "it does not say what it needs"
    if not routine.cautions:
        yield "it has no caution"
    if not re.search(POSTURE, early, re.IGNORECASE):
        yield "it does not say how to lie or sit"
    if not routine.touches:
        return
    for what, words in TOLD.items():
        if not re.search(words, early, re.IGNORECASE):
            yield f"it does not say {what}, in the first two minutes"


def oil_faults(routine):
    for text in [*routine.cautions, *(text for _, text in routine.said())]:
        if not re.search("peppermint", text, re.IGNORECASE):
            continue
        for what, words in OIL.items():
            if not re.search(words, text, re.IGNORECASE):
                yield f"it does not say of peppermint oil {what}"


def length_faults(routine):
    """A routine that is not bundled may take what it likes."""
    wanted = LENGTHS_M.get(routine.name)
    if wanted is None:
        return
    least, most = wanted if isinstance(wanted, tuple) else (wanted - 0.5, wanted + 0.5)
    for telling in routine.tellings.values():
        if not least * 60 <= telling.length_s <= most * 60:
            yield f"it takes {telling.length_s:.0f} s, not {least:g} to {most:g} minutes"


def move_faults(routine):
    """Hands that go to another part of the body have been told so, or are being told."""
    chapters = [row["start"] for row in routine.rows if row["lane"] == "chapter"]
    moves = [row for row in routine.rows if row["action"] == "move"]
    for start, end in zip(chapters, chapters[1:] + [routine.length_s]):
        first = next((move for move in moves if start <= move["start"] < end), None)
        if first and not any(first["start"] - WORDS_BEFORE_S <= at < first["end"]
                             for at, _ in routine.said()):
            yield f"hands go to {first['detail']} without a word"


def touch_faults(routine):
    if "attack" in routine.phases and routine.touches:
        yield "it touches, in an attack"
    checks = [start for start, sentence in routine.sentences
              if re.search(CHECKS, sentence, re.IGNORECASE)]
    if any(action != "tense" for _, action, _, _ in routine.touches) and not checks:
        yield "it never asks how the touch feels"
    for place, action, start, end in routine.touches:
        if action == "hold" and is_for_a_ball(place):
            if not HOLD_S[0] <= end - start <= HOLD_S[1]:
                yield f"{place} held for {end - start:.0f} s, not {HOLD_S[0]} to {HOLD_S[1]}"
        if action == "hold" and place == "base of skull":
            moments = [start, *(check for check in checks if start <= check < end), end]
            if max(b - a for a, b in zip(moments, moments[1:])) > CHECK_S:
                yield f"no check for over {CHECK_S} s at the base of the skull"
    for side in ("left", "right"):
        if routine.spots_on(side) > MOST_SPOTS:
            yield f"{routine.spots_on(side)} spots on the {side} side, over {MOST_SPOTS}"
    light = [row["detail"] for row in routine.rows if row["lane"] == "light"]
    if not light or not light[-1].startswith("0%"):
        yield "it does not end in the dark"


def faults(routine):
    """What is wrong with a routine, a sentence each."""
    for find in (length_faults, telling_faults, sentence_faults, told_faults, oil_faults,
                 move_faults, touch_faults):
        yield from find(routine)
