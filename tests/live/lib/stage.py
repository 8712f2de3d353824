"""A screen that nobody sees and a loudspeaker that nobody hears, and a recording of both.

`with Stage() as stage:` starts Xvfb, openbox and a private PulseAudio with a null sink, each in a
folder of their own, and ends them by process id. The recording is one ffmpeg with one clock: seconds
of CLOCK_REALTIME, to which everything else here is converted.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import threading
import time

WIDTH, HEIGHT = 960, 540
SOUND_RATE = 48000
ROOT_COLOUR = "#000000"
WAIT_S = 15


class StageError(Exception):
    """Something of the stage itself did not work."""


SOURCE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
os.environ.setdefault("LULL_ASSETS", os.path.join(SOURCE, "assets"))


def wait_for(what, condition, timeout_s=WAIT_S):
    """Waits until condition() is true; what it is, for the error."""
    end = time.monotonic() + timeout_s
    while not condition():
        if time.monotonic() > end:
            raise StageError(f"waited {timeout_s} s for {what}")
        time.sleep(0.02)


class Stage:
    def __init__(self, sound=True, size=(WIDTH, HEIGHT), rate=SOUND_RATE):
        """rate: of the loudspeaker, in Hz; what is recorded has SOUND_RATE all the same."""
        self.sound = sound
        self.rate = rate
        self.size = size
        self.processes = []
        self.recorder = None
        self.listeners = {}

    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="lull-live.")
        try:
            self._prepare_environment()
            self._start_screen()
            if self.sound:
                self.start_sound()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in reversed(self.processes):
            end(process)
        shutil.rmtree(self.folder, ignore_errors=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def _prepare_environment(self):
        home = self.path("home")
        run = self.path("run")
        os.mkdir(home)
        os.mkdir(run, 0o700)
        self.pulse_socket = os.path.join(run, "pulse-native")
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("XDG_", "SDL_", "WAYLAND", "PULSE", "DBUS"))
        }
        self.environment.update(
            HOME=home,
            XDG_RUNTIME_DIR=run,
            PULSE_SERVER="unix:" + self.pulse_socket,
            SDL_AUDIODRIVER="pulseaudio",
            SDL_VIDEODRIVER="x11",
        )

    def start(self, name, command, **options):
        """Starts a process that the stage ends; its output goes to NAME.log."""
        with open(self.path(name + ".log"), "ab") as log:
            process = subprocess.Popen(
                command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=options.pop("stdout", log),
                stderr=log,
                **options,
            )
        self.processes.append(process)
        return process

    def log(self, name):
        with open(self.path(name + ".log"), encoding="utf-8", errors="replace") as log:
            return log.read()

    def _succeeds(self, *command):
        silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        return subprocess.run(command, env=self.environment, check=False, **silent).returncode == 0

    def _start_screen(self):
        read_end, write_end = os.pipe()
        self.start(
            "xvfb",
            ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "%dx%dx24" % self.size]
            + ["-nolisten", "tcp", "-dpi", "96", "-s", "0", "-noreset"],
            pass_fds=(write_end,),
        )
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            number = pipe.readline().strip()
        if not number:
            raise StageError("Xvfb did not start: " + self.log("xvfb"))
        self.environment["DISPLAY"] = ":" + number
        self.start("openbox", ["openbox", "--sm-disable"])
        root = ["xprop", "-root", "_NET_SUPPORTING_WM_CHECK"]
        wait_for("openbox", lambda: b"window id" in self._output(root))

    def _output(self, command):
        return subprocess.run(
            command, env=self.environment, check=False, capture_output=True
        ).stdout

    def start_sound(self):
        """Starts PulseAudio with one sink; also after it was ended."""
        self.pulse = self.start(
            "pulse",
            ["pulseaudio", "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1"]
            + ["--disallow-exit=yes", "--high-priority=no", "--realtime=no"]
            + [f"--load=module-native-protocol-unix auth-anonymous=1 socket={self.pulse_socket}"]
            + [f"--load=module-null-sink sink_name=ear rate={self.rate} channels=2"
               + " sink_properties=device.description=ear"],
        )
        wait_for("PulseAudio", lambda: self._succeeds("pactl", "info"))

    def record(self, region=None, rate="40.37"):
        """Begins to record the screen, or a (width, height, left, top) of it, and sound into one file,
        and waits until it does."""
        width, height, left, top = region or (*self.size, 0, 0)
        self.recording = self.path("recording.nut")
        command = ["ffmpeg", "-hide_banner", "-loglevel", "warning", "-nostdin", "-copyts"]
        command += ["-thread_queue_size", "512", "-probesize", "32", "-analyzeduration", "0"]
        command += ["-f", "x11grab", "-draw_mouse", "0", "-framerate", rate]
        command += ["-video_size", f"{width}x{height}"]
        command += ["-i", f"{self.environment['DISPLAY']}+{left},{top}"]
        if self.sound:
            command += ["-thread_queue_size", "1024", "-probesize", "32", "-analyzeduration", "0"]
            command += ["-f", "pulse", "-sample_rate", str(SOUND_RATE), "-channels", "2"]
            command += ["-fragment_size", "1920", "-i", "ear.monitor"]
            command += ["-map", "0:v", "-map", "1:a", "-c:a", "copy"]
        command += ["-fps_mode", "passthrough", "-enc_time_base:v", "1:1000000"]
        command += ["-vf", "format=gray", "-c:v", "libx264", "-qp", "0", "-preset", "ultrafast"]
        command += ["-bf", "0", "-threads", "1", "-avoid_negative_ts", "disabled"]
        command += ["-f", "nut", self.recording]
        self.recorder = self.start("ffmpeg", command)
        wait_for("the recorder", lambda: file_size(self.recording) > 2000)

    def listen(self, sink, name):
        """Begins to record what is played on a sink, until listened_to(name)."""
        command = ["ffmpeg", "-hide_banner", "-loglevel", "warning", "-nostdin", "-copyts"]
        command += ["-probesize", "32", "-analyzeduration", "0", "-f", "pulse"]
        command += ["-sample_rate", str(SOUND_RATE), "-channels", "2", "-fragment_size", "1920"]
        command += ["-i", sink + ".monitor", "-c:a", "copy", "-avoid_negative_ts", "disabled"]
        recording = self.path(name + ".nut")
        self.listeners[name] = self.start("listen-" + name, [*command, "-f", "nut", recording])
        wait_for("the listener", lambda: file_size(recording) > 2000)

    def listened_to(self, name):
        """Ends that recording and returns its file."""
        listener = self.listeners.pop(name)
        listener.send_signal(signal.SIGINT)
        listener.wait(WAIT_S)
        return self.path(name + ".nut")

    def plug_in(self, sink):
        """Another loudspeaker, or one that was pulled out."""
        properties = f"sink_properties=device.description={sink}"
        command = ["pactl", "load-module", "module-null-sink", f"sink_name={sink}", properties]
        if not self._succeeds(*command, f"rate={SOUND_RATE}", "channels=2"):
            raise StageError("no such loudspeaker: " + sink)

    def plug_in_far(self):
        """A loudspeaker that is heard a third of a second after the server has let go of the sound,
        and makes it the default. Returns the FarLoudspeaker."""
        pipe = self.path("far.pipe")
        command = ["pactl", "load-module", "module-pipe-sink", "sink_name=far", f"file={pipe}"]
        command += ["format=s16le", f"rate={SOUND_RATE}", "channels=2"]
        command += ["sink_properties=device.description=far"]
        if not self._succeeds(*command) or not self._succeeds("pactl", "set-default-sink", "far"):
            raise StageError("no loudspeaker that is far away")
        return FarLoudspeaker(pipe)

    def plug_in_microphone(self):
        """A microphone that hears what is played by say(), and makes it the default."""
        self.plug_in("mouth")
        source = ["module-remap-source", "source_name=microphone", "master=mouth.monitor"]
        plugged = self._succeeds("pactl", "load-module", *source)
        if not plugged or not self._succeeds("pactl", "set-default-source", "microphone"):
            raise StageError("no microphone")
        self._succeeds("pactl", "set-default-sink", "ear")

    def say(self, path):
        """Plays a sound file to the microphone, to its end."""
        subprocess.run(["paplay", "--device=mouth", path], env=self.environment, check=True)

    def pull_out(self, sink):
        modules = self._output(["pactl", "list", "short", "modules"]).decode().splitlines()
        number = next(line.split()[0] for line in modules if f"sink_name={sink} " in line + " ")
        if not self._succeeds("pactl", "unload-module", number):
            raise StageError("cannot be pulled out: " + sink)

    def stop_recording(self):
        """Ends the recording and returns its file."""
        self.recorder.send_signal(signal.SIGINT)
        self.recorder.wait(WAIT_S)
        return self.recording

    def write_settings(self, text):
        """Writes the program's settings, as somebody would have left them."""
        folder = os.path.join(self.path("home"), ".config", "lull")
        os.makedirs(folder, exist_ok=True)
        with open(os.path.join(folder, "settings"), "w", encoding="utf-8") as file:
            file.write(text)

    def keep_picture(self, path):
        """Writes the screen as it is to a PNG file."""
        command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-f", "x11grab", "-draw_mouse", "0"]
        command += ["-video_size", f"{WIDTH}x{HEIGHT}", "-i", self.environment["DISPLAY"]]
        command += ["-frames:v", "1", path]
        subprocess.run(command, env=self.environment, check=True)

    def play(self, *arguments, name="lull", **environment):
        """Starts the program; `started` of the process is when."""
        kept = self.environment
        self.environment = {**kept, **environment}
        started = time.time()
        process = self.start(name, [os.environ["LULL"], "play", *arguments])
        self.environment = kept
        process.started = started
        return process

    def press(self, *keys):
        """Presses keys, by their X names, and returns when."""
        pressed = time.time()
        self.run("xdotool", "key", *keys)
        return pressed

    def run(self, *command):
        """Runs a command on this screen, to its end."""
        subprocess.run(command, env=self.environment, check=True)


class FarLoudspeaker(threading.Thread):
    """What stands at the end of a pipe, which holds 64 KiB, a third of a second of sound: takes out of
    it what is due by the clock, and keeps that. Ends with the server."""

    FRAME_BYTES = 4

    def __init__(self, pipe):
        super().__init__(daemon=True)
        self.pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        time.sleep(1)  # the server fills it with silence
        self.began = time.time()
        self.heard = bytearray()
        self.start()

    def run(self):
        taken = b"-"
        while taken:
            time.sleep(0.005)
            due = int((time.time() - self.began) * SOUND_RATE) * self.FRAME_BYTES - len(self.heard)
            try:
                taken = os.read(self.pipe, due) if due > 0 else b"-"
            except BlockingIOError:
                taken = bytes(due)
            # Where the pipe has run dry, silence is heard.
            self.heard += taken.ljust(due, b"\0") if due > 0 else b""
        os.close(self.pipe)

    def sound(self):
        """When its sound begins, and its bytes so far: interleaved stereo of 16 bits."""
        return self.began, bytes(self.heard)


def file_size(path):
    return os.path.getsize(path) if os.path.exists(path) else 0


def end(process, timeout_s=5):
    """Ends a process by its id, kindly first."""
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
