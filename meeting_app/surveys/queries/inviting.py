"""Reads about invitations, and about what came in before."""

from collections.abc import Sequence, Set
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.core.secrets import hash_token
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Response
from meeting_app.surveys.models import Survey, SurveyInvitation, SurveyLink


def find_invitation(survey: Survey, token: str) -> SurveyInvitation | None:
    """By the secret of a link. None where it was used, or never was."""
    return db.session.scalar(
        select(SurveyInvitation)
        .join(SurveyLink, SurveyLink.invitation_id == SurveyInvitation.id)
        .where(
            SurveyLink.token_hash == hash_token(token),
            SurveyInvitation.survey_id == survey.id,
            ~SurveyInvitation.used,
        )
        .options(joinedload(SurveyInvitation.person))
    )


def invited_people(survey: Survey) -> Select[Any]:
    """Their numbers."""
    return select(SurveyInvitation.person_id).where(SurveyInvitation.survey_id == survey.id)


def invited_among(survey: Survey, people: Sequence[Person]) -> Set[int]:
    """The numbers of those who were invited."""
    ids = [person.id for person in people]
    invited = invited_people(survey).where(SurveyInvitation.person_id.in_(ids))
    return set(db.session.scalars(invited)) if ids else set()


def count_new(survey: Survey, people: Select[Any]) -> int:
    """How many of these people, by number, were not invited yet."""
    new = people.where(Person.id.not_in(invited_people(survey)))
    return db.session.scalar(select(func.count()).select_from(new.subquery())) or 0


def list_invitations(survey: Survey) -> Sequence[SurveyInvitation]:
    """By name."""
    return db.session.scalars(
        select(SurveyInvitation)
        .join(SurveyInvitation.person)
        .where(SurveyInvitation.survey_id == survey.id)
        .order_by(Person.name, Person.email)
        .options(joinedload(SurveyInvitation.person))
    ).all()


def list_unanswered(survey: Survey) -> Sequence[SurveyInvitation]:
    return db.session.scalars(
        select(SurveyInvitation)
        .join(SurveyInvitation.person)
        .where(SurveyInvitation.survey_id == survey.id, ~SurveyInvitation.used, Person.active)
        .order_by(SurveyInvitation.id)
        .options(joinedload(SurveyInvitation.survey), joinedload(SurveyInvitation.person))
    ).all()


def search_invitations(meeting: Meeting, words: str, code: str) -> Sequence[SurveyInvitation]:
    """At most 20, by name. Used ones too: who has answered is shown to nobody."""
    found = (
        select(SurveyInvitation)
        .join(SurveyInvitation.survey)
        .join(SurveyInvitation.person)
        .where(Survey.meeting_id == meeting.id)
        .order_by(Person.name, SurveyInvitation.id)
        .limit(20)
        .options(joinedload(SurveyInvitation.survey), joinedload(SurveyInvitation.person))
    )
    if words:
        found = found.where(
            or_(
                Person.name.icontains(words, autoescape=True),
                Person.email.icontains(words, autoescape=True),
            )
        )
    if code:
        is_number = code.isascii() and code.isdigit() and len(code) < 10
        found = found.where(SurveyInvitation.id == (int(code) if is_number else 0))
    return db.session.scalars(found).all()


def count_invitations(survey: Survey) -> tuple[int, int]:
    """(invited, of them answered)"""
    row = db.session.execute(
        select(
            func.count(),
            func.count().filter(SurveyInvitation.used),
        ).where(SurveyInvitation.survey_id == survey.id)
    ).one()
    return row[0], row[1]


def find_receipt(survey: Survey, origin_hash: str) -> str | None:
    """Of the answer that came in from the same form."""
    return db.session.scalar(
        select(Response.code).where(
            Response.origin_hash == origin_hash,
            Response.questionnaire_id == survey.questionnaire_id,
            Response.sent_at.is_not(None),
        )
    )
