"""Adding up what was answered, of all kinds; kept until the next answer."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, select

from meeting_app.core.db import db
from meeting_app.core.privacy import Erasing, Texts
from meeting_app.questionnaires import privacy, service
from meeting_app.questionnaires.models import Answer, Questionnaire, Response
from meeting_app.questionnaires.queries.crossing import cross
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import OTHER, Values
from meeting_app.questionnaires.tallies import QuestionTally
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.support.factories import a_meeting, a_person
from tests.support.statements import Statements

VALUES: Values = {
    "topics": ["climate", "care"],
    "work": "local",
    "crises": ["war"],
    "heard": 4,
    "town": "Goma",
    "why": "مرحبا",
}


def stored(asked: Questionnaire, values: Values, language: str = "en", **kept: Any) -> Response:
    return service.store_response(
        asked, values, language=language, now=NOW, **{"person": None, **kept}
    )


def tallied(asked: Questionnaire) -> dict[str, QuestionTally]:
    return {one.question.code: one for one in tally(asked).questions}


def test_tally_adds_up_what_was_sent_and_no_drafts(app: Flask):
    asked = a_questionnaire(a_meeting())
    stored(asked, VALUES)
    stored(
        asked, {**VALUES, "topics": ["care", "climate", "cash"], "crises": ["war", "flood"]}, "ar"
    )
    stored(asked, {"heard": 1}, "ar", late=True)
    stored(asked, VALUES, sent=False)
    other = a_questionnaire(a_meeting())
    stored(other, VALUES)

    found = tally(asked)

    assert (found.total, found.late, found.languages) == (3, 1, {"ar": 2, "en": 1})
    by_code = {one.question.code: one for one in found.questions}
    assert [one.answered for one in found.questions] == [2, 2, 2, 3, 2, 2]
    assert [
        (ranked.option.code, ranked.points, ranked.firsts, ranked.ranked)
        for ranked in by_code["topics"].ranking
    ] == [("care", 5, 1, 2), ("climate", 5, 1, 2), ("cash", 1, 0, 1)]
    assert [(o.code, n) for o, n in by_code["crises"].choices] == [
        ("war", 2), ("flood", 1), ("drought", 0),
    ]  # fmt: skip
    assert by_code["heard"].ratings == {1: 1, 2: 0, 3: 0, 4: 2, 5: 0}
    assert by_code["heard"].mean == 3.0


def test_tally_without_answers_is_empty(app: Flask):
    found = tally(a_questionnaire(a_meeting()))

    assert (found.total, found.languages, found.questions[3].mean) == (0, {}, None)


def test_tally_of_other_kinds_adds_up_their_values(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question("intro", "note"),
            a_question("grid", "grid", options=options("food", "talks"), scale_points=4),
            a_question("money", "points", options=options("a", "b")),
            a_question("age", "whole_number"),
            a_question("share", "decimal"),
            a_question("day", "date"),
            a_question("land", "country"),
            a_question("again", "yes_no"),
            a_question("work", "one_choice", other=True, options=options("local", OTHER)),
            a_question("mail", "email"),
        ],
    )
    stored(
        asked,
        {
            "grid": {"food": 2, "talks": 4}, "money": {"a": 30, "b": 70}, "age": 31, "share": 0.5,
            "day": "2026-03-02", "land": "JO", "again": "yes", "work": OTHER,
            "work_other": "Sea", "mail": "a@example.org",
        },
    )  # fmt: skip
    stored(
        asked,
        {
            "grid": {"food": 2}, "money": {"a": 100}, "age": 31, "share": 1.25, "day": "2026-03-01",
            "land": "JO", "again": "no", "work": "local",
        },
    )  # fmt: skip

    found = tallied(asked)

    assert {code: one.answered for code, one in found.items()} == {
        "grid": 2, "money": 2, "age": 2, "share": 2, "day": 2, "land": 2, "again": 2, "work": 2,
        "mail": 1,
    }  # fmt: skip
    food, talks = found["grid"].options
    assert (found["grid"].numbers_of(food), found["grid"].numbers_of(talks)) == ({2: 2}, {4: 1})
    assert found["money"].numbers_of(found["money"].options[0]) == {30: 1, 100: 1}
    assert found["age"].amounts == [(31.0, 2)]
    assert found["share"].amounts == [(0.5, 1), (1.25, 1)]
    assert found["day"].texts == [("2026-03-01", 1), ("2026-03-02", 1)]
    assert found["land"].texts == [("JO", 2)]
    assert found["again"].votes == {(None, 1): 1, (None, 0): 1}
    assert [(o.code, n) for o, n in found["work"].choices] == [("local", 1), (OTHER, 1)]
    assert found["mail"].texts == ()


def test_tally_tells_the_most_named_countries_one_by_one(app: Flask):
    asked = a_questionnaire(a_meeting(), [a_question("of", "organisation")])
    for number in range(22):
        for _ in range(1 + (number == 21)):
            stored(asked, {"of": f"Organisation {number:02}"})

    (found,) = tally(asked).questions

    assert found.answered == 23
    assert found.texts[0] == ("Organisation 21", 2)
    assert [name for name, _times in found.texts[1:]] == [
        f"Organisation {number:02}" for number in range(19)
    ]


def test_tally_names_options_that_are_no_longer_offered(app: Flask):
    asked = a_questionnaire(
        a_meeting(), [a_question("work", "one_choice", options=options("a", "b"))]
    )
    stored(asked, {"work": "b"})
    asked.questions[0].options[1].retired = True
    db.session.flush()
    db.session.expire_all()

    assert [(o.code, n) for o, n in tallied(asked)["work"].choices] == [("a", 0), ("b", 1)]


def test_tally_by_steps_leaves_the_newest_out(app: Flask):
    asked = a_questionnaire(a_meeting())
    for number in range(7):
        service.store_response(
            asked, {"heard": 1 if number < 5 else 5}, language="en", person=None, now=NOW
        )

    found = tally(asked, step=5)

    assert (found.total, found.held_back) == (5, 2)
    assert found.questions[3].ratings == {1: 5, 2: 0, 3: 0, 4: 0, 5: 0}


def answer_again(asked: Questionnaire, first: Response) -> None:
    service.store_response(asked, {"heard": 5}, language="en", person=None, now=NOW, response=first)


def delete_one(asked: Questionnaire, first: Response) -> None:
    db.session.execute(delete(Response).where(Response.id == first.id))


def replace_one(asked: Questionnaire, first: Response) -> None:
    """SQLite gives the number of a deleted last row away again."""
    delete_one(asked, first)
    db.session.expunge(first)
    stored(asked, {"heard": 2})


@pytest.mark.parametrize("change", [answer_again, delete_one, replace_one])
def test_tally_is_kept_until_any_answer_changes(app: Flask, change: Any):
    asked = a_questionnaire(a_meeting())
    first = stored(asked, VALUES)
    assert tallied(asked)["heard"].ratings[4] == 1
    with Statements() as again:
        tally(asked)

    change(asked, first)

    assert again.number == 1
    assert tallied(asked)["heard"].ratings[4] == 0


def test_tally_forgets_what_was_erased(app: Flask):
    asked = a_questionnaire(a_meeting())
    asked.questions[3].personal = True
    person = a_person()
    stored(asked, VALUES, person=person)
    assert tallied(asked)["heard"].answered == 1

    privacy.erase(person, Erasing(person.id, person.name, [], Texts.NAMELESS, NOW))

    assert {code: one.answered for code, one in tallied(asked).items()}["heard"] == 0
    assert db.session.scalar(select(Answer.id).where(Answer.number == 4)) is None


def test_cross_counts_each_pair_of_answers(app: Flask):
    asked = a_questionnaire(a_meeting())
    stored(asked, {"work": "local", "crises": ["war", "flood"], "topics": ["cash", "care"]})
    stored(asked, {"work": "local", "crises": ["war"]}, "ar")
    stored(asked, {"crises": ["flood"], "topics": ["care"]}, "ar")
    stored(asked, VALUES, sent=False)
    topics, work, crises, *_rest = asked.questions
    care, _climate, cash = (option.id for option in topics.options)
    local = work.options[0].id
    war, flood, _drought = (option.id for option in crises.options)

    assert cross(asked, crises, work) == {
        (war, local): 2, (flood, local): 1, (flood, None): 1,
    }  # fmt: skip
    assert cross(asked, work, None) == {(local, "en"): 1, (local, "ar"): 1, (None, "ar"): 1}
    assert cross(asked, topics, None) == {(cash, "en"): 1, (care, "ar"): 1, (None, "ar"): 1}
