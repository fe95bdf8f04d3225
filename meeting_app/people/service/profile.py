"""Verbs about one's profile: what one says about oneself, and to whom it is shown."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from flask_babel import gettext as _

from meeting_app.core import files, pictures
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import fold
from meeting_app.people import audit
from meeting_app.people.models import (
    Action,
    Audience,
    OwnText,
    Person,
    Presence,
    Profile,
)
from meeting_app.people.service.organisations import find_or_add_organisation
from meeting_app.people.service.person import unused_code

ITEMS = ("photo", "biography", "job_title", "organisation", "country", "address")
"""What a person chooses an audience for; `Profile.shows_…`."""
_STRICTNESS = list(Presence)


def describe(
    person: Person,
    *,
    name: str,
    pronunciation: str,
    organisation_name: str,
    job_title: str,
    country: str | None,
) -> None:
    """organisation_name: empty for none."""
    person.name, person.folded_name = name, fold(name)
    person.organisation = find_or_add_organisation(organisation_name) if organisation_name else None
    person.country = country
    person.profile.pronunciation, person.profile.job_title = pronunciation, job_title


def choose_languages(
    person: Person,
    *,
    language: str,
    reads: Sequence[str],
    speaks: Sequence[str],
    zone: str | None,
) -> None:
    """language: of pages and letters. reads: in which texts can be judged. zone: or None for the
    meeting's."""
    person.language, person.zone = language, zone
    person.reads, person.profile.speaks = list(reads), list(speaks)


def name_in_papers(person: Person, legal_name: str) -> None:
    """As in the passport; empty to take it away."""
    person.profile.legal_name = legal_name or None


def write_biography(person: Person, texts: Sequence[OwnText]) -> None:
    """One for each language. Raises Refused when a language comes twice."""
    languages = [one["language"] for one in texts]
    if len(set(languages)) < len(languages):
        raise Refused(_("Two texts have the same language. Keep one for each."), "texts")
    person.profile.biography = list(texts)


def put_photo(person: Person, content: bytes, folder: Path, now: datetime) -> None:
    """content: as it was sent. folder: the data folder. Raises Refused for what is no picture."""
    stored = files.store(folder, "photo.jpg", pictures.CONTENT_TYPE, pictures.remake(content), now)
    before = person.profile.photo
    person.profile.photo = stored
    db.session.flush()
    if before is not None:
        files.remove(before)


def remove_photo(person: Person) -> None:
    before = person.profile.photo
    person.profile.photo = None
    db.session.flush()
    if before is not None:
        files.remove(before)


def choose_presence(
    person: Person,
    *,
    presence: Presence,
    pseudonym: str,
    audiences: Mapping[str, Audience],
    now: datetime,
) -> None:
    """How one is shown, everywhere and at once, also in what was published before.

    audiences: by item (see ITEMS). Raises Refused for a pseudonym that is missing, or that gives
    the name away.
    """
    profile = person.profile
    if presence is Presence.PSEUDONYM:
        _check_pseudonym(person, pseudonym)
    before = _read_in_agendas(profile)
    shows_less = _STRICTNESS.index(presence) > _STRICTNESS.index(Presence(profile.presence))
    profile.presence, profile.pseudonym = presence, pseudonym
    for item, audience in audiences.items():
        setattr(profile, f"shows_{item}", audience)
    if shows_less:
        profile.code = unused_code()
    if _read_in_agendas(profile) != before:
        profile.shown_changed_at = now
    db.session.flush()
    audit.record(
        Action.PRESENCE_CHANGED,
        actor=person,
        about=person,
        now=now,
        details={"presence": str(presence)},
    )


def _read_in_agendas(profile: Profile) -> tuple[str, str, bool]:
    """What of it the readers of a published agenda notice."""
    return (
        profile.presence,
        profile.pseudonym if profile.presence == Presence.PSEUDONYM else "",
        profile.shows_organisation == Audience.EVERYBODY,
    )


def _check_pseudonym(person: Person, pseudonym: str) -> None:
    if not pseudonym:
        raise Refused(_("Enter the name under which you want to appear."), "pseudonym")
    own = set(fold(person.name).split())
    if own & set(fold(pseudonym).split()):
        raise Refused(_("Choose a name that has no part of your own in it."), "pseudonym")


def take_stricter_wishes(kept: Person, other: Person, now: datetime) -> None:
    """For a merge: nobody becomes more visible by it."""
    mine, theirs = kept.profile, other.profile
    before = _read_in_agendas(mine)
    if _STRICTNESS.index(Presence(theirs.presence)) > _STRICTNESS.index(Presence(mine.presence)):
        mine.presence, mine.code = theirs.presence, unused_code()
        mine.pseudonym = mine.pseudonym or theirs.pseudonym
    order = list(Audience)
    for item in ITEMS:
        name = f"shows_{item}"
        choices = (getattr(mine, name), getattr(theirs, name))
        setattr(mine, name, max((Audience(one) for one in choices), key=order.index))
    if _read_in_agendas(mine) != before:
        mine.shown_changed_at = now
    db.session.flush()
