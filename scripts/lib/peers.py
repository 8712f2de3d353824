"""The same session for several programs: a script for Lull, a film with captions for players, and a page
for a browser. The film's pictures are Lull's own, so each shows the same breath, thirty times a second.
"""

import os
import shutil
import subprocess

import scripts

FRAMES_PER_S = 30
BREATH_S = int(scripts.IN_S + scripts.OUT_S)
PICTURE_FROM_S = 20  # of a session without words: its start, where light comes, is over
BREATHS = 4  # in the film

PAGE = """<!doctype html><meta charset="utf-8"><title>breath</title>
<style>html, body { margin: 0; background: #000; overflow: hidden; cursor: none }
p { position: fixed; bottom: 8%; width: 100%; text-align: center; font: 32px sans-serif; color: #566b4f }
</style><canvas width="600" height="600" style="position: fixed; left: 660px; top: 110px"></canvas><p></p>
<audio src="session.ogg"></audio><track><script>
const sound = document.querySelector("audio"), pen = document.querySelector("canvas").getContext("2d");
const captions = CAPTIONS, line = document.querySelector("p");
function draw() {
  const now = sound.currentTime, phase = now % 10;
  const full = phase < 4 ? 0.5 - 0.5 * Math.cos(Math.PI * phase / 4)
                         : 0.5 + 0.5 * Math.cos(Math.PI * (phase - 4) / 6);
  const radius = 150 + 150 * full, light = pen.createRadialGradient(300, 300, 0, 300, 300, radius);
  light.addColorStop(0, "rgb(18,36,12)");
  light.addColorStop(1, "rgb(0,0,0)");
  pen.clearRect(0, 0, 600, 600);
  pen.fillStyle = light;
  pen.fillRect(0, 0, 600, 600);
  const caption = captions.find(c => now >= c[0] && now < c[1]), text = caption ? caption[2] : "";
  if (line.textContent !== text) line.textContent = text;
}
sound.play();
setInterval(draw, 1000 / 30);
</script>
"""


class Session:
    """A session of some forty seconds in all its forms, in a folder."""

    def __init__(self, folder):
        self.folder = folder
        self.script = scripts.write(folder)
        self.sound = scripts.render(self.script)
        self._render("session.vtt")
        self._ffmpeg("-i", self.sound, "-q:a", "5", self.path("session.ogg"))
        self._ffmpeg("-i", self.path("session.vtt"), self.path("session.ass"))
        self._make_film()
        self._make_page()

    def path(self, name):
        return os.path.join(self.folder, name)

    def _render(self, name, *more):
        command = [os.environ["LULL"], "render", self.script, *more, "-o", self.path(name)]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def _ffmpeg(self, *words):
        subprocess.run(["ffmpeg", "-v", "error", "-y", *words], check=True)

    def _make_film(self):
        """Every picture of one breath, and the breath again and again."""
        breath = self.path("breath.lull")
        with open(breath, "w", encoding="utf-8") as file:
            file.write('title "A breath"\nphase between\nbreathe in 4s, out 6s\nrest 60s\n')
        os.mkdir(self.path("frames"))
        for number in range(BREATH_S * FRAMES_PER_S):
            at = f"{PICTURE_FROM_S + number / FRAMES_PER_S:.3f}"
            picture = self.path(f"frames/{number:05}.png")
            command = [os.environ["LULL"], "render", breath, "--at", at, "--size", "1920x1080", "-o", picture]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        self._ffmpeg("-framerate", str(FRAMES_PER_S), "-i", self.path("frames/%05d.png"), "-c:v", "libx264",
                     "-crf", "12", "-pix_fmt", "yuv420p", "-g", "60", self.path("breath.mkv"))
        self._ffmpeg("-stream_loop", str(BREATHS - 1), "-i", self.path("breath.mkv"), "-i",
                     self.path("session.ogg"), "-map", "0:v", "-map", "1:a", "-c", "copy",
                     self.path("session.mkv"))
        shutil.rmtree(self.path("frames"))

    def _make_page(self):
        """The captions' times and words go from the .vtt into the page."""
        captions = []
        with open(self.path("session.vtt"), encoding="utf-8") as file:
            blocks = file.read().split("\n\n")
        for block in blocks:
            lines = block.strip().splitlines()
            times = [line for line in lines if "-->" in line]
            if times:
                begin, end = (clock_s(part.split()[0]) for part in times[0].split("-->"))
                captions.append([begin, end, " ".join(lines[lines.index(times[0]) + 1 :])])
        with open(self.path("page.html"), "w", encoding="utf-8") as file:
            file.write(PAGE.replace("CAPTIONS", repr(captions)))


def clock_s(text):
    """Seconds of 01:02:03.456 or 02:03.456."""
    seconds = 0.0
    for part in text.strip().split(":"):
        seconds = 60 * seconds + float(part)
    return seconds


class Lull:
    name = "lull"

    def __init__(self, session):
        self.command = [os.environ["LULL"], "play", "--leave", session.script]
        self.session = session


class Mpv:
    """With the least of its outputs: the others draw with OpenGL, which no graphics card does here."""

    name = "mpv"

    def __init__(self, session):
        self.command = ["mpv", "--no-config", "--really-quiet", "--fs", "--vo=x11", "--ao=pulse",
                        "--sub-file=" + session.path("session.ass"), session.path("session.mkv")]
        self.session = session


class Ffplay:
    name = "ffplay"

    def __init__(self, session):
        self.command = ["ffplay", "-v", "error", "-fs", "-autoexit", "-vf", "ass=" + session.path("session.ass"),
                        session.path("session.mkv")]
        self.session = session


class Chromium:
    name = "chromium"

    def __init__(self, session):
        self.command = ["chromium", "--no-sandbox", "--no-first-run", "--kiosk", "--window-size=1920,1080",
                        "--disable-background-networking", "--disable-component-update",
                        "--autoplay-policy=no-user-gesture-required", "--password-store=basic",
                        "--user-data-dir=" + session.path("chromium"),
                        "file://" + session.path("page.html")]
        self.session = session


PEERS = {"lull": Lull, "mpv": Mpv, "ffplay": Ffplay, "chromium": Chromium}
