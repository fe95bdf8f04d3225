"""Verbs about passwords: check, set, reset by a mailed link.

Hashing takes tens of milliseconds and 19 MiB on purpose (argon2id, see config.py). No more than two
run at once, so that many tries at the same time leave a processor for everybody else.
"""

from datetime import datetime, timedelta
from threading import BoundedSemaphore

from flask_babel import gettext as _
from flask_security.utils import hash_password, verify_password

from meeting_app.core import outbox
from meeting_app.core.errors import Refused
from meeting_app.people import letters, queries
from meeting_app.people.audit import record
from meeting_app.people.models import Action, Person, Purpose, SignIn
from meeting_app.people.rules import LEAST, LEAST_WITH_RIGHTS, MOST, Fault, find_fault, normalise
from meeting_app.people.service.links import end_links, make_link, use_link
from meeting_app.people.service.person import normalise_email
from meeting_app.people.service.sign_in import end_sign_ins

HASHINGS_AT_ONCE = 2
RESET_LASTS = timedelta(minutes=60)
RESETS_PER_HOUR = 6
NOBODYS = (
    "$argon2id$v=19$m=19456,t=2,p=1$QgjB+H/vvdf6H0Mo5Zzzfg"
    "$mrZwgyfEafXjawaJLxNgbH7D0o3Ru1SGGYnYhvYlko8"
)
"""Checked against for who has no password, so that the answer takes as long. Nobody knows its text."""
_hashing = BoundedSemaphore(HASHINGS_AT_ONCE)


def is_password_right(password: str, stored: str | None) -> bool:
    """stored: the person's hash, or None for who has none: takes as long and is never right.
    Asks no database, so that the caller need not hold it meanwhile."""
    with _hashing:
        right: bool = verify_password(normalise(password), stored or NOBODYS)
    return right and stored is not None


def set_password(
    person: Person,
    password: str,
    now: datetime,
    *,
    with_rights: bool,
    besides: SignIn | None = None,
) -> None:
    """All other sign-ins end, links to reset it end, and the person is told by letter.

    with_rights: the person holds rights over others' data. besides: the sign-in that goes on.
    Refused with the reason at the field `new_password`. The second factor stays as it is.
    """
    least = LEAST_WITH_RIGHTS if with_rights else LEAST
    own = (person.name, *(row.address for row in queries.list_addresses(person)))
    fault = find_fault(normalise(password), least=least, own=own)
    if fault:
        raise Refused(_why(fault, least), "new_password")
    with _hashing:
        person.password = hash_password(normalise(password))
    end_sign_ins(person, now, actor=person, besides=besides)
    end_links(person, Purpose.RESET_PASSWORD, now=now)
    record(Action.PASSWORD_CHANGED, actor=person, about=person, now=now)
    outbox.post(letters.password_changed(person, now), now)


def _why(fault: Fault, least: int) -> str:
    if fault is Fault.SHORT:
        return _("Use at least %(count)d characters.", count=least)
    if fault is Fault.LONG:
        return _("Use at most %(count)d characters.", count=MOST)
    if fault is Fault.COMMON:
        return _(
            "This password is among the first that others try. Choose four or five words that do not belong together."
        )
    return _("Your name and your address are easy to guess. Leave them out.")


def ask_for_reset(email: str, *, language: str, now: datetime) -> None:
    """One letter to the address, known or not: with a link where an account is, without where
    none is. language: of the letter to somebody unknown."""
    email = normalise_email(email)
    since = now - timedelta(hours=1)
    if queries.count_recent_links(email, Purpose.RESET_PASSWORD, since) >= RESETS_PER_HOUR:
        return
    person = queries.find_person_by_email(email)
    if person is not None:
        end_links(person, Purpose.RESET_PASSWORD, now=now)
        language = person.language
    token = make_link(
        email,
        purpose=Purpose.RESET_PASSWORD,
        person=person,
        language=language,
        now=now,
        lasts=RESET_LASTS,
    )
    if person is not None and person.active:
        letter = letters.reset_password(email, person, token, minutes=RESET_LASTS.seconds // 60)
    else:
        letter = letters.no_account(email, token, language=language)
    outbox.post(letter, now)


def reset_password(token: str, password: str, now: datetime, *, with_rights: bool) -> Person:
    """By the link of the letter."""
    link = use_link(token, Purpose.RESET_PASSWORD, now=now)
    person = link.person
    if person is None or not person.active:
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    set_password(person, password, now, with_rights=with_rights)
    return person
