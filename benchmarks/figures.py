"""The page of figures: each measurement writes its own part and leaves the others as they are."""

import re
from pathlib import Path

README = Path(__file__).parent / "README.md"
HEAD = "# Figures\n"


def write_part(name: str, text: str, page: Path = README) -> None:
    """Put the part `name` (a module of this folder) anew, or behind the last one. text: Markdown
    that begins with a heading of the second level."""
    old = page.read_text() if page.exists() else HEAD
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    part = f"{begin}\n{text.strip()}\n{end}"
    found = re.compile(re.escape(begin) + r"\n.*?" + re.escape(end), re.S)
    if found.search(old):
        new = found.sub(lambda _found: part, old)
    else:
        new = f"{old.rstrip()}\n\n{part}\n"
    page.write_text(new)
