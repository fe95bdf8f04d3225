"""Reads about surveys."""

from collections.abc import Mapping, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Response
from meeting_app.questionnaires.queries import with_questions
from meeting_app.surveys.models import Survey
from meeting_app.surveys.queries.feedback import list_feedback as list_feedback
from meeting_app.surveys.queries.feedback import tally_by_subject as tally_by_subject
from meeting_app.surveys.queries.inviting import count_invitations as count_invitations
from meeting_app.surveys.queries.inviting import count_new as count_new
from meeting_app.surveys.queries.inviting import find_invitation as find_invitation
from meeting_app.surveys.queries.inviting import find_receipt as find_receipt
from meeting_app.surveys.queries.inviting import invited_among as invited_among
from meeting_app.surveys.queries.inviting import list_invitations as list_invitations
from meeting_app.surveys.queries.inviting import list_unanswered as list_unanswered


def get_survey(meeting: str, slug: str) -> Survey:
    """With phase, questions and options, in three statements. LookupError when there is none."""
    found = db.session.scalar(
        select(Survey)
        .join(Survey.meeting)
        .where(Meeting.slug == meeting, Survey.slug == slug)
        .options(
            contains_eager(Survey.meeting),
            joinedload(Survey.phase),
            joinedload(Survey.questionnaire).options(with_questions()),
        )
    )
    if found is None:
        raise LookupError(slug)
    return found


def get_with_token(meeting: str, slug: str, token: str) -> tuple[Survey, str]:
    """The survey and the secret of a draft, which may have ended. LookupError without a survey."""
    return get_survey(meeting, slug), token


def list_surveys(meeting: Meeting) -> Sequence[Survey]:
    return db.session.scalars(
        select(Survey)
        .where(Survey.meeting_id == meeting.id)
        .options(joinedload(Survey.phase))
        .order_by(Survey.id)
    ).all()


def count_answers(meeting: Meeting) -> Mapping[int, int]:
    """{survey id: responses sent}; surveys without any are left out."""
    rows = db.session.execute(
        select(Survey.id, func.count())
        .join(Response, Response.questionnaire_id == Survey.questionnaire_id)
        .where(Survey.meeting_id == meeting.id, Response.sent_at.is_not(None))
        .group_by(Survey.id)
    )
    return {row[0]: row[1] for row in rows}
