"""Letters about one's account."""

from datetime import datetime

from meeting_app.core.locale import format_day
from meeting_app.core.outbox import Letter, write
from meeting_app.core.secrets import hash_token
from meeting_app.core.web import absolute_url
from meeting_app.people.models import AddressClaim, DataExport, Person


def sign_in_link(
    email: str,
    name: str,
    token: str,
    *,
    language: str,
    minutes: int,
    person_id: int | None = None,
) -> Letter:
    """person_id: None for an address that no account has yet."""
    return write(
        "people/sign_in_link",
        cause=hash_token(token)[:32],
        address=email,
        name=name,
        language=language,
        person_id=person_id,
        url=absolute_url("people.use_link", lang=language, token=token),
        minutes=minutes,
    )


def data_ready(export: DataExport) -> Letter:
    person = export.person
    return write(
        "people/data_ready",
        cause=f"data-{export.id}",
        address=person.email,
        name=person.name,
        language=person.language,
        person_id=person.id,
        url=absolute_url("people.data", lang=person.language),
    )


def account_ends(person: Person, ends_at: datetime) -> Letter:
    return write(
        "people/account_ends",
        cause=f"account-{person.id}-{ends_at:%Y%m%d}",
        address=person.email,
        name=person.name,
        language=person.language,
        person_id=person.id,
        url=absolute_url("people.sign_in", lang=person.language),
        day=format_day(ends_at.date(), person.language),
    )


def confirm_address(person: Person, claim: AddressClaim, token: str) -> Letter:
    """Names nobody: whoever claims an address could have any words written to it."""
    return write(
        "people/confirm_address",
        cause=f"claim-{claim.id}",
        address=claim.address,
        name="",
        language=person.language,
        person_id=person.id,
        url=absolute_url("people.confirm_address", lang=person.language, token=token),
        hours=int((claim.expires_at - claim.created_at).total_seconds()) // 3600,
    )


def address_wanted(holder: Person, email: str, claim: AddressClaim) -> Letter:
    """To the one whose account it leads to. Does not say who asked."""
    return write(
        "people/address_wanted",
        cause=f"claim-{claim.id}",
        address=email,
        name=holder.name,
        language=holder.language,
        person_id=holder.id,
    )


def primary_address_changed(person: Person, before: str, now: datetime) -> Letter:
    return _about_addresses("people/primary_address_changed", person, before, now)


def address_added(person: Person, now: datetime) -> Letter:
    """To the primary address; does not name the new one."""
    return _about_addresses("people/address_added", person, person.email, now)


def address_removed(person: Person, email: str, now: datetime) -> Letter:
    return _about_addresses("people/address_removed", person, email, now)


def _about_addresses(template: str, person: Person, email: str, now: datetime) -> Letter:
    return write(
        template,
        cause=f"person-{person.id}-{now.isoformat()}",
        address=email,
        name=person.name,
        language=person.language,
        person_id=person.id,
        url=absolute_url("people.addresses", lang=person.language),
    )


def trail_broken(administrator: Person, entry: int, found_at: datetime) -> Letter:
    """The audit trail was changed from outside the service."""
    return write(
        "people/trail_broken",
        cause=f"{entry}/{found_at.isoformat()}",
        address=administrator.email,
        name=administrator.name,
        language=administrator.language,
        person_id=administrator.id,
        number=entry,
        url=absolute_url("people.trail", lang=administrator.language),
    )


def reset_password(email: str, person: Person, token: str, *, minutes: int) -> Letter:
    return write(
        "people/reset_password",
        cause=hash_token(token)[:32],
        address=email,
        name=person.name,
        language=person.language,
        person_id=person.id,
        url=absolute_url("people.reset_password", lang=person.language, token=token),
        minutes=minutes,
    )


def no_account(email: str, token: str, *, language: str) -> Letter:
    """To an address under which no account is; the token is only its cause."""
    return write(
        "people/no_account",
        cause=hash_token(token)[:32],
        address=email,
        name="",
        language=language,
        url=absolute_url("people.sign_in", lang=language),
    )


def password_changed(person: Person, now: datetime) -> Letter:
    return _about_signing_in("people/password_changed", person, now, "people.ask_for_reset")


def second_factor_added(person: Person, now: datetime) -> Letter:
    return _about_signing_in("people/second_factor_added", person, now, "people.second_factor")


def second_factor_removed(person: Person, now: datetime) -> Letter:
    return _about_signing_in("people/second_factor_removed", person, now, "people.second_factor")


def new_device(person: Person, device: str, now: datetime) -> Letter:
    """device: such as "Firefox, Android"."""
    return _about_signing_in("people/new_device", person, now, "people.sign_ins", device=device)


def _about_signing_in(
    template: str, person: Person, now: datetime, page: str, *, device: str = ""
) -> Letter:
    return write(
        template,
        cause=f"person-{person.id}-{now.isoformat()}",
        address=person.email,
        name=person.name,
        language=person.language,
        person_id=person.id,
        url=absolute_url(page, lang=person.language),
        device=device,
    )
