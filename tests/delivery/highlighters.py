"""The four editors' files at work: what kind of thing each letter of a script is shown as.

Each function takes lines of a script and returns, for each line, a list with a kind for each letter:
"action", "place", "text" and so on, or None where nothing is marked. Vim and Kate's own highlighters
do the work for their files. The rules of VS Code's and GtkSourceView's are regular expressions that
are tried in order at each letter, which `by_rules` does as those editors would.
"""

import html
import json
import os
import re
import subprocess
import tempfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

EDITORS = Path(os.environ["LULL_SOURCE_DIR"], "packaging/editors")


def run(*words, **environment):
    done = subprocess.run(words, capture_output=True, text=True, check=False, timeout=120,
                          stdin=subprocess.DEVNULL, env=os.environ | environment)
    return done.stdout + done.stderr


def in_a_file(lines, folder):
    path = Path(folder, "sample.lull")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


# Vim ------------------------------------------------------------------------------------------------

VIM_KINDS = {
    "Number": "number", "AtTime": "number", "Pressure": "value", "Pattern": "value",
    "Sound": "value", "Phase": "value", "Tag": "value", "Breath": "breath", "Linking": "linking",
    "At": "linking", "Place": "place", "Refused": "refused", "Header": "header",
    "Action": "action", "AtAction": "action", "Escape": "text", "Text": "text",
    "Unclosed": "unclosed", "Comment": "comment",
}


def vim_command(script, *words):
    """Runs Vim, with nothing of its user's, on commands; `words` are its further arguments."""
    return run("vim", "-es", "-N", "-u", "NONE", "-i", "NONE",
               "--cmd", f"set encoding=utf-8 runtimepath^={EDITORS}/vim",
               "--cmd", "filetype plugin on", "--cmd", "syntax on", "-S", script, *words)


def vim(lines):
    with tempfile.TemporaryDirectory() as folder:
        path = in_a_file(lines, folder)
        result = Path(folder, "result.json")
        script = Path(folder, "script.vim")
        script.write_text(f"""
            let lines = []
            for number in range(1, line('$'))
                let text = getline(number)
                call add(lines, map(range(strchars(text)), {{_, at ->
                    \\ synIDattr(synID(g:number, byteidx(g:text, at) + 1, 1), 'name')}}))
            endfor
            call writefile([json_encode(lines)], '{result}')
            quitall!
            """, encoding="utf-8")
        said = vim_command(script, path)
        if not result.exists():
            raise RuntimeError(said)
        names = json.loads(result.read_text(encoding="utf-8"))
    return [[VIM_KINDS[name.removeprefix("lull")] if name else None for name in line]
            for line in names]


# Kate -----------------------------------------------------------------------------------------------

KATE_STYLES = {
    "Comment": "comment", "String": "text", "Preprocessor": "header", "ControlFlow": "action",
    "Keyword": "linking", "Variable": "place", "Error": "error", "DataType": "breath",
    "Constant": "value", "DecVal": "number",
}


def kate_theme(folder):
    """A theme that gives each style a colour of its own, so that its HTML tells which it was."""
    colours = {style: f"#0000{number:02x}" for number, style in enumerate(["Normal", *KATE_STYLES])}
    theme = {"metadata": {"name": "Kinds", "revision": 1}, "editor-colors": {},
             "text-styles": {style: {"text-color": colour, "selected-text-color": colour}
                             for style, colour in colours.items()}}
    place = Path(folder, "org.kde.syntax-highlighting")
    (place / "themes").mkdir(parents=True)
    (place / "syntax").mkdir()
    (place / "themes/kinds.theme").write_text(json.dumps(theme), encoding="utf-8")
    (place / "syntax/lull.xml").write_bytes((EDITORS / "kate/lull.xml").read_bytes())
    return {colour: KATE_STYLES.get(style) for style, colour in colours.items()}


def kate(lines):
    with tempfile.TemporaryDirectory() as folder:
        kinds = kate_theme(folder)
        page = run("kate-syntax-highlighter", "-s", "Lull", "-t", "Kinds",
                   in_a_file(lines, folder), XDG_DATA_HOME=folder, QT_QPA_PLATFORM="offscreen",
                   LC_ALL="C.UTF-8")
    shown = re.search(r"<pre>\n?(.*?)</pre>", page, re.S)
    if shown is None:
        raise RuntimeError(page)
    lines_of_kinds = []
    for line in shown[1].splitlines():
        of_line, kind = [], None
        for tag, text in re.findall(r"<([^>]*)>|([^<]+)", line):
            if tag:
                colour = re.search(r"color:(#\w+)", tag)
                kind = kinds[colour[1]] if colour else None
            else:
                of_line += [kind] * len(html.unescape(text))
        lines_of_kinds.append(of_line)
    return lines_of_kinds


# VS Code and GtkSourceView --------------------------------------------------------------------------

def by_rules(rules, lines):
    """The leftmost match counts, of several there the first rule's; its groups say what is what."""
    return [by_rules_of_line(rules, line) for line in lines]


def by_rules_of_line(rules, line):
    kinds, at = [None] * len(line), 0
    while at < len(line):
        found = [match for match in (rule.search(line, at) for rule, _ in rules) if match]
        if not found:
            break
        first = min(found, key=lambda match: match.start())
        groups = next(groups for rule, groups in rules if rule == first.re)
        for group, kind in groups.items():
            kinds[first.start(group):first.end(group)] = [kind] * len(first[group])
        at = max(first.end(), at + 1)
    return kinds


VSCODE_SCOPES = {
    "comment.line.number-sign.lull": "comment", "string.quoted.double.lull": "text",
    "string.quoted.other.lull": "text", "invalid.illegal.unclosed.lull": "unclosed",
    "keyword.other.lull": "linking", "constant.numeric.lull": "number",
    "keyword.control.lull": "action", "entity.name.tag.lull": "header",
    "constant.language.lull": "value", "invalid.illegal.place.lull": "refused",
    "variable.other.place.lull": "place", "support.type.lull": "breath",
}


def vscode(lines):
    path = EDITORS / "vscode/syntaxes/lull.tmLanguage.json"
    rules = []
    for pattern in json.loads(path.read_text(encoding="utf-8"))["patterns"]:
        groups = {int(group): VSCODE_SCOPES[capture["name"]]
                  for group, capture in pattern.get("captures", {}).items() if "name" in capture}
        if "name" in pattern:
            groups[0] = VSCODE_SCOPES[pattern["name"]]
        rules.append((re.compile(pattern["match"]), groups))
    return by_rules(rules, lines)


def gtksourceview(lines):
    rules = []
    tree = ElementTree.parse(EDITORS / "gtksourceview/lull.lang")
    for context in tree.iter("context"):
        start, match = context.find("start"), context.find("match")
        groups = {int(part.get("sub-pattern")): part.get("style-ref")
                  for part in context.findall("include/context") if part.get("sub-pattern")}
        if context.get("style-ref"):
            groups[0] = context.get("style-ref")
        if match is not None:
            rules.append((re.compile(match.text, re.I), groups))
        elif start is not None and context.get("end-at-line-end") == "true":
            rules.append((re.compile(start.text + ".*$", re.I), groups))
    return by_rules(rules, lines)


ALL = {"Vim": vim, "Kate": kate, "VS Code": vscode, "GtkSourceView": gtksourceview}
