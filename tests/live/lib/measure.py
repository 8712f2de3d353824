"""What a recording shows and sounds like, as numbers over time.

Light is relative luminance, 0 to 1, of grey pixels decoded from sRGB. Times are those of the stage:
seconds of CLOCK_REALTIME.
"""

import json
import os
import subprocess

import numpy

from stage import HEIGHT, SOUND_RATE, WIDTH

# Recordings are read behind whatever is being played and recorded on the machine meanwhile.
READER = ["nice", "-n", "19", "ffmpeg", "-v", "fatal"]
CODES = numpy.arange(256) / 255.0
LINEAR = numpy.where(CODES <= 0.04045, CODES / 12.92, ((CODES + 0.055) / 1.055) ** 2.4)


class Picture:
    """The recorded frames: their times, and what was measured on each."""

    def __init__(self, recording, regions=None, size=(WIDTH, HEIGHT)):
        """regions: name to (left, top, right, bottom) in pixels; each one's mean light is kept."""
        self.times = frame_times(recording)
        self.means = {name: [] for name in regions or {}}
        self.mean, self.peak = [], []
        for frame in read_frames(recording, size):
            light = LINEAR[frame]
            self.mean.append(light.mean())
            self.peak.append(light.max())
            for name, (left, top, right, bottom) in (regions or {}).items():
                self.means[name].append(light[top:bottom, left:right].mean())
        count = min(len(self.mean), len(self.times))
        self.times = numpy.array(self.times[:count])
        self.mean, self.peak = numpy.array(self.mean[:count]), numpy.array(self.peak[:count])
        self.means = {name: numpy.array(means[:count]) for name, means in self.means.items()}

    def between(self, series, start, end):
        return series[(self.times >= start) & (self.times < end)]


def frame_times(recording):
    command = ["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries"]
    command += ["packet=pts_time", "-of", "csv=p=0", recording]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return [float(line.strip(",")) for line in lines]


def read_frames(recording, size=(WIDTH, HEIGHT)):
    width, height = size
    command = [*READER, "-i", recording, "-map", "0:v"]
    command += ["-fps_mode", "passthrough", "-f", "rawvideo", "-pix_fmt", "gray", "-"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        while True:
            data = process.stdout.read(width * height)
            if len(data) < width * height:
                break
            yield numpy.frombuffer(data, dtype=numpy.uint8).reshape(height, width)


def read_sound(recording):
    """The recorded sound: (time of its first sample, mono samples). A single packet's time is off by
    as much as PulseAudio was late; the middle of all of them is not."""
    probe = ["ffprobe", "-v", "error", "-select_streams", "a", "-show_entries"]
    probe += ["packet=pts_time,size", "-of", "csv=p=0", recording]
    lines = subprocess.run(probe, check=True, capture_output=True, text=True).stdout.split()
    packets = numpy.array([[float(part) for part in line.split(",")[:2]] for line in lines])
    command = [*READER, "-i", recording, "-map", "0:a", "-c", "copy"]
    command += ["-f", "s16le", "-"]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    before = numpy.concatenate([[0], numpy.cumsum(packets[:-1, 1])]) / (4 * SOUND_RATE)
    start = float(numpy.median(packets[:, 0] - before))
    return start, mono(data)


def is_heard(sound, start, end):
    """Whether something is heard in every quarter of a second from `start` to `end`."""
    begun, samples = sound
    step = SOUND_RATE // 4
    first, last = int((start - begun) * SOUND_RATE), int((end - begun) * SOUND_RATE)
    return all(numpy.abs(samples[at : at + step]).max() > 1e-4 for at in range(first, last, step))


def loudness(sound, start, end):
    """How loud it is between two moments, as a root of mean squares."""
    begun, samples = sound
    chosen = samples[int((start - begun) * SOUND_RATE) : int((end - begun) * SOUND_RATE)]
    return float(numpy.sqrt((chosen**2).mean()))


def mono(data):
    """Interleaved stereo of 16 bits as mono samples."""
    return numpy.frombuffer(data, dtype="<i2").reshape(-1, 2).mean(axis=1) / 32768


def read_wave(path):
    """A sound file as mono samples at SOUND_RATE."""
    command = ["ffmpeg", "-v", "error", "-i", path, "-f", "f32le", "-ac", "2"]
    command += ["-ar", str(SOUND_RATE), "-"]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    return numpy.frombuffer(data, dtype="<f4").reshape(-1, 2).mean(axis=1, dtype=float)


def find_sound(start, sound, excerpt):
    """When `excerpt` begins in a recording of sound that begins at `start`, and how alike it is
    there (1: the same but for loudness)."""
    size = 1 << (len(sound) + len(excerpt)).bit_length()
    spectrum = numpy.fft.rfft(sound, size) * numpy.conj(numpy.fft.rfft(excerpt, size))
    correlation = numpy.fft.irfft(spectrum, size)[: max(len(sound) - len(excerpt), 1)]
    energy = numpy.cumsum(numpy.concatenate([[0], sound**2]))
    energy = energy[len(excerpt) : len(excerpt) + len(correlation)] - energy[: len(correlation)]
    floor = 1e-4 * energy.max() + 1e-12
    alike = correlation / numpy.sqrt(numpy.maximum(energy, floor) * (excerpt**2).sum())
    best = int(alike.argmax())
    return start + best / SOUND_RATE, float(alike[best])


def timeline(path):
    """The rows of `lull timeline`, as dictionaries with start and end in seconds."""
    command = [os.environ["LULL"], "timeline", path]
    lines = subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()
    names = lines[0].split("\t")
    rows = [dict(zip(names, line.split("\t"))) for line in lines[1:]]
    for row in rows:
        row["start"], row["end"] = float(row["start"]), float(row["end"])
    return rows


def fullness(seconds, in_s, out_s):
    """How full the lungs are, 0 to 1, with a breath that began at 0: raised cosines."""
    phase = numpy.mod(seconds, in_s + out_s)
    rising = 0.5 - 0.5 * numpy.cos(numpy.pi * phase / in_s)
    falling = 0.5 + 0.5 * numpy.cos(numpy.pi * (phase - in_s) / out_s)
    return numpy.where(phase < in_s, rising, falling)


def pacer_zero(times, light, in_s, out_s, guess, reach_s=0.5):
    """When the breaths that `light` follows began: the moment for which it fits a smooth function of
    the lungs' fullness best, within reach_s of `guess`."""
    shifts = numpy.arange(-reach_s, reach_s, 0.001)
    errors = []
    for shift in shifts:
        full = fullness(times - guess - shift, in_s, out_s)
        terms = numpy.stack([numpy.ones_like(full), full, full**2, full**3], axis=1)
        fit, *_ = numpy.linalg.lstsq(terms, light, rcond=None)
        errors.append(((terms @ fit - light) ** 2).sum())
    return guess + shifts[int(numpy.argmin(errors))]


def caption_start(times, light, guess, rise_s=0.8, reach_s=0.3):
    """When a caption begins to come, for which its light rises along 3x² − 2x³ over `rise_s`. The
    first half of the rise is laid over what was seen: each frame has its share in the answer, so
    that one that came late hardly counts; and later on the governor may slow the light, which is
    not a fault of time."""
    seen = (light - light.min()) / (light.max() - light.min())
    shifts = numpy.arange(-reach_s, reach_s, 0.001)
    errors = []
    for shift in shifts:
        share = numpy.clip((times - guess - shift) / rise_s, 0, 1)
        early = times < guess + shift + rise_s / 2
        errors.append(numpy.mean((seen - (3 - 2 * share) * share**2)[early] ** 2))
    return guess + shifts[int(numpy.argmin(errors))]
