"""The rules of the house, as functions from a source tree to the list of its faults.

Each test-NAME beside this file holds the tree against some of them, and first shows that each can
fail: it plants one fault in a copy of the tree and expects to be told. A fault is one line of text,
"FILE: what is wrong".
"""

import functools
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

MOST_LINES = 600
MOST_HEADER_LINES = 150
MOST_BUILD_LINES = 250
C_HEADERS = set(
    "assert ctype errno float inttypes limits locale math setjmp stdalign stdarg stdatomic stdbool"
    " stddef stdint stdio stdlib stdnoreturn string".split())
# What a room may have whose row says POSIX: files, folders, processes and threads. The network's
# headers and those that load code at run time are not among them.
POSIX_HEADERS = set(
    "dirent.h fcntl.h poll.h pthread.h semaphore.h signal.h spawn.h sys/file.h sys/mman.h sys/stat.h"
    " sys/types.h sys/wait.h time.h unistd.h".split())


def read(path):
    return path.read_text(encoding="utf-8")


def sources(root):
    """Every .c and .h file of src/, as (path, path relative to src/)."""
    src = root / "src"
    return [(path, str(path.relative_to(src))) for path in sorted(src.glob("*/*.[ch]"))]


@functools.lru_cache(maxsize=None)
def code(text):
    """Text without its comments, strings and characters; line numbers stay as they were."""
    pattern = r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\''

    def blank(match):
        word = match.group(0)
        return "\n" * word.count("\n") if word.startswith("/") else word[0] * 2

    return re.sub(pattern, blank, text, flags=re.DOTALL)


def lines_with(text, pattern):
    for number, line in enumerate(code(text).splitlines(), 1):
        match = re.search(pattern, line)
        if match:
            yield number, match.group(0)


def rooms(root):
    """The table of src/README.md: room -> (what of ours it may include, what of others)."""
    table = {}
    for row in re.findall(r"^\|(.*)\|$", read(root / "src/README.md"), re.MULTILINE):
        cells = [cell.strip() for cell in row.split("|")]
        name = re.fullmatch(r"`(\w+)/`", cells[0])
        if name and len(cells) == 4:
            table[name.group(1)] = (
                set(re.findall(r"`([\w/.]+?)/?`", cells[2])),
                set(re.findall(r"`([\w/.-]+)`", cells[3])) | (
                    {"POSIX"} if "POSIX" in cells[3] else set()))
    return table


def includes(path):
    return re.findall(r'^\s*#\s*include\s+([<"])([^">]+)[">]', read(path), re.MULTILINE)


def include_faults(root):
    table = rooms(root)
    insides = {name for path, name in sources(root) if name.startswith("platform/")
               and any(mark == "<" and word.startswith("SDL") for mark, word in includes(path))}
    faults = []
    for path, name in sources(root):
        room = name.split("/")[0]
        if room not in table:
            faults.append(f"src/{name}: the table of src/README.md has no room {room}/")
            continue
        ours, others = table[room]
        for mark, word in includes(path):
            if mark == "<":
                good = outside_allowed(word, others)
            else:
                good = inside_allowed(root, word, room, ours)
            if word in insides and room != "platform":
                good = False
            if not good:
                faults.append(f"src/{name}: may not include {word}")
        faults += [f"src/{name}:{number}: includes what only the preprocessor knows"
                   for number, _ in lines_with(read(path), r'^\s*#\s*include\s+[^<"\s]')]
    return faults


def inside_allowed(root, word, room, ours):
    generated = (root / "src" / (word + ".in")).exists()
    if not generated and not (root / "src" / word).exists():
        return False
    return word.split("/")[0] in ours | {room} or word in ours


def outside_allowed(word, others):
    if word in others or word.split("/")[0] in others:
        return True
    if word.removesuffix(".h") in C_HEADERS:
        return True
    return "POSIX" in others and word in POSIX_HEADERS


def cmake_faults(root):
    """A room must be linked to what it may include and to nothing else."""
    table = rooms(root)
    text = read(root / "CMakeLists.txt")
    linked = {}
    for call in re.findall(r"^room\(([^)]*)\)", text, re.MULTILINE):
        words = call.split("EXTERNAL")[0].split()
        linked[words[0]] = set(words[1:])
    faults = []
    for room in sorted(set(table) | set(linked)):
        wanted = {word.split("/")[0] for word in table.get(room, (set(),))[0]}
        if linked.get(room) != wanted or room not in table:
            faults.append(f"CMakeLists.txt: room {room} is linked to {sorted(linked.get(room, []))},"
                          f" the table of src/README.md says {sorted(wanted)}")
    return faults


def map_faults(root):
    """src/README.md has one line a file stem, under its room's heading, and no line too many."""
    faults, mapped, room = [], set(), None
    for line in read(root / "src/README.md").splitlines():
        heading = re.match(r"#+ `?(\w+)/", line)
        entry = re.match(r"- `(\w+)`", line)
        if heading:
            room = heading.group(1)
        elif entry and room:
            mapped.add(f"{room}/{entry.group(1)}")
    present = {f"{path.parent.name}/{path.name.split('.')[0]}"
               for path in (root / "src").glob("*/*.*") if re.search(r"\.(c|h|h\.in)$", path.name)}
    faults += [f"src/{name}.*: has no line in src/README.md" for name in sorted(present - mapped)]
    faults += [f"src/README.md: {name} is not there" for name in sorted(mapped - present)]
    return faults


def size_faults(root):
    faults = []
    for path, name in sources(root):
        count = len(read(path).splitlines())
        most = MOST_HEADER_LINES if name.endswith(".h") else MOST_LINES
        if count > most:
            faults.append(f"src/{name}: {count} lines, at most {most}")
    build = [root / "CMakeLists.txt", *(root / "cmake").glob("*.cmake")]
    count = sum(len(read(path).splitlines()) for path in build)
    if count > MOST_BUILD_LINES:
        faults.append(f"CMakeLists.txt and cmake/: {count} lines, at most {MOST_BUILD_LINES}")
    return faults


def header_faults(root):
    """A header opens with its paragraph, is guarded by its name, and says what each thing is."""
    faults = []
    for path, name in sources(root):
        text = read(path)
        if not re.match(r"/\* |// ", text):
            faults.append(f"src/{name}: does not open with a comment")
        if name.endswith(".c"):
            continue
        guard = "LULL_" + name[:-2].upper().replace("/", "_") + "_H"
        if not re.search(rf"^#ifndef {guard}\n#define {guard}$", text, re.MULTILINE):
            faults.append(f"src/{name}: its guard is not {guard}")
        faults += [f"src/{name}:{number}: a declaration without a comment"
                   for number in unexplained(text, path.stem)]
    return faults


def unexplained(text, stem):
    """The lines on which declarations begin that nothing explains. A comment explains what follows
    it without an empty line between; the paragraph on top explains the type the file is named after."""
    depth, explained = 0, False
    for number, (line, bare) in enumerate(zip(text.splitlines(), code(text).splitlines()), 1):
        explained = line.strip() != "" and (explained or "/*" in line or "*/" in line) or depth > 0
        if depth == 0 and re.match(r"[a-z]\w*[ *]", bare) and not explained:
            if not re.match(rf"struct \w+;|(struct|enum) {stem} {{", bare):
                yield number
        depth += bare.count("{") - bare.count("}")


def word_faults(root):
    """What only one file or room may do, and what none may."""
    memory = r"(?<![.>\w])(malloc|calloc|realloc|free|strn?dup|aligned_alloc|v?asprintf)\s*\("
    speech = r"(?<![.>\w])(v?printf|puts|putchar|perror|exit|_exit|_Exit|abort)\s*\(|\bstd(out|err)\b"
    faults = []
    for path, name in sources(root):
        text, room = read(path), name.split("/")[0]
        rules = [(r"\}\s*\w+_t;|^typedef\b.*\b\w+_t;", "a type named _t")]
        if name != "base/allocator.c":
            rules.append((memory, "memory is base/allocator.c's alone"))
        if room not in ("cli", "shell", "stage"):
            rules.append((speech, "nothing prints or ends the program below shell/, cli/ and stage/"))
        for pattern, why in rules:
            faults += [f"src/{name}:{number}: {word.strip()}: {why}"
                       for number, word in lines_with(text, pattern)]
        for number, line in enumerate(text.splitlines(), 1):
            if re.search(r"\b(TODO|FIXME|XXX)\b", line):
                faults.append(f"src/{name}:{number}: something left to do")
            if len(line) > 100:
                faults.append(f"src/{name}:{number}: longer than 100 columns")
    return faults


class Report:
    """Prints the results as TAP lines and gives the exit status."""

    def __init__(self):
        self.root = Path(os.environ.get("LULL_SOURCE_DIR") or Path(__file__).parents[2])
        self.failed = False

    def line(self, good, name, details=()):
        print(("ok " if good else "not ok ") + name)
        for detail in details:
            print("  " + detail)
        self.failed |= not good

    def holds(self, rule, name):
        faults = rule(self.root)
        self.line(not faults, name, faults)

    def notices(self, rule, name, path, change):
        """`change`, from a file's text to another, is made in a copy: `rule` must then say more."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder)
            shutil.copytree(self.root / "src", copy / "src")
            shutil.copytree(self.root / "cmake", copy / "cmake")
            shutil.copy(self.root / "CMakeLists.txt", copy)
            before = set(rule(self.root))
            target = copy / path
            target.write_text(change(read(target) if target.exists() else ""), encoding="utf-8")
            self.line(bool(set(rule(copy)) - before), "is noticed: " + name)

    def end(self):
        sys.exit(1 if self.failed else 0)
