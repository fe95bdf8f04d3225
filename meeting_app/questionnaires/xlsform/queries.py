"""Reads for the pages."""

from sqlalchemy import select
from sqlalchemy.orm import contains_eager

from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.queries import with_questions


def get_questionnaire(meeting: str, number: int) -> Questionnaire:
    """By the meeting's slug and the questionnaire's number, with questions and options. LookupError
    when there is none."""
    found = db.session.scalar(
        select(Questionnaire)
        .join(Questionnaire.meeting)
        .where(Meeting.slug == meeting, Questionnaire.id == number)
        .options(contains_eager(Questionnaire.meeting), with_questions())
    )
    if found is None:
        raise LookupError(number)
    return found
