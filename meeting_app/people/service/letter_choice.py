"""Verbs about which letters a person gets."""

from datetime import datetime

from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail, Reason
from meeting_app.core.signing import read_signed, sign
from meeting_app.core.web import absolute_url
from meeting_app.people.models import LettersWanted, Person, PersonMerge

_PURPOSE = "stop-letters"


def choose_letters(person: Person, wanted: LettersWanted) -> None:
    person.letters = wanted


def takes(person: Person, *, necessary: bool) -> bool:
    """Does this person want letters of that sort?"""
    return necessary or person.letters == LettersWanted.ALL


def holds_back(mail: OutgoingMail, _now: datetime) -> Reason | None:
    """Why a letter that is about to leave must not: its recipient stopped such letters, or is gone."""
    if mail.necessary or mail.person_id is None:
        return None
    person = db.session.get(Person, mail.person_id)
    if person is None or not person.active:
        return Reason.ERASED
    return None if takes(person, necessary=False) else Reason.STOPPED


def stop_url(mail: OutgoingMail) -> str:
    """Where the recipient can stop such letters without signing in; empty for one with no number."""
    if mail.person_id is None:
        return ""
    token = stop_token(mail.person_id, mail.created_at)
    return absolute_url("people.stop_letters", lang=mail.language, token=token)


def stop_token(person_id: int, at: datetime) -> str:
    """Good for this purpose and this person alone, for ever: old letters are read again. at: when
    the letter was written, so that it never stands for somebody who got the number later."""
    return sign(_PURPOSE, [person_id, int(at.timestamp())])


def get_by_stop_token(token: str) -> Person:
    """LookupError for a token that is not one of ours, and for somebody who is no longer here."""
    number, written_at = read_signed(_PURPOSE, token)
    person = db.session.get(Person, number)
    if person is None or int(person.created_at.timestamp()) > written_at:
        raise LookupError(number)
    person = person if person.active else _find_merged_into(person)
    if person is None or not person.active:
        raise LookupError(number)
    return person


def _find_merged_into(person: Person) -> Person | None:
    return db.session.scalar(
        select(Person)
        .join(PersonMerge, PersonMerge.kept_id == Person.id)
        .where(PersonMerge.gone_id == person.id, PersonMerge.undone_at.is_(None))
    )
