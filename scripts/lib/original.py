"""A session's sound as `lull render` makes it, to hold what was heard against it, sample by sample.

An hour of it stays in its file. A piece of what was heard is looked for in a coarse copy, whose every
sample stands for many, and then held against the fine one: the same but for its loudness, which the
listener chose, and for what whole numbers cannot hold. Where a sound server ran out of sound it put
silence in, and went on afterwards: the parts before and after it are looked for each by itself, and what
lies between them beyond the original is a gap.
"""

import os
import subprocess

import measure
import numpy
import scripts
from stage import SOUND_RATE

MINUTE = 60 * SOUND_RATE
COARSE = 16  # samples in one of the coarse copy
MOST_OFF = 3.0  # of 32768: both were rounded, and a sound server rounds once more
ALIKE = 0.6  # of 1, for the place to be found: half a coarse sample off, speech is 0.85 like itself
ROUNDED = 4  # of 32768: what rounding adds to a bend, of three samples
LEAST_SILENCE = SOUND_RATE // 500  # samples of nothing at all, which no sound has
LEAST_PART = SOUND_RATE // 2  # samples; less is not sure to be found
NOTHING = (float("nan"), 0)


def bends(sound):
    """By how much each sample leaves the straight line through the two before it."""
    return numpy.abs(numpy.diff(sound.astype(numpy.float32), 2))


def coarse(sound):
    """Means of COARSE samples each."""
    whole = len(sound) // COARSE * COARSE
    return sound[:whole].reshape(-1, COARSE).mean(axis=1, dtype=numpy.float32)


def silences(sound):
    """The first and the next sample of each silence."""
    edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], (sound == 0).astype(numpy.int8), [0]])))
    runs = edges.reshape(-1, 2)
    return runs[runs[:, 1] - runs[:, 0] >= LEAST_SILENCE]


def parts(piece):
    """What lies between the silences of a piece, where it is long enough to be found again."""
    ends = numpy.concatenate([[0], silences(piece).flatten(), [len(piece)]]).reshape(-1, 2)
    return [(begin, end) for begin, end in ends if end - begin >= LEAST_PART]


class Original:
    def __init__(self, sound):
        """sound: the left channel as 16-bit samples, in memory or in a file that numpy maps."""
        self.sound = sound
        self.coarse = coarse(sound)

    @classmethod
    def of_script(cls, script):
        """Rendered beside the script."""
        wave = scripts.render(script)
        raw = os.path.splitext(wave)[0] + ".s16"
        command = ["ffmpeg", "-v", "error", "-i", wave, "-af", "pan=mono|c0=c0", "-f", "s16le", raw]
        subprocess.run(command, check=True)
        os.remove(wave)
        return cls(numpy.memmap(raw, dtype="<i2", mode="r"))

    def most_bend(self):
        """How far it bends at most from one sample to the next, and so may what is heard of it."""
        pieces = (self.sound[at : at + MINUTE + 2] for at in range(0, len(self.sound) - 2, MINUTE))
        return ROUNDED + max(float(bends(piece).max()) for piece in pieces)

    def place(self, part):
        """Where a part begins, and how far it is from the original there, in samples' values at most;
        None where nothing of it is like the part."""
        rough, alike = measure.find_sound(0.0, self.coarse, coarse(part))
        if alike < ALIKE:
            return None
        begin = max(int(rough * SOUND_RATE) * COARSE - SOUND_RATE // 10, 0)
        around = self.sound[begin : begin + len(part) + SOUND_RATE // 5].astype(float)
        shift, _ = measure.find_sound(0.0, around, part[:LEAST_PART].astype(float))
        shift = round(shift * SOUND_RATE)
        original = around[shift:][: len(part)]
        heard = part[: len(original)].astype(float)
        gain = (heard * original).sum() / (original * original).sum()
        return begin + shift, float(numpy.abs(heard - gain * original).max())

    def compare(self, piece):
        """How far a piece of a second or more is from the original, in samples' values at most, and how
        many samples of silence are in it that the original has not; NaN where a part of it is not
        found."""
        furthest, gap, last = 0.0, 0, None
        for begin, end in parts(piece):
            placed = self.place(piece[begin:end])
            if placed is None:
                return NOTHING
            if last is not None:
                gap += abs(begin - placed[0] - last)
            last = begin - placed[0]
            furthest = max(furthest, placed[1])
        return (furthest, gap) if last is not None else NOTHING
