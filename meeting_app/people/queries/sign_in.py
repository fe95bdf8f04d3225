"""Reads about sign-ins and the links to them."""

from datetime import datetime

from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.core.secrets import hash_token
from meeting_app.people.models import Person, SignIn, SignInLink


def find_signed_in(token: str, now: datetime) -> Person | None:
    """The person whose browser holds this sign-in token."""
    return db.session.scalar(
        select(Person)
        .join(SignIn, SignIn.person_id == Person.id)
        .where(
            SignIn.token_hash == hash_token(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now,
            Person.active,
        )
    )


def count_recent_links(email: str, since: datetime) -> int:
    return (
        db.session.scalar(
            select(func.count()).where(SignInLink.email == email, SignInLink.created_at > since)
        )
        or 0
    )


def find_link(token: str) -> SignInLink | None:
    return db.session.scalar(select(SignInLink).where(SignInLink.token_hash == hash_token(token)))
