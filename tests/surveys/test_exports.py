"""Answers as files: codes and labels, the codebook, and letters that spreadsheets trip over."""

import csv
import json
import re
import shutil
import subprocess
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pypdf
import pytest
from flask import Flask
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from meeting_app.core.csv_cells import guarded, unguarded
from meeting_app.core.db import db
from meeting_app.core.xlsx import workbook
from meeting_app.questionnaires.rules import OTHER
from meeting_app.questionnaires.service import store_response
from meeting_app.surveys.exports.variables import Names
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor
from tests.surveys.factories import a_survey, an_answer

STRINGS = Path(__file__).parents[3] / "shared/data/strings/blns.json"
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "'=1", "''+1", "'quoted'", "plain", "'", ""]


@pytest.mark.parametrize("text", FORMULAS)
def test_guarded_text_is_no_formula_and_comes_back(text: str):
    assert not re.match("[=+\\-@\t\r]", guarded(text))
    assert unguarded(guarded(text)) == text


def test_guarded_hostile_texts_come_back():
    if not STRINGS.exists():
        pytest.skip(f"{STRINGS.name} is not here: hostile texts were not tried")
    strings = json.loads(STRINGS.read_text())

    assert [unguarded(guarded(text)) for text in strings] == strings


def test_workbook_is_read_by_another_library():
    rows: list[list[Any]] = [
        ["a", "b", "c"],
        ["=1+1", 2, 0.5],
        [" x\r\ny ", None, "<&>_x0041_\x00"],
    ]

    book = load_workbook(BytesIO(workbook([("Ärger & <Co>", rows), ("Zwei", [["z"]])])))

    first, second = book.worksheets
    assert (first.title, second.title, first.freeze_panes) == ("Ärger & <Co>", "Zwei", "B2")
    assert [[cell.value for cell in row] for row in first.iter_rows(max_row=2)] == rows[:2]
    assert [cell.data_type for cell in first[2]] == ["s", "n", "n"]
    assert unescape(first["C3"].value) == "<&>_x0041_\x00"
    assert first["A3"].value == " x\r\ny "


def test_names_are_what_statistics_programs_take():
    names = Names()
    wanted = ["topics", "Topics", "1st", "été", "and", "a" * 70, "a" * 71, "x_", "_"]

    found = [names.new(name) for name in wanted]

    assert found == [
        "topics", "Topics_2", "v_1st", "v__t", "and_2", "a" * 64, "a" * 62 + "_2", "x", "v",
    ]  # fmt: skip
    assert len({name.upper() for name in found}) == len(found)


def everything(**more: Any) -> Survey:
    return a_survey(
        a_meeting("2027"),
        questions=[
            a_question("topics", "ranking", options=options("care", "cash")),
            a_question("work", "one_choice", other=True, options=options("local", OTHER)),
            a_question("crises", "several_choices", options=options("war", "flood")),
            a_question("heard", "rating", scale_points=3),
            a_question("grid", "grid", options=options("food", "talks"), scale_points=4),
            a_question("age", "whole_number"),
            a_question("share", "decimal"),
            a_question("land", "country"),
            a_question("again", "yes_no"),
            a_question("why", "long_text"),
        ],
    )


def sheet_of(organiser: Visitor, address: str) -> list[dict[str, Any]]:
    book = load_workbook(BytesIO(organiser.fetch(address).data))
    heads, *rows = book.worksheets[0].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def test_export_has_a_row_per_answer_with_codes_and_labels(app: Flask):
    survey = everything()
    values = {
        "topics": ["cash", "care"], "work": OTHER, "work_other": "=Sea", "crises": ["flood"],
        "heard": 2, "grid": {"food": 4}, "age": 40, "share": 0.5, "land": "JO", "again": "no",
        "why": "-Because",
    }  # fmt: skip
    first = store_response(survey.questionnaire, values, language="fr", person=None, now=NOW)
    second = store_response(survey.questionnaire, {}, language="en", person=None, now=NOW)
    store_response(survey.questionnaire, values, language="en", person=None, now=NOW, sent=False)
    organiser = Visitor(app, an_organiser(survey.meeting))

    rows = {row["receipt"]: row for row in sheet_of(organiser, "/es/2027/desk/surveys/themes.xlsx")}
    full, empty = rows[first.code], rows[second.code]

    own = {"sent_at": "2026-11-20T09:00:00Z", "late": 0, "version": 1}
    assert full == {
        **own,
        "receipt": first.code,
        "language": "fr",
        "topics": "cash care",
        "topics_label": "[es] Cash\n[es] Care",
        "topics_care": 2,
        "topics_cash": 1,
        "work": OTHER,
        "work_label": "[es] Other",
        "work_other": "=Sea",
        "crises": "flood",
        "crises_label": "[es] Flood",
        "crises_war": 0,
        "crises_flood": 1,
        "heard": 2,
        "grid_food": 4,
        "grid_talks": None,
        "age": 40,
        "share": 0.5,
        "land": "JO",
        "land_label": "Jordania",
        "again": "no",
        "again_label": "No",
        "why": "-Because",
        "why_in_es": None,
    }
    assert len(rows) == 2
    assert empty == {
        **dict.fromkeys(full), **own, "receipt": second.code, "language": "en",
    }  # fmt: skip


def test_export_as_csv_says_the_same_without_formulas(app: Flask):
    survey = everything()
    store_response(
        survey.questionnaire,
        {"why": "=1+1", "age": -5, "work": "local"},
        language="en",
        person=None,
        now=NOW,
    )
    organiser = Visitor(app, an_organiser(survey.meeting))

    answer = organiser.fetch("/en/2027/desk/surveys/themes.csv")

    assert answer.data.startswith(b"\xef\xbb\xbf")
    heads, row = csv.reader(StringIO(answer.data.decode("utf-8-sig"), newline=""))
    found = dict(zip(heads, row, strict=True))
    assert (found["why"], found["age"], found["work_label"]) == ("'=1+1", "-5", "Local")
    sheet = sheet_of(organiser, "/en/2027/desk/surveys/themes.xlsx")[0]
    assert {name: unguarded(text) for name, text in found.items()} == {
        name: "" if value is None else str(value) for name, value in sheet.items()
    }


def test_export_keeps_questions_and_options_that_are_no_longer_asked(app: Flask):
    survey = a_survey(a_meeting("2027"))
    an_answer(survey)
    town = next(one for one in survey.questionnaire.questions if one.code == "town")
    work = next(one for one in survey.questionnaire.questions if one.code == "work")
    town.retired = work.options[0].retired = True
    db.session.flush()
    organiser = Visitor(app, an_organiser(survey.meeting))

    (row,) = sheet_of(organiser, "/en/2027/desk/surveys/themes.xlsx")

    assert (row["town"], row["work"], row["work_label"]) == ("Goma", "local", "Local")


def test_codebook_explains_each_column_and_value(app: Flask):
    survey = everything()
    organiser = Visitor(app, an_organiser(survey.meeting))
    book = load_workbook(BytesIO(organiser.fetch("/en/2027/desk/surveys/themes.xlsx").data))
    answers, codebook = book.worksheets

    rows = list(codebook.iter_rows(min_row=2, values_only=True))

    variables = [row for row in rows if row[4]]
    assert [row[0] for row in variables] == [cell.value for cell in answers[1]]
    work = [row for row in rows if row[0] == "work"]
    assert work == [
        ("work", "work", "one_choice", "Text", "empty cell", None,
         "About work?", "[fr] About work?", "[es] About work?", "[ar] About work?"),
        ("work", None, None, None, None, "local", "Local", "[fr] Local", "[es] Local", "[ar] Local"),
        ("work", None, None, None, None, "other", "Other", "[fr] Other", "[es] Other", "[ar] Other"),
    ]  # fmt: skip


def test_syntax_names_every_variable_and_cuts_long_labels(app: Flask):
    survey = a_survey(
        a_meeting("2027"),
        questions=[a_question("why", "one_choice", options=options("a", 'b"' * 3))],
    )
    survey.questionnaire.questions[0].label = type(survey.title).of({"en": "Ж" * 400})
    organiser = Visitor(app, an_organiser(survey.meeting))

    text = organiser.fetch("/en/2027/desk/surveys/themes.sps").data.decode("utf-8-sig")

    assert '/FILE="2027-themes.xlsx"' in text
    assert 'VALUE LABELS why\r\n  "a" "A"\r\n  "b""b""b""" "B""b""b""".' in text
    label = text.split("  why\r\n")[1].split("\r\n  why_label")[0]
    told = "".join(re.findall('"([^"]*)"', label))
    assert told == "Ж" * 127
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 210


def test_syntax_is_understood_by_another_program(app: Flask, tmp_path: Path):
    """GNU PSPP reads neither workbooks nor ALTER TYPE: it gets the same columns from the CSV file."""
    if not shutil.which("pspp"):
        pytest.skip("pspp is not here: the codebook was not read by another program")
    survey = everything()
    for heard, work in ((1, "local"), (2, "local"), (2, OTHER)):
        values = {"heard": heard, "work": work, "why": "=Sea, „said“", "topics": ["cash"]}
        store_response(survey.questionnaire, values, language="ar", person=None, now=NOW)
    organiser = Visitor(app, an_organiser(survey.meeting))
    syntax = organiser.fetch("/ar/2027/desk/surveys/themes.sps").data.decode("utf-8-sig")
    sheet = organiser.fetch("/ar/2027/desk/surveys/themes.csv").data.decode("utf-8-sig")
    heads, *rows = csv.reader(StringIO(sheet, newline=""))
    types, labels = re.split("(?=VARIABLE LABELS)", syntax.partition("ALTER TYPE")[2])
    numbers = re.findall(r"^  (\w+)\r$", types, re.MULTILINE)
    columns = "".join(f" {head} {'F12.4' if head in numbers else 'A900'}\n" for head in heads)
    (tmp_path / "answers.csv").write_text(
        "".join("|".join(cell.replace("\n", " ") for cell in row) + "\n" for row in rows)
    )
    (tmp_path / "read.sps").write_text(
        "GET DATA /TYPE=TXT /FILE='answers.csv' /ENCODING='UTF-8' /ARRANGEMENT=DELIMITED"
        f" /DELIMITERS='|' /VARIABLES=\n{columns}.\n{labels}\nFREQUENCIES heard work.\n"
    )

    done = subprocess.run(
        ["pspp", "-O", "format=csv", "read.sps"], cwd=tmp_path, capture_output=True, text=True
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert not re.search("error|warning", done.stdout)
    assert "Table: [ar] About heard?" in done.stdout
    assert "Valid,[ar] Local,2,66.7%" in done.stdout
    assert ",[ar] Other,1,33.3%" in done.stdout


def test_report_prints_hostile_texts_and_letters_without_a_glyph(app: Flask):
    survey = a_survey(a_meeting("2027"))
    response = an_answer(survey, why="#eval(1) $x$ <b>\u4e2d</b> مرحبا")
    organiser = Visitor(app, an_organiser(survey.meeting))
    page = organiser.get("/en/2027/desk/surveys/themes/texts?question=why")
    number = next(
        answer.id for answer in response.answers if answer.text and answer.text.startswith("#")
    )
    organiser.send(page, {"answer": [str(number)]}, button=("what", "pick"))

    answer = organiser.fetch("/en/2027/desk/surveys/themes.pdf")
    public = organiser.fetch("/ar/2027/desk/surveys/themes.pdf?as=everybody")

    text = "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(answer.data)).pages)
    assert "#eval(1) $x$ <b>[U+4E2D]</b>" in text
    assert "Mean: 4 of 5" in text
    everybody = "\n".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(public.data)).pages)
    assert "#eval" not in everybody
    assert len(public.data) > 5000


def test_export_of_signed_and_imported_answers_says_whose_and_from_where(app: Flask):
    survey = a_survey(a_meeting("2027"), questions=[a_question("age", "whole_number")])
    survey.signed = True
    person = a_person("Amal Haddad")
    for who, source in ((person, ""), (None, "field.xlsx")):
        made = store_response(survey.questionnaire, {"age": 1}, language="en", person=who, now=NOW)
        made.source = source
    db.session.commit()
    visitor = Visitor(app, an_organiser(survey.meeting))

    answer = visitor.fetch("/en/2027/desk/surveys/themes.csv")

    rows = list(csv.DictReader(StringIO(answer.get_data(as_text=True).removeprefix("\ufeff"))))
    found = [(row["name"], row["source"], row["age"]) for row in rows]
    assert sorted(found) == [("", "field.xlsx", "1"), ("Amal Haddad", "", "1")]
    assert "subject" not in rows[0]
