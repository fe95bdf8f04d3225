"""Reads about second factors."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.people.models import Authenticator, Passkey, Person, RecoveryCode


@dataclass(frozen=True, slots=True)
class Factors:
    authenticators: Sequence[Authenticator]
    passkeys: Sequence[Passkey]
    codes_left: int

    @property
    def count(self) -> int:
        """Recovery codes are no factor of their own: they stand in for a lost one."""
        return len(self.authenticators) + len(self.passkeys)


def list_factors(person: Person) -> Factors:
    return Factors(
        list_authenticators(person),
        db.session.scalars(
            select(Passkey).where(Passkey.person_id == person.id).order_by(Passkey.id)
        ).all(),
        count_recovery_codes(person),
    )


def list_authenticators(person: Person) -> Sequence[Authenticator]:
    return db.session.scalars(
        select(Authenticator).where(Authenticator.person_id == person.id).order_by(Authenticator.id)
    ).all()


def count_recovery_codes(person: Person) -> int:
    """Those that were not used yet."""
    return (
        db.session.scalar(
            select(func.count()).where(
                RecoveryCode.person_id == person.id, RecoveryCode.used_at.is_(None)
            )
        )
        or 0
    )


def get_authenticator(number: int) -> Authenticator:
    """LookupError when there is none."""
    found = db.session.get(Authenticator, number)
    if found is None:
        raise LookupError(number)
    return found


def get_passkey(number: int) -> Passkey:
    """LookupError when there is none."""
    found = db.session.get(Passkey, number)
    if found is None:
        raise LookupError(number)
    return found
