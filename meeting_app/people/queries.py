"""Reads about people and organisations."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select, union_all

from meeting_app.core.db import db
from meeting_app.core.locale import fold
from meeting_app.core.secrets import hash_token
from meeting_app.people.models import Organisation, OrganisationAlias, Person, SignIn, SignInLink


def find_person_by_email(email: str) -> Person | None:
    return db.session.scalar(select(Person).where(Person.email == email))


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


def find_organisation(name: str) -> Organisation | None:
    """By name or other name; case, accents and forms of Arabic letters do not matter."""
    folded = fold(name)
    return db.session.scalar(
        select(Organisation)
        .outerjoin(OrganisationAlias, OrganisationAlias.organisation_id == Organisation.id)
        .where((Organisation.folded == folded) | (OrganisationAlias.folded == folded))
        .limit(1)
    )


def list_organisation_names() -> Sequence[str]:
    """All names and other names in the order of the alphabet, for choosing one."""
    both = union_all(
        select(Organisation.name, Organisation.folded).where(~Organisation.added_by_person),
        select(OrganisationAlias.name, OrganisationAlias.folded),
    ).subquery()
    return db.session.scalars(select(both.c.name).order_by(both.c.folded)).all()
