"""Which type of an XLSForm is which kind of question, both ways."""

import re
from collections.abc import Mapping

from meeting_app.questionnaires.rules import QuestionKind

_SIMPLE: Mapping[str, QuestionKind] = {
    "integer": QuestionKind.WHOLE_NUMBER,
    "int": QuestionKind.WHOLE_NUMBER,
    "decimal": QuestionKind.DECIMAL,
    "text": QuestionKind.SHORT_TEXT,
    "string": QuestionKind.SHORT_TEXT,
    "date": QuestionKind.DATE,
    "time": QuestionKind.TIME,
    "note": QuestionKind.NOTE,
    "calculate": QuestionKind.CALCULATION,
    "acknowledge": QuestionKind.YES_NO,
    "trigger": QuestionKind.YES_NO,
    "range": QuestionKind.RATING,
    "file": QuestionKind.FILE,
    "image": QuestionKind.FILE,
    "photo": QuestionKind.FILE,
    "audio": QuestionKind.FILE,
    "video": QuestionKind.FILE,
}
_SELECTS = re.compile(
    r"^(?:(?P<one>select_one|select one(?: from)?|select1)"
    r"|(?P<several>select_multiple|select all that apply(?: from)?|select multiple(?: from)?)"
    r"|(?P<rank>rank))\s+(?P<list>\S+)(?P<other>\s+or[_ ](?:specify[_ ])?other)?$",
    re.IGNORECASE,
)
SHOWN_NOWHERE = frozenset(
    (
        "start", "end", "today", "deviceid", "device_id", "subscriberid", "simserial", "imei",
        "phonenumber", "phone number", "username", "email", "audit", "start-geopoint", "hidden",
        "background-audio", "background-geopoint", "xml-external", "csv-external", "geopoint",
        "gps", "location", "geotrace", "geoshape", "barcode", "datetime", "osm",
        "select_one_external", "select_one_from_file", "select_multiple_from_file",
    )
)  # fmt: skip
"""Types that the format knows and our pages do not; in small letters."""
_BLOCKS = re.compile(r"^(begin|end)[ _](group|repeat)$", re.IGNORECASE)
LARGEST_RATING = 11


def block(kind: str) -> tuple[str, str] | None:
    """("begin" or "end", "group" or "repeat")"""
    found = _BLOCKS.match(" ".join(kind.split()))
    return (found[1].lower(), found[2].lower()) if found else None


def is_kept(kind: str) -> bool:
    words = kind.lower().split()
    return " ".join(words) in SHOWN_NOWHERE or (words[0] if words else "") in SHOWN_NOWHERE


def simple(kind: str) -> QuestionKind | None:
    return _SIMPLE.get(kind.lower())


def select(kind: str) -> tuple[QuestionKind, str, bool] | None:
    """(kind, name of the list, "or_other")"""
    found = _SELECTS.match(" ".join(kind.split()))
    if found is None:
        return None
    made = (
        QuestionKind.ONE_CHOICE
        if found["one"]
        else QuestionKind.SEVERAL_CHOICES
        if found["several"]
        else QuestionKind.RANKING
    )
    return made, found["list"], bool(found["other"])


TYPES: Mapping[QuestionKind, str] = {
    QuestionKind.ONE_CHOICE: "select_one",
    QuestionKind.SEVERAL_CHOICES: "select_multiple",
    QuestionKind.RANKING: "rank",
    QuestionKind.RATING: "range",
    QuestionKind.GRID: "begin_group",
    QuestionKind.POINTS: "begin_group",
    QuestionKind.SHORT_TEXT: "text",
    QuestionKind.LONG_TEXT: "text",
    QuestionKind.WHOLE_NUMBER: "integer",
    QuestionKind.DECIMAL: "decimal",
    QuestionKind.DATE: "date",
    QuestionKind.TIME: "time",
    QuestionKind.YES_NO: "select_one",
    QuestionKind.COUNTRY: "text",
    QuestionKind.LANGUAGE: "text",
    QuestionKind.ORGANISATION: "text",
    QuestionKind.EMAIL: "text",
    QuestionKind.LINK: "text",
    QuestionKind.FILE: "file",
    QuestionKind.CALCULATION: "calculate",
    QuestionKind.NOTE: "note",
    QuestionKind.SECTION: "begin_group",
}
"""The first word of the type with which a kind is written."""
TOLD = frozenset(
    (
        QuestionKind.GRID,
        QuestionKind.POINTS,
        QuestionKind.YES_NO,
        QuestionKind.COUNTRY,
        QuestionKind.LANGUAGE,
        QuestionKind.ORGANISATION,
        QuestionKind.EMAIL,
        QuestionKind.LINK,
    )
)
"""Kinds that the type alone does not tell: the column meeting::kind does."""


def told(named: str, kind: str) -> QuestionKind | None:
    """The kind in the column meeting::kind, where it fits the type beside it."""
    if named not in list(QuestionKind) or QuestionKind(named) not in TOLD:
        return None
    made = QuestionKind(named)
    first = "_".join(kind.split()).lower() if block(kind) else kind.split()[0].lower()
    return made if first == TYPES[made] else None


def is_written_as(kind: QuestionKind, written: str) -> bool:
    """Whether a type of the file may stand for this kind, though another one would be usual."""
    if kind == QuestionKind.CALCULATION:
        return written in _SIMPLE
    if written == "range":
        return kind in (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL)
    return _SIMPLE.get(written) == kind
