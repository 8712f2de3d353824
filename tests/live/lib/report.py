"""Says what was found, in the lines that scripts/test counts."""

import sys


class Report:
    def __init__(self):
        self.failed = 0

    def check(self, good, what, figures=""):
        """One case: `what` should hold; figures are shown either way."""
        self.failed += not good
        print(("ok " if good else "not ok ") + what + (f": {figures}" if figures else ""), flush=True)

    def finish(self):
        sys.exit(1 if self.failed else 0)
