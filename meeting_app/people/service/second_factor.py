"""Verbs about the second factor: authenticator apps and recovery codes."""

import secrets
from base64 import b32encode
from datetime import datetime

from flask_babel import gettext as _
from passlib.exc import TokenError
from passlib.totp import TOTP
from sqlalchemy import delete, update

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import CODE_LETTERS, hash_token
from meeting_app.people import letters, queries
from meeting_app.people.audit import record
from meeting_app.people.models import Action, Authenticator, Passkey, Person, RecoveryCode, SignIn
from meeting_app.people.service.sign_in import end_sign_ins, strengthen

STEP_SECONDS = 30
"""A code holds for this long; the one before and the one after are taken too, as clocks differ."""
RECOVERY_CODES = 10
_CODE_PARTS = 4
"""Of four letters each: 80 random bits."""


def new_secret() -> str:
    """160 random bits in Base32, as authenticator apps take them."""
    return b32encode(secrets.token_bytes(20)).decode()


def authenticator_address(secret: str, *, label: str, issuer: str) -> str:
    """What the QR code holds: an otpauth:// address."""
    address: str = TOTP(key=secret, issuer=issuer).to_uri(label=label)
    return address


def add_authenticator(
    person: Person,
    secret: str,
    code: str,
    name: str,
    sign_in: SignIn,
    now: datetime,
    *,
    bounded: bool,
) -> None:
    """Refused unless the app shows the code of this secret. It counts as given with `sign_in`.

    bounded: as in `start_sign_in`.
    """
    counter = _match(secret, code, now, last_counter=-1)
    if counter is None:
        raise Refused(
            _("This is not the code that belongs here. Wait for the next one and enter it."), "code"
        )
    db.session.add(
        Authenticator(
            person_id=person.id,
            name=name,
            secret=secret,
            last_counter=counter,
            created_at=now,
            used_at=now,
        )
    )
    record(Action.SECOND_FACTOR_ADDED, actor=person, about=person, now=now, thing="authenticator")
    outbox.post(letters.second_factor_added(person, now), now)
    strengthen(sign_in, now, bounded=bounded)


def give_code(person: Person, code: str, sign_in: SignIn, now: datetime, *, bounded: bool) -> bool:
    """Take the code as the second factor of this browser's sign-in, if it is right."""
    kind = _use_code(person, code, now)
    if kind is None:
        record(Action.SECOND_FACTOR_FAILED, actor=person, about=person, now=now)
        return False
    record(Action.SECOND_FACTOR_GIVEN, actor=person, about=person, now=now, thing=kind)
    strengthen(sign_in, now, bounded=bounded)
    return True


def remove_factor(
    factor: Authenticator | Passkey, person: Person, now: datetime, *, needed: bool
) -> None:
    """needed: the person holds rights over others' data: one factor stays."""
    left = queries.list_factors(person).count - 1
    if needed and not left:
        raise Refused(
            _("Add another one first: without a second factor the organisers' pages stay closed.")
        )
    kind = "authenticator" if isinstance(factor, Authenticator) else "passkey"
    db.session.delete(factor)
    if not left:
        db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    record(Action.SECOND_FACTOR_REMOVED, actor=person, about=person, now=now, thing=kind)
    outbox.post(letters.second_factor_removed(person, now), now)


def reset_second_factor(person: Person, now: datetime) -> int:
    """For somebody who lost everything: all factors and codes go, all sign-ins end, and the person
    is told by letter. From the command line alone. Returns how many factors there were."""
    count = queries.list_factors(person).count
    for table in (Authenticator, Passkey, RecoveryCode):
        db.session.execute(delete(table).where(table.person_id == person.id))
    end_sign_ins(person, now, actor=None)
    record(
        Action.SECOND_FACTOR_REMOVED,
        actor=None,
        about=person,
        now=now,
        thing="all",
        details={"count": count},
    )
    outbox.post(letters.second_factor_removed(person, now), now)
    return count


def _use_code(person: Person, code: str, now: datetime) -> str | None:
    """Use up a code of an authenticator app or a recovery code; what it was, or None when it is
    none, was used already, or its time is over."""
    for authenticator in queries.list_authenticators(person):
        counter = _match(authenticator.secret, code, now, authenticator.last_counter)
        if counter is not None and _take(authenticator, counter, now):
            return "authenticator"
    spent = db.session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.person_id == person.id,
            RecoveryCode.code_hash == hash_token(_plain(code)),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    return "recovery code" if spent.rowcount else None  # type: ignore[attr-defined]


def _take(authenticator: Authenticator, counter: int, now: datetime) -> bool:
    """Of two at the same time one gets it."""
    taken = db.session.execute(
        update(Authenticator)
        .where(Authenticator.id == authenticator.id, Authenticator.last_counter < counter)
        .values(last_counter=counter, used_at=now)
    )
    return bool(taken.rowcount)  # type: ignore[attr-defined]


def _match(secret: str, code: str, now: datetime, last_counter: int) -> int | None:
    """The counter of the half minute whose code it is."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdigit() and len(digits) == 6):
        return None
    try:
        found = TOTP(key=secret).match(
            digits, time=int(now.timestamp()), window=STEP_SECONDS, last_counter=last_counter
        )
    except TokenError:
        return None
    counter: int = found.counter
    return counter


def make_recovery_codes(person: Person, now: datetime) -> list[str]:
    """Ten new ones; older ones are worth nothing from now on. They cannot be shown again."""
    db.session.execute(delete(RecoveryCode).where(RecoveryCode.person_id == person.id))
    codes = [_new_recovery_code() for _number in range(RECOVERY_CODES)]
    db.session.add_all(
        RecoveryCode(person_id=person.id, code_hash=hash_token(_plain(code)), created_at=now)
        for code in codes
    )
    record(Action.RECOVERY_CODES_MADE, actor=person, about=person, now=now)
    return codes


def _new_recovery_code() -> str:
    return "-".join(
        "".join(secrets.choice(CODE_LETTERS) for _letter in range(4))
        for _part in range(_CODE_PARTS)
    )


def _plain(code: str) -> str:
    """As people type them: blanks, hyphens and small letters do not matter."""
    return "".join(char for char in code.upper() if char.isalnum())
