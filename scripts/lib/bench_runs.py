"""The rulers of scripts/bench: each works on any program with a window that plays through PulseAudio, and
looks at it from outside: at the screen, at the loudspeaker, and at what the kernel counts.
"""

import os
import subprocess
import time

import measure
import numpy
import scripts
from stage import SOUND_RATE, Stage

SIZE = (1920, 1080)
MIDDLE = (64, 64, 928, 508)  # width, height, left, top
BREATH = (960, 810, 480, 0)  # where the breath is seen
START_RATE = "97.3"  # crooked, so that starts meet every phase of it
DARK = 0.01  # mean luminance
HEARD_S = range(3, 17)  # the seconds of the session that are listened for
REACH_S = 0.49  # the breath is looked for within half a second; at the edge nothing was found
ALIKE = 0.75  # of 1; unlike seconds come to less than 0.3


def white_stage():
    """An empty screen is white, so that the first dark frame is the program's."""

    class WhiteStage(Stage):
        def __enter__(self):
            super().__enter__()
            subprocess.run(["xsetroot", "-solid", "white"], env=self.environment, check=True)
            return self

    return WhiteStage(size=SIZE)


def tree(root):
    """The process and all that come of it."""
    parents = {}
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", encoding="ascii", errors="replace") as file:
                parents[int(name)] = int(file.read().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
    found, new = {root}, {root}
    while new:
        new = {child for child, parent in parents.items() if parent in new} - found
        found |= new
    return found


def read(path):
    try:
        with open(path, encoding="ascii", errors="replace") as file:
            return file.read()
    except OSError:
        return ""


def cpu_s(processes):
    ticks = 0
    for process in processes:
        fields = read(f"/proc/{process}/stat").rsplit(")", 1)[-1].split()
        ticks += int(fields[11]) + int(fields[12]) if fields else 0
    return ticks / os.sysconf("SC_CLK_TCK")


def wakeups(processes):
    """How often a thread was given a processor after it had waited."""
    count = 0
    for process in processes:
        folder = f"/proc/{process}/task"
        for thread in os.listdir(folder) if os.path.isdir(folder) else []:
            for line in read(f"{folder}/{thread}/status").splitlines():
                if line.startswith("voluntary_ctxt_switches"):
                    count += int(line.split()[1])
    return count


def memory_mib(processes):
    """Pages that several processes share count in parts."""
    lines = [line for process in processes for line in read(f"/proc/{process}/smaps_rollup").splitlines()]
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def start_ms(stage, peer, seconds):
    """From the command to the first dark frame in the middle of the screen."""
    stage.record(MIDDLE, START_RATE)
    time.sleep(0.5)
    began = time.time()
    stage.start("peer", peer.command)
    time.sleep(seconds)
    picture = measure.Picture(stage.stop_recording(), size=MIDDLE[:2])
    dark = picture.times[(picture.times > began) & (picture.mean < DARK)]
    return 1000 * float(dark[0] - began) if len(dark) else float("nan")


def cost(stage, peer, warm_up_s, seconds):
    """What a minute of the session costs, once it is under way."""
    process = stage.start("peer", peer.command)
    servers = [other.pid for other in stage.processes[:-1]]
    time.sleep(warm_up_s)
    own = tree(process.pid)
    before = cpu_s(own), wakeups(own), cpu_s(servers), time.monotonic()
    time.sleep(seconds)
    own |= tree(process.pid)
    per_minute = 60 / (time.monotonic() - before[3])
    return {
        "cpu_s": (cpu_s(own) - before[0]) * per_minute,
        "wakeups": (wakeups(own) - before[1]) * per_minute,
        "server_s": (cpu_s(servers) - before[2]) * per_minute,
        "memory_mib": memory_mib(own),
    }


def session_began(sound, expected):
    """When the session began, by its sound: the median over single seconds of it, since a program that
    cannot keep up leaves some out. NaN where hardly any was found."""
    zeros = []
    for second in HEARD_S:
        excerpt = expected[second * SOUND_RATE : (second + 1) * SOUND_RATE]
        heard, alike = measure.find_sound(*sound, excerpt)
        if alike > ALIKE:
            zeros.append(heard - second)
    return float(numpy.median(zeros)) if len(zeros) >= 3 else float("nan")


def offset_ms(stage, peer, seconds):
    """How long after the sound that belongs to it the breath is seen: the session's start as the ear
    finds it and as the eye does, by the breath's light."""
    stage.record(BREATH)
    stage.start("peer", peer.command)
    time.sleep(seconds)
    recording = stage.stop_recording()
    zero = session_began(measure.read_sound(recording), measure.read_wave(peer.session.sound))
    if numpy.isnan(zero):
        return zero
    picture = measure.Picture(recording, size=BREATH[:2])
    chosen = (picture.times > zero + 4) & (picture.times < zero + seconds - 6)
    seen = measure.pacer_zero(picture.times[chosen], picture.mean[chosen], scripts.IN_S, scripts.OUT_S, zero)
    return 1000 * (seen - zero) if abs(seen - zero) < REACH_S else float("nan")
