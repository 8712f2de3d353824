"""A Wayland screen that nobody sees: sway without a display, in the place of the stage's Xvfb.

sway refuses to run as root, so there it runs as nobody, and only it. Keys are wtype's, whose virtual
keyboard SDL 2 can follow once it has told of modifiers. Pictures are grim's, taken one after the
other: some fifteen a second.
"""

import json
import os
import subprocess
import time

import numpy

from measure import LINEAR
from stage import HEIGHT, WIDTH, Stage, StageError, wait_for

NOBODY = 65534
DESKTOP = "#ffffff"
OWN = "HEADLESS-1"
CONFIGURATION = f"""
output * resolution 640x480 bg {DESKTOP} solid_color
output {OWN} resolution {WIDTH}x{HEIGHT} position 0 0
default_border none
xwayland disable
"""


class WaylandStage(Stage):
    BACKENDS = "headless"

    def _start_screen(self):
        folder = self.path("wayland")
        os.mkdir(folder, 0o700)
        configuration = self.path("sway.conf")
        with open(configuration, "w", encoding="utf-8") as file:
            file.write(CONFIGURATION)
        command = ["sway", "-c", configuration]
        if os.geteuid() == 0:
            os.chmod(self.folder, 0o711)
            os.chown(folder, NOBODY, NOBODY)
            user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            command = ["setpriv", *user, *command]
        kept = self.environment
        self.environment = {
            **kept,
            "XDG_RUNTIME_DIR": folder,
            "SWAYSOCK": os.path.join(folder, "sway.socket"),
            "WLR_BACKENDS": self.BACKENDS,
            "WLR_LIBINPUT_NO_DEVICES": "1",
            "WLR_RENDERER": "pixman",
        }
        self.start("sway", command)
        display = os.path.join(folder, "wayland-1")
        wait_for("sway", lambda: os.path.exists(display) and self._succeeds("swaymsg", "-t", "get_seats"))
        self.environment.pop("DISPLAY", None)
        self.environment.update(
            XDG_RUNTIME_DIR=kept["XDG_RUNTIME_DIR"],
            WAYLAND_DISPLAY=display,
            SDL_VIDEODRIVER="wayland",
            # SDL 2 forgets its keymaps on Wayland; ours is searched for leaks on X11.
            ASAN_OPTIONS="detect_leaks=0",
        )

    def ask(self, *words):
        """Has sway do something, or tell of something."""
        answer = subprocess.run(
            ["swaymsg", "-r", *words], env=self.environment, check=True, capture_output=True
        )
        return json.loads(answer.stdout or "null")

    def window(self):
        """What sway knows of the program's window; None where there is none."""
        waiting = [self.ask("-t", "get_tree")]
        while waiting:
            node = waiting.pop()
            if node.get("app_id") == "lull":
                return node
            waiting += node["nodes"] + node["floating_nodes"]
        return None

    def press(self, *keys):
        pressed = time.time()
        for key in keys:
            command = ["wtype", "-M", "shift", "-m", "shift", "-s", "30", "-k", key]
            subprocess.run(command, env=self.environment, check=True)
        return pressed

    def look(self, display=OWN):
        """A display as it is: light, row by row."""
        command = ["grim", "-o", display, "-t", "ppm", "-"]
        data = subprocess.run(command, env=self.environment, check=True, capture_output=True).stdout
        kind, size, _, pixels = data.split(b"\n", 3)
        if kind != b"P6":
            raise StageError("grim gave no picture")
        width, height = (int(word) for word in size.split())
        codes = numpy.frombuffer(pixels, dtype=numpy.uint8).reshape(height, width, 3)
        return LINEAR[codes] @ (0.2126, 0.7152, 0.0722)

    def watch(self, seconds):
        """The mean light of all pictures of HEADLESS-1 that can be taken meanwhile."""
        means = []
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            means.append(float(self.look().mean()))
        return numpy.array(means)

    def keep_picture(self, path):
        subprocess.run(["grim", path], env=self.environment, check=True)


class UnpluggableStage(WaylandStage):
    """With a second display, X11-1, that can be unplugged: to sway it is a window of a hidden X screen,
    and closing that is pulling out the cable. What is plugged in is another headless one."""

    BACKENDS = "headless,x11"

    def _start_screen(self):
        Stage._start_screen(self)
        self.hidden_screen = dict(self.environment)
        super()._start_screen()

    def displays(self):
        return [output["name"] for output in self.ask("-t", "get_outputs")]

    def unplug(self):
        def pull():
            subprocess.run(["xdotool", "key", "alt+F4"], env=self.hidden_screen, check=True)
            return "X11-1" not in self.displays()

        # A press may come to nothing while the window manager is at something else.
        wait_for("the cable", pull)

    def plug_in(self):
        """Returns the name of the display."""
        self.ask("create_output")
        return self.displays()[-1]
