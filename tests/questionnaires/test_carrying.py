"""Answers to former versions, counted as organisers said that they read in the present one."""

from collections import Counter
from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.questionnaires import service
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import service as designer
from meeting_app.questionnaires.mapping import Reading
from meeting_app.questionnaires.models import Answer, Question, Questionnaire
from meeting_app.questionnaires.queries.crossing import cross
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import OTHER, QuestionKind, Value
from meeting_app.questionnaires.tallies import QuestionTally
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.support.factories import a_meeting
from tests.support.statements import Statements


def asked_of(kind: str, *codes: str, **more: Any) -> Questionnaire:
    more |= {"options": options(*codes)} if codes else {}
    return a_questionnaire(
        a_meeting(),
        [a_question("work", kind, **more), a_question("land", "yes_no")],
    )


def stored(asked: Questionnaire, *answers: Value) -> None:
    for value in answers:
        service.store_response(asked, {"work": value}, language="en", person=None, now=NOW)


def drop(question: Question, **said: str | None) -> None:
    """No longer offer these options. said: {code: which one its answers mean now}."""
    left = [one for one in question.options if one.code not in said]
    choices = [Choice(one.code, one.label) for one in left]
    designer.change(question, {}, NOW, choices=choices, equivalents=said)


def becomes(question: Question, kind: str, scale: int | None = None, **reading: Any) -> Question:
    return designer.change_kind(
        question, QuestionKind(kind), scale, NOW, reading=Reading("", **reading)
    )


def first_of(asked: Questionnaire) -> QuestionTally:
    return tally(asked).questions[0]


def choices(found: QuestionTally) -> dict[str, int]:
    return {option.code: times for option, times in found.choices}


def numbers(found: QuestionTally) -> dict[str, dict[int, int]]:
    return {option.code: found.numbers_of(option) for option in found.options}


def test_tally_counts_a_dropped_option_as_what_it_means(app: Flask):
    asked = asked_of("one_choice", "local", "global", "both")
    stored(asked, "local", "local", "global")
    drop(asked.questions[0], local="both")
    stored(asked, "both")

    found = first_of(asked)

    assert (choices(found), found.answered) == ({"global": 1, "both": 3}, 4)
    assert tally(asked).left_out == {}
    assert db.session.scalars(select(Answer.option_id).order_by(Answer.id)).all()[0] not in {
        option.id for option in found.options
    }


def test_tally_leaves_out_what_has_no_equivalent_and_says_how_many(app: Flask):
    asked = asked_of("one_choice", "local", "global", "both")
    stored(asked, "local", "local", "global")
    drop(asked.questions[0], local=None)

    found = tally(asked)

    assert (choices(found.questions[0]), found.questions[0].answered) == (
        {"global": 1, "both": 0}, 1,
    )  # fmt: skip
    assert found.left_out == {asked.questions[0].id: 2}
    assert found.total == 3


def test_tally_counts_a_person_once_whose_choices_became_one(app: Flask):
    asked = asked_of("several_choices", "a", "b", "c", "d")
    stored(asked, ["a", "b"], ["a", "c"], ["d"])
    drop(asked.questions[0], a="c", b="c", d=None)

    found = first_of(asked)

    assert (choices(found), found.answered) == ({"c": 2}, 2)
    assert tally(asked).left_out == {found.question.id: 1}


def test_tally_closes_the_gaps_in_a_ranking(app: Flask):
    asked = asked_of("ranking", "a", "b", "c", "d")
    stored(asked, ["a", "b", "c", "d"], ["b", "a", "d"])
    drop(asked.questions[0], a=None, b="c")

    found = first_of(asked)

    assert (numbers(found), found.answered) == ({"c": {1: 2}, "d": {2: 2}}, 2)


def test_tally_of_a_grid_counts_a_row_once(app: Flask):
    asked = asked_of("grid", "a", "b", "c", scale_points=4)
    stored(asked, {"a": 2, "b": 4}, {"a": 1, "c": 3})
    drop(asked.questions[0], a="b")

    found = first_of(asked)

    assert (numbers(found), found.answered) == ({"b": {4: 1, 1: 1}, "c": {3: 1}}, 2)


def test_tally_adds_the_points_of_options_that_became_one(app: Flask):
    asked = asked_of("points", "a", "b", "c")
    stored(asked, {"a": 30, "b": 70}, {"b": 10, "c": 90})
    drop(asked.questions[0], a="b")

    assert numbers(first_of(asked)) == {"b": {100: 1, 10: 1}, "c": {90: 1}}


def test_tally_reads_another_scale_and_the_mean_with_it(app: Flask):
    asked = asked_of("rating", scale_points=3)
    stored(asked, 1, 2, 3, 3)
    found = becomes(asked.questions[0], "rating", 5, points={1: 1, 2: None, 3: 5})
    stored_now = {found.code: 4}
    service.store_response(asked, stored_now, language="en", person=None, now=NOW)

    one = first_of(asked)

    assert (one.question.code, one.ratings) == ("work_2", {1: 1, 2: 0, 3: 0, 4: 1, 5: 2})
    assert (one.mean, one.answered) == (3.75, 4)
    assert tally(asked).left_out == {found.id: 1}


@pytest.mark.parametrize(
    ("was", "becoming", "answers", "votes", "left"),
    [
        ("one_choice", "several_choices", ["a", "b"], {"a": {None: 1}, "b": {None: 1}}, 0),
        ("one_choice", "ranking", ["a", "b", "b"], {"a": {1: 1}, "b": {1: 2}}, 0),
        ("several_choices", "ranking", [["a", "b"], ["b"]], {"b": {1: 1}}, 1),
        ("several_choices", "one_choice", [["a", "b"], ["b"]], {"b": {None: 1}}, 1),
        ("ranking", "one_choice", [["b", "a"], ["a"]], {"b": {None: 1}, "a": {None: 1}}, 0),
        ("ranking", "several_choices", [["b", "a"]], {"b": {None: 1}, "a": {None: 1}}, 0),
    ],
)
def test_tally_reads_choices_of_another_kind(
    app: Flask, was: str, becoming: str, answers: Any, votes: Any, left: int
):
    asked = asked_of(was, "a", "b", "c")
    stored(asked, *answers)
    if was == "one_choice" and becoming == "several_choices":  # in place
        designer.change_kind(asked.questions[0], QuestionKind(becoming), None, NOW)
    else:
        becomes(asked.questions[0], becoming, options={"a": "a", "b": "b", "c": "c"})

    found = first_of(asked)

    assert found.question.kind == becoming
    seen: dict[str, dict[Any, int]] = {}
    codes = {option.id: option.code for option in found.options}
    for (option, number), times in found.votes.items():
        seen.setdefault(codes[option or 0], {})[number] = times
    assert seen == votes
    assert sum(tally(asked).left_out.values()) == left
    assert found.answered == len(answers) - left


def test_tally_without_an_equivalent_leaves_all_answers_out(app: Flask):
    asked = asked_of("rating", scale_points=5)
    stored(asked, 4, 5)
    former = asked.questions[0]
    designer.change_kind(former, QuestionKind.RATING, 7, NOW)

    found = tally(asked, with_retired=True)

    assert (found.questions[0].answered, found.left_out) == (0, {former.id: 2})
    (gone,) = found.retired
    assert (gone.question.code, gone.answered, gone.mean) == ("work", 2, 4.5)


def test_tally_of_what_is_asked_again_counts_its_own_answers(app: Flask):
    asked = asked_of("rating", scale_points=5)
    stored(asked, 4, 5)
    former = asked.questions[0]
    found = designer.change_kind(former, QuestionKind.RATING, 7, NOW)
    designer.retire(found, NOW)
    designer.bring_back(former, NOW)

    assert {one.question.code: one.answered for one in tally(asked).questions} == {
        "work": 2, "land": 0,
    }  # fmt: skip
    assert tally(asked).left_out == {}


def test_tally_of_an_option_offered_again_counts_its_own_answers(app: Flask):
    asked = asked_of("one_choice", "a", "b")
    stored(asked, "a")
    everything = [Choice(one.code, one.label) for one in asked.questions[0].options]
    drop(asked.questions[0], a=None)
    stored(asked, "b")
    assert tally(asked).left_out == {asked.questions[0].id: 1}

    designer.change(asked.questions[0], {}, NOW, choices=everything)

    assert (choices(first_of(asked)), tally(asked).left_out) == ({"a": 1, "b": 1}, {})


def test_tally_tells_retired_questions_as_they_were_answered(app: Flask):
    asked = asked_of("one_choice", "a", "b")
    stored(asked, "a", "b", "b")
    drop(asked.questions[0], a="b")
    designer.retire(asked.questions[0], NOW)

    found = tally(asked, with_retired=True)

    assert [one.question.code for one in found.questions] == ["land"]
    assert [choices(one) for one in found.retired] == [{"b": 2, "a": 1}]
    assert tally(asked).retired == []


def test_tally_counts_anew_when_the_mapping_changes(app: Flask):
    asked = asked_of("one_choice", "a", "b", "c")
    stored(asked, "a")
    drop(asked.questions[0], a="b")
    assert choices(first_of(asked)) == {"b": 1, "c": 0}

    designer.remap(asked, 1, "work", Reading("work", {"a": "c"}))

    assert choices(first_of(asked)) == {"b": 0, "c": 1}


def test_tally_takes_no_more_statements_without_former_versions(app: Flask):
    asked = asked_of("one_choice", "a", "b", "c")
    stored(asked, "a")
    with Statements() as plain:
        tally(asked, with_retired=True)
    drop(asked.questions[0], a="b")
    assert len(asked.questions[0].options) == 2
    with Statements() as mapped:
        tally(asked, with_retired=True)

    assert (plain.number, mapped.number) == (2, 4)


def test_words_beside_other_go_with_it_only(app: Flask):
    asked = asked_of("one_choice", "a", OTHER, other=True)
    service.store_response(
        asked, {"work": OTHER, "work_other": "Sea"}, language="en", person=None, now=NOW
    )
    drop(asked.questions[0], other="a")

    assert choices(first_of(asked)) == {"a": 1}


def test_cross_counts_former_answers_as_they_read(app: Flask):
    asked = asked_of("several_choices", "a", "b", "c")
    for value, land in [(["a", "b"], "yes"), (["c"], "no"), (["a"], "no")]:
        service.store_response(
            asked, {"work": value, "land": land}, language="en", person=None, now=NOW
        )
    drop(asked.questions[0], a="b", c=None)
    work, land = asked.questions
    (b,) = (option.id for option in work.options)

    assert cross(asked, work, land) == {(b, 1): 1, (b, 0): 1, (None, 0): 1}
    assert cross(asked, land, work) == {(1, b): 1, (0, b): 1, (0, None): 1}
    assert cross(asked, work, None) == {(b, "en"): 2, (None, "en"): 1}


def read(kind: str, options: Mapping[str, str | None], value: Value | None) -> Value | None:
    """The same of one answer, told without a database."""
    if isinstance(value, str):
        return options.get(value, value)
    if isinstance(value, list):
        found = [new for code in value if (new := options.get(code, code)) is not None]
        return list(dict.fromkeys(found)) or None
    if isinstance(value, dict):
        given: dict[str, int] = {}
        for code, number in value.items():
            if (new := options.get(code, code)) is not None:
                both = (given[new], number) if new in given else (number,)
                given[new] = sum(both) if kind == "points" else max(both)
        return given or None
    return value


def an_answer(chance: Random, kind: str, codes: list[str]) -> Value:
    some = chance.sample(codes, chance.randint(1, len(codes)))
    match kind:
        case "one_choice":
            return some[0]
        case "ranking":
            return some
        case "several_choices":
            return sorted(some)
        case "grid":
            return {code: chance.randint(1, 5) for code in some}
    return {code: 100 if place == 0 else 0 for place, code in enumerate(some)}


def votes_of(kind: str, values: list[Value]) -> Counter[tuple[str, int | None]]:
    found: Counter[tuple[str, int | None]] = Counter()
    for value in values:
        if isinstance(value, str):
            found[value, None] += 1
        elif isinstance(value, list):
            for rank, code in enumerate(value, 1):
                found[code, rank if kind == "ranking" else None] += 1
        elif isinstance(value, dict):
            found.update(value.items())
    return found


@pytest.mark.parametrize(
    ("kind", "seed"),
    [*product(["one_choice", "several_choices", "ranking", "grid", "points"], range(3))],
)
def test_tally_agrees_with_each_answer_read_by_itself(app: Flask, kind: str, seed: int):
    chance = Random(f"{kind} {seed}")
    asked = asked_of(kind, "a", "b", "c", "d", "e")
    values: list[Value | None] = []
    for _change in range(3):
        question = asked.questions[0]
        codes = [option.code for option in question.options]
        given = [an_answer(chance, kind, codes) for _ in range(12)]
        stored(asked, *given)
        gone = chance.sample(codes, chance.randint(0, 2) if len(codes) > 2 else 0)
        left = [code for code in codes if code not in gone]
        said = {code: chance.choice([*left, None]) for code in gone}
        drop(question, **said)
        values = [read(kind, said, value) for value in [*values, *given]]

    found = tally(asked)

    kept = [value for value in values if value is not None]
    one = found.questions[0]
    names = {option.id: option.code for option in one.options}
    assert {
        (names[option or 0], number): times for (option, number), times in one.votes.items()
    } == dict(votes_of(kind, kept))
    assert one.answered == len(kept)
    assert sum(found.left_out.values()) == len(values) - len(kept)
