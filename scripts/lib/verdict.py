"""What was seen, heard and held during a restless listener's stay, and whether it was good.

Picture and sound are judged only in the pieces between two deeds, where nothing but time has its say:
after a key, a fade or a seek may be as sudden as it likes within its own budget. What takes the sound
away is no such deed for the pictures, which have to go on. Only seconds count in which there was
something to be judged, and too few of them are a fault of their own.
"""

import os
import time
import wave
import zlib
from dataclasses import dataclass

import measure
import numpy
from original import MOST_OFF, bends, silences
from stage import HEIGHT, SOUND_RATE, WIDTH

SETTLED_S = 2.0  # after a deed; fades, seeks and the resume's softness are over by then
STILL_S = 0.1
FRAME_S = 0.025  # of the recorder
MOVES_A_SECOND = 8  # pictures that differ, of thirty, where a breath is seen; few at its turns
MOST_CODE = 150  # of a pixel: text's 0.20 of white in the program's greenest colour
MOST_SAMPLE = 10 ** (-10 / 20) * 32768 + 1
LEAST_SAMPLE = 30  # of a second that is not silent
LEAST_PIECE_S, MOST_PIECE_S = 2, 6  # of sound that is held against the original
LEAST_SHARE = 0.2  # of the time that was recorded
MOST_GROWTH_KIB = 20  # a minute: 10 MiB in a night
LEAST_STAY_S = 600  # for its second half to tell whether memory grows


@dataclass
class Deed:
    """What was done from when to when."""

    began: float
    over: float
    what: str
    is_seen: bool = True  # may the picture be sudden?
    settled_s: float = SETTLED_S  # for the sound


class Verdict:
    def __init__(self, size=(WIDTH, HEIGHT), keep=None, name="sound"):
        """keep: the folder that gets sound that was wrong, as NAME-1.wav and so on; None: none is kept."""
        self.size = size
        self.keep, self.name = keep, name
        self.deeds = []  # of the present recording
        self.memory = []  # (seconds, KiB)
        self.most_bend = 0.0  # set by whoever knows the session
        self.original = None  # so is this
        self.recorded_s = 0.0
        self.seen_s, self.brightest = 0, 0
        self.late = []  # (how long it stood still, how long after which deed)
        self.heard_s, self.jumps, self.largest_bend, self.loudest = 0, 0, 0, 0
        self.compared_s, self.furthest = 0.0, 0.0
        self.wrong = []  # (how far off, how long after which deed)
        self.cuts, self.gaps, self.longest_gap_s = 0, 0, 0.0

    def note_memory(self, process):
        """What the program has for itself alone; pages of files and of the screen come and go."""
        with open(f"/proc/{process.pid}/statm", encoding="ascii") as file:
            resident, shared = (int(word) for word in file.read().split()[1:3])
        self.memory.append((time.time(), (resident - shared) * os.sysconf("SC_PAGESIZE") / 1024))

    def is_quiet(self, times, seen=False):
        """Which of `times` lie between two deeds, after the first has settled."""
        chosen = numpy.ones(len(times), dtype=bool)
        for deed in self.deeds:
            if not seen or deed.is_seen:
                settled_s = SETTLED_S if seen else deed.settled_s
                chosen &= (times < deed.began) | (times > deed.over + settled_s)
        return chosen

    def judge_picture(self, recording):
        """Late is a picture that stood still for long while it moved just before and just after; at
        the turns of a breath it slows down first."""
        times, prints = [], []
        for at, frame in zip(measure.frame_times(recording), measure.read_frames(recording, self.size)):
            times.append(at)
            prints.append(zlib.crc32(frame[::2].tobytes()))
            self.brightest = max(self.brightest, int(frame.max()))
        times = numpy.array(times)
        self.recorded_s += times[-1] - times[0]
        quiet = self.is_quiet(times, seen=True)[1:]
        changes = times[1:][(numpy.diff(numpy.array(prints, dtype=numpy.int64)) != 0) & quiet]
        moving = numpy.bincount((changes - times[0]).astype(int)) >= MOVES_A_SECOND
        self.seen_s += int(moving.sum())
        for before, after in zip(changes[:-1], changes[1:]):
            moved = sum((changes > before - STILL_S) & (changes <= before)) >= 2
            moves = sum((changes >= after) & (changes < after + STILL_S)) >= 2
            whole = self.is_quiet(numpy.linspace(before - STILL_S, after, 5), seen=True).all()
            if after - before > STILL_S + FRAME_S and moved and moves and whole:
                self.late.append((after - before, self.latest_deed(before)))

    def latest_deed(self, at):
        """What was begun last before a moment, in words."""
        begun = [(at - deed.began, deed.what) for deed in self.deeds if deed.began <= at + FRAME_S]
        return f"{min(begun)[0]:.1f} s after {min(begun)[1]}" if begun else "before anything was done"

    def judge_sound(self, path, began):
        """A sample left out or put in bends the sound more than the session itself ever does, and in
        long pieces is not the original's. The file: the left channel, 16 bits a sample."""
        sound = numpy.fromfile(path, dtype="<i2")
        if len(sound) < SOUND_RATE:
            return
        self.loudest = max(self.loudest, int(numpy.abs(sound.astype(int)).max()))
        quiet = self.is_quiet(began + numpy.arange(len(sound)) / SOUND_RATE)
        whole = len(sound) // SOUND_RATE * SOUND_RATE
        loud = numpy.abs(sound[:whole].astype(int)).reshape(-1, SOUND_RATE).max(axis=1) >= LEAST_SAMPLE
        self.heard_s += int((loud & quiet[:whole].reshape(-1, SOUND_RATE).all(axis=1)).sum())
        bent = bends(sound)
        self.largest_bend = max(self.largest_bend, int(bent[quiet[2:]].max(initial=0)))
        found = (bent > self.most_bend) & quiet[2:]
        self.cuts += self.count_moments(found & self.cut_off(sound)[2:])
        self.jumps += self.count_moments(found & ~self.cut_off(sound)[2:])
        if self.original is not None:
            self.compare_pieces(sound, quiet, began)

    @staticmethod
    def count_moments(found):
        """How many tenths of a second have samples that were found."""
        return len(set(numpy.flatnonzero(found) // (SOUND_RATE // 10)))

    @staticmethod
    def cut_off(sound):
        """Which samples lie at the edge of a silence."""
        chosen = numpy.zeros(len(sound), dtype=bool)
        for edge in silences(sound).flatten():
            chosen[max(edge - 2, 0) : edge + 3] = True
        return chosen

    def compare_pieces(self, sound, quiet, began_s):
        """The last seconds of each quiet piece that is not silent."""
        edges = numpy.flatnonzero(numpy.diff(numpy.concatenate([[0], quiet.astype(numpy.int8), [0]])))
        for begin, end in edges.reshape(-1, 2):
            piece = sound[max(begin, end - MOST_PIECE_S * SOUND_RATE) : end]
            if len(piece) < LEAST_PIECE_S * SOUND_RATE or numpy.abs(piece).max() < LEAST_SAMPLE:
                continue
            off, gap = self.original.compare(piece)
            self.compared_s += len(piece) / SOUND_RATE
            self.furthest = max(self.furthest, off)
            if not off <= MOST_OFF:
                self.wrong.append((off, self.latest_deed(began_s + (end - len(piece)) / SOUND_RATE)))
                self.keep_piece(sound[begin:end])
            self.gaps += gap > 0
            self.longest_gap_s = max(self.longest_gap_s, gap / SOUND_RATE)

    def keep_piece(self, sound):
        """A whole quiet piece that ends with what was wrong, from the left channel."""
        if self.keep is not None:
            with wave.open(os.path.join(self.keep, f"{self.name}-{len(self.wrong)}.wav"), "wb") as file:
                file.setnchannels(1)
                file.setsampwidth(2)
                file.setframerate(SOUND_RATE)
                file.writeframes(sound.tobytes())

    def growth_kib_a_minute(self):
        """The slope of memory over the second half of the stay, in which as much is held as ever is
        and the heap has its shape: the median of the slopes between any two minutes' peaks, since
        recordings come and go. None after too short a stay to tell."""
        if not self.memory or self.memory[-1][0] - self.memory[0][0] < LEAST_STAY_S:
            return None
        times, kib = numpy.array(self.memory).T
        minutes = ((times - times[0]) / 60).astype(int)
        peaks = {minute: kib[minutes == minute].max() for minute in minutes if minute >= minutes[-1] / 2}
        slopes = [(peaks[b] - peaks[a]) / (b - a) for a in peaks for b in peaks if a < b]
        return float(numpy.median(slopes))

    def tell(self, tally, name, has_sanitizer):
        """Puts all of it into a tally, under a name. A sanitizer keeps books in the program's memory, whose
        growth is not judged then."""
        self.tell_memory(tally, name, has_sanitizer)
        self.tell_picture(tally, name)
        self.tell_sound(tally, name)

    def tell_picture(self, tally, name):
        worst = sorted(self.late, reverse=True)[:5]
        lates = "".join(f"; {1000 * still:.0f} ms, {when}" for still, when in worst)
        tally.check(not self.late, f"{name}: pictures late by more than 0.1 s", f"{len(self.late)}{lates}")
        tally.check(self.seen_s >= LEAST_SHARE * self.recorded_s, f"{name}: enough was seen to tell",
                    f"{self.seen_s} of {self.recorded_s:.0f} s had moving pictures and no deed in them")
        tally.check(self.brightest <= MOST_CODE, f"{name}: the brightest pixel", f"{self.brightest} of 255")

    def tell_sound(self, tally, name):
        bend = f"the largest bend {self.largest_bend} of {self.most_bend:.0f} allowed"
        tally.check(self.jumps == 0, f"{name}: jumps in the sound", f"{self.jumps}, {bend}")
        gaps = max(self.cuts, self.gaps)
        tally.check(gaps == 0, f"{name}: gaps in the sound",
                    f"{gaps}, the longest of {1000 * self.longest_gap_s:.0f} ms")
        tally.check(self.loudest <= MOST_SAMPLE, f"{name}: the loudest sample",
                    f"{20 * numpy.log10(max(self.loudest, 1) / 32768):.1f} dBFS")
        tally.check(self.heard_s >= LEAST_SHARE * self.recorded_s, f"{name}: enough was heard to tell",
                    f"{self.heard_s} of {self.recorded_s:.0f} s had sound and no deed in them")
        if self.original is not None:
            told = "".join(f"; {off:.1f}, {when}" for off, when in self.wrong[:5])
            tally.check(self.compared_s > 0 and not self.wrong,
                        f"{name}: pieces of sound that are not as rendered",
                        f"{len(self.wrong)}{told}; in {self.compared_s:.0f} s no sample off by more than "
                        f"{self.furthest:.1f}")

    def tell_memory(self, tally, name, has_sanitizer):
        growth = self.growth_kib_a_minute()
        most = f"{max((kib for _, kib in self.memory), default=0) / 1024:.0f} MiB at most"
        if growth is None:
            print(f"   {name}: {most}; too short to tell whether memory grows")
        elif has_sanitizer:
            print(f"   {name}: memory, with the sanitizer's own: {growth:+.1f} KiB a minute, {most}")
        else:
            tally.check(growth < MOST_GROWTH_KIB, f"{name}: memory grows", f"{growth:+.1f} KiB a minute, {most}")
