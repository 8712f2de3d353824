"""The clocks of a program that has clocks.c loaded."""

import struct


class Clocks:
    """They are right at first. The program finds them by `environment`."""

    def __init__(self, stage):
        self.path = stage.path("clocks")
        self.environment = {"LULL_TEST_CLOCKS": self.path}
        self.of_day_s = self.slept_s = 0
        self._tell("wb")

    def _tell(self, mode="r+b"):
        # In its place, which the program has mapped.
        with open(self.path, mode) as file:
            file.write(struct.pack("qq", self.of_day_s, self.slept_s))

    def set_time_of_day(self, by_s):
        """By so much other than it is."""
        self.of_day_s = by_s
        self._tell()

    def sleep(self, seconds):
        """As if the machine had slept just now."""
        self.slept_s += seconds
        self._tell()
