"""What Lull costs by itself, for scripts/bench: figures that have no like in other programs."""

import json
import os
import re
import statistics
import subprocess
import tempfile
import time

import bench_runs
import measure

TIMES = 3
ROUTINE = "base-of-skull"
SCRIPTS = 10000
ACROSS = (960, 64, 480, 508)  # of the screen: width, height, left, top
SEEN = 0.0003  # mean luminance of it once there are rows in the menu
PACKAGES = ["libsdl2-2.0-0", "libsdl2-ttf-2.0-0", "libsdl2-mixer-2.0-0", "xvfb", "openbox", "pulseaudio",
            "mpv", "ffmpeg", "chromium", "gcc"]


def took_s(command, environment=None):
    began = time.monotonic()
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def median_s(*what):
    return statistics.median(took_s(*what) for _ in range(TIMES))


def exports():
    """How many times faster than it is heard a routine becomes a file."""
    lull = os.environ["LULL"]
    listed = subprocess.run([lull, "list", "--json"], check=True, capture_output=True, text=True).stdout
    lengths = {row["name"]: row["length"] for row in map(json.loads, listed.splitlines())}
    with tempfile.TemporaryDirectory(prefix="lull-bench.") as folder:
        for ending, name in (("wav", "WAV"), ("ogg", "Ogg Vorbis")):
            path = os.path.join(folder, "out." + ending)
            times = lengths[ROUTINE] / median_s([lull, "render", ROUTINE, "-o", path])
            yield f"{ROUTINE} as {name}", f"{times:.0f} × real time"


def dearest_call(program):
    """Of all that the audio callback might be asked for."""
    said = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    dearest = max(float(ms) for ms in re.findall(r"dearest call +([\d.]+) ms", said))
    yield "the dearest call for sound, of 480 to 4096 samples", f"{dearest:.2f} ms"


def offsets(test):
    """How far words, captions and pacer are from one another, by the test that listens and looks."""
    found = {}
    for _ in range(TIMES):
        said = subprocess.run([test], check=False, capture_output=True, text=True).stdout
        for what, each in re.findall(r"^(captions|the pacer) after the words: (.*) ms$", said, re.MULTILINE):
            found.setdefault(what, []).extend(abs(int(one)) for one in each.split())
    for what, each in found.items():
        each.sort()
        p95 = each[max(-(-len(each) * 95 // 100) - 1, 0)]
        yield (f"{what} after the words that are heard, {len(each)} times",
               f"median {statistics.median(each):.0f}, p95 {p95} ms")


def write_scripts(home):
    """Short ones, without a sentence that would have to be looked for."""
    folder = os.path.join(home, ".local", "share", "lull", "routines")
    os.makedirs(folder)
    for number in range(SCRIPTS):
        with open(os.path.join(folder, f"evening-{number}.lull"), "w", encoding="utf-8") as file:
            file.write(f'title "Evening {number}"\nphase daily\nbreathe in 4s, out 6s for 5m\n')


def many_scripts():
    """Looked at from outside: when the menu's rows are on the screen."""
    lull = os.environ["LULL"]
    with bench_runs.white_stage() as stage:
        write_scripts(stage.path("home"))
        stage.write_settings("cautions-read = on\n")
        listed = median_s([lull, "list"], stage.environment)
        stage.record(ACROSS, bench_runs.START_RATE)
        time.sleep(0.5)
        began = time.time()
        stage.start("menu", [lull])
        time.sleep(12)
        picture = measure.Picture(stage.stop_recording(), size=ACROSS[:2])
    seen = (picture.times > began) & (picture.mean < bench_runs.DARK)
    yield f"lull list, with {SCRIPTS:,} scripts of one's own", f"{1000 * listed:.0f} ms"
    for what, chosen in (("it is dark", seen), ("its rows are seen", seen & (picture.mean > SEEN))):
        found = picture.times[chosen]
        yield (f"the menu with them, from the command until {what}",
               f"{1000 * float(found[0] - began):.0f} ms" if len(found) else "–")


def versions():
    command = ["dpkg-query", "-W", "-f", "${Package} ${Version}\n", *PACKAGES]
    said = subprocess.run(command, check=False, capture_output=True, text=True).stdout
    return ", ".join(" ".join(line.split()) for line in sorted(said.splitlines()) if " " in line.strip())


def tell(root, markdown):
    """Measures all of it and prints a row each, as it is known."""
    own = os.path.join(root, "build", "bench", "bench_sound")
    row = "| {} | {} |" if markdown else "{:66}{:>24}"
    if markdown:
        print("| what | measured |\n|---|---|")
    for part in (exports(), dearest_call(own), offsets(os.path.join(root, "tests", "live", "test-session")),
                 many_scripts()):
        for what, figure in part:
            print(row.format(what, figure), flush=True)
    print("\nwith " + versions())
