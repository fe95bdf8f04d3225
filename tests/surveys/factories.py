"""Surveys and answers to them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires import service as questionnaires
from meeting_app.questionnaires.models import Response
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.surveys import service
from meeting_app.surveys.models import Survey
from tests.conftest import NOW
from tests.questionnaires.factories import all_kinds
from tests.support.factories import a_phase, a_text


def a_survey(
    meeting: Meeting,
    slug: str = "themes",
    *,
    questions: list[NewQuestion] | None = None,
    opens_at: datetime = NOW - timedelta(days=1),
    closes_at: datetime = NOW + timedelta(days=10),
) -> Survey:
    return service.make_survey(
        meeting,
        slug,
        a_text("Theme survey"),
        a_text("Tell us what matters."),
        a_text("Thanks for your time."),
        all_kinds() if questions is None else questions,
        a_phase(meeting, opens_at=opens_at, closes_at=closes_at),
    )


VALUES: Mapping[str, Any] = {
    "topics": ["climate", "care"],
    "work": "local",
    "crises": ["war", "flood"],
    "heard": 4,
    "town": "Goma",
    "why": "Floods each year",
}


def an_answer(survey: Survey, language: str = "en", **values: Any) -> Response:
    return questionnaires.store_response(
        survey.questionnaire, {**VALUES, **values}, language=language, person=None, now=NOW
    )
