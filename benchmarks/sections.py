"""benchmarks/README.md: one part by `pages`, and a section of its own for each other measurement."""

import re
from pathlib import Path

FIGURES = Path(__file__).parent / "README.md"
_SECTION = re.compile(r"\n<!-- begin (\w+) -->\n.*?<!-- end \1 -->\n", re.DOTALL)


def write_first_part(text: str) -> None:
    """All but the sections."""
    sections = [found[0] for found in _SECTION.finditer(FIGURES.read_text())]
    FIGURES.write_text(text.rstrip("\n") + "\n" + "".join(sections))


def write_section(name: str, text: str) -> None:
    """In the place of the section of this name, or else at the end."""
    section = f"\n<!-- begin {name} -->\n{text.strip()}\n<!-- end {name} -->\n"
    old = FIGURES.read_text()
    kept = [found[0] for found in _SECTION.finditer(old) if found[1] != name]
    first = _SECTION.sub("", old).rstrip("\n") + "\n"
    FIGURES.write_text(first + "".join(sorted([*kept, section])))
