"""Reads about people and their addresses."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import contains_eager, joinedload

from meeting_app.core.db import db
from meeting_app.core.secrets import hash_token
from meeting_app.people.models import AddressClaim, EmailAddress, Person, PersonMerge


def find_person_by_email(email: str) -> Person | None:
    """By any of their addresses. email: as `service.normalise_email` returns it."""
    return db.session.scalar(
        select(Person)
        .join(EmailAddress, EmailAddress.person_id == Person.id)
        .where(EmailAddress.address == email)
    )


def take_turns(person: Person) -> None:
    """Whoever asks so for the same person waits until this transaction has ended. Writers to SQLite
    wait for each other anyway."""
    own = select(Person.id).where(Person.id == person.id)
    db.session.execute(own.with_for_update(key_share=True))


def find_address(email: str) -> EmailAddress | None:
    """With its person."""
    return db.session.scalar(
        select(EmailAddress)
        .join(EmailAddress.person)
        .where(EmailAddress.address == email)
        .options(contains_eager(EmailAddress.person))
    )


def list_addresses(person: Person) -> Sequence[EmailAddress]:
    """The primary one first."""
    return db.session.scalars(
        select(EmailAddress)
        .where(EmailAddress.person_id == person.id)
        .order_by(EmailAddress.is_primary.desc(), EmailAddress.address)
    ).all()


def get_address(number: int) -> EmailAddress:
    """With its person. LookupError when there is none."""
    found = db.session.get(EmailAddress, number, options=[joinedload(EmailAddress.person)])
    if found is None:
        raise LookupError(number)
    return found


def list_claims(person: Person, now: datetime) -> Sequence[AddressClaim]:
    """Those that wait for their link to be used; of several for one address the newest."""
    waiting = db.session.scalars(
        select(AddressClaim)
        .where(
            AddressClaim.person_id == person.id,
            AddressClaim.ended_at.is_(None),
            AddressClaim.expires_at > now,
        )
        .order_by(AddressClaim.created_at, AddressClaim.id)
    )
    return list({claim.address: claim for claim in waiting}.values())


def count_recent_claims(person: Person, since: datetime) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                AddressClaim.person_id == person.id, AddressClaim.created_at > since
            )
        )
        or 0
    )


def get_waiting_claim(number: int) -> AddressClaim:
    """With its person. LookupError when there is none, or when it ended."""
    found = db.session.get(AddressClaim, number, options=[joinedload(AddressClaim.person)])
    if found is None or found.ended_at is not None:
        raise LookupError(number)
    return found


def get_claim(token: str) -> AddressClaim:
    """By its link's token, used or not, with its person. LookupError when there is none."""
    found = db.session.scalar(
        select(AddressClaim)
        .where(AddressClaim.token_hash == hash_token(token))
        .options(joinedload(AddressClaim.person))
    )
    if found is None:
        raise LookupError
    return found


def get_living(number: int) -> Person:
    """Somebody by number. LookupError also for whom an erasure left empty."""
    found = db.session.get(Person, number)
    if found is None or found.erased_at is not None:
        raise LookupError(number)
    return found


def list_mailboxes(person: Person) -> list[str]:
    """All addresses of theirs, and those that they claim and that nobody else has."""
    own = select(EmailAddress.address).where(EmailAddress.person_id == person.id)
    claimed = select(AddressClaim.address).where(
        AddressClaim.person_id == person.id,
        AddressClaim.address.not_in(
            select(EmailAddress.address).where(EmailAddress.person_id != person.id)
        ),
    )
    return sorted({person.email, *db.session.scalars(union(own, claimed))})


def list_merged_into(person: Person) -> Sequence[Person]:
    """Whom a merge, not undone, made part of this person."""
    return db.session.scalars(
        select(Person)
        .join(PersonMerge, PersonMerge.gone_id == Person.id)
        .where(PersonMerge.kept_id == person.id, PersonMerge.undone_at.is_(None))
    ).all()
