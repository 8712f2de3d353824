"""What a journey looked like, kept in the build for people to look at: pictures/NAME.png."""

import os


def keep(stage, name):
    """Keeps the screen as it is. Dim as it is: to judge it by eye, brighten a copy."""
    folder = os.path.join(os.environ["LULL_BINARY_DIR"], "pictures")
    os.makedirs(folder, exist_ok=True)
    stage.keep_picture(os.path.join(folder, name + ".png"))
