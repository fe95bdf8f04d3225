"""Answers to former versions in results, tables, the report and files."""

import random
from io import BytesIO
from typing import Any

import pypdf
import pytest
from flask import Flask

from meeting_app.core.db import db
from meeting_app.questionnaires import service as questionnaires
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import service as designer
from meeting_app.questionnaires.mapping import Reading
from meeting_app.questionnaires.models import Question
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import OTHER, QuestionKind, Value, Values
from meeting_app.surveys import queries
from meeting_app.surveys.crossing import make_table
from meeting_app.surveys.findings import find, find_one
from meeting_app.surveys.models import Survey
from meeting_app.surveys.service.results import publish_results
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, an_organiser
from tests.support.pages import Visitor
from tests.surveys.factories import a_survey
from tests.surveys.test_exports import sheet_of
from tests.surveys.test_views import count_statements

FEWEST = 5
DESK = "/en/2027/desk/surveys/themes"
RESULTS = "/en/2027/surveys/themes/results"


def asking(*codes: str, slug: str = "2027") -> Survey:
    return a_survey(
        a_meeting(slug),
        questions=[
            a_question("work", "one_choice", options=options(*codes)),
            a_question("crises", "several_choices", options=options(*codes)),
            a_question("heard", "rating", scale_points=3),
        ],
    )


def stored(survey: Survey, values: Values, times: int = 1, language: str = "en") -> None:
    for _ in range(times):
        questionnaires.store_response(
            survey.questionnaire, values, language=language, person=None, now=NOW
        )


def named(survey: Survey, code: str) -> Question:
    return next(one for one in survey.questionnaire.questions if one.code == code)


def drop(survey: Survey, code: str, **said: str | None) -> None:
    question = named(survey, code)
    left = [Choice(one.code, one.label) for one in question.options if one.code not in said]
    designer.change(question, {}, NOW, choices=left, equivalents=said)


def shown(survey: Survey) -> tuple[Any, ...]:
    """Everything that everybody sees, but for the sentence about what is left out."""
    found = tally(survey.questionnaire)
    work, crises, heard = found.questions
    findings = find(found, "en", FEWEST)
    tables = [
        make_table(survey, found, one, by, "en", FEWEST)
        for one, by in [
            (work, None),
            (crises, work),
            (work, crises),
            (heard, work),
            (heard, crises),
        ]
    ]
    return (
        findings.languages,
        [(one.answered, one.rows, one.mean) for one in findings.questions],
        [table and (table.groups, table.rows) for table in tables],
    )


@pytest.mark.parametrize("seed", range(4))
def test_mapped_numbers_are_protected_like_those_given_in_the_first_place(app: Flask, seed: int):
    chance = random.Random(seed)
    former, plain = asking("a", "b", "c", "d"), asking("a", "b", slug="2028")
    means = {"a": "a", "b": "b", "c": "b", "d": None}
    rows = []
    for _ in range(60):
        work = chance.choices("abcd", (9, 4, 2, 1))[0]
        crises = [code for code in "abcd" if chance.random() < 0.3]
        rows.append((work, crises, chance.randint(1, 3), chance.choice(("en", "ar"))))

    def keep(survey: Survey, given: dict[str, Value | None], language: str) -> None:
        stored(survey, {code: value for code, value in given.items() if value}, 1, language)

    for work, crises, heard, language in rows:
        keep(former, {"work": work, "crises": crises, "heard": heard}, language)
        read = sorted({new for code in crises if (new := means[code])})
        keep(plain, {"work": means[work], "crises": list(read), "heard": heard}, language)
    for code in ("work", "crises"):
        drop(former, code, c="b", d=None)

    assert shown(former) == shown(plain)


def test_points_that_went_nowhere_are_hidden_with_the_share_of_another(app: Flask):
    survey = a_survey(
        a_meeting("2027"), questions=[a_question("money", "points", options=options("a", "b", "c"))]
    )
    stored(survey, {"money": {"b": 60, "c": 40}}, 9)
    stored(survey, {"money": {"a": 50, "b": 50}}, 2)
    drop(survey, "money", a=None)
    (one,) = tally(survey.questionnaire).questions

    public = find_one(one, "en", FEWEST)

    assert [row.value for row in public.rows] == [pytest.approx(640 / 1100), None]


def left_out(page: Any) -> list[str]:
    return [text for text in page.texts("p") if "former version" in text]


def test_pages_say_how_many_answers_are_left_out(app: Flask, visitor: Visitor):
    survey = asking("a", "b", "c")
    stored(survey, {"work": "a"}, 6)
    stored(survey, {"work": "b"}, 7)
    publish_results(survey, NOW)
    drop(survey, "work", a=None)
    db.session.commit()

    sentence = (
        "6 answers to former versions of the questions are left out: they have no equivalent in the "
        "present ones."
    )
    assert left_out(Visitor(app, an_organiser(survey.meeting)).get(DESK)) == [sentence]
    assert left_out(visitor.get(RESULTS)) == [sentence]


def test_published_page_tells_no_small_number_of_answers_left_out(app: Flask, visitor: Visitor):
    survey = asking("a", "b", "c")
    stored(survey, {"work": "a"}, 3)
    stored(survey, {"work": "b"}, 7)
    publish_results(survey, NOW)
    drop(survey, "work", a=None)
    db.session.commit()

    assert left_out(visitor.get(RESULTS)) == [
        "Some answers to former versions of the questions are left out: they have no equivalent in "
        "the present ones."
    ]


def test_desk_shows_what_is_no_longer_asked_in_a_part_of_its_own(app: Flask, visitor: Visitor):
    survey = asking("a", "b", "c")
    stored(survey, {"heard": 3, "work": "a"}, 10)
    designer.change_kind(
        named(survey, "heard"), QuestionKind.RATING, 5, NOW, reading=Reading("", points={3: 5})
    )
    designer.retire(named(survey, "crises"), NOW)
    publish_results(survey, NOW)
    db.session.commit()
    organiser = Visitor(app, an_organiser(survey.meeting))

    desk, public = organiser.get(DESK), visitor.get(RESULTS)

    part = next(one for one in desk.parsed.all("details") if one.attributes.get("id") == "retired")
    assert part.text.strip().startswith("No longer asked")
    assert "Mean: 3 of 3" in part.text
    assert "About crises?" not in part.text  # nobody answered it
    assert "Mean: 5 of 5" in desk.text.replace(part.text, "")
    assert "No longer asked" not in public.text
    assert "Mean: 5 of 5" in public.text


def test_results_take_few_statements_where_meanings_have_changed(app: Flask, visitor: Visitor):
    survey = asking("a", "b", "c")
    stored(survey, {"work": "a", "crises": ["a", "b"]}, 10)
    drop(survey, "work", a="b")
    drop(survey, "crises", a="b")
    publish_results(survey, NOW)
    organiser = Visitor(app, an_organiser(survey.meeting))
    crossed = "?question=crises&by=q-work"

    assert (count_statements(visitor, RESULTS), count_statements(visitor, RESULTS + crossed)) == (
        7, 7,
    )  # fmt: skip
    assert count_statements(organiser, DESK + crossed) <= 12


def test_report_counts_former_answers_and_says_what_is_left_out(app: Flask):
    survey = asking("a", "b", "c")
    stored(survey, {"heard": 3, "work": "a"}, 10)
    drop(survey, "work", a=None)
    organiser = Visitor(app, an_organiser(survey.meeting))

    answer = organiser.fetch(f"{DESK}.pdf")

    text = " ".join(one.extract_text() for one in pypdf.PdfReader(BytesIO(answer.data)).pages)
    assert "10 answers to former versions of the questions are left out" in " ".join(text.split())


def test_export_has_former_answers_where_they_count_and_as_they_were_given(app: Flask):
    survey = a_survey(
        a_meeting("2027"),
        questions=[
            a_question("work", "one_choice", options=options("a", "b", OTHER), other=True),
            a_question("crises", "several_choices", options=options("a", "b", "c")),
            a_question("money", "points", options=options("a", "b")),
            a_question("heard", "rating", scale_points=3),
            a_question("town", "short_text"),
        ],
    )
    stored(
        survey,
        {
            "work": OTHER, "work_other": "Sea", "crises": ["a", "b"],
            "money": {"a": 30, "b": 70}, "heard": 3, "town": "Goma",
        },
    )  # fmt: skip
    drop(survey, "work", a="b")
    drop(survey, "crises", a="b")
    drop(survey, "money", a="b")
    designer.change_kind(
        named(survey, "heard"), QuestionKind.RATING, 5, NOW, reading=Reading("", points={3: 5})
    )
    stored(survey, {"work": "b", "heard_2": 1, "crises": ["b", "c"]})
    organiser = Visitor(app, an_organiser(survey.meeting))

    former, present = sorted(sheet_of(organiser, f"{DESK}.xlsx"), key=lambda row: row["version"])

    names = (
        "work", "work_other", "work_given", "crises", "crises_b", "crises_a", "crises_given",
        "money_b", "money_given", "heard", "heard_2", "town", "version",
    )  # fmt: skip
    assert [former[name] for name in names] == [
        OTHER, "Sea", OTHER, "b", 1, 0, "a b", 100, "a:30 b:70", 3, 5, "Goma", 1,
    ]  # fmt: skip
    assert [present[name] for name in names] == [
        "b", None, "b", "b c", 1, 0, "b c", None, None, None, 1, None, 2,
    ]  # fmt: skip
    assert "heard_given" not in former
    syntax = organiser.fetch(f"{DESK}.sps").data.decode("utf-8-sig")
    assert '  crises_given\r\n    "About crises? – as it was given"' in syntax


def test_export_without_changes_of_meaning_has_no_more_columns(app: Flask):
    survey = asking("a", "b")
    stored(survey, {"work": "a"})
    organiser = Visitor(app, an_organiser(survey.meeting))

    (row,) = sheet_of(organiser, f"{DESK}.xlsx")

    assert [name for name in row if name.endswith("_given")] == []


def test_tally_by_subject_reads_former_ratings(app: Flask):
    survey = asking("a", "b")
    stored(survey, {"heard": 3})
    found = designer.change_kind(
        named(survey, "heard"), QuestionKind.RATING, 5, NOW, reading=Reading("", points={3: 5})
    )
    stored(survey, {"heard_2": 4})

    assert queries.tally_by_subject(survey)[""].means == {found.id: (4.5, 2)}
