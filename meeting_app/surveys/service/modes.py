"""Verbs about who may answer a survey, and how often."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select, update

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.people.models import Person
from meeting_app.questionnaires.models import Response
from meeting_app.surveys import rules
from meeting_app.surveys.models import About, Once, Survey, SurveyInvitation, SurveyLink


def change_modes(survey: Survey, *, invited: bool, signed: bool, once: Once, about: About) -> None:
    """Refused where it would break what people were told when they answered."""
    if signed != survey.signed and has_answers(survey):
        raise Refused(
            _(
                "People have answered already, and were told that no name is kept. Make another "
                "survey for answers with names."
            )
            if signed
            else _(
                "People have answered already under their names. Make another survey for answers "
                "without names."
            ),
            "signed",
        )
    if once == Once.PERSON and not (invited or signed):
        raise Refused(
            _(
                "Without names and without invitations nobody knows who has answered. Choose one "
                "answer from each browser."
            ),
            "once",
        )
    if once == Once.BROWSER and (invited or signed):
        raise Refused(
            _("Here it is known who has answered: choose one answer from each person."), "once"
        )
    if invited and once != Once.PERSON:
        raise Refused(_("An invitation is good for one answer from each person."), "once")
    if invited and about == About.SESSIONS:
        raise Refused(
            _("An invitation is good for one answer, but there are many sessions."), "about"
        )
    survey.invited, survey.signed, survey.once, survey.about = invited, signed, once, about


def has_answers(survey: Survey) -> bool:
    return (
        db.session.scalar(
            select(Response.id)
            .where(
                Response.questionnaire_id == survey.questionnaire_id, Response.sent_at.is_not(None)
            )
            .limit(1)
        )
        is not None
    )


def has_answered(survey: Survey, person: Person, subject: str) -> bool:
    """Under their name."""
    return (
        db.session.scalar(
            select(Response.id)
            .where(
                Response.questionnaire_id == survey.questionnaire_id,
                Response.person_id == person.id,
                Response.subject == subject,
                Response.sent_at.is_not(None),
            )
            .limit(1)
        )
        is not None
    )


def use_invitation(invitation: SurveyInvitation) -> None:
    """Refused the second time. Its links go; nothing says when it was used, or for which answer."""
    taken = db.session.execute(
        update(SurveyInvitation)
        .where(SurveyInvitation.id == invitation.id, ~SurveyInvitation.used)
        .values(used=True)
    )
    if not taken.rowcount:  # type: ignore[attr-defined]
        raise Refused(_("Your invitation was used already: your answer is here."))
    db.session.execute(delete(SurveyLink).where(SurveyLink.invitation_id == invitation.id))


def instant_kept(survey: Survey, now: datetime) -> datetime:
    """When an answer was sent, as exactly as may be known: to the second it could be found in the log
    of a network, and the address with it."""
    return now if survey.signed else rules.day_of(now)
