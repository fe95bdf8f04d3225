"""What letters to groups and reminders can ask about surveys: of answers that carry a name, and of
invitations."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select

from meeting_app.core.audience import Duty, Fact
from meeting_app.core.db import db
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.web import absolute_url, plain
from meeting_app.letters.composing import Address
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.questionnaires.models import Response
from meeting_app.surveys.models import Survey, SurveyInvitation
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


def _invited_ones(meeting: Meeting) -> Iterable[tuple[str, Any]]:
    return [
        (survey.slug, plain(survey.title)) for survey in list_surveys(meeting) if survey.invited
    ]


def _waiting(meeting: Meeting, values: Sequence[str]) -> Select[Any]:
    found = (
        select(SurveyInvitation.person_id)
        .join(SurveyInvitation.survey)
        .where(Survey.meeting_id == meeting.id, ~SurveyInvitation.used)
    )
    return found.where(Survey.slug.in_(values)) if values else found


UNANSWERED = Fact(
    "surveys.unanswered",
    _l("Was invited to answer, and has not answered, the survey"),
    _invited_ones,
    _waiting,
)


def _open(phase: Phase) -> Any:
    return (
        select(SurveyInvitation.person_id, Survey.slug)
        .join(SurveyInvitation.survey)
        .where(Survey.phase_id == phase.id, Survey.invited, ~SurveyInvitation.used)
        .order_by(SurveyInvitation.id)
    )


def _say(phase: Phase, slugs: Sequence[str], language: str) -> Sequence[str]:
    """No secret is at hand here: the link leads to where the letter can be had again."""
    meeting = phase.meeting
    titles = db.session.execute(
        select(Survey.slug, Survey.title).where(
            Survey.meeting_id == meeting.id, Survey.slug.in_(slugs)
        )
    )
    lines: list[str] = []
    for slug, title in titles:
        lines += [
            _(
                "You were invited to answer the survey “%(survey)s” until %(instant)s, %(zone)s, and "
                "your answer is not here yet. Open the link in your invitation; a new one comes to "
                "you from this page:",
                survey=title.in_(language),
                instant=format_instant(phase.closes_at, language, meeting.zone),
                zone=zone_name(meeting.zone, language, phase.closes_at),
            ),
            Address(
                absolute_url(
                    "surveys.ask_for_invitation", lang=language, meeting=meeting.slug, slug=slug
                )
            ),
        ]
    return lines


INVITATION_DUTY = Duty(
    "surveys.invitation",
    _l("Whoever was invited to answer a survey and has not answered"),
    PhaseKind.SURVEY,
    _open,
    _say,
)
