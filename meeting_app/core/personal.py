"""What each column says about people: what it is, who sees it, why it is asked, until when it is kept.

A column says so itself in `info=personal(...)`; what it leaves out is said by its table in
`__held__ = held(...)`. Only what could hold words about somebody needs to say anything: keys, links
between rows, numbers, instants, states and organisers' text say nothing by themselves and end with
their row. A link to a person always counts as personal: it tells who did something.
"""

import inspect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any, get_args

from sqlalchemy import JSON, String, Text
from sqlalchemy.orm import Mapper
from sqlalchemy.sql.elements import KeyedColumnElement

from meeting_app.core.localtext import LocalTextType

PERSON_TABLE = "person"
TECHNICAL = frozenset({"code", "slug", "uid", "digest", "kind", "scope", "language", "zone"})
"""Names of text columns that hold the service's own short words, in whichever table they stand."""


class Seen(StrEnum):
    """By whom, besides the person themselves."""

    NOBODY = "nobody"
    ADMINISTRATORS = "administrators"
    ORGANISERS = "organisers"
    REVIEWERS = "reviewers"
    PARTICIPANTS = "participants"
    EVERYBODY = "everybody"


class Kept(StrEnum):
    """Until when: the classes that the retention jobs know."""

    ACCOUNT = "account"
    """While the account is used; it ends 24 months after the last thing that needs it."""
    MEETING = "meeting"
    """12 months after the meeting's last day."""
    DRAFT = "draft"
    """What was never sent: 6 months after the meeting's last day."""
    UNSENT = "unsent"
    """What a visitor saved and did not send: 30 days after it was saved last."""
    PROGRAMME = "programme"
    """With the meeting's published programme, for as long as its authors agree."""
    LETTER_BODY = "letter_body"
    """7 days after the letter left."""
    OUTBOX = "outbox"
    """90 days after the letter was written."""
    SIGN_IN = "sign_in"
    """30 days after it ended or was used."""
    FORM_KEY = "form_key"
    """2 days."""
    AUDIT = "audit"
    """24 months."""
    EXPORT = "export"
    """24 hours after it was made."""
    OWN_DAY = "own_day"
    """Until the day that the meeting named for it."""


SPANS: dict[Kept, timedelta] = {
    Kept.ACCOUNT: timedelta(days=730),
    Kept.MEETING: timedelta(days=365),
    Kept.DRAFT: timedelta(days=183),
    Kept.UNSENT: timedelta(days=30),
    Kept.LETTER_BODY: timedelta(days=7),
    Kept.OUTBOX: timedelta(days=90),
    Kept.SIGN_IN: timedelta(days=30),
    Kept.FORM_KEY: timedelta(days=2),
    Kept.AUDIT: timedelta(days=731),  # a day more: the database itself keeps 730 from all hands
    Kept.EXPORT: timedelta(days=1),
}
"""How long each lasts; the others end with something else."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a table says for all its columns that do not say otherwise."""

    seen_by: Seen
    why: str
    kept: Kept


@dataclass(frozen=True, slots=True)
class Fact:
    """One column that holds something personal."""

    table: str
    column: str
    what: str
    seen_by: Seen
    why: str
    kept: Kept


NOT_PERSONAL: dict[str, Any] = {"personal": ""}
"""For a text column whose words are never about a person."""


class SaysNothingError(TypeError):
    """A column does not say whether it is personal, or not all that a personal one must say."""


def held(*, seen_by: Seen, why: str, kept: Kept) -> Held:
    """For a table's `__held__`. why: a short reason in English, for docs/data-protection.md."""
    return Held(seen_by, why, kept)


def personal(
    what: str, *, seen_by: Seen | None = None, why: str = "", kept: Kept | None = None
) -> dict[str, Any]:
    """For `mapped_column(info=...)`. what: a word, such as "name". The rest: as in `held`."""
    said = {"personal": what, "seen_by": seen_by, "why": why, "kept": kept}
    return {name: value for name, value in said.items() if value}


def facts(mapper: Mapper[Any]) -> Iterator[Fact]:
    """The personal columns of a table. SaysNothingError names the first that says too little."""
    table = mapper.local_table
    common: Held | None = getattr(mapper.class_, "__held__", None)
    for column in table.columns:
        what = _what(mapper, column)
        if not what:
            continue
        seen_by = column.info.get("seen_by") or (common and common.seen_by)
        why = column.info.get("why") or (common and common.why)
        kept = column.info.get("kept") or (common and common.kept)
        if not (seen_by and why and kept):
            raise SaysNothingError(
                f"{table}.{column.name} is personal ({what}): say who sees it, why it is asked and "
                f"until when it is kept, in personal(...) or in `__held__ = held(...)` of "
                f"{mapper.class_.__name__} (core/personal.py)."
            )
        yield Fact(str(table), column.name, what, seen_by, why, kept)


def _what(mapper: Mapper[Any], column: KeyedColumnElement[Any]) -> str:
    """The word for what it holds; empty where nothing is personal."""
    if "personal" in column.info:
        return str(column.info["personal"])
    if any(key.column.table.name == PERSON_TABLE for key in column.foreign_keys):
        return "person"
    if _says_nothing_by_itself(mapper, column):
        return ""
    raise SaysNothingError(
        f"{column.table}.{column.name} does not say whether it is personal: "
        f"info=personal(...) or info=NOT_PERSONAL (core/personal.py)."
    )


def _says_nothing_by_itself(mapper: Mapper[Any], column: KeyedColumnElement[Any]) -> bool:
    name = column.name
    if column.primary_key or column.foreign_keys or isinstance(column.type, LocalTextType):
        return True
    if name in TECHNICAL or name.endswith("_hash") or _is_enumeration(mapper, name):
        return True
    kind = getattr(column.type, "impl_instance", column.type)  # of a decorated type: what is kept
    return not isinstance(kind, (String, Text, JSON)) and kind.python_type in _PLAIN


def _is_enumeration(mapper: Mapper[Any], name: str) -> bool:
    for kind in mapper.class_.__mro__:
        said = inspect.get_annotations(kind).get(name)
        if said is not None:
            (inside,) = get_args(said) or (said,)
            options = get_args(inside) or (inside,)
            return any(inspect.isclass(one) and issubclass(one, StrEnum) for one in options)
    return False


_PLAIN = (int, float, bool, date, datetime)
