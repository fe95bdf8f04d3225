"""Verbs about invitations to answer: invite, remind, send a letter again."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.outbox import Letter
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.people import service as people
from meeting_app.people.models import Person
from meeting_app.people.queries import find_person_by_email
from meeting_app.surveys import letters
from meeting_app.surveys.models import Survey, SurveyInvitation, SurveyLink
from meeting_app.surveys.queries.inviting import invited_people, list_unanswered


def invite(
    survey: Survey, guests: Iterable[tuple[str, str]], *, language: str, now: datetime
) -> int:
    """Write to each of them, in their own language where it is known; to how many. Who was invited
    already gets no second letter.

    guests: (name, address). language: of letters to addresses that are new here.
    """
    return invite_people(
        survey,
        (
            people.find_or_make_person(address, name, language=language, now=now)
            for name, address in guests
        ),
        now,
    )


def invite_people(survey: Survey, guests: Iterable[Person], now: datetime) -> int:
    """As `invite`, people who are known here."""
    if not survey.invited:
        raise Refused(_("Everybody may answer this survey. Change that first."))
    invited = set(db.session.scalars(invited_people(survey)))
    made = []
    for person in guests:
        if person.id in invited or not person.active:
            continue
        invited.add(person.id)
        one = SurveyInvitation(survey=survey, person=person, letters=0, invited_at=now)
        db.session.add(one)
        made.append(one)
    db.session.flush()
    _send(made, now)
    return len(made)


def remind(survey: Survey, now: datetime) -> int:
    """Another letter to all who were invited and have not answered; how many. Links in letters
    before it stay good."""
    waiting = list_unanswered(survey)
    _send(waiting, now)
    return len(waiting)


def send_again(survey: Survey, address: str, now: datetime) -> None:
    """To whoever has lost the letter. Nobody learns whether the address was invited."""
    person = find_person_by_email(people.normalise_email(address))
    if person is None:
        return
    found = db.session.scalar(
        select(SurveyInvitation)
        .where(
            SurveyInvitation.survey_id == survey.id,
            SurveyInvitation.person_id == person.id,
            ~SurveyInvitation.used,
        )
        .options(joinedload(SurveyInvitation.survey), joinedload(SurveyInvitation.person))
    )
    if found:
        _send([found], now)


def _send(invitations: Sequence[SurveyInvitation], now: datetime) -> None:
    written: list[Letter] = []
    for one in invitations:
        token = new_token()
        db.session.add(SurveyLink(token_hash=hash_token(token), invitation_id=one.id))
        one.letters += 1
        written.append(letters.invitation(one, token))
    db.session.flush()
    outbox.post_many(written, now)
