"""Running the built program on scripts, and holding what it says against files beside them.

Each test-NAME of this folder imports this. With LULL_UPDATE_GOLDENS=1 a golden that differs is
written anew instead of failing; read what `git diff` shows of it as if it were code.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LULL = os.environ["LULL"]
UPDATE = os.environ.get("LULL_UPDATE_GOLDENS") == "1"
MOST_SHOWN = 30


class Count:
    """Prints a line for each check; `finish` ends the test."""

    def __init__(self):
        self.failed = 0
        self.passed = 0

    def check(self, good, what, *details):
        print(f"{'ok' if good else 'not ok'} - {what}")
        if good:
            self.passed += 1
            return
        self.failed += 1
        lines = "\n".join(str(each) for each in details).splitlines()
        for line in lines[:MOST_SHOWN]:
            print(f"#   {line}")

    def golden(self, path, got, what):
        """Checks the bytes `got` against the file at `path`; None means that no file is there."""
        expected = path.read_bytes() if path.exists() else None
        if got != expected and UPDATE:
            if got is None:
                path.unlink()
            else:
                path.write_bytes(got)
            expected = got
        self.check(got == expected, what, *differences(expected, got))

    def finish(self):
        if self.passed == 0:
            print("not ok - there were no cases")
        sys.exit(0 if self.passed > 0 and self.failed == 0 else 1)


def differences(expected, got):
    """What two outputs differ in, for people."""
    sides = []
    for word, data in (("expected", expected), ("got", got)):
        text = "nothing" if data is None else data.decode("utf-8", "replace")
        sides += [f"{word}:"] + ["    " + line for line in text.splitlines()]
    return sides


def run(*arguments, folder=HERE, timeout_s=60):
    """Runs lull in `folder`, with no recordings, settings or display of anybody's own."""
    with tempfile.TemporaryDirectory() as home:
        environment = {name: value for name, value in os.environ.items()
                       if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        environment.update(HOME=home, XDG_DATA_HOME=home, XDG_CONFIG_HOME=home, LULL_ASSETS=home,
                           NO_COLOR="1")
        return subprocess.run([LULL, *map(str, arguments)], cwd=folder, env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout_s,
                              check=False)


def findings(result, main):
    """What `check --json` of the script `main` found, a line each: "LINE name" of the script
    itself, then "FILE:LINE name" of what it includes."""
    found = [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]
    keys = sorted((each["file"] != main, each["file"], each["line"], each["name"])
                  for each in found)
    return "".join(f"{f'{file}:' if included else ''}{line} {name}\n"
                   for included, file, line, name in keys)
