"""Verbs about passkeys (WebAuthn). The challenge is made of the form's one-time key: it is ours, new
for each form, and spent with it."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from webauthn import (
    base64url_to_bytes,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import bytes_to_base64url, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.people import letters
from meeting_app.people.audit import record
from meeting_app.people.models import Action, Passkey, Person, SignIn
from meeting_app.people.service.sign_in import strengthen


@dataclass(frozen=True, slots=True)
class Ceremony:
    """Where and for which form a passkey was asked for."""

    host: str
    """WebAuthn's RP ID."""
    origin: str
    """Scheme, host and port of the pages."""
    form_key: str

    @property
    def challenge(self) -> bytes:
        return sha256(self.form_key.encode()).digest()


def add_passkey(
    person: Person,
    credential: str,
    ceremony: Ceremony,
    name: str,
    sign_in: SignIn,
    now: datetime,
    *,
    bounded: bool,
) -> None:
    """credential: what the browser's `navigator.credentials.create` gave, as JSON. It counts as
    given with `sign_in`. Refused when it is not what was asked for."""
    try:
        made = verify_registration_response(
            credential=credential,
            expected_challenge=ceremony.challenge,
            expected_rp_id=ceremony.host,
            expected_origin=ceremony.origin,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        raise Refused(_("The passkey could not be added. Try again.")) from None
    known = bytes_to_base64url(made.credential_id)
    if db.session.scalar(select(Passkey.id).where(Passkey.credential_id == known)):
        raise Refused(_("This passkey was added already."))
    db.session.add(
        Passkey(
            person_id=person.id,
            name=name,
            credential_id=known,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
            created_at=now,
        )
    )
    record(Action.SECOND_FACTOR_ADDED, actor=person, about=person, now=now, thing="passkey")
    outbox.post(letters.second_factor_added(person, now), now)
    strengthen(sign_in, now, bounded=bounded)


def find_person_by_passkey(
    credential: str, ceremony: Ceremony, now: datetime, *, verified: bool
) -> Person | None:
    """Whose passkey answered this challenge, or None. verified: the device must have asked for
    its owner's finger, face or PIN, so that it stands for two factors."""
    try:
        given: Any = parse_authentication_credential_json(credential)
        passkey = db.session.scalar(
            select(Passkey).where(Passkey.credential_id == bytes_to_base64url(given.raw_id))
        )
        if passkey is None:
            return None
        answered = verify_authentication_response(
            credential=given,
            expected_challenge=ceremony.challenge,
            expected_rp_id=ceremony.host,
            expected_origin=ceremony.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=verified,
        )
    except (WebAuthnException, ValueError, KeyError, TypeError):
        return None
    passkey.sign_count, passkey.used_at = answered.new_sign_count, now
    return passkey.person if passkey.person.active else None


def give_passkey(
    person: Person,
    credential: str,
    ceremony: Ceremony,
    sign_in: SignIn,
    now: datetime,
    *,
    bounded: bool,
) -> bool:
    """Take it as the second factor of this browser's sign-in, if it is the person's own."""
    found = find_person_by_passkey(credential, ceremony, now, verified=False)
    if found is None or found.id != person.id:
        record(Action.SECOND_FACTOR_FAILED, actor=person, about=person, now=now, thing="passkey")
        return False
    record(Action.SECOND_FACTOR_GIVEN, actor=person, about=person, now=now, thing="passkey")
    strengthen(sign_in, now, bounded=bounded)
    return True


def handle_of(person: Person) -> str:
    """Under which a device keeps its passkeys: random, tells nothing. In base64url."""
    return bytes_to_base64url(base64url_to_bytes(person.fs_uniquifier))
