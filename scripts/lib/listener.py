"""A restless listener: one long session on a hidden screen and a silent loudspeaker, with every key of
the program's own table, and a world that changes under it. What is seen and heard goes to the verdict.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(os.path.dirname(HERE)), "tests", "live", "lib"))

import measure
import numpy
import scripts
from stage import SOUND_RATE, Stage, end
from verdict import Verdict

ROUND_S = 100  # a recording's length, after which it is judged and thrown away
REST_EVERY_S, REST_S = 20, 8
KEY_NAMES = {"Space": "space", "Enter": "Return", "Page Up": "Prior", "Page Down": "Next"}
SUPPORT = os.path.join(os.path.dirname(os.path.dirname(HERE)), "tests", "support")
# Freed memory is kept back for a while to find who still uses it; little of it, or that would be growth.
SANITIZERS = {
    "asan": {"ASAN_OPTIONS": "quarantine_size_mb=8",
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


def keys_of_the_program():
    """The keyboard's keys in the table that `lull keys` prints, but for the one that leaves."""
    table = subprocess.run([os.environ["LULL"], "keys"], check=True, capture_output=True, text=True).stdout
    rows = re.findall(r"\(([a-z-]+)\)\n  keyboard +(.*)", table)
    names = [name for deed, row in rows if deed != "leave" for name in row.split(", ")]
    return [KEY_NAMES.get(name, name.lower() if len(name) == 1 else name) for name in names]


class Listener:
    def __init__(self, build, seed):
        self.build, self.random = build, random.Random(seed)
        self.counts = {}  # of deeds, by their names
        self.verdict = Verdict()

    # What the listener and the world do.

    def press(self):
        key = self.random.choice(self.keys)
        subprocess.run(["xdotool", "key", key], env=self.stage.environment, check=False)
        return key

    def point(self):
        # Within the least size that the window is given, and never on its frame, which can close it.
        where = [str(self.random.randrange(20, 280)) for _ in "xy"]
        move = ["mousemove", "--window", self.window, *where]
        drag = ["mousedown", "1", "mousemove_relative", "--", str(self.random.choice((-200, 200))), "0",
                "mouseup", "1"]
        gesture = self.random.choice((["click", "1"], ["click", "3"], ["click", "4"], ["click", "5"], drag))
        subprocess.run(["xdotool", *move, *gesture], env=self.stage.environment, check=False)
        return " ".join(gesture)

    def change_the_window(self):
        size = [str(self.random.randrange(300, limit)) for limit in (960, 540)]
        for change, *more in (["windowsize", *size], ["windowminimize"], ["windowmap"],
                              ["windowsize", "960", "540"], ["windowmove", "0", "0"], ["windowfocus"]):
            subprocess.run(["xdotool", change, self.window, *more], env=self.stage.environment, check=False,
                           capture_output=True, timeout=10)
            time.sleep(0.3)

    def stop_the_loudspeaker(self):
        self.close_ear()
        end(self.stage.pulse)
        time.sleep(self.random.uniform(0.5, 4))
        self.stage.start_sound()
        self.open_ear()

    def suspend_the_loudspeaker(self):
        for state in "10":
            subprocess.run(["pactl", "suspend-sink", "ear", state], env=self.stage.environment, check=False)
            time.sleep(0.5)

    def stop_the_program(self):
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(self.random.uniform(0.2, 1.5))
        self.process.send_signal(signal.SIGCONT)

    def do_something(self):
        deeds = [self.press] * 24 + [self.point] * 8
        deeds += [self.change_the_window, self.stop_the_loudspeaker, self.suspend_the_loudspeaker]
        deed = self.random.choice(deeds + [self.stop_the_program])
        began = time.time()
        what = deed() or ""
        name = deed.__name__.replace("_", " ")
        self.verdict.deeds.append((began, time.time(), f"{name} {what}".strip()))
        self.counts[name] = self.counts.get(name, 0) + 1

    # What is recorded of it.

    def open_ear(self):
        self.ears.append((self.stage.path(f"ear{len(self.ears)}"), time.time()))
        self.ear = self.stage.start("parec", ["parec", "--device=ear.monitor", "--format=s16le", "--raw",
                                              f"--rate={SOUND_RATE}", "--channels=1", self.ears[-1][0]])

    def close_ear(self):
        end(self.ear)

    # A stay from beginning to end.

    def write_session(self):
        parts = [scripts.HEADER]
        recordings = scripts.recordings(120)
        for number, recording in enumerate(recordings):
            shutil.copy(recording, self.stage.folder)
            parts.append(CHAPTER.format(number=number, recording=os.path.basename(recording)))
        path = self.stage.path("session.lull")
        with open(path, "w", encoding="utf-8") as script:
            script.write("\n".join(parts))
        return path

    def start(self):
        self.keys = keys_of_the_program()
        # What a rendered minute bends at most is what a live one may.
        part = measure.read_wave(scripts.render(scripts.write(self.stage.folder, sentences=4)))
        script = self.write_session()
        self.verdict.most_bend = 1.5 * 32768 * float(numpy.abs(numpy.diff(part, 2)).max())
        self.stage.environment.update(SANITIZERS.get(self.build, {}))
        self.process = self.stage.start("lull", ["setarch", "-R", os.environ["LULL"], "play", "--windowed",
                                                 "--from", "20:00", script])
        search = ["xdotool", "search", "--sync", "--onlyvisible", "--class", "lull"]
        found = subprocess.run(search, env=self.stage.environment, check=True, capture_output=True, text=True,
                               timeout=20)
        self.window = found.stdout.split()[0]
        # A window manager's frame is bright, and not the program's.
        plain = ["-f", "_MOTIF_WM_HINTS", "32c", "-set", "_MOTIF_WM_HINTS", "2, 0, 0, 0, 0"]
        for command in (["xprop", "-id", self.window, *plain], ["xsetroot", "-solid", "black"]):
            subprocess.run(command, env=self.stage.environment, check=True)

    def play_round(self, until):
        """Records, and does things, until the recording is long enough."""
        self.ears = []
        self.verdict.deeds = []
        self.open_ear()
        self.stage.record()
        rest = time.time() + REST_EVERY_S
        while time.time() < until and self.process.poll() is None:
            if time.time() > rest:
                time.sleep(REST_S)
                rest = time.time() + REST_EVERY_S
            self.do_something()
            self.verdict.note_memory(self.process)
            time.sleep(self.random.uniform(0.1, 2.5))
        self.close_ear()
        recording = self.stage.stop_recording()
        self.verdict.judge_picture(recording)
        os.remove(recording)
        for path, began in self.ears:
            self.verdict.judge_sound(path, began)
            os.remove(path)

    def stay(self, minutes, tally):
        """So long, with everything judged at the end."""
        finish = time.time() + 60 * minutes
        with Stage() as self.stage:
            self.start()
            self.stage.sound = False  # the recorder has to outlive the loudspeaker
            time.sleep(3)
            while time.time() < finish and self.process.poll() is None:
                self.play_round(min(time.time() + ROUND_S, finish))
            stayed = self.process.poll() is None
            if stayed:
                self.process.terminate()
            self.process.wait(60)
            log = self.stage.log("lull")
        self.tell(tally, minutes, stayed, log)

    def tell(self, tally, minutes, stayed, log):
        deeds = ", ".join(f"{count} x {name}" for name, count in sorted(self.counts.items()))
        print(f"   {minutes:g} minutes with {self.build}: {deeds}")
        status = f"status {self.process.returncode}"
        if not stayed:
            status += f" {self.verdict.latest_deed(time.time())}: {log[-300:]}"
        tally.check(stayed and self.process.returncode == 0, f"{self.build}: ends only when it is asked to",
                    status)
        found = FINDING.search(log)
        tally.check(not found, f"{self.build}: the sanitizers found nothing",
                    log[found.start() :][:3000] if found else "")
        self.verdict.tell(tally, self.build)
