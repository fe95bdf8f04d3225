"""Abstracts from a file."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts import service
from meeting_app.abstracts.imports import apply_abstracts, read_abstracts
from meeting_app.abstracts.models import Abstract, Call
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import Report
from meeting_app.core.outbox import OutgoingMail
from tests.abstracts.factories import a_call
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser

REAL = Path(__file__).parents[3] / "shared/data/abstracts"
ROW: dict[str, Any] = {
    "source": "elsewhere/1",
    "title": "Clubs",
    "abstract": "We opened clubs.",
    "language": "fra",
    "speakers": ["Amal", "Lina"],
}


def lines(*rows: object) -> bytes:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows).encode()


def take(call: Call, content: bytes) -> Report:
    return apply_abstracts(read_abstracts(content), call, person=a_person(), now=NOW)


def stored() -> list[Abstract]:
    return list(db.session.scalars(select(Abstract).order_by(Abstract.id)))


def test_apply_submits_rows_with_a_text_and_keeps_the_others_as_drafts(app: Flask):
    call = a_call(a_meeting())

    report = take(call, lines(ROW, ROW | {"source": "2", "abstract": None, "language": "es-MX"}))

    assert report == Report(added=2)
    assert [(one.state, one.language, one.submitted_at) for one in stored()] == [
        ("submitted", "fr", NOW),
        ("draft", "es", None),
    ]
    assert [(one.name, one.person) for one in stored()[0].presenters] == [
        ("Amal", None),
        ("Lina", None),
    ]
    assert db.session.scalars(select(OutgoingMail)).all() == []


def test_apply_twice_adds_nothing_and_changed_rows_change(app: Flask):
    call = a_call(a_meeting())
    take(call, lines(ROW))

    assert take(call, lines(ROW)) == Report(skipped=1)
    assert take(call, lines(ROW | {"title": "New", "speakers": ["Lina"]})) == Report(changed=1)
    (one,) = stored()
    assert (one.title, [who.name for who in one.presenters]) == ("New", ["Lina"])

    service.accept(one, NOW)
    assert take(call, lines(ROW)) == Report(skipped=1)
    assert one.title == "New"


def test_apply_into_another_meeting_adds_again(app: Flask):
    meeting = a_meeting()
    take(a_call(meeting), lines(ROW))

    assert take(a_call(a_meeting()), lines(ROW)) == Report(added=1)
    assert take(a_call(meeting, "advocacy"), lines(ROW)).refused == [
        (1, "It is in another call of this meeting already.")
    ]


def test_apply_bad_rows_leaves_them_out(app: Flask):
    call = a_call(a_meeting())
    report = take(
        call,
        lines(
            ROW,
            "{not json",
            "[1]",
            ROW | {"source": ""},
            ROW | {"source": "5", "title": "x" * 301},
            ROW | {"source": "6", "language": "tlh"},
            ROW | {"source": "7", "speakers": "Amal"},
            ROW | {"source": "8", "speakers": [None]},
            ROW | {"source": "9", "abstract": "nul \x00"},
            ROW,
            ROW | {"source": "11", "language": 7},
        ),
    )

    assert report.added == 1
    assert report.refused == [
        (2, "The line is not JSON."),
        (3, "The line is not a JSON object."),
        (4, "“source” is missing."),
        (5, "“title” has more than 300 characters."),
        (6, "The meeting does not take the language “tlh”."),
        (7, "“speakers” is not a list of names."),
        (8, "“speakers” is missing."),
        (9, "“abstract” is not a text that can be kept."),
        (10, "The same source stands in row 1."),
        (11, "“language” is missing."),
    ]


def test_apply_without_text_after_submission_keeps_what_was_submitted(app: Flask):
    call = a_call(a_meeting())
    take(call, lines(ROW))

    report = take(call, lines(ROW | {"abstract": ""}))

    assert report.refused == [(1, "It has no text any more; what was submitted stays.")]
    assert stored()[0].text == "We opened clubs."


@pytest.mark.parametrize("content", [b"", b"\n\n", b"name,kind\nA,b\n", b"\xff\xd8\xff\xe0\x00"])
def test_read_unreadable_file_is_refused(app: Flask, content: bytes):
    with pytest.raises(Refused):
        read_abstracts(content)


@pytest.mark.skipif(not REAL.exists(), reason="the data of elsewhere is not here")
def test_apply_the_real_abstracts_adds_149_of_which_13_stay_drafts(app: Flask):
    call = a_call(a_meeting())
    files = sorted(REAL.glob("*.jsonl"))

    first = [take(call, file.read_bytes()) for file in files]
    second = [take(call, file.read_bytes()) for file in files]

    assert (sum(one.added for one in first), sum(one.skipped for one in second)) == (149, 149)
    assert [one.refused for one in first + second] == [[], [], [], [], [], []]
    assert Counter(str(one.state) for one in stored()) == {"submitted": 136, "draft": 13}
    assert Counter(one.language for one in stored()) == {"es": 74, "fr": 40, "en": 35}


def test_import_commands_print_refused_rows_and_the_sum(app: Flask, tmp_path: Path):
    meeting = a_meeting("2027")
    an_organiser(meeting)
    a_call(meeting)
    db.session.commit()
    abstracts, organisations = tmp_path / "a.jsonl", tmp_path / "o.csv"
    abstracts.write_bytes(lines(ROW, "[1]"))
    organisations.write_text("name\nSafe Harbour\n")
    runner = app.test_cli_runner()

    first = runner.invoke(args=["import", "abstracts", str(abstracts), "--call", "practice"])
    second = runner.invoke(args=["import", "organisations", str(organisations)])
    third = runner.invoke(args=["import", "abstracts", str(organisations), "--call", "practice"])
    fourth = runner.invoke(args=["import", "abstracts", str(abstracts), "--call", "nowhere"])

    assert first.output.splitlines() == [
        "Row 2: The line is not a JSON object.",
        "1 added, 0 changed, 0 skipped, 1 refused",
    ]
    assert second.output == "1 added, 0 changed, 0 skipped, 0 refused\n"
    assert (third.exit_code, third.output) == (1, "Error: This is not a file of JSON lines.\n")
    assert (fourth.exit_code, fourth.output) == (1, "Error: There is no such call.\n")
    db.session.rollback()
    begin_write()
