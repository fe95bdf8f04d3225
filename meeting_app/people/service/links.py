"""Verbs about single-use links: make one for a purpose, use it up.

Other features send links of their own purpose with these two:

    token = make_link(email, purpose=Purpose.ROLE_INVITATION, language="fr", now=now, about="17")
    link = use_link(token, Purpose.ROLE_INVITATION, now=now)   # in the POST; Refused otherwise

GET only shows a button (`queries.find_link` and `is_usable` say whether there is anything to use):
mail scanners open links, and must not use them up.
"""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.people import queries
from meeting_app.people.models import Link, Person, Purpose
from meeting_app.people.service.person import normalise_email

LINK_LASTS = timedelta(minutes=30)
SIGNS_IN = frozenset({Purpose.SIGN_IN, Purpose.DEMO, Purpose.FIRST_ORGANISER})
"""Purposes of the links that lead to the same sign-in page."""


def make_link(
    email: str,
    *,
    language: str,
    now: datetime,
    purpose: Purpose = Purpose.SIGN_IN,
    person: Person | None = None,
    about: str = "",
    next_url: str = "",
    lasts: timedelta = LINK_LASTS,
) -> str:
    """A new link's token. Only its hash is stored.

    email: where it is sent; empty only for the first organiser's, which names nobody.
    about: a code or number that the purpose understands, 120 characters at most.
    next_url: a path of ours where its use leads.
    """
    token = new_token()
    db.session.add(
        Link(
            token_hash=hash_token(token),
            purpose=purpose,
            email=normalise_email(email) if email else "",
            person_id=person.id if person else None,
            about=about,
            language=language,
            next_url=next_url,
            created_at=now,
            expires_at=now + lasts,
        )
    )
    return token


def use_link(token: str, *purposes: Purpose, now: datetime) -> Link:
    """Use it up; of two at the same time one gets it. Refused when it was used already, is too
    old, or is for another purpose: all the same to whoever holds it."""
    spent = db.session.execute(
        update(Link)
        .where(
            Link.token_hash == hash_token(token),
            Link.purpose.in_(purposes),
            Link.used_at.is_(None),
            Link.expires_at > now,
        )
        .values(used_at=now)
        .execution_options(synchronize_session=False)
    )
    link = queries.find_link(token)
    if not spent.rowcount or link is None:  # type: ignore[attr-defined]
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    db.session.refresh(link)
    return link


def is_usable(link: Link | None, *purposes: Purpose, now: datetime) -> bool:
    return (
        link is not None
        and link.purpose in purposes
        and link.used_at is None
        and link.expires_at > now
    )


def end_links(person: Person, *purposes: Purpose, now: datetime) -> None:
    """From now on the person's unused links of these purposes open nothing."""
    db.session.execute(
        update(Link)
        .where(
            Link.person_id == person.id,
            Link.purpose.in_(purposes),
            Link.used_at.is_(None),
            Link.expires_at > now,
        )
        .values(expires_at=now)
    )
