"""Verbs about the addresses of a person: claim one, confirm it, choose the primary one, remove."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.people import audit, letters, queries
from meeting_app.people.models import Action, AddressClaim, EmailAddress, Person, Purpose
from meeting_app.people.service.links import end_links
from meeting_app.people.service.merging import merge
from meeting_app.people.service.person import normalise_email

CLAIM_LASTS = timedelta(days=2)
CLAIMS_PER_DAY = 10
MOST_ADDRESSES = 10


def claim_address(person: Person, email: str, now: datetime) -> None:
    """Write to the address, with a link that makes it this person's.

    Where it leads to somebody else's account that is in use, that person gets a letter without a
    link instead; nothing here tells so.
    """
    email = normalise_email(email)
    mine = queries.list_addresses(person)
    if email in {row.address for row in mine}:
        raise Refused(_("This address is yours already."), "email")
    if len(mine) >= MOST_ADDRESSES:
        raise Refused(
            _("You have %(count)d addresses. Remove one first.", count=len(mine)), "email"
        )
    if queries.count_recent_claims(person, now - timedelta(days=1)) >= CLAIMS_PER_DAY:
        raise Refused(_("You have added many addresses today. Go on tomorrow."), "email")
    token = new_token()
    claim = AddressClaim(
        person_id=person.id,
        address=email,
        token_hash=hash_token(token),
        created_at=now,
        expires_at=now + CLAIM_LASTS,
    )
    db.session.add(claim)
    db.session.flush()
    holder = queries.find_address(email)
    if holder is not None and is_in_use(holder.person):
        outbox.post(letters.address_wanted(holder.person, email, claim), now)
    else:
        outbox.post(letters.confirm_address(person, claim, token), now)


def is_in_use(person: Person) -> bool:
    """Whether they have ever come through a link. Until then, the account is only what others
    have put under an address: whoever reads its letters may have it."""
    return person.email_confirmed_at is not None


def confirm_claim(claim: AddressClaim, now: datetime) -> None:
    """The link was used by the person who claims: the address is theirs now, and with it what
    others have put under it."""
    spent = db.session.execute(
        update(AddressClaim)
        .where(
            AddressClaim.id == claim.id,
            AddressClaim.ended_at.is_(None),
            AddressClaim.expires_at > now,
        )
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    if not spent.rowcount:  # type: ignore[attr-defined]
        raise Refused(_("This link was used already, or its time is over. Add the address again."))
    person, holder = claim.person, queries.find_address(claim.address)
    if holder is None:
        holder = EmailAddress(person_id=person.id, address=claim.address, is_primary=False)
        db.session.add(holder)
    elif holder.person_id != person.id:
        if is_in_use(holder.person):
            raise Refused(
                _(
                    "This address belongs to an account that is in use. If it is yours too, ask the "
                    "organisers to merge the two accounts."
                )
            )
        merge(person, holder.person, by=person, now=now)
    holder.confirmed_at = holder.confirmed_at or now
    db.session.flush()
    outbox.post(letters.address_added(person, now), now)
    audit.record(
        Action.ADDRESS_ADDED,
        actor=person,
        about=person,
        now=now,
        thing=f"address {holder.id}",
    )


def take_back_claim(claim: AddressClaim, now: datetime) -> None:
    """Together with older ones for the same address."""
    db.session.execute(
        update(AddressClaim)
        .where(
            AddressClaim.person_id == claim.person_id,
            AddressClaim.address == claim.address,
            AddressClaim.ended_at.is_(None),
        )
        .values(ended_at=now)
    )


def confirm_address(person: Person, email: str, now: datetime) -> None:
    """They came through a link that was sent to this address of theirs."""
    db.session.execute(
        update(EmailAddress)
        .where(
            EmailAddress.person_id == person.id,
            EmailAddress.address == normalise_email(email),
            EmailAddress.confirmed_at.is_(None),
        )
        .values(confirmed_at=now)
    )
    person.email_confirmed_at = person.email_confirmed_at or now


def make_primary(address: EmailAddress, now: datetime) -> None:
    """Letters go to it from now on. The one before is told."""
    person = address.person
    if address.is_primary:
        return
    before = person.email
    end_links(person, Purpose.RESET_PASSWORD, now=now)
    db.session.execute(
        update(EmailAddress)
        .where(EmailAddress.person_id == person.id, EmailAddress.is_primary)
        .values(is_primary=False)
    )
    address.is_primary = True
    person.email = address.address
    db.session.flush()
    outbox.post(letters.primary_address_changed(person, before, now), now)
    audit.record(
        Action.PRIMARY_ADDRESS_CHANGED,
        actor=person,
        about=person,
        now=now,
        thing=f"address {address.id}",
    )


def remove_address(address: EmailAddress, now: datetime) -> None:
    """It leads to nobody any more. The primary one stays, and so the last."""
    if address.is_primary:
        raise Refused(_("Letters go to this address. Make another one the main address first."))
    person, number = address.person, address.id
    end_links(person, Purpose.RESET_PASSWORD, now=now)
    outbox.post(letters.address_removed(person, address.address, now), now)
    db.session.delete(address)
    db.session.flush()
    audit.record(
        Action.ADDRESS_REMOVED, actor=person, about=person, now=now, thing=f"address {number}"
    )
