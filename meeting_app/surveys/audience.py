"""What letters to groups can ask about surveys: only of answers that carry a name."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from meeting_app.core.audience import Fact
from meeting_app.core.web import plain
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Response
from meeting_app.surveys.models import Survey
from meeting_app.surveys.queries import list_surveys


def _choices(meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [(survey.slug, plain(survey.title)) for survey in list_surveys(meeting)]


def _answered(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = (
        select(Response.person_id)
        .join(Survey, Survey.questionnaire_id == Response.questionnaire_id)
        .where(
            Survey.meeting_id == meeting.id,
            Response.sent_at.is_not(None),
            Response.person_id.is_not(None),
        )
    )
    return found.where(Survey.slug.in_(values)) if values else found


ANSWERED = Fact(
    "surveys.answered", _l("Answered, while signed in, the survey"), _choices, _answered
)
