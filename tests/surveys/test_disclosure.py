"""What stays hidden, against somebody who calculates."""

import random
from itertools import product
from typing import Any

import pytest
from flask import Flask

from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import store_response
from meeting_app.questionnaires.tallies import QuestionTally, Tally
from meeting_app.surveys.crossing import make_table
from meeting_app.surveys.disclosure import hide_each, hide_in_line, hide_in_table
from meeting_app.surveys.findings import find, option_labels, options_taken
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, options
from tests.support.attacker import Attacker, Functional, largest
from tests.support.factories import a_meeting
from tests.surveys.factories import a_survey

FEWEST = 5


def test_hide_in_line_without_small_numbers_hides_nothing():
    assert hide_in_line([5, 0, 12], FEWEST) == [False, False, False]


@pytest.mark.parametrize(
    ("numbers", "hidden"),
    [
        ([4, 9, 30], [True, True, False]),
        ([4, 3, 30], [True, True, False]),
        ([1, 1, 30], [True, True, True]),  # together fewer than five
        ([1, 0, 30, 9], [True, False, False, True]),
        ([1, 0], [True, True]),
        ([2], [True]),
    ],
)
def test_hide_in_line_hides_so_many_that_the_rest_tells_nothing(
    numbers: list[int], hidden: list[bool]
):
    assert hide_in_line(numbers, FEWEST) == hidden


def test_hide_each_hides_what_few_chose_and_what_few_did_not():
    assert hide_each([18, 10, 2, 9], 20, FEWEST) == [True, False, True, False]
    assert hide_each([18, 10, 12], 20, FEWEST) == [True, True, False]
    assert hide_each([20, 10, 0], 20, FEWEST) == [False, False, False]


def test_hide_in_table_of_large_numbers_hides_nothing():
    table = [[9, 8, 0], [7, 0, 6]]

    assert hide_in_table(table, FEWEST, [False] * 2, [False] * 3) == [[False] * 3] * 2


def test_hide_in_table_hides_a_cycle_round_a_small_number():
    table = [[2, 20, 30], [10, 11, 40], [50, 60, 70]]

    hidden = hide_in_table(table, FEWEST, [False] * 3, [False] * 3)

    assert hidden == [[True, True, False], [True, True, False], [False, False, False]]


def test_hide_in_table_that_cannot_be_protected_shows_nothing():
    assert hide_in_table([[3, 30]], FEWEST, [False], [False, False]) is None


@pytest.mark.parametrize("seed", range(120))
def test_hide_in_table_leaves_an_attacker_without_any_hidden_number(seed: int):
    chance = random.Random(seed)
    rows, columns = chance.randint(2, 3), chance.randint(2, 4)
    table = [
        [chance.choice([0, 1, 2, 4, 5, 7, 9, 14]) for _ in range(columns)] for _ in range(rows)
    ]
    hidden_rows = hide_in_line([sum(line) for line in table], FEWEST)
    hidden_columns = hide_in_line([sum(line) for line in zip(*table, strict=True)], FEWEST)

    hidden = hide_in_table(table, FEWEST, hidden_rows, hidden_columns)

    if hidden is None:
        return
    cells = list(product(range(rows), range(columns)))
    attacker = Attacker(cells)
    attacker.learn(dict.fromkeys(cells, 1))
    for row in range(rows):
        if not hidden_rows[row]:
            attacker.learn({(row, column): 1 for column in range(columns)})
    for column in range(columns):
        if not hidden_columns[column]:
            attacker.learn({(row, column): 1 for row in range(rows)})
    for row, column in cells:
        if not hidden[row][column]:
            attacker.learn({(row, column): 1})
    for row, column in cells:
        assert hidden[row][column] or not 0 < table[row][column] < FEWEST
        if hidden[row][column]:
            assert not attacker.knows({(row, column): 1})
            reached = largest(table, hidden, hidden_rows, hidden_columns, (row, column), FEWEST)
            assert reached >= FEWEST
    for row in range(rows):
        if hidden_rows[row]:
            assert not attacker.knows({(row, column): 1 for column in range(columns)})


def test_attacker_finds_a_number_that_is_hidden_alone():
    attacker = Attacker("abc")
    attacker.learn({"a": 1, "b": 1, "c": 1})
    attacker.learn({"a": 1})
    assert not attacker.knows({"b": 1})

    attacker.learn({"a": 1, "c": 2})

    assert attacker.knows({"b": 1})


# ---- everything that a survey shows together

LANGUAGES = ("en", "fr", "ar")
WORK = ("local", "national", "global")
CRISES = ("war", "flood", "drought")
POINTS = (1, 2, 3)
Kind = tuple[str, str | None, frozenset[str], int | None]
"""A kind of person: (language, work, crises, rating)."""


def everybody() -> list[Kind]:
    chosen = [
        frozenset(code for code, is_in in zip(CRISES, one, strict=True) if is_in)
        for one in product((False, True), repeat=3)
    ]
    return list(product(LANGUAGES, (*WORK, None), chosen, (*POINTS, None)))


def gives(kind: Kind, code: str, answer: object) -> bool:
    if code == "crises":
        return answer in kind[2]
    return kind[{"language": 0, "work": 1, "heard": 3}[code]] == answer


def sum_of(*wanted: tuple[str, object]) -> Functional:
    return {
        kind: 1 for kind in everybody() if all(gives(kind, code, answer) for code, answer in wanted)
    }


def answers_of(one: QuestionTally | None, found: Tally) -> list[object]:
    """In the order in which a table shows them."""
    if one is None:
        return list(found.languages)
    match one.question.kind:
        case QuestionKind.RATING:
            answers: list[object] = list(POINTS)
        case _:
            answers = [option.code for option in one.options]
    more = one.question.kind != QuestionKind.SEVERAL_CHOICES and one.answered < found.total
    return [*answers, None] if more else answers


@pytest.mark.parametrize("seed", range(6))
def test_all_tables_of_a_survey_together_leave_every_hidden_number_open(app: Flask, seed: int):
    chance = random.Random(seed)
    survey = a_survey(
        a_meeting("2027"),
        questions=[
            a_question("work", "one_choice", options=options(*WORK)),
            a_question("crises", "several_choices", options=options(*CRISES)),
            a_question("heard", "rating", scale_points=3),
        ],
    )
    for _ in range(60):
        values: dict[str, Any] = {
            "work": chance.choices((*WORK, None), (9, 4, 2, 1))[0],
            "crises": [code for code in CRISES if chance.random() < 0.4],
            "heard": chance.choices((*POINTS, None), (2, 9, 5, 1))[0],
        }
        language = chance.choices(LANGUAGES, (8, 5, 2))[0]
        store_response(survey.questionnaire, values, language=language, person=None, now=NOW)
    found = tally(survey.questionnaire)
    findings = find(found, "en", FEWEST)
    work, crises, heard = found.questions
    attacker = Attacker(everybody())
    attacker.learn(sum_of())
    hidden: list[Functional] = []

    def look(shown: int | None, number: Functional) -> None:
        if shown is None:
            hidden.append(number)
        else:
            attacker.learn(number)

    for code, row in zip(found.languages, findings.languages, strict=True):
        look(row.value, sum_of(("language", code)))
    for one, finding in zip(found.questions, findings.questions, strict=True):
        code = one.question.code
        for answer, row in zip(answers_of(one, found), finding.rows, strict=False):
            look(row.value, sum_of((code, answer)))  # type: ignore[arg-type]
        if code != "crises":
            attacker.learn(sum_of((code, None)))
        else:
            attacker.learn({kind: 1 for kind in everybody() if kind[2]})
        if finding.mean is not None:
            attacker.learn({kind: kind[3] or 0 for kind in everybody()})
    for one, by in [
        (work, None), (crises, None), (heard, None), (work, crises), (crises, work),
        (heard, work), (heard, crises),
    ]:  # fmt: skip
        table = make_table(survey, found, one, by, "en", FEWEST)
        assert table is not None
        of, against = one.question.code, by.question.code if by else "language"
        for answer, (_label, numbers) in zip(answers_of(one, found), table.rows, strict=True):
            for other, number in zip(answers_of(by, found), numbers, strict=True):
                look(number, sum_of((of, answer), (against, other)))

    assert hidden
    assert [number for number in hidden if attacker.knows(number)] == []
    assert [len(option_labels(one)) for one in found.questions] == [3, 3, 3]
    assert sum(options_taken(work)) == work.answered


# ---- questions that only some people are asked, and numbers


def by_code(found: Tally, fewest: int = FEWEST) -> dict[str, Any]:
    return {one.question.code: one for one in find(found, "en", fewest).questions}


def held(survey: Survey, number: int, held: str, **more: Any) -> None:
    for _ in range(number):
        values = {"held": held, **more}
        store_response(survey.questionnaire, values, language="en", person=None, now=NOW)


def asking_about_detention(**said: Any) -> Survey:
    return a_survey(
        a_meeting("2027"),
        questions=[
            a_question("held", "one_choice", options=options("never", "once", "often")),
            a_question("needs", "section", **said),
            a_question("need", "yes_no", parent="needs"),
        ],
    )


def test_question_that_would_tell_a_hidden_number_by_how_many_were_asked_is_withheld(app: Flask):
    survey = asking_about_detention(relevant="${held} != 'often'")
    held(survey, 10, "never", need="yes")
    held(survey, 8, "once", need="no")
    held(survey, 2, "often")
    found = tally(survey.questionnaire)

    shown = by_code(found)

    assert [row.value for row in shown["held"].rows] == [10, None, None]
    assert not shown["need"].is_shown
    assert not shown["need"].rows
    one, two = found.questions
    assert make_table(survey, found, one, two, "en", FEWEST) is None
    assert make_table(survey, found, two, None, "en", FEWEST) is None
    assert by_code(found, fewest=0)["need"].is_shown


def test_question_that_some_are_asked_is_shown_where_nothing_is_hidden(app: Flask):
    survey = asking_about_detention(relevant="${held} != 'often'")
    held(survey, 10, "never", need="yes")
    held(survey, 8, "once", need="no")
    held(survey, 6, "often")

    shown = by_code(tally(survey.questionnaire))

    assert [row.value for row in shown["need"].rows] == [10, 8]


def test_question_that_all_but_a_few_are_asked_is_withheld(app: Flask):
    """Also where what leads to it is no number that is shown."""
    survey = asking_about_detention(relevant="today() > '2000-01-01'")
    held(survey, 9, "never", need="yes")
    held(survey, 7, "once", need="no")
    held(survey, 3, "once")

    assert not by_code(tally(survey.questionnaire))["need"].is_shown


def test_question_that_everybody_may_skip_is_shown(app: Flask):
    survey = asking_about_detention()
    held(survey, 9, "never", need="yes")
    held(survey, 7, "once", need="no")
    held(survey, 3, "once")

    assert by_code(tally(survey.questionnaire))["need"].is_shown


def asking_age(counted: dict[int, int]) -> Any:
    survey = a_survey(a_meeting("2027"), questions=[a_question("age", "whole_number")])
    for age, times in counted.items():
        for _ in range(times):
            store_response(survey.questionnaire, {"age": age}, language="en", person=None, now=NOW)
    return by_code(tally(survey.questionnaire))["age"]


def test_numbers_one_by_one_lose_the_mean_and_the_quartiles_that_would_tell_hidden_ones(app: Flask):
    """7 + 1 people are hidden and the mean says 12 altogether: one person said 5."""
    age = asking_age({0: 12, 1: 7, 5: 1})

    assert [row.value for row in age.rows] == [12, None, 0, 0, 0, None]
    assert age.numbers is None


def test_numbers_in_steps_lose_the_mean_with_a_hidden_step(app: Flask):
    age = asking_age({18: 6, 20: 8, 31: 9, 35: 7, 90: 1})

    assert None in [row.value for row in age.rows]
    assert (age.numbers.mean, age.numbers.median) == (None, 31)


def test_numbers_without_a_hidden_step_keep_the_mean(app: Flask):
    assert asking_age({1: 10, 2: 10}).numbers.mean == 1.5
