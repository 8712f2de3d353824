"""The examples in a page of the manual, for the tests that run and colour them."""


def marked(text):
    """The examples of a page: the line each begins at, what the comment above it says, its text."""
    comment, block, fence = "", None, ""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip() == "```" and block is None:
            block, fence, began = [], line[:line.index("`")], number
        elif line.strip() == "```":
            yield began, comment, "".join(line.removeprefix(fence) + "\n" for line in block)
            comment, block = "", None
        elif block is not None:
            block.append(line)
        elif line.lstrip().startswith("; "):
            comment = line.lstrip()[2:]
        elif line.strip():
            comment = ""


def is_script(comment):
    """Whether an example is a script, or part of one, that has no findings."""
    return not comment.startswith(("files", "finding", "timeline"))
