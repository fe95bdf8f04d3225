"""What a feature declares about the people in its tables: what is held, handed out, erased, ended."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select, update

from meeting_app.core.db import Base, db
from meeting_app.core.files import StoredFile
from meeting_app.core.locale import fold
from meeting_app.core.localtext import LocalText
from meeting_app.core.outbox import ERASED_DOMAIN
from meeting_app.core.personal import PERSON_TABLE, Kept

NAMELESS = "—"
"""Stands where a name stood. The same in every language and script."""


class Texts(StrEnum):
    """What becomes of the texts that an erased person wrote."""

    NAMELESS = "nameless"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is held about somebody, in words of the request's language: said to
    the person, and said of the person to whoever erases them on their behalf."""

    label: str
    number: int
    says: str
    """Who sees it, and until when, in a sentence."""
    label_of_other: str
    says_of_other: str = ""
    """Empty: `says` speaks to nobody, and fits both."""
    url: str = ""
    """Where the person, and nobody else, sees or changes it."""

    def of_other(self) -> "Holding":
        """As an administrator reads it."""
        says = self.says_of_other or self.says
        return replace(self, label=self.label_of_other, says=says, url="")


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file that the person handed in."""

    name: str
    stored: StoredFile


Export = Mapping[str, Any]
"""{name of a list: rows of JSON values}"""


@dataclass(slots=True)
class Erasing:
    """One erasure while it goes through the features: what they need to know, what they report."""

    number: int
    """The person's number, all that is left of them."""
    name: str
    addresses: Sequence[str]
    texts: Texts
    now: datetime
    counts: Counter[str] = field(default_factory=Counter)
    """{table: rows erased or made nameless}; for the audit trail."""
    contents: set[str] = field(default_factory=set)
    """Hashes of stored contents that must go from the disk."""
    letters: list[int] = field(default_factory=list)
    """Numbers of letters that may lie in files."""

    @property
    def address(self) -> str:
        """What stands where an address stood. Nothing is ever sent to it."""
        return f"erased-{self.number}@{ERASED_DOMAIN}"

    def is_named(self, name: str) -> bool:
        """Whether a name that stands without an account is this person's, letter for letter."""
        return bool(self.name) and fold(name) == fold(self.name)

    def without_name(self, text: str) -> str:
        """The text with the person's name and addresses taken out."""
        for found in (self.name, *self.addresses):
            if found and found != NAMELESS:
                text = re.sub(rf"(?<!\w){re.escape(found)}(?!\w)", NAMELESS, text, flags=re.I)
        return text

    def without_name_in(self, text: LocalText | None) -> LocalText | None:
        """As `without_name`, in all languages. The states of translations stay."""
        if text is None:
            return None
        value = LocalText.of({text.source: self.without_name(text.text)}, text.source)
        for code, found in text.translations.items():
            value = value.translated(code, self.without_name(found.text), checked=found.checked)
        return value


@dataclass(frozen=True, slots=True)
class Ending:
    """One thing that ends with time."""

    kept: Kept
    end: Callable[[datetime], int]
    """(now) -> rows ended. Idempotent; the worker commits."""


def _nothing(_person: Any) -> tuple[()]:
    return ()


def _no_objection(_person: Any) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Privacy:
    """What a package's `privacy.py` hands up. The persons are rows of `people.Person`."""

    tables: frozenset[str]
    """All its tables with a person in them; a test finds those that nobody declares."""
    holdings: Callable[[Any], Iterable[Holding]] = _nothing
    """In the language of the request."""
    export: Callable[[Any], Export] = lambda _person: {}
    """Nothing of other people's, nothing that is not announced yet. Nothing here is translated."""
    files: Callable[[Any], Iterable[OwnFile]] = _nothing
    erase: Callable[[Any, Erasing], None] = lambda _person, _erasing: None
    """Called from the uppermost feature down; `people` comes last."""
    objection: Callable[[Any], str | None] = _no_objection
    """A sentence that says why this person cannot be erased yet, or None."""
    endings: tuple[Ending, ...] = ()


def plain_row(row: Any, *names: str) -> dict[str, Any]:
    """These attributes of a table row as JSON values."""
    return {name: plain_value(getattr(row, name)) for name in names}


def plain_value(value: Any) -> Any:
    """Instants in UTC as ISO 8601; organisers' text as {language: text}."""
    if isinstance(value, datetime):
        return value.isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, LocalText):
        others = {code: found.text for code, found in value.translations.items()}
        return {value.source: value.text, **others}
    return str(value) if isinstance(value, StrEnum) else value


def count_rows(*conditions: ColumnElement[bool]) -> list[int]:
    """How many rows meet each condition, in one statement. Each is about one table."""
    counts = [select(func.count()).where(condition).scalar_subquery() for condition in conditions]
    return [int(number) for number in db.session.execute(select(*counts)).one()]


def count_changed(statement: Any) -> int:
    """Carry it out; how many rows it deleted or changed."""
    result: Any = db.session.execute(statement)
    return int(result.rowcount)


def erase_rows(package: str, erasing: Erasing) -> None:
    """In all tables of a package, as the database would if the person were deleted: rows that
    belong to them go, others are linked to nobody. package: as "meeting_app.people."."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if not mapper.class_.__module__.startswith(package) or table is None:
            continue
        assert isinstance(table, Table)
        for key in table.foreign_key_constraints:
            (column,) = key.columns
            if key.referred_table.name != PERSON_TABLE:
                continue
            change: Any = delete(table)
            if key.ondelete != "CASCADE":
                change = update(table).values({column.name: None})
            erasing.counts[table.name] += count_changed(change.where(column == erasing.number))
