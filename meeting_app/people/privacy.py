"""What people's accounts hold: the profile, sign-ins, letters to them, and the audit trail."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from flask_babel import gettext as _
from sqlalchemy import delete, func, inspect, or_, select
from sqlalchemy.orm import Mapper

from meeting_app.core import unsent
from meeting_app.core.db import db
from meeting_app.core.forgetting import empty_bodies, end_letters, forget_letters
from meeting_app.core.locale import DEFAULT_LANGUAGE
from meeting_app.core.outbox import OutgoingMail
from meeting_app.core.personal import Kept, facts
from meeting_app.core.privacy import (
    NAMELESS,
    Ending,
    Erasing,
    Export,
    OwnFile,
    Privacy,
    erase_rows,
    plain_row,
    plain_value,
)
from meeting_app.people.holdings import holdings
from meeting_app.people.models import (
    AuditEntry,
    Authenticator,
    DataExport,
    EmailAddress,
    Link,
    Passkey,
    Person,
    Profile,
    SignIn,
)
from meeting_app.people.queries import list_mailboxes
from meeting_app.people.service import (
    forget_keys,
    forget_merges,
    forget_sign_ins,
    forget_trail,
    make_again,
    remove_photo,
)

TABLES = frozenset(
    {
        "person",
        "profile",
        "sign_in",
        "link",
        "authenticator",
        "passkey",
        "recovery_code",
        "email_address",
        "address_claim",
        "person_merge",
        "organisation_merge",
        "organisation_pair",
        "audit_entry",
        "data_export",
        "outgoing_mail",
        "unsent_form",
        "mail_attempt",
        "stored_file",
    }
)

SHOWN = (
    "shows_photo",
    "shows_biography",
    "shows_job_title",
    "shows_organisation",
    "shows_country",
    "shows_address",
)
"""To whom the person lets each item be shown."""

SECRET = "secret"  # noqa: S105 - what a column says
"""What a column says that proves who somebody is: handed out to nobody."""


def export(person: Person) -> Export:
    sign_ins = select(SignIn).where(SignIn.person_id == person.id).order_by(SignIn.id)
    letters = (
        select(OutgoingMail)
        .where(OutgoingMail.address.in_(list_mailboxes(person)))
        .order_by(OutgoingMail.id)
    )
    trail = (
        select(AuditEntry)
        .where(or_(AuditEntry.about_id == person.id, AuditEntry.actor_id == person.id))
        .order_by(AuditEntry.id)
    )
    return {
        "profile": {
            "organisation": person.organisation.name if person.organisation else None,
            **{
                name: plain_value(getattr(person, name)) for name in _own_columns(Person.__mapper__)
            },
            **{
                name: plain_value(getattr(person.profile, name))
                for name in _own_columns(Profile.__mapper__)
            },
            **plain_row(person, "language", "letters"),
            **plain_row(person, "created_at", "used_at", "email_confirmed_at"),
            "presence": plain_value(person.profile.presence),
            "seen_by": {
                name.removeprefix("shows_"): audience
                for name, audience in plain_row(person.profile, *SHOWN).items()
            },
            **plain_row(person.profile, "shown_changed_at"),
        },
        "addresses": [
            plain_row(one, "address", "is_primary", "confirmed_at")
            for one in db.session.scalars(
                select(EmailAddress)
                .where(EmailAddress.person_id == person.id)
                .order_by(EmailAddress.id)
            )
        ],
        "sign_ins": [
            plain_row(
                one,
                "method",
                "device",
                "created_at",
                "seen_at",
                "second_factor_at",
                "expires_at",
                "ended_at",
            )
            for one in db.session.scalars(sign_ins)
        ],
        "second_factors": [
            plain_row(one, "name", "created_at", "used_at")
            for model in (Authenticator, Passkey)
            for one in db.session.scalars(
                select(model).where(model.person_id == person.id).order_by(model.id)
            )
        ],
        "letters": [_letter(one) for one in db.session.scalars(letters)],
        "trail": [_note(one, person) for one in db.session.scalars(trail)],
    }


def own_files(person: Person) -> Iterator[OwnFile]:
    photo = person.profile.photo
    if photo is not None:
        yield OwnFile(photo.name, photo)


def _own_columns(mapper: Mapper[Any]) -> Iterator[str]:
    """Those that say something about the person in words; keys to other tables are named there."""
    for fact in facts(mapper):
        is_key = bool(mapper.local_table.c[fact.column].foreign_keys)
        if not is_key and fact.what != SECRET and fact.column != "folded_name":
            yield fact.column


def _letter(mail: OutgoingMail) -> dict[str, Any]:
    """Without the body of letters about the account: it may hold a link that still lets in."""
    said = plain_row(mail, "kind", "scope", "language", "subject", "created_at", "sent_at")
    return said if mail.kind.startswith("people.") else {**said, "body": mail.body}


def _note(entry: AuditEntry, person: Person) -> dict[str, Any]:
    """Who else was part of it is not said."""
    by = "service"
    if entry.actor_id is not None:
        by = "you" if entry.actor_id == person.id else "somebody else"
    about = entry.about_id == person.id
    return {
        **plain_row(entry, "at", "action", "scope", "thing", "details"),
        "by": by,
        "about_you": about,
    }


def erase(person: Person, erasing: Erasing) -> None:
    """The row stays empty; everything that belongs to it in this package goes, letters forget."""
    forget_letters(erasing)
    unsent.erase(erasing)
    db.session.execute(delete(Link).where(Link.email.in_(erasing.addresses)))
    _erase_exports(person, erasing)
    _erase_photo(person, erasing)
    erase_rows("meeting_app.people.", erasing)
    _empty(person, erasing)
    db.session.flush()


def _erase_photo(person: Person, erasing: Erasing) -> None:
    profile: Profile | None = person.profile  # a second erasure finds none
    if profile is not None and profile.photo is not None:
        erasing.contents.add(profile.photo.sha256)
        remove_photo(person)


def _erase_exports(person: Person, erasing: Erasing) -> None:
    """Their own go. Those of others may tell of them, in letters: they are made anew."""
    for one in db.session.scalars(select(DataExport)).all():
        kept = one.file
        if one.person_id == person.id:
            db.session.delete(one)
        elif kept is not None:
            make_again(one, erasing.now)
        db.session.flush()
        if kept is not None:
            erasing.contents.add(kept.sha256)
            db.session.delete(kept)
    db.session.flush()


def _empty(person: Person, erasing: Erasing) -> None:
    """Every personal column, also those that come after this was written."""
    for fact in facts(Person.__mapper__):
        column = Person.__table__.c[fact.column]
        empty: Any = None
        if not column.nullable:
            empty = [] if column.type.python_type in (list, dict) else ""
        setattr(person, inspect(Person).get_property_by_column(column).key, empty)
    person.email, person.name, person.folded_name = erasing.address, NAMELESS, ""
    person.language = DEFAULT_LANGUAGE
    person.fs_uniquifier = uuid4().hex
    person.active = person.is_administrator = False
    person.email_confirmed_at = person.warned_at = None
    person.erased_at = erasing.now
    erasing.counts["person"] += 1


def objection(person: Person) -> str | None:
    if not person.is_administrator:
        return None
    others = select(func.count()).where(
        Person.is_administrator, Person.active, Person.id != person.id
    )
    if db.session.scalar(others):
        return None
    return _("This service has no other administrator. Make somebody else an administrator first.")


PRIVACY = Privacy(
    tables=TABLES,
    holdings=holdings,
    export=export,
    files=own_files,
    erase=erase,
    objection=objection,
    endings=(
        Ending(Kept.SIGN_IN, forget_sign_ins),
        Ending(Kept.FORM_KEY, forget_keys),
        Ending(Kept.UNSENT, unsent.forget),
        Ending(Kept.LETTER_BODY, empty_bodies),
        Ending(Kept.OUTBOX, end_letters),
        Ending(Kept.AUDIT, forget_trail),
        Ending(Kept.AUDIT, forget_merges),
    ),
)
