"""Storing what somebody answers, and adding it up."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.questionnaires import queries, service
from meeting_app.questionnaires.feature import FEATURE
from meeting_app.questionnaires.models import Answer, Questionnaire, Response
from meeting_app.questionnaires.rules import Values
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.support.factories import a_meeting, a_person, a_text

VALUES: Values = {
    "topics": ["climate", "care"],
    "work": "local",
    "crises": ["war"],
    "heard": 4,
    "town": "Goma",
    "why": "مرحبا",
}


def stored(asked: Questionnaire, values: Values, language: str = "en", **kept: object) -> Response:
    return service.store_response(
        asked,
        values,
        language=language,
        person=None,
        now=NOW,
        **kept,  # type: ignore[arg-type]
    )


def test_store_response_keeps_values_exactly(app: Flask):
    response = stored(a_questionnaire(a_meeting()), VALUES)

    assert service.response_values(response) == VALUES
    assert len(response.code) == 6


def test_store_response_again_replaces_its_answers(app: Flask):
    asked, person = a_questionnaire(a_meeting()), a_person()
    draft = stored(asked, VALUES, sent=False)
    assert draft.sent_at is None

    again = service.store_response(
        asked, {"town": "Bukavu"}, language="fr", person=person, now=NOW, response=draft
    )

    assert again is draft
    assert service.response_values(again) == {"town": "Bukavu"}
    assert (again.language, again.person_id, again.sent_at) == ("fr", person.id, NOW)
    assert db.session.scalar(select(func.count()).select_from(Answer)) == 1


@pytest.mark.parametrize(
    "values", [{"nothing": "x"}, {"work": "elsewhere"}, {"heard": 9}, {"topics": "care"}]
)
def test_store_response_of_a_wrong_value_is_an_error(app: Flask, values: Values):
    with pytest.raises(ValueError, match=r"nothing|work|heard|topics"):
        stored(a_questionnaire(a_meeting()), values)


def test_tally_adds_up_what_was_sent_and_no_drafts(app: Flask):
    asked = a_questionnaire(a_meeting())
    stored(asked, VALUES)
    stored(
        asked, VALUES | {"topics": ["care", "climate", "cash"], "crises": ["war", "flood"]}, "ar"
    )
    stored(asked, {"heard": 1}, "ar", late=True)
    stored(asked, VALUES, sent=False)
    other = a_questionnaire(a_meeting())
    stored(other, VALUES)

    found = queries.tally(asked)

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
    assert queries.list_texts(by_code["town"], 1).items == [
        ("Goma", response.language, response.code)
        for response in db.session.scalars(
            select(Response)
            .where(Response.questionnaire_id == asked.id, Response.sent_at.is_not(None))
            .order_by(Response.id.desc())
        )
        if "town" in service.response_values(response)
    ]


def test_tally_without_answers_is_empty(app: Flask):
    found = queries.tally(a_questionnaire(a_meeting()))

    assert (found.total, found.languages, found.questions[3].mean) == (0, {}, None)


def test_values_of_many_come_by_response(app: Flask):
    asked = a_questionnaire(a_meeting())
    first, second = stored(asked, VALUES), stored(asked, {})

    assert queries.values_of([first, second]) == {first.id: VALUES, second.id: {}}


def test_texts_lists_every_text_for_translators(app: Flask):
    meeting = a_meeting()
    a_questionnaire(
        meeting,
        [
            a_question("work", "one_choice", hint=a_text("Name one."), options=options("a")),
            a_question("heard", "rating", scale_low=a_text("Low"), scale_high=a_text("High")),
        ],
    )
    a_questionnaire(a_meeting())

    assert FEATURE.texts is not None
    assert [getattr(one.row, one.attribute).text for one in FEATURE.texts(meeting)] == [
        "About work?", "Name one.", "A", "About heard?", "Low", "High",
    ]  # fmt: skip
