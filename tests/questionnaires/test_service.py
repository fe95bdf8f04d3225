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
