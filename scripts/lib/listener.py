"""A restless listener: one long session on a hidden screen and a silent loudspeaker, with every key of
the program's own table, and a world that changes under it. What is seen and heard goes to the verdict.

Between the deeds there are rests, for which the listener has the session play, lit and paced: it knows
what it switched, and switches it back. In their middle the sound may be taken away.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(HERE)), "tests", "live", "lib"))

import numpy
import scripts
from clocks import Clocks
from original import Original
from stage import HEIGHT, SOUND_RATE, WIDTH, Stage, StageError, end, wait_for
from verdict import Deed, Verdict

ROUND_S = 100  # a recording's length, after which it is judged and thrown away
REST_EVERY_S, REST_S = 10, 14
SENTENCES = 60  # seventy minutes
FROM = "20:00"  # of the session
# Until all that was ordered is heard, with a sound server's long buffers; and until sound that was lost
# has been looked for, listened to, and come back softly.
HEARD_SETTLED_S, LOST_SETTLED_S = 7, 12
WOKEN_S = 1.5  # until a machine's sleep is noticed, even by a program that is slow
KEY_NAMES = {"Space": "space", "Enter": "Return", "Page Up": "Prior", "Page Down": "Next"}
SWITCHES = {"breathe-freely": "b", "dark": "d", "voice": "v", "pacer-sound": "p"}
SUPPORT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "tests", "support")
# Freed memory is kept back for a while to find who still uses it; little of it, or that would be growth.
SANITIZERS = {
    "asan": {"ASAN_OPTIONS": "quarantine_size_mb=8:verify_asan_link_order=0",
             "LSAN_OPTIONS": f"suppressions={SUPPORT}/leaks.supp:print_suppressions=0"},
    "tsan": {"TSAN_OPTIONS": f"suppressions={SUPPORT}/races.supp"},
}
FINDING = re.compile(r"ERROR: \w+Sanitizer|WARNING: ThreadSanitizer|runtime error")
CHAPTER = """chapter "Part {number}"
rest 6s
say "Sentence number {number}, to be read." from "{recording}"
rest 2 breaths
move to temples
do "Rest your fingertips there." for 2 breaths
"""


WITHOUT_FRAMES = """<?xml version="1.0" encoding="UTF-8"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <applications><application class="*"><decor>no</decor></application></applications>
</openbox_config>
"""


def keys_of_the_program():
    """What the keyboard's keys do, by the table that `lull keys` prints, but for the one that leaves and
    the one that shows a page, which is a deed of its own."""
    table = subprocess.run([os.environ["LULL"], "keys"], check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"\(([a-z-]+)\)\n  keyboard +(.*)", table)
    pairs = [(name, deed) for deed, row in rows if deed not in ("leave", "help") for name in row.split(", ")]
    return {KEY_NAMES.get(name, name.lower() if len(name) == 1 else name): deed for name, deed in pairs}


@dataclass
class Ear:
    """A recording of sound. Its first sample may come seconds after it was asked for, from a server that
    has just begun again: when that was, is told by how much there is at many moments."""

    path: str
    begins: list = field(default_factory=list)  # in seconds, as each moment tells it

    def note(self):
        if os.path.exists(self.path) and os.path.getsize(self.path) > 0:
            self.begins.append(time.time() - os.path.getsize(self.path) / (4 * SOUND_RATE))


class PlainStage(Stage):
    """Its window manager gives windows no frames: those are bright, and not the program's."""

    def _prepare_environment(self):
        super()._prepare_environment()
        folder = os.path.join(self.path("home"), ".config", "openbox")
        os.makedirs(folder)
        with open(os.path.join(folder, "rc.xml"), "w", encoding="utf-8") as file:
            file.write(WITHOUT_FRAMES)


class Listener:
    def __init__(self, build, program, seed, keep=None):
        self.build, self.program, self.random = build, program, random.Random(seed)
        self.counts = {}  # of deeds, by their names
        self.switched = dict.fromkeys(SWITCHES, False)
        self.verdict = Verdict(keep=keep, name=build)

    # What the listener does.

    def tell_screen(self, *words):
        subprocess.run(["xdotool", *words], env=self.stage.environment, check=False, capture_output=True,
                       timeout=10)

    def note(self, deed):
        if deed in self.switched:
            self.switched[deed] = not self.switched[deed]

    def press(self):
        key = self.random.choice(list(self.keys))
        self.note(self.keys[key])
        self.tell_screen("key", key)
        return key

    def point(self):
        # Within the least size that the window is given, and never on its frame, which can close it.
        where = [str(self.random.randrange(20, 280)) for _ in "xy"]
        drag = ["mousedown", "1", "mousemove_relative", "--", str(self.random.choice((-200, 200))), "0",
                "mouseup", "1"]
        gesture = self.random.choice((["click", "1"], ["click", "3"], ["click", "4"], ["click", "5"], drag))
        if gesture == ["click", "3"]:
            self.note("breathe-freely")
        self.tell_screen("mousemove", "--window", self.window, *where, *gesture)
        return " ".join(gesture)

    def read_the_keys(self):
        self.tell_screen("key", "F1")
        time.sleep(self.random.uniform(0.2, 2))
        self.tell_screen("key", "F1")

    def rest(self):
        """Has the session play as it does by itself, and looks on; half of the times, without sound for
        a while."""
        self.do(self.bring_back, settled_s=HEARD_SETTLED_S)
        self.look_on(REST_S)
        if self.random.random() < 0.5:
            self.do(self.random.choice([self.stop_the_loudspeaker, self.suspend_the_loudspeaker,
                                        self.hang_the_loudspeaker, self.change_loudspeakers]),
                    is_seen=False, settled_s=LOST_SETTLED_S)
            self.look_on(LOST_SETTLED_S + 6)

    def note_down(self):
        self.verdict.note_memory(self.process)
        self.ears[-1].note()

    def look_on(self, seconds):
        finish = time.time() + seconds
        while time.time() < finish and self.process.poll() is None:
            self.note_down()
            time.sleep(0.5)

    def bring_back(self):
        back = [key for deed, key in SWITCHES.items() if self.switched[deed]]
        self.switched = dict.fromkeys(SWITCHES, False)
        # Keys get lost on the way to a window that is not there, so whether it plays is not known: but it
        # wakes to a pause, whatever it did before, and from there one key goes on.
        self.clocks.sleep(10)
        time.sleep(WOKEN_S)
        self.tell_screen("key", *["Up"] * 10, *back, "space")

    # What the world does.

    def change_the_window(self):
        size = [str(self.random.randrange(300, limit)) for limit in (WIDTH, HEIGHT)]
        for change, *more in (["windowsize", *size], ["windowminimize"], ["windowmap"],
                              ["windowsize", str(WIDTH), str(HEIGHT)], ["windowmove", "0", "0"],
                              ["windowfocus"]):
            self.tell_screen(change, self.window, *more)
            time.sleep(0.3)

    def change_the_resolution(self):
        """The display's, in a screen that stays as large, so that it is still recorded."""
        screen = ["xrandr", "--fb", f"{WIDTH}x{HEIGHT}", "--output", "screen", "--mode"]
        for mode in ("small", f"{WIDTH}x{HEIGHT}"):
            self.stage.run(*screen, mode)
            time.sleep(self.random.uniform(0.3, 1.5))
        self.tell_screen("windowsize", self.window, str(WIDTH), str(HEIGHT), "windowmove", self.window, "0",
                         "0", "windowfocus", self.window)

    def stop_the_program(self):
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(self.random.uniform(0.2, 1.5))
        self.process.send_signal(signal.SIGCONT)

    def pull_out_the_controller(self):
        if self.hand is not None:
            for order in ("unplug", "plug"):
                print(order, file=self.hand)
                time.sleep(self.random.uniform(0.2, 1))

    def stop_the_loudspeaker(self):
        self.close_ear()
        end(self.stage.pulse)
        time.sleep(self.random.uniform(0.5, 4))
        self.stage.start_sound()
        self.stage.plug_in("kitchen")
        self.open_ear()

    def change_loudspeakers(self):
        """Out with one while there is another, to which the sound may not go by itself."""
        self.close_ear()
        self.stage.pull_out("ear")
        time.sleep(self.random.uniform(0.5, 4))
        self.stage.plug_in("ear")
        self.open_ear()

    def suspend_the_loudspeaker(self):
        self.close_ear()
        for state in "10":
            subprocess.run(["pactl", "suspend-sink", "ear", state], env=self.stage.environment, check=False)
            time.sleep(0.5)
        self.open_ear()

    def hang_the_loudspeaker(self):
        self.close_ear()
        self.stage.pulse.send_signal(signal.SIGSTOP)
        time.sleep(self.random.uniform(0.2, 3))
        self.stage.pulse.send_signal(signal.SIGCONT)
        self.open_ear()

    def do(self, deed, **kind):
        began = time.time()
        what = deed() or ""
        name = deed.__name__.replace("_", " ")
        self.verdict.deeds.append(Deed(began, time.time(), f"{name} {what}".strip(), **kind))
        self.counts[name] = self.counts.get(name, 0) + 1

    def do_something(self):
        rare = [self.change_the_window, self.change_the_resolution, self.stop_the_program,
                self.pull_out_the_controller, self.read_the_keys]
        self.do(self.random.choice([self.press] * 20 + [self.point] * 6 + rare))

    # What is recorded of it.

    def open_ear(self):
        self.ears.append(Ear(self.stage.path(f"ear{len(self.ears)}")))
        self.ear = self.stage.start("parec", ["parec", "--device=ear.monitor", "--format=s16le", "--raw",
                                              f"--rate={SOUND_RATE}", "--channels=2", self.ears[-1].path])

    def begin_to_record(self):
        self.open_ear()
        self.stage.record()

    def close_ear(self):
        end(self.ear)

    def judge_ears(self):
        for ear in self.ears:
            left = numpy.fromfile(ear.path, dtype="<i2")[::2]
            left.tofile(ear.path)
            if ear.begins:
                self.verdict.judge_sound(ear.path, float(numpy.median(ear.begins)))
            os.remove(ear.path)

    # A stay from beginning to end.

    def write_session(self):
        parts = [scripts.HEADER]
        for number, recording in enumerate(scripts.recordings(SENTENCES)):
            shutil.copy(recording, self.stage.folder)
            parts.append(CHAPTER.format(number=number, recording=os.path.basename(recording)))
        path = self.stage.path("long.lull")
        with open(path, "w", encoding="utf-8") as script:
            script.write("\n".join(parts))
        return path

    def prepare(self):
        """The session, what it should sound like, and a world in which things can change."""
        self.keys = keys_of_the_program()
        self.script = self.write_session()
        self.verdict.original = Original.of_script(self.script)
        self.verdict.most_bend = self.verdict.original.most_bend()
        self.clocks = Clocks(self.stage)
        self.stage.environment.update(self.clocks.environment)
        self.stage.plug_in("kitchen")
        self.stage.run("xrandr", "--newmode", "small", "20", "800", "850", "860", "900", "450", "460", "470", "490")
        self.stage.run("xrandr", "--addmode", "screen", "small")

    def start(self):
        """The program, with a game controller that can be pulled out (tests/live/lib/controller.c)."""
        hand = self.stage.path("hand")
        os.mkfifo(hand)
        self.stage.environment.update(SANITIZERS.get(self.build, {}), LULL_TEST_HAND=hand,
                                      LULL_TEST_FELT=self.stage.path("felt"))
        preload = "LD_PRELOAD=" + os.path.join(os.path.dirname(self.program), "libloaded.so")
        self.process = self.stage.start("lull", ["setarch", "-R", "env", preload, self.program, "play",
                                                 "--windowed", "--from", FROM, self.script])
        # Read and write: neither opening nor telling waits for a program that has ended.
        self.hand = os.fdopen(os.open(hand, os.O_RDWR), "w", encoding="ascii", buffering=1)
        print("plug", file=self.hand)
        wait_for("a window, or an end", lambda: self.find_window() or self.process.poll() is not None)
        self.stage.run("xsetroot", "-solid", "black")

    def find_window(self):
        search = ["xdotool", "search", "--onlyvisible", "--class", "lull"]
        found = subprocess.run(search, env=self.stage.environment, check=False, capture_output=True, text=True,
                               timeout=20)
        self.window = found.stdout.strip().partition("\n")[0]
        return self.window != ""

    def play_round(self, until):
        """Records, and does things, until the recording is long enough."""
        self.ears = []
        self.verdict.deeds = []
        # The first pictures are late for a recorder that is still beginning.
        self.do(self.begin_to_record)
        while time.time() < until and self.process.poll() is None:
            self.rest()
            busy = time.time() + REST_EVERY_S
            while time.time() < min(busy, until) and self.process.poll() is None:
                self.do_something()
                self.note_down()
                time.sleep(self.random.uniform(0.1, 2.0))
        self.close_ear()
        recording = self.stage.stop_recording()
        self.verdict.judge_picture(recording)
        os.remove(recording)
        self.judge_ears()

    def stay(self, minutes, tally):
        """So long, with everything judged at the end, and so where that comes early."""
        with PlainStage() as self.stage:
            self.prepare()
            try:
                trouble = self.play(minutes)
            except (OSError, StageError, subprocess.SubprocessError) as error:
                trouble = str(error)
            if trouble:
                trouble += f", {self.verdict.latest_deed(time.time())}"
            log = self.stage.log("lull")
        self.tell(tally, minutes, trouble, log)

    def play(self, minutes):
        """Returns what went wrong, in words, or none."""
        self.start()
        self.stage.sound = False  # the recorder has to outlive the loudspeaker
        time.sleep(3)
        finish = time.time() + 60 * minutes
        while time.time() < finish and self.process.poll() is None:
            self.play_round(min(time.time() + ROUND_S, finish))
        stayed = self.process.poll() is None
        if stayed:
            self.process.terminate()
        status = self.process.wait(60)
        self.hand.close()
        return "" if stayed and status == 0 else f"status {status}"

    def tell(self, tally, minutes, trouble, log):
        deeds = ", ".join(f"{count} x {name}" for name, count in sorted(self.counts.items()))
        print(f"   {minutes:g} minutes with {self.build}: {deeds}")
        tally.check(not trouble, f"{self.build}: ends only when it is asked to",
                    f"{trouble}: {log[-300:]}" if trouble else "status 0")
        found = FINDING.search(log)
        if self.build in SANITIZERS:
            tally.check(not found, f"{self.build}: the sanitizers found nothing",
                        log[found.start() :][:3000] if found else "")
        self.verdict.tell(tally, self.build, self.build in SANITIZERS)
