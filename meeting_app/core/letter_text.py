"""A letter's one plain text as the two parts of its mail, HTML and text.

Pure. Marks tell what of the text is which: links that somebody of ours typed, addresses, and what
people said (names, titles). Only links become links.
"""

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import NamedTuple

from markupsafe import Markup, escape

WIDTH = 76
_ISOLATE, _END = "\u2068", "\u2069"
_ITEM = re.compile(r"(?:(?P<bullet>[-–•])|(?P<number>\d{1,3})[.)])[ \u00a0](?P<text>.*)", re.S)
_WAYS = {"L": "ltr", "R": "rtl", "AL": "rtl"}


class MarkKind(StrEnum):
    LINK = "link"
    ADDRESS = "address"
    """Shown from left to right, and no link."""
    SAID = "said"
    """People's own words."""


class Mark(NamedTuple):
    """Of the characters from `start` to `end` of the text. Marks do not overlap, nor span lines."""

    start: int
    end: int
    kind: str


def as_text(body: str, marks: Iterable[Sequence[int | str]], direction: str) -> str:
    """The text part: format=flowed (RFC 3676), so that long lines wrap in every program.

    Words that run against the letter's direction are isolated, so that the punctuation around
    them stays where it belongs.
    """
    made = "".join(
        _isolated(text, direction) if kind == MarkKind.SAID else text
        for text, kind in _pieces(body, marks)
    )
    return "\n".join(_flowed(line) for line in made.split("\n"))


def as_html(body: str, marks: Iterable[Sequence[int | str]], base: str) -> Markup:
    """Paragraphs, lists, links.

    base: our own address. A line that is nothing but an address below it is a link without a mark.
    """
    made = "".join(_tagged(text, kind) for text, kind in _pieces(body, marks))
    blocks = re.split(r"\n{2,}", made.strip("\n"))
    return Markup("\n".join(_block(block.split("\n"), str(escape(base))) for block in blocks))  # noqa: S704 - escaped piece by piece


def _pieces(body: str, marks: Iterable[Sequence[int | str]]) -> Iterator[tuple[str, str]]:
    """The text cut at its marks: (text, kind of mark or "")."""
    at = 0
    for start, end, kind in (Mark(int(m[0]), int(m[1]), str(m[2])) for m in marks):
        yield body[at:start], ""
        yield body[start:end], kind
        at = end
    yield body[at:], ""


def _tagged(text: str, kind: str) -> str:
    if kind == MarkKind.LINK:
        return str(Markup('<bdi dir="ltr"><a href="{0}">{0}</a></bdi>').format(text))
    if kind == MarkKind.ADDRESS:
        return str(Markup('<bdi dir="ltr">{}</bdi>').format(text))
    if kind == MarkKind.SAID:
        return str(Markup("<bdi>{}</bdi>").format(text))
    return str(escape(text))


def _block(lines: list[str], base: str) -> str:
    """A paragraph, or a list, or a paragraph that leads to a list. Lines are HTML already."""
    first = next((n for n, line in enumerate(lines) if _ITEM.match(line)), len(lines))
    made = f"<p>{_lines(lines[:first], base)}</p>" if first else ""
    items: list[list[str]] = []
    for line in lines[first:]:
        if found := _ITEM.match(line):
            items.append([found["text"]])
        else:
            items[-1].append(line)
    if items:
        number = (_ITEM.match(lines[first]) or {"number": None})["number"]
        opening, closing = (f'<ol start="{int(number)}">', "</ol>") if number else ("<ul>", "</ul>")
        entries = "".join(f"<li>{_lines(item, base)}</li>" for item in items)
        made += f"{opening}{entries}{closing}"
    return made


def _lines(lines: list[str], base: str) -> str:
    return "<br>".join(
        f'<bdi dir="ltr"><a href="{line}">{line}</a></bdi>'
        if line.startswith(base) and " " not in line
        else line
        for line in lines
    )


def _isolated(text: str, direction: str) -> str:
    ways = {_WAYS.get(unicodedata.bidirectional(char), direction) for char in text}
    return text if ways <= {direction} else f"{_ISOLATE}{text}{_END}"


def _flowed(line: str) -> str:
    """A space at the end of a line says that the next one belongs to it; one at the beginning of
    those that mail programs would take for something else is taken away by the reader."""
    cut = textwrap.wrap(
        line, WIDTH, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return " \n".join(
        f" {part}" if part.startswith((" ", ">", "From")) else part for part in cut or [""]
    )
