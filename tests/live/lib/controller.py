"""A game controller in the program's own hands: controller.c, and what it is told and tells."""

import os
import time

PLAIN = 6000  # of 65535
A, B, Y, DOWN, RIGHT_TRIGGER = 0, 1, 3, 12, 5  # as SDL counts buttons and axes


class Controller:
    """What is done with it goes down a pipe; what its motor is told is read from a file."""

    def __init__(self, stage):
        self.hand, self.felt = stage.path("hand"), stage.path("felt")
        os.mkfifo(self.hand)
        self.environment = {
            "LD_PRELOAD": os.path.join(os.environ["LULL_BINARY_DIR"], "libloaded.so"),
            "LULL_TEST_HAND": self.hand,
            "LULL_TEST_FELT": self.felt,
            "ASAN_OPTIONS": "verify_asan_link_order=0",
        }

    def take(self):
        """Waits until the program has a hand for it, and plugs it in."""
        self.pipe = open(self.hand, "w", encoding="ascii", buffering=1)
        self.do("plug")

    def do(self, what):
        print(what, file=self.pipe)
        return time.time()

    def strengths(self, since):
        """(when, strength) of all that the motor was told since then."""
        if not os.path.exists(self.felt):
            return []
        with open(self.felt, encoding="ascii") as file:
            told = [line.split() for line in file if line.endswith("\n")]
        return [(float(when), int(low)) for when, low, _ in told if float(when) >= since]

    def is_felt(self, since):
        return any(strength > 0 for _, strength in self.strengths(since))

    def comes_back(self, since):
        """Whether it is plainly felt, within three seconds."""
        while time.time() < since + 3:
            if any(strength > PLAIN for _, strength in self.strengths(since + 0.2)):
                return True
            time.sleep(0.05)
        return False
