"""Which column of a file belongs to which question."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime

from meeting_app.core.locale import fold
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.rules import QuestionKind

LANGUAGE = ("language", "_language", "lang", "langue", "idioma")
SENT_AT = ("sent_at", "_submission_time", "end")
NUMBER = ("_uuid", "meta/instanceid", "instanceid", "meta/rootuuid")
RECEIPT = ("receipt",)
_EARLIEST = datetime(2000, 1, 1, tzinfo=UTC)
_BESIDE = re.compile(r"_(?:label|in_(?:en|fr|es|ar))$")
"""Of columns that our own export puts beside the codes."""


@dataclass(slots=True)
class Places:
    """Of one question: numbers of columns."""

    whole: int | None = None
    """Holds the whole answer."""
    options: dict[str, int] = field(default_factory=dict)
    """One for each option: {code: column}."""
    other: int | None = None
    """What was written beside "other"."""

    @property
    def first(self) -> int:
        found = [self.whole, *self.options.values(), self.other]
        return next(one for one in found if one is not None)


@dataclass(slots=True)
class Columns:
    header: Sequence[str] = ()
    of_items: dict[str, Places] = field(default_factory=dict)
    language: int | None = None
    left_out: list[str] = field(default_factory=list)
    """Columns that belong to no question; those that tools add for themselves are not named."""
    _sent_at: int | None = None
    _number: int | None = None
    _receipt: int | None = None

    def sent_at(self, cells: Sequence[str]) -> datetime | None:
        if self._sent_at is None:
            return None
        with suppress(ValueError):
            found = datetime.fromisoformat(cells[self._sent_at].strip())
            found = found if found.tzinfo else found.replace(tzinfo=UTC)
            return found if found > _EARLIEST else None
        return None

    def number(self, cells: Sequence[str]) -> str | None:
        """By which the row is known where it comes from."""
        for column in (self._number, self._receipt):
            if column is not None and (said := cells[column].strip()):
                return said.removeprefix("uuid:")
        return None

    def receipt(self, cells: Sequence[str]) -> str | None:
        return cells[self._receipt].strip() or None if self._receipt is not None else None


def find_columns(definition: Definition, header: Sequence[str]) -> Columns:
    """By codes first; by wording where no code fits. The first of two columns counts."""
    found = Columns(header)
    by_code, by_words = _codes(definition), _words(definition)
    for column, name in enumerate(header):
        place = _by_path(by_code, name)
        if not name or (place is None and _take_own(found, column, name)):
            continue
        place = place or by_words.get(fold(name))
        if place is None:
            if not name.startswith("_") and not _BESIDE.search(name):
                found.left_out.append(name)
            continue
        code, part = place
        places = found.of_items.setdefault(code, Places())
        if part is None:
            places.whole = column if places.whole is None else places.whole
        elif part == "":
            places.other = column if places.other is None else places.other
        else:
            places.options.setdefault(part, column)
    return found


Place = tuple[str, str | None]
"""(question, None for the whole answer, "" for the words beside "other", or an option)"""


def _take_own(found: Columns, column: int, name: str) -> bool:
    plain = name.strip().lower()
    if plain in NUMBER:
        found._number = column
    elif plain in RECEIPT:
        found._receipt = column
    elif plain in SENT_AT and (found._sent_at is None or plain != "end"):
        found._sent_at = column
    elif plain in LANGUAGE:
        found.language = column
        return True
    else:
        return plain in ("late", "version", "start", "today", "deviceid", "username")
    return True


def _plain(code: str) -> str:
    return re.sub("[^a-z0-9]+", "_", code.lower())


def _codes(definition: Definition) -> dict[str, Place]:
    """{code, or code_option, as our own files write them: place}"""
    found: dict[str, Place] = {}
    for item in definition.questions:
        found.setdefault(_plain(item.code), (item.code, None))
    for item in definition.questions:
        if item.other:
            found.setdefault(_plain(rules.other_code(item.code)), (item.code, ""))
        for option in item.options if item.kind != QuestionKind.ONE_CHOICE else ():
            found.setdefault(f"{_plain(item.code)}_{_plain(option.code)}", (item.code, option.code))
    return found


def _by_path(codes: dict[str, Place], name: str) -> Place | None:
    """Kobo writes groups in front: group/question/option."""
    parts = name.split("/")
    for start in range(len(parts)):
        if place := codes.get(_plain("/".join(parts[start:]))):
            return place
    return None


def _words(definition: Definition) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for item in definition.questions:
        for words in _all(item.label):
            found.setdefault(fold(words), (item.code, None))
        for pair in _option_words(item):
            found.setdefault(*pair)
    return found


def _option_words(item: Item) -> Iterator[tuple[str, Place]]:
    for option in item.options:
        for question in _all(item.label):
            for words in (*_all(option.label), option.code):
                yield fold(f"{question}/{words}"), (item.code, option.code)


def _all(text: LocalText) -> Iterator[str]:
    yield text.text
    for found in text.translations.values():
        yield found.text
