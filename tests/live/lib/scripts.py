"""Small sessions made for a test, with recordings of the program's own voice."""

import glob
import os
import re
import shutil
import subprocess

IN_S, OUT_S = 4.0, 6.0

HEADER = """title "A test"
phase between
sound brown at 40% over 1s
breathe in 4s, out 6s
"""


def recordings(count):
    """The longest recordings that come with the program."""
    found = glob.glob(os.path.join(os.environ["LULL_ASSETS"], "narration", "slt", "*.ogg"))
    return sorted(found, key=os.path.getsize)[-count:]


def write(folder, sentences=3, rest_s=4, tail_s=6):
    """Writes a script of so many sentences with rests between them; returns its path."""
    lines = [HEADER, f"rest {rest_s}s"]
    for number, recording in enumerate(recordings(sentences)):
        shutil.copy(recording, os.path.join(folder, f"{number}.ogg"))
        lines.append(f'say "Sentence number {number}, to be read." from "{number}.ogg"')
        lines.append(f"rest {rest_s}s")
    lines.append(f"rest {tail_s}s")
    path = os.path.join(folder, "session.lull")
    with open(path, "w", encoding="utf-8") as script:
        script.write("\n".join(lines) + "\n")
    return path


def bundled_sentence():
    """A sentence of the routines, which each of the program's voices has a recording of."""
    with open(os.path.join(os.environ["LULL_ASSETS"], "routines", "even-breath.lull")) as routine:
        return re.search(r'say "([^"]+)"', routine.read())[1]


def render(path, *options):
    """The script's sound as a file, by `lull render`."""
    output = os.path.splitext(path)[0] + ".wav"
    command = [os.environ["LULL"], "render", path, "-o", output, *options]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return output
