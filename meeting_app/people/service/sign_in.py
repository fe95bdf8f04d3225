"""Verbs about signing in: ask for a link, use it, start and end sign-ins."""

from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import update

from meeting_app.core import outbox
from meeting_app.core.db import db, write_beside
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.people import letters, queries
from meeting_app.people.audit import record
from meeting_app.people.models import Action, Link, Method, Person, Purpose, SignIn
from meeting_app.people.service.addresses import confirm_address
from meeting_app.people.service.links import LINK_LASTS, SIGNS_IN, make_link, use_link
from meeting_app.people.service.person import find_or_make_person, normalise_email

SIGN_IN_LASTS = timedelta(days=30)
BOUNDED_LASTS = timedelta(hours=12)
"""Of people with rights over others' data, who also sign in again after a while without a request."""
SEEN_EVERY = timedelta(minutes=1)
LINKS_PER_HOUR = 6


def ask_for_link(email: str, *, language: str, next_url: str, now: datetime) -> None:
    """Send a single-use sign-in link, to known and unknown addresses alike.

    language: of the letter to somebody unknown.
    Beyond some links an hour nothing more is sent to an address, and nothing tells so.
    """
    email = normalise_email(email)
    since = now - timedelta(hours=1)
    if queries.count_recent_links(email, Purpose.SIGN_IN, since) >= LINKS_PER_HOUR:
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


def use_sign_in_link(token: str, now: datetime, *, email: str = "") -> tuple[Person, Link]:
    """Use the link up and return whose it is. A new address makes a new person.

    email: for the first organiser's link, which names nobody.
    """
    link = use_link(token, *SIGNS_IN, now=now)
    person = find_or_make_person(link.email or email, "", language=link.language, now=now)
    if not person.active:
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    confirm_address(person, link.email or email, now)
    if link.purpose == Purpose.FIRST_ORGANISER:
        person.is_administrator = True
        record(Action.ROLE_GRANTED, actor=None, about=person, now=now, thing="administrator")
    return person, link


def start_sign_in(
    person: Person,
    now: datetime,
    *,
    method: Method,
    device: str = "",
    bounded: bool = False,
    strong: bool = False,
) -> str:
    """A row for this browser; returns the token that its cookie carries.

    bounded: the person holds rights over others' data: it ends after some idle time, and soon.
    strong: the second factor was given with it.
    """
    if bounded and device and not queries.was_seen_on(person, device):
        outbox.post(letters.new_device(person, device, now), now)
    token = new_token()
    person.used_at, person.warned_at = now, None
    db.session.add(
        SignIn(
            token_hash=hash_token(token),
            person_id=person.id,
            method=method,
            device=device,
            second_factor_at=now if strong else None,
            ends_when_idle=bounded,
            seen_at=now,
            created_at=now,
            expires_at=now + (BOUNDED_LASTS if bounded else SIGN_IN_LASTS),
        )
    )
    record(
        Action.SIGNED_IN,
        actor=person,
        about=person,
        now=now,
        details={"method": str(method), "second_factor": strong},
    )
    return token


def note_failed_sign_in(person: Person | None, method: Method, now: datetime) -> None:
    """For the audit trail. person: None for an unknown address or passkey."""
    details = {"method": str(method)}
    record(Action.SIGN_IN_FAILED, actor=None, about=person, now=now, details=details)


def strengthen(sign_in: SignIn, now: datetime, *, bounded: bool) -> None:
    """The second factor was given in this browser."""
    sign_in.second_factor_at = now
    if bounded:
        sign_in.ends_when_idle = True
        sign_in.expires_at = min(sign_in.expires_at, now + BOUNDED_LASTS)


def note_seen(sign_in: SignIn, now: datetime, *, writing: bool) -> None:
    """Once a minute at most. writing: the session writes anyway; otherwise it is noted beside it,
    and not at all while somebody else writes: nobody waits for this."""
    if now - sign_in.seen_at < SEEN_EVERY:
        return
    if writing:
        sign_in.seen_at = now
    else:
        write_beside(update(SignIn).where(SignIn.id == sign_in.id).values(seen_at=now))


def end_sign_in(sign_in: SignIn, now: datetime, *, actor: Person) -> None:
    sign_in.ended_at = now
    record(Action.SIGNED_OUT, actor=actor, about=actor, now=now)


def end_sign_ins(
    person: Person, now: datetime, *, actor: Person | None, besides: SignIn | None = None
) -> int:
    """End all sign-ins of this person, at once, but `besides`. Returns how many. The caller
    commits; actor: None for the service and the command line."""
    ended = db.session.execute(
        update(SignIn)
        .where(
            SignIn.person_id == person.id,
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now,
            SignIn.id != (besides.id if besides else 0),
        )
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    count: int = ended.rowcount  # type: ignore[attr-defined]
    if count:
        details = {"count": count}
        record(Action.SIGN_INS_ENDED, actor=actor, about=person, now=now, details=details)
    return count


def bound_sign_ins(person: Person, now: datetime) -> None:
    """The person got rights over others' data: what is open now ends as theirs do."""
    db.session.execute(
        update(SignIn)
        .where(SignIn.person_id == person.id, SignIn.ended_at.is_(None))
        .where(SignIn.expires_at > now, ~SignIn.ends_when_idle)
        .values(ends_when_idle=True, seen_at=now)
    )
    db.session.execute(
        update(SignIn)
        .where(SignIn.person_id == person.id, SignIn.expires_at > now + BOUNDED_LASTS)
        .values(expires_at=now + BOUNDED_LASTS)
    )


def end_everything(now: datetime) -> tuple[int, int]:
    """After a breach: all sign-ins of everybody and all unused links. Returns how many of each."""
    sign_ins = db.session.execute(
        update(SignIn)
        .where(SignIn.ended_at.is_(None), SignIn.expires_at > now)
        .values(ended_at=now)
        .execution_options(synchronize_session=False)
    )
    links = db.session.execute(
        update(Link)
        .where(Link.used_at.is_(None), Link.expires_at > now)
        .values(expires_at=now)
        .execution_options(synchronize_session=False)
    )
    counts = sign_ins.rowcount, links.rowcount  # type: ignore[attr-defined]
    details = {"sign_ins": counts[0], "links": counts[1]}
    record(Action.SIGN_INS_ENDED, actor=None, now=now, thing="everybody", details=details)
    return counts
