"""What a journey looked like, kept in the build for people to look at: pictures/NAME.png as it is, and
pictures/NAME-bright.png with codes four times as high, to be judged in daylight."""

import os
import subprocess

BRIGHTER = "lutrgb=" + ":".join(f"{colour}=min(val*4\\,255)" for colour in "rgb")


def keep(stage, name):
    """Keeps the screen as it is, and a brightened copy."""
    folder = os.path.join(os.environ["LULL_BINARY_DIR"], "pictures")
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, name)
    stage.keep_picture(path + ".png")
    command = ["ffmpeg", "-v", "error", "-nostdin", "-y", "-i", path + ".png", "-vf", BRIGHTER]
    subprocess.run([*command, path + "-bright.png"], check=True)
