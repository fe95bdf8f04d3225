"""From a template and its values to the text of a letter, with the marks that its mail needs.

Pure. A value is text and nothing else: no placeholder, no link, no new line. What may become a
link is an `Address`, which only our own code makes, and what an organiser typed in the template.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from meeting_app.core.letter_text import Mark, MarkKind
from meeting_app.core.outbox import fold_blanks, unlinked
from meeting_app.letters.placeholders import fill, find, parts

_TYPED = re.compile(r"https?://[^\s{}<>\"“”«»‹›]+")
_ENDS_SENTENCE = ".,;:!?)]'’،؛؟…"


class Address(str):
    """A page of ours, which becomes a link, or an e-mail address of the organisers."""

    __slots__ = ()


Value = str | Sequence[str]
"""One line, or several."""
Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Texts:
    """Of a template, in one language."""

    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Written:
    subject: str
    body: str
    marks: tuple[Mark, ...]


Piece = tuple[str, str]
"""Text, and the kind of its mark or an empty string."""


def write(texts: Texts, values: Values) -> Written:
    """Fill the template in. Placeholders without a value stay as they are."""
    said = {name: _on_one_line(values[name]) for name in find(texts.subject) if name in values}
    subject = fold_blanks(fill(texts.subject, said))
    body, marks = _joined(_lines(texts.body, values))
    return Written(subject, body, marks)


def _on_one_line(value: Value) -> str:
    lines = [value] if isinstance(value, str) else value
    return ", ".join(_plain(line) for line in lines if line)


def _plain(text: str) -> str:
    return fold_blanks(text)


def _lines(template: str, values: Values) -> Iterable[list[Piece]]:
    """Without lines of which only empty values are left, and without two empty ones together."""
    was_empty = True
    for line in template.strip().split("\n"):
        pieces = _pieces(line.rstrip(), values)
        is_empty = not any(text.strip() for text, _kind in pieces)
        if is_empty and (line.strip() or was_empty):
            continue
        was_empty = is_empty
        yield pieces


def _pieces(line: str, values: Values) -> list[Piece]:
    cut = list(parts(line, values))
    pieces: list[Piece] = []
    for number, (part, is_name) in enumerate(cut):
        if is_name:
            value = values[part]
            for position, one in enumerate([value] if isinstance(value, str) else value):
                pieces += [("\n", "")] if position else []
                pieces.append(_value(one))
        else:
            pieces += _typed(part, first=number == 0, last=number == len(cut) - 1)
    return pieces


def _value(text: str) -> Piece:
    if isinstance(text, Address):
        is_page = text.startswith(("https://", "http://"))
        return str(text), MarkKind.LINK if is_page else MarkKind.ADDRESS
    return unlinked(_plain(text)), MarkKind.SAID


def _typed(text: str, *, first: bool, last: bool) -> list[Piece]:
    """The addresses that the organiser typed whole: no value stands before or behind one."""
    pieces: list[Piece] = []
    end = 0
    for found in _TYPED.finditer(text):
        if (found.start() == 0 and not first) or (found.end() == len(text) and not last):
            continue
        address = found[0].rstrip(_ENDS_SENTENCE)
        pieces += [(text[end : found.start()], ""), (address, MarkKind.LINK)]
        end = found.start() + len(address)
    return [*pieces, (text[end:], "")]


def _joined(lines: Iterable[list[Piece]]) -> tuple[str, tuple[Mark, ...]]:
    text: list[str] = []
    marks: list[Mark] = []
    at = 0
    for pieces in lines:
        for piece, kind in [*pieces, ("\n", "")]:
            if kind and piece:
                marks.append(Mark(at, at + len(piece), kind))
            text.append(piece)
            at += len(piece)
    return "".join(text).rstrip("\n") + "\n", tuple(marks)
