"""Answers from files: what is understood, what is refused and why, what is known already."""

import csv
from io import BytesIO, StringIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.people.models import AuditEntry
from meeting_app.questionnaires import queries
from meeting_app.questionnaires.models import Response
from meeting_app.surveys import imports
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_text, an_organiser
from tests.support.pages import Page, Visitor
from tests.surveys.factories import VALUES, a_survey, an_answer

EVERYTHING = [
    *(
        a_question(kind, kind)
        for kind in ("whole_number", "decimal", "date", "time", "yes_no", "country", "language")
    ),
    a_question("grid", "grid", options=options("food", "rooms"), scale_points=5),
    a_question("points", "points", options=options("here", "there"), total=10),
    a_question(
        "work", "one_choice", options=[*options("local"), ("other", a_text("Other"))], other=True
    ),
]


def csv_of(header: list[str], *rows: list[str], delimiter: str = ",") -> bytes:
    made = StringIO()
    writer = csv.writer(made, delimiter=delimiter)
    writer.writerows([header, *rows])
    return made.getvalue().encode()


def xlsx_of(*rows: list[Any]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def planned(survey: Survey, content: bytes, **more: Any) -> imports.Plan:
    return imports.plan(
        survey,
        imports.read_table(content),
        **({"language": "en", "incomplete": False, "now": NOW} | more),
    )


def stored() -> list[dict[str, Any]]:
    responses = db.session.scalars(select(Response).order_by(Response.id)).all()
    found = queries.values_of(responses)
    return [found[one.id] for one in responses]


def refusals(plan: imports.Plan) -> list[tuple[int, str, str]]:
    return [(one.number, one.column, one.reason) for one in plan.refused]


def test_plan_reads_codes_as_kobo_writes_them(app: Flask):
    survey = a_survey(a_meeting())
    header = [
        "start", "g/topics/care", "g/topics/climate", "g/topics/cash", "g/work", "g/crises",
        "g/crises/war", "g/crises/flood", "g/crises/drought", "heard", "town", "why", "_uuid", "_id",
    ]  # fmt: skip
    row = [
        "2026-01-01",
        "2",
        "1",
        "",
        "local",
        "war flood",
        "1",
        "1",
        "0",
        "4",
        "Goma",
        "Floods each year",
        "u-1",
        "7",
    ]

    plan = planned(survey, csv_of(header, row))
    assert refusals(plan) == []
    assert imports.apply(survey, plan, "Kobo, June", NOW) == 1

    assert stored() == [VALUES]
    response = db.session.scalars(select(Response)).one()
    assert (response.source, response.language, response.person_id) == ("Kobo, June", "en", None)
    assert plan.columns.left_out == []


@pytest.mark.parametrize("language", ["en", "fr", "es", "ar"])
def test_plan_reads_wording_in_any_language_and_the_language_of_each_row(app: Flask, language: str):
    survey = a_survey(a_meeting())
    mark = "" if language == "en" else f"[{language}] "
    header = [f"{mark}About {code}?" for code in ("topics", "work", "crises", "heard")]
    row = [f"{mark}Climate\n{mark}Care", f"{mark}Local", f"{mark}War; {mark}Flood", "٤", language]

    plan = planned(survey, xlsx_of([*header, "language"], row), language="en")

    assert refusals(plan) == []
    (one,) = plan.added
    assert one.values == {
        "topics": ["climate", "care"], "work": "local", "crises": ["war", "flood"], "heard": 4,
    }  # fmt: skip
    assert one.language == language


def test_plan_reads_every_kind(app: Flask):
    survey = a_survey(a_meeting(), questions=EVERYTHING)
    content = xlsx_of(
        [
            "whole_number", "decimal", "date", "time", "yes_no", "country", "language",
            "grid_food", "grid_rooms", "points/here", "points/there", "work", "work_other",
        ],
        [12, "3,5", "2026-05-01", "10:30:00.000+03:00", "نعم", "Tchad", "Arabic", 4, 5, 7, 3, "other", "A school"],
    )  # fmt: skip

    plan = planned(survey, content)

    assert refusals(plan) == []
    assert plan.added[0].values == {
        "whole_number": 12,
        "decimal": 3.5,
        "date": "2026-05-01",
        "time": "10:30",
        "yes_no": "yes",
        "country": "TD",
        "language": "ar",
        "grid": {"food": 4, "rooms": 5},
        "points": {"here": 7, "there": 3},
        "work": "other",
        "work_other": "A school",
    }


def test_plan_refuses_rows_with_column_and_reason(app: Flask):
    survey = a_survey(a_meeting())
    header = ["topics", "work", "crises", "crises/war", "heard", "town", "why", "language"]
    good = ["climate", "local", "", "", "", "", "", ""]
    content = csv_of(
        header,
        good,
        ["climate", "Mars", "", "", "9", "", "", ""],
        ["", "local", "", "maybe", "", "", "", ""],
        ["care care", "local", "", "", "x", "A" * 21, "one two three four five six", "sw"],
        ["climate", "local", "", "", "", "a\x07b", "", ""],
    )

    plan = planned(survey, content)

    assert [one.number for one in plan.added] == [2]
    assert sorted(refusals(plan)) == [
        (3, "heard", "The number is not on the scale."),
        (3, "work", "“Mars” is no answer to this question."),
        (4, "crises/war", "“maybe” is neither 1 nor 0."),
        (4, "topics", "The answer is missing."),
        (5, "heard", "“x” is no answer to this question."),
        (5, "language", "“sw” is none of the four languages. Write en, fr, es or ar."),
        (5, "town", "The text is too long."),
        (5, "why", "The text has more than 5 words."),
        (6, "town", "The cell has control characters, which cannot be shown."),
    ]
    assert plan.refused_rows == 4


def test_plan_takes_incomplete_rows_where_that_is_wanted(app: Flask):
    survey = a_survey(a_meeting())
    content = csv_of(["town", "nothing of ours"], ["Goma", "1"], ["", "2"])

    assert planned(survey, content).added == []
    plan = planned(survey, content, incomplete=True)

    assert [one.values for one in plan.added] == [{"town": "Goma"}]
    assert refusals(plan) == [(3, "", "The row answers no question.")]
    assert plan.columns.left_out == ["nothing of ours"]


def test_plan_leaves_out_answers_to_hidden_questions(app: Flask):
    survey = a_survey(
        a_meeting(),
        questions=[
            a_question("work", "one_choice", options=options("local", "global")),
            a_question("town", "short_text", required=True, relevant="${work} = 'local'"),
        ],
    )

    plan = planned(survey, csv_of(["work", "town"], ["global", "Goma"], ["local", ""]))

    assert [one.values for one in plan.added] == [{"work": "global"}]
    assert refusals(plan) == [(3, "town", "The answer is missing.")]


def test_apply_twice_adds_nothing_the_second_time(app: Flask):
    survey = a_survey(a_meeting())
    header, same = ["topics", "work", "_uuid"], ["care", "local"]
    by_number = csv_of(header, [*same, "uuid:a"], [*same, "b"])
    by_words = csv_of(header, [*same, ""], [*same, ""])

    for content in (by_number, by_words):
        first = planned(survey, content)
        assert imports.apply(survey, first, "paper", NOW) == 2
        second = planned(survey, content)
        assert (second.added, second.known) == ([], [2, 3])
    later = planned(survey, csv_of(header, [*same, "a"], [*same, "c"], [*same, "c"]))

    assert ([one.number for one in later.added], later.known) == ([3], [2, 4])
    assert len(stored()) == 4


def test_plan_knows_what_was_answered_here_by_its_receipt(app: Flask):
    survey = a_survey(a_meeting())
    receipt = an_answer(survey).code

    plan = planned(
        survey,
        csv_of(["receipt", "topics", "work"], [receipt, "care", "local"], ["", "cash", "local"]),
    )

    assert ([one.number for one in plan.added], plan.known) == ([3], [2])


def test_plan_takes_the_guard_off_csv_cells(app: Flask):
    survey = a_survey(a_meeting())
    content = csv_of(
        ["topics", "work", "town"], ["care", "local", "'=1+1"], ["care", "local", "'t"]
    )

    plan = planned(survey, content)

    assert [one.values["town"] for one in plan.added] == ["=1+1", "'t"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "The file has no rows."),
        (b"topics,work\n", "The file has no rows."),
        (b"PK\x03\x04nonsense", "This workbook cannot be read. Save it as XLSX, or as CSV."),
        (b"\xd8\x00\xd8\x00", "This file is not a text in UTF-8. Save it as UTF-8 and try again."),
        (b'topics,work\n"care,local\n', "Line 2 of the file cannot be read."),
        (
            b"a,b\n1,2\n",
            "No column of this file belongs to a question. Its first row must hold the codes or the "
            "wording of the questions.",
        ),
    ],
)
def test_plan_refuses_files_that_are_none(app: Flask, content: bytes, reason: str):
    survey = a_survey(a_meeting())

    with pytest.raises(Refused) as refused:
        planned(survey, content)

    assert str(refused.value) == reason


def test_import_page_shows_what_would_come_in_and_adds_it_when_confirmed(app: Flask):
    survey = a_survey(a_meeting("2027"))
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/import")
    content = csv_of(["topics", "work"], ["care", "local"], ["care", "Mars"])

    form = page.form("/import")
    data = {**dict(form.fields), "source": "Paper, Maradi", "file": (BytesIO(content), "a.csv")}
    shown = Page(organiser._open("POST", form.action, data=data))
    assert shown.status == 200
    assert "“Mars” is no answer to this question." in shown.text
    assert stored() == []
    done = organiser.follow(organiser.send(shown, form=shown.form("/confirm")))

    assert "1 answer was added." in done.text
    assert stored() == [{"topics": ["care"], "work": "local"}]
    assert db.session.scalars(select(Response.source)).all() == ["Paper, Maradi"]
    (entry,) = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "imported")).all()
    assert (entry.thing, entry.details) == ("survey themes", {"added": 1, "refused": 1})


def test_import_page_of_a_bad_file_says_why_at_its_field(app: Flask):
    survey = a_survey(a_meeting("2027"))
    organiser = Visitor(app, an_organiser(survey.meeting))
    form = organiser.get("/en/2027/desk/surveys/themes/import").form("/import")

    data = {**dict(form.fields), "source": "x", "file": (BytesIO(b"a,b\n1,2\n"), "a.csv")}
    again = Page(organiser._open("POST", form.action, data=data))

    assert again.status == 422
    assert again.errors()["file"].startswith("Error: No column of this file belongs to a question.")
