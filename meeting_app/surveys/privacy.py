"""What surveys hold about a person: that they were invited, and whether they have answered; what they
translated, tagged and picked; translations of what they answered under their name. Answers themselves
belong to questionnaires."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    Texts,
    count_changed,
    count_rows,
    erase_rows,
    plain_row,
)
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Answer, Question, Response
from meeting_app.surveys.models import Survey, SurveyInvitation, TextTranslation


def holdings(person: Person) -> list[Holding]:
    (number,) = count_rows(SurveyInvitation.person_id == person.id)
    return [
        Holding(
            _("Invitations to answer surveys"),
            number,
            _(
                "Seen by the organisers, with whether you have answered. Where answers carry no "
                "name, nothing leads from an invitation to an answer."
            ),
            _("Invitations to answer surveys"),
            _(
                "Seen by the organisers, with whether the person has answered. Where answers carry "
                "no name, nothing leads from an invitation to an answer."
            ),
        )
    ]


def export(person: Person) -> Export:
    found = db.session.scalars(
        select(SurveyInvitation)
        .where(SurveyInvitation.person_id == person.id)
        .order_by(SurveyInvitation.id)
        .options(joinedload(SurveyInvitation.survey).joinedload(Survey.meeting))
    )
    translations = db.session.scalars(
        select(TextTranslation)
        .where(TextTranslation.person_id == person.id)
        .order_by(TextTranslation.id)
    )
    return {
        "translations of survey texts": [
            plain_row(one, "language", "text", "translated_at") for one in translations
        ],
        "survey_invitations": [
            {
                "meeting": one.survey.meeting.slug,
                "survey": one.survey.slug,
                "invited_at": one.invited_at.isoformat().replace("+00:00", "Z"),
                "answered": one.used,
            }
            for one in found
        ],
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Their answers, which go with their questions, take their translations along; in those that
    stay, their name goes. What they translated, tagged and picked stays without a name. Invitations
    go, and their links with them."""
    mine = (
        select(Answer.id)
        .join(Response, Response.id == Answer.response_id)
        .where(Response.person_id == person.id)
    )
    if erasing.texts is Texts.REMOVED:
        db.session.execute(delete(TextTranslation).where(TextTranslation.answer_id.in_(mine)))
    else:
        about = mine.join(Question, Question.id == Answer.question_id).where(Question.personal)
        db.session.execute(delete(TextTranslation).where(TextTranslation.answer_id.in_(about)))
    for one in db.session.scalars(
        select(TextTranslation).where(TextTranslation.answer_id.in_(mine))
    ):
        one.text = erasing.without_name(one.text)
    erase_rows("meeting_app.surveys.", erasing)


def end(now: datetime) -> int:
    """Who was invited and answered is forgotten with the meeting."""
    over = select(Survey.id).where(Survey.meeting_id.in_(list_ended(Kept.MEETING, now)))
    return count_changed(delete(SurveyInvitation).where(SurveyInvitation.survey_id.in_(over)))


def has_not_answered(mail: OutgoingMail, _now: datetime) -> bool:
    """For letters that wait in the outbox."""
    found = db.session.get(SurveyInvitation, mail.condition_data["invitation"])
    return found is not None and not found.used


PRIVACY = Privacy(
    tables=frozenset(
        {"survey_invitation", "survey_link", "tagged_text", "picked_quote", "text_translation"}
    ),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
