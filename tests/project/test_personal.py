"""Every column says whether it is about somebody; `docs/data-protection.md` prints what it says.

To print its table anew after a change that is meant:
PROTECTION=write pytest tests/project/test_personal.py
"""

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import JSON, ForeignKey, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from meeting_app.core.db import Base
from meeting_app.core.localtext import LocalText, LocalTextType
from meeting_app.core.personal import (
    NOT_PERSONAL,
    Fact,
    Kept,
    SaysNothingError,
    Seen,
    facts,
    held,
    personal,
)

PRINTED = Path(__file__).parent.parent.parent / "docs" / "data-protection.md"
BEGIN, END = "<!-- table: printed by a test -->\n", "<!-- end of the table -->"
ANEW = "print it anew: PROTECTION=write pytest tests/project/test_personal.py"
UNTIL = {
    Kept.ACCOUNT: "24 months after the account was last needed; a letter says so 30 days before",
    Kept.MEETING: "12 months after the meeting",
    Kept.DRAFT: "6 months after the meeting",
    Kept.UNSENT: "30 days after it was saved last",
    Kept.PROGRAMME: "with the published programme, as long as its authors agree",
    Kept.LETTER_BODY: "7 days after the letter left",
    Kept.OUTBOX: "90 days after the letter was written",
    Kept.SIGN_IN: "30 days after it ended or was used",
    Kept.FORM_KEY: "2 days",
    Kept.AUDIT: "24 months",
    Kept.EXPORT: "24 hours after it was made",
    Kept.OWN_DAY: "the day that the meeting named for it",
}
SEES = {
    Seen.NOBODY: "nobody else",
    Seen.ADMINISTRATORS: "administrators",
    Seen.ORGANISERS: "organisers",
    Seen.REVIEWERS: "organisers and the review committee",
    Seen.PARTICIPANTS: "participants of the meeting",
    Seen.EVERYBODY: "everybody",
}


def all_facts() -> list[Fact]:
    tables = sorted(Base.registry.mappers, key=lambda mapper: str(mapper.local_table))
    return [fact for mapper in tables for fact in facts(mapper)]


def printed(found: list[Fact]) -> str:
    """Columns of a table that say the same stand in one line."""
    lines: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in found:
        lines.setdefault((fact.table, fact.seen_by, fact.why, fact.kept), []).append(fact)
    rows = [
        f"| {table} | {', '.join(f'{fact.column} ({fact.what})' for fact in held_here)} "
        f"| {SEES[seen_by]} | {why} | {UNTIL[kept]} |"
        for (table, seen_by, why, kept), held_here in lines.items()
    ]
    head = ["| Table | What | Seen by | Why | Until |", "|---|---|---|---|---|"]
    return "\n".join(["", *head, *rows, "", ""])


def test_every_column_says_whether_it_is_personal(app: Flask):
    silent = []
    for mapper in Base.registry.mappers:
        try:
            list(facts(mapper))
        except SaysNothingError as error:
            silent.append(str(error))

    assert silent == []


def test_table_in_the_docs_is_as_the_code_says(app: Flask):
    document, now = PRINTED.read_text(), printed(all_facts())
    if os.environ.get("PROTECTION") == "write":
        # A function, so that nothing in the table is read as a reference to a group.
        document = re.sub(f"(?s){BEGIN}.*?{END}", lambda _match: f"{BEGIN}{now}{END}", document)
        PRINTED.write_text(document)

    assert document.partition(BEGIN)[2].partition(END)[0] == now, ANEW


def test_table_in_the_docs_changes_with_a_column(app: Flask):
    found = all_facts()
    other = Fact("person", "blood_group", "health", Seen.NOBODY, "to know", Kept.ACCOUNT)

    assert printed([*found, other]) != printed(found)


def a_model(**columns: Any) -> Any:
    """A table of its own with these columns, declared as ours are."""

    class Other(DeclarativeBase):
        registry = registry()

    class Person(Other):
        __tablename__ = "person"
        id: Mapped[int] = mapped_column(primary_key=True)

    common = columns.pop("common", None)
    kinds = columns.pop("kinds", {})
    return type(
        "Thing",
        (Other,),
        {
            "__tablename__": "thing",
            "__annotations__": {name: Mapped[kind] for name, kind in kinds.items()},
            "__module__": __name__,
            "id": mapped_column(primary_key=True, type_=String(4)),
            **({"__held__": common} if common else {}),
            **columns,
        },
    ).__mapper__  # type: ignore[attr-defined]


class Colour(StrEnum):
    RED = "red"


COMMON = held(seen_by=Seen.ORGANISERS, why="to know", kept=Kept.MEETING)


@pytest.mark.parametrize("kind", [String(20), Text, JSON])
def test_facts_of_a_silent_text_are_refused(kind: Any):
    with pytest.raises(SaysNothingError, match=r"thing\.note does not say"):
        list(facts(a_model(note=mapped_column(kind), common=COMMON)))


@pytest.mark.parametrize(
    ("info", "missing"),
    [
        (personal("text"), True),
        (personal("text", seen_by=Seen.NOBODY, why="to know"), True),
        (personal("text", seen_by=Seen.NOBODY, why="to know", kept=Kept.AUDIT), False),
    ],
)
def test_facts_of_a_personal_column_need_all_three(info: dict[str, Any], missing: bool):
    mapper = a_model(note=mapped_column(Text, info=info))

    if missing:
        with pytest.raises(SaysNothingError, match=r"thing\.note is personal \(text\)"):
            list(facts(mapper))
    else:
        assert list(facts(mapper)) == [
            Fact("thing", "note", "text", Seen.NOBODY, "to know", Kept.AUDIT)
        ]


def test_facts_of_a_table_hold_for_its_columns_that_say_less():
    info = personal("name", kept=Kept.AUDIT)

    assert list(facts(a_model(note=mapped_column(Text, info=info), common=COMMON))) == [
        Fact("thing", "note", "name", Seen.ORGANISERS, "to know", Kept.AUDIT)
    ]


def test_facts_of_a_link_to_a_person_count():
    mapper = a_model(who_id=mapped_column(ForeignKey("person.id")), common=COMMON)

    assert [(fact.column, fact.what) for fact in facts(mapper)] == [("who_id", "person")]


def test_facts_leave_out_what_says_nothing_by_itself():
    mapper = a_model(
        code=mapped_column(String(6)),
        secret_hash=mapped_column(String(64)),
        title=mapped_column(LocalTextType),
        colour=mapped_column(String(10)),
        words=mapped_column(Text, info=NOT_PERSONAL),
        kinds={"colour": Colour | None, "title": LocalText},
    )

    assert list(facts(mapper)) == []
