"""Reads about sign-ins and single-use links."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import contains_eager

from meeting_app.core.db import db
from meeting_app.core.secrets import hash_token
from meeting_app.people.models import Link, Person, Purpose, SignIn

IDLE_ENDS = timedelta(minutes=30)


def find_sign_in(token: str, now: datetime) -> SignIn | None:
    """The sign-in whose token this browser holds, with its person, if it has not ended."""
    return db.session.scalar(
        select(SignIn)
        .join(SignIn.person)
        .options(contains_eager(SignIn.person))
        .where(SignIn.token_hash == hash_token(token), *_is_open(now), Person.active)
    )


def list_sign_ins(person: Person, now: datetime) -> Sequence[SignIn]:
    """Those that have not ended, the one seen last first."""
    return db.session.scalars(
        select(SignIn)
        .where(SignIn.person_id == person.id, *_is_open(now))
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    ).all()


def _is_open(now: datetime) -> tuple[ColumnElement[bool], ...]:
    idle = or_(~SignIn.ends_when_idle, SignIn.seen_at > now - IDLE_ENDS)
    return SignIn.ended_at.is_(None), SignIn.expires_at > now, idle


def count_recent_links(email: str, purpose: Purpose, since: datetime) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(
                Link.email == email, Link.purpose == purpose, Link.created_at > since
            )
        )
        or 0
    )


def find_link(token: str) -> Link | None:
    return db.session.scalar(select(Link).where(Link.token_hash == hash_token(token)))


def get_sign_in(number: int) -> SignIn:
    """LookupError when there is none."""
    found = db.session.get(SignIn, number)
    if found is None:
        raise LookupError(number)
    return found


def was_seen_on(person: Person, device: str) -> bool:
    """Has this person signed in on such a device before, or never at all?"""
    devices = set(db.session.scalars(select(SignIn.device).where(SignIn.person_id == person.id)))
    return not devices or device in devices
