"""How a person is shown to others: one value per audience, and no other way.

Whoever is hidden is shown to nobody but organisers; whoever appears under a pseudonym is shown to
others under that name with nothing beside it, as each fact more makes them easier to find out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from meeting_app.people.models import Audience, OwnText, Person, Presence

_ORDER = list(Audience)


@dataclass(frozen=True, slots=True)
class ShownPerson:
    """What visitors and participants may know of somebody. Empty: nothing, or not for them."""

    code: str
    name: str
    pronunciation: str = ""
    job_title: str = ""
    organisation: str = ""
    country: str = ""
    address: str = ""
    has_photo: bool = False
    biography: tuple[OwnText, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """What organisers may know of somebody."""

    person_id: int
    code: str
    name: str
    presence: Presence
    pseudonym: str
    pronunciation: str
    job_title: str
    organisation: str
    country: str
    address: str
    languages: tuple[str, ...]
    has_photo: bool
    biography: tuple[OwnText, ...]


def public_person(person: Person) -> ShownPerson | None:
    """For everybody. None: appears nowhere."""
    return _shown(person, Audience.EVERYBODY)


def person_for_participants(person: Person) -> ShownPerson | None:
    return _shown(person, Audience.PARTICIPANTS)


def person_for_organisers(person: Person) -> KnownPerson:
    profile = person.profile
    return KnownPerson(
        person_id=person.id,
        code=profile.code,
        name=person.name,
        presence=Presence(profile.presence),
        pseudonym=profile.pseudonym,
        pronunciation=profile.pronunciation,
        job_title=profile.job_title,
        organisation=person.organisation.name if person.organisation else "",
        country=person.country or "",
        address=person.email,
        languages=tuple(dict.fromkeys([*person.reads, *profile.speaks])),
        has_photo=profile.photo_id is not None,
        biography=tuple(profile.biography),
    )


def shown_to(person: Person, audience: Audience) -> ShownPerson | None:
    """Audience.ORGANISERS reads the pages of others as participants do."""
    everybody = audience is Audience.EVERYBODY
    return public_person(person) if everybody else person_for_participants(person)


def _shown(person: Person, audience: Audience) -> ShownPerson | None:
    profile = person.profile
    if profile.presence == Presence.HIDDEN or not person.active:
        return None
    if profile.presence == Presence.PSEUDONYM:
        return ShownPerson(profile.code, profile.pseudonym)
    return ShownPerson(
        code=profile.code,
        name=person.name,
        pronunciation=profile.pronunciation,
        job_title=profile.job_title if is_for(profile.shows_job_title, audience) else "",
        organisation=person.organisation.name
        if person.organisation and is_for(profile.shows_organisation, audience)
        else "",
        country=person.country or "" if is_for(profile.shows_country, audience) else "",
        address=person.email if is_for(profile.shows_address, audience) else "",
        has_photo=profile.photo_id is not None and is_for(profile.shows_photo, audience),
        biography=tuple(profile.biography) if is_for(profile.shows_biography, audience) else (),
    )


def nearest_text(texts: Sequence[OwnText], language: str) -> OwnText | None:
    """In the reader's language, or else the first."""
    return next((one for one in texts if one["language"] == language), texts[0] if texts else None)


def is_for(chosen: str, audience: Audience) -> bool:
    """Whether what the person chose lets this audience see the item."""
    return _ORDER.index(Audience(chosen)) <= _ORDER.index(audience)


@dataclass(frozen=True, slots=True)
class Curtain:
    """How somebody named in a text that was published before is to be read now, by everybody."""

    person_id: int
    """Theirs; of the account that is kept, where it was merged."""
    presence: Presence
    pseudonym: str
    organisation: bool
    """Whether their organisation may stand beside the name."""
    changed_at: datetime | None
    """When the person last changed any of this."""
