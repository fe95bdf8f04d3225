"""What everybody may see of each kind of question, beside what organisers see."""

from typing import Any

import pytest
from flask import Flask

from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.service import NewQuestion, store_response
from meeting_app.surveys.findings import EVERYTHING, find_one
from meeting_app.surveys.shapes import Finding
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting
from tests.surveys.factories import a_survey

FEWEST = 5


def found(asked: NewQuestion, answers: list[Any]) -> tuple[Finding, Finding]:
    """(for organisers, for everybody)"""
    survey = a_survey(a_meeting(), questions=[asked])
    for value in answers:
        store_response(
            survey.questionnaire, {asked["code"]: value}, language="en", person=None, now=NOW
        )
    (one,) = tally(survey.questionnaire).questions
    return find_one(one, "en", EVERYTHING), find_one(one, "en", FEWEST)


def values(finding: Finding) -> list[Any]:
    return [row.value for row in finding.rows]


def test_question_that_few_answered_shows_nothing(app: Flask):
    full, public = found(a_question("work", "one_choice", options=options("a", "b")), ["a"] * 4)

    assert (values(full), full.is_shown) == ([4, 0], True)
    assert (public.rows, public.is_shown) == ((), False)


def test_rating_loses_its_mean_with_hidden_numbers(app: Flask):
    full, public = found(a_question("heard", "rating", scale_points=3), [1] * 2 + [2] * 9 + [3] * 7)

    assert (values(full), full.mean) == ([2, 9, 7], pytest.approx(41 / 18))
    assert (values(public), public.mean) == ([None, 9, None], None)


def test_ranking_hides_first_ranks_and_any_ranks(app: Flask):
    asked = a_question("topics", "ranking", options=options("a", "b", "c"))
    full, public = found(asked, [["a", "b", "c"]] * 8 + [["b", "a", "c"]] * 3 + [["a"]] * 2)

    assert [(row.code, row.value, row.firsts, row.ranked) for row in full.rows] == [
        ("a", 36, 10, 13), ("b", 25, 3, 11), ("c", 11, 0, 11),
    ]  # fmt: skip
    assert [(row.code, row.value, row.firsts, row.ranked) for row in public.rows] == [
        ("a", 36, None, None), ("b", 25, None, None), ("c", 11, 0, None),
    ]  # fmt: skip


def test_ranking_of_two_places_hides_the_points_with_the_first_ranks(app: Flask):
    """Where everybody ranks both, points are first ranks and the number of people."""
    asked = a_question("topics", "ranking", options=options("a", "b"))
    _full, public = found(asked, [["a", "b"]] * 8 + [["b", "a"]] * 3)

    assert [(row.value, row.firsts) for row in public.rows] == [(None, None), (None, None)]


def test_points_hide_what_few_gave_to_and_one_more(app: Flask):
    asked = a_question("money", "points", options=options("a", "b", "c"))
    answers = [{"a": 60, "b": 40, "c": 0}] * 6 + [{"a": 50, "b": 30, "c": 20}] * 2

    full, public = found(asked, answers)

    assert values(full) == [pytest.approx(0.575), pytest.approx(0.375), pytest.approx(0.05)]
    assert values(public) == [pytest.approx(0.575), None, None]


def test_grid_hides_in_each_row(app: Flask):
    asked = a_question("last", "grid", options=options("food", "talks"), scale_points=2)
    answers = [{"food": 1, "talks": 2}] * 6 + [{"food": 2}] * 6 + [{"food": 1, "talks": 1}] * 3

    full, public = found(asked, answers)

    assert [(row.values, row.mean) for row in full.rows] == [
        ((9, 6), pytest.approx(1.4)), ((3, 6), pytest.approx(5 / 3)),
    ]  # fmt: skip
    assert [(row.values, row.mean) for row in public.rows] == [
        ((9, 6), pytest.approx(1.4)), ((None, None), None),
    ]  # fmt: skip


def test_numbers_show_quartiles_only_of_many(app: Flask):
    asked = a_question("age", "whole_number")
    full, public = found(asked, [20] * 10 + [31] * 9)
    _full, enough = found(asked, [20] * 10 + [31] * 10)

    assert full.numbers is not None
    assert (full.numbers.median, full.all_numbers) == (20, True)
    assert [(row.label, row.value) for row in full.rows][:2] == [("20–21", 10), ("22–23", 0)]
    assert public.numbers is None
    assert enough.numbers is not None
    assert (enough.numbers.median, enough.all_numbers) == (25.5, False)


def test_countries_of_few_become_others(app: Flask):
    answers = ["JO"] * 7 + ["KE"] * 6 + ["FR"] * 2 + ["CO"]
    full, public = found(a_question("land", "country"), answers)

    assert [(row.label, row.value) for row in full.rows] == [
        ("Jordan", 7), ("Kenya", 6), ("France", 2), ("Colombia", 1),
    ]  # fmt: skip
    assert full.others == 0
    assert [(row.label, row.value) for row in public.rows] == [("Jordan", 7)]
    assert public.others == 9  # three alone would be too few


def test_dates_stand_by_month_and_yes_and_no_by_words(app: Flask):
    full, public = found(a_question("day", "date"), ["2026-03-02"] * 6 + ["2026-05-01"] * 5)
    again, _public = found(a_question("again", "yes_no"), ["yes", "no", "no"])

    assert [(row.label, row.value) for row in full.rows] == [
        ("Mar 2026", 6), ("Apr 2026", 0), ("May 2026", 5),
    ]  # fmt: skip
    assert values(public) == [6, 0, 5]
    assert [(row.label, row.value) for row in again.rows] == [("Yes", 1), ("No", 2)]
