"""What was seen, heard and held during a restless listener's stay, and whether it was good.

Picture and sound are judged only in the pieces between two deeds, where nothing but time has its say:
after a key, a fade or a seek may be as sudden as it likes within its own budget.
"""

import os
import time
import zlib

import measure
import numpy
from stage import SOUND_RATE

SETTLED_S = 2.0  # after a deed; fades, seeks and the resume's softness are over by then
STILL_S = 0.1
FRAME_S = 0.025  # of the recorder
MOST_CODE = 150  # of a pixel: text's 0.20 of white in the program's greenest colour
MOST_SAMPLE = 10 ** (-10 / 20) * 32768 + 1
MOST_GROWTH_KIB = 100  # a minute
FULL_S = 300  # until as many recordings are held as ever are, and the heap has its shape


class Verdict:
    def __init__(self):
        self.deeds = []  # of the present recording: (when it began, when it was over, what it was)
        self.memory = []  # (seconds, KiB)
        self.most_bend = 0.0  # set by whoever knows the session
        self.seen_s, self.brightest = 0.0, 0
        self.late = []  # (how long it stood still, how long after which deed)
        self.heard_s, self.jumps, self.largest_bend, self.loudest = 0.0, 0, 0, 0

    def note_memory(self, process):
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
            pages = int(file.read().split()[1])
        self.memory.append((time.time(), pages * os.sysconf("SC_PAGESIZE") / 1024))

    def is_quiet(self, times):
        """Which of `times` lie between two deeds, after the first has settled."""
        chosen = numpy.ones(len(times), dtype=bool)
        for began, over, _ in self.deeds:
            chosen &= (times < began) | (times > over + SETTLED_S)
        return chosen

    def judge_picture(self, recording):
        """Late is a picture that stood still for long while it moved just before and just after; at
        the turns of a breath it slows down first."""
        times, prints = [], []
        for at, frame in zip(measure.frame_times(recording), measure.read_frames(recording)):
            times.append(at)
            prints.append(zlib.crc32(frame[::2].tobytes()))
            self.brightest = max(self.brightest, int(frame.max()))
        times = numpy.array(times)
        quiet = self.is_quiet(times)[1:]
        self.seen_s += float(numpy.diff(times)[quiet].sum())
        changes = times[1:][(numpy.diff(numpy.array(prints, dtype=numpy.int64)) != 0) & quiet]
        for before, after in zip(changes[:-1], changes[1:]):
            moved = sum((changes > before - STILL_S) & (changes <= before)) >= 2
            moves = sum((changes >= after) & (changes < after + STILL_S)) >= 2
            whole = self.is_quiet(numpy.linspace(before - STILL_S, after, 5)).all()
            if after - before > STILL_S + FRAME_S and moved and moves and whole:
                self.late.append((after - before, self.latest_deed(before)))

    def latest_deed(self, at):
        """What was done last before a moment, in words."""
        done = [(at - over, what) for _, over, what in self.deeds if over <= at]
        return f"{min(done)[0]:.1f} s after {min(done)[1]}" if done else "before anything was done"

    def judge_sound(self, path, began):
        """A sample left out or put in bends the sound more than the session itself ever does."""
        sound = numpy.fromfile(path, dtype="<i2").astype(numpy.float32)
        if len(sound) < SOUND_RATE:
            return
        self.loudest = max(self.loudest, int(numpy.abs(sound).max()))
        bends = numpy.abs(numpy.diff(sound, 2))
        quiet = self.is_quiet(began + numpy.arange(len(bends)) / SOUND_RATE)
        self.heard_s += quiet.sum() / SOUND_RATE
        self.largest_bend = max(self.largest_bend, int(bends[quiet].max(initial=0)))
        found = numpy.flatnonzero((bends > self.most_bend) & quiet)
        self.jumps += len(set(found // (SOUND_RATE // 10)))

    def growth_kib_a_minute(self):
        """The slope of memory over time once it is full; None after too short a stay to tell."""
        if not self.memory or self.memory[-1][0] - self.memory[0][0] < 2 * FULL_S:
            return None
        times, kib = numpy.array(self.memory).T
        full = times >= times[0] + FULL_S
        return float(numpy.polyfit((times[full] - times[0]) / 60, kib[full], 1)[0])

    def tell(self, tally, name):
        """Puts all of it into a tally, under a name."""
        growth = self.growth_kib_a_minute()
        most = max((kib for _, kib in self.memory), default=0) / 1024
        if growth is None:
            print(f"   {name}: {most:.0f} MiB at most; too short to tell whether memory grows")
        else:
            tally.check(growth < MOST_GROWTH_KIB, f"{name}: memory grows",
                        f"{growth:+.1f} KiB a minute, {most:.0f} MiB at most")
        worst = sorted(self.late, reverse=True)[:5]
        lates = "".join(f"; {1000 * still:.0f} ms, {when}" for still, when in worst)
        tally.check(self.late == [], f"{name}: pictures late by more than 0.1 s",
                    f"{len(self.late)} in {self.seen_s:.0f} s judged{lates}")
        tally.check(self.brightest <= MOST_CODE, f"{name}: the brightest pixel", f"{self.brightest} of 255")
        bend = f"the largest bend {self.largest_bend} of {self.most_bend:.0f} allowed"
        tally.check(self.jumps == 0, f"{name}: jumps in the sound",
                    f"{self.jumps} in {self.heard_s:.0f} s judged, {bend}")
        tally.check(self.loudest <= MOST_SAMPLE, f"{name}: the loudest sample",
                    f"{20 * numpy.log10(max(self.loudest, 1) / 32768):.1f} dBFS")
