"""A session's sound as `lull render` makes it, to hold what was heard against it, sample by sample.

An hour of it stays in its file. A piece of what was heard is looked for in a coarse copy, whose every
sample stands for many, and then held against the fine one: the same but for its loudness, which the
listener chose, and for what whole numbers cannot hold.
"""

import os
import subprocess

import measure
import numpy
import scripts
from stage import SOUND_RATE

COARSE = 16  # samples in one of the coarse copy
MOST_OFF = 3.0  # of 32768: both were rounded, and a sound server rounds once more
ALIKE = 0.9  # of 1, for the place to be found at all


def coarse(sound):
    """Means of COARSE samples each."""
    whole = len(sound) // COARSE * COARSE
    return sound[:whole].reshape(-1, COARSE).mean(axis=1, dtype=numpy.float32)


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

    def compare(self, piece):
        """How far a piece of a second or more is from the original, in samples' values at most; NaN
        where nothing of it is like the piece."""
        rough, alike = measure.find_sound(0.0, self.coarse, coarse(piece))
        if alike < ALIKE:
            return float("nan")
        begin = max(int(rough * SOUND_RATE) * COARSE - SOUND_RATE // 10, 0)
        around = self.sound[begin : begin + len(piece) + SOUND_RATE // 5].astype(float)
        shift, _ = measure.find_sound(0.0, around, piece[:SOUND_RATE].astype(float))
        original = around[round(shift * SOUND_RATE) :][: len(piece)]
        heard = piece[: len(original)].astype(float)
        gain = (heard * original).sum() / (original * original).sum()
        return float(numpy.abs(heard - gain * original).max())
