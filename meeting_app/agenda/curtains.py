"""A published version as it may be read today: people who have chosen since to be hidden, to appear
under a pseudonym or to leave out their organisation are read that way in every version. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256

from meeting_app.agenda.publication import PublishedAgenda, PublishedPerson, PublishedSession
from meeting_app.people.models import Presence
from meeting_app.people.shown import Curtain


def people_in(agenda: PublishedAgenda) -> set[int]:
    """Numbers of all who are named with an account."""
    return {number for session in agenda.sessions for number in session.held_by}


def draw(agenda: PublishedAgenda, curtains: Mapping[int, Curtain]) -> PublishedAgenda:
    """curtains: by the number in the version. Those of others do not matter.

    The digest follows, so that nothing kept under the old one is given out again. A session's
    `modified_at` follows too, so that calendars take over the change.
    """
    here = {number: curtains[number] for number in people_in(agenda) if number in curtains}
    if not here:
        return agenda
    known = sorted((number, repr(curtain)) for number, curtain in here.items())
    instants = [curtain.changed_at for curtain in here.values() if curtain.changed_at]
    return replace(
        agenda,
        sessions=tuple(_session(session, here) for session in agenda.sessions),
        digest=sha256(f"{agenda.digest} {known}".encode()).hexdigest(),
        changed_at=max([agenda.changed_at, *instants]),
    )


def _session(session: PublishedSession, curtains: Mapping[int, Curtain]) -> PublishedSession:
    touched = [curtains[number] for number in session.held_by if number in curtains]
    if not touched:
        return session
    people = [_person(person, curtains) for person in session.people]
    at = max((one.changed_at for one in touched if one.changed_at), default=None)
    return replace(
        session,
        people=tuple(person for person in people if person is not None),
        held_by=session.held_by | {one.person_id for one in touched},
        modified_at={
            language: _later(instant, at) for language, instant in session.modified_at.items()
        },
    )


def _later(one: datetime, other: datetime | None) -> datetime:
    return max(one, other) if other else one


def _person(person: PublishedPerson, curtains: Mapping[int, Curtain]) -> PublishedPerson | None:
    curtain = curtains.get(person.person_id) if person.person_id is not None else None
    if curtain is None:
        return person
    if curtain.presence is Presence.HIDDEN:
        return None
    person = replace(person, person_id=curtain.person_id)
    if curtain.presence is Presence.PSEUDONYM:
        return replace(person, name=curtain.pseudonym, organisation="")
    return person if curtain.organisation else replace(person, organisation="")
