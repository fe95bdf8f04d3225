"""Verbs about signing in: ask for a link, use it, sign out."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.people import letters, queries
from meeting_app.people.models import (
    Person,
    SignIn,
    SignInLink,
)
from meeting_app.people.service.addresses import confirm_address
from meeting_app.people.service.person import find_or_make_person, normalise_email

LINK_LASTS = timedelta(minutes=30)
SIGN_IN_LASTS = timedelta(days=30)
LINKS_PER_HOUR = 6


def ask_for_link(email: str, *, language: str, next_url: str, now: datetime) -> None:
    """Send a single-use sign-in link, to known and unknown addresses alike.

    language: of the letter to somebody unknown.
    Beyond some links an hour nothing more is sent to an address, and nothing tells so.
    """
    email = normalise_email(email)
    if queries.count_recent_links(email, now - timedelta(hours=1)) >= LINKS_PER_HOUR:
        return
    person = queries.find_person_by_email(email)
    if person:
        language = person.language  # whatever the page was in
    token = make_link(email, language=language, next_url=next_url, now=now)
    outbox.post(
        letters.sign_in_link(
            email,
            # A name that somebody else gave them could say anything, in a letter of ours.
            person.name if person and person.email_confirmed_at else "",
            token,
            language=language,
            minutes=int(LINK_LASTS.total_seconds()) // 60,
            person_id=person.id if person else None,
        ),
        now,
    )


def make_link(
    email: str,
    *,
    language: str,
    now: datetime,
    next_url: str = "",
    lasts: timedelta = LINK_LASTS,
    makes_administrator: bool = False,
) -> str:
    """A new link's token. Only its hash is stored."""
    token = new_token()
    db.session.add(
        SignInLink(
            token_hash=hash_token(token),
            email=normalise_email(email) if email else "",
            language=language,
            next_url=next_url,
            makes_administrator=makes_administrator,
            created_at=now,
            expires_at=now + lasts,
        )
    )
    return token


def use_link(token: str, now: datetime, *, email: str = "") -> tuple[Person, SignInLink]:
    """Spend the link and return whose it is. A new address makes a new person.

    email: for the first organiser's link, which names nobody.
    """
    spent = db.session.execute(
        update(SignInLink)
        .where(
            SignInLink.token_hash == hash_token(token),
            SignInLink.used_at.is_(None),
            SignInLink.expires_at > now,
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    link = queries.find_link(token)
    if not spent.rowcount or link is None:  # type: ignore[attr-defined]
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    person = find_or_make_person(link.email or email, "", language=link.language, now=now)
    if not person.active:
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    confirm_address(person, link.email or email, now)
    if link.makes_administrator:
        person.is_administrator = True
    return person, link


def start_sign_in(person: Person, now: datetime) -> str:
    """A row for this browser; returns the token that its cookie carries."""
    token = new_token()
    db.session.add(
        SignIn(
            token_hash=hash_token(token),
            person_id=person.id,
            created_at=now,
            expires_at=now + SIGN_IN_LASTS,
        )
    )
    return token


def end_sign_in(token: str, now: datetime) -> None:
    db.session.execute(
        update(SignIn)
        .where(SignIn.token_hash == hash_token(token), SignIn.ended_at.is_(None))
        .values(ended_at=now)
    )
