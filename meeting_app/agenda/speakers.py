"""The people of a published agenda: who they are, and how each is shown to a reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meeting_app.agenda.publication import PublishedAgenda, PublishedPerson, PublishedSession
from meeting_app.core.locale import fold
from meeting_app.people.shown import ShownPerson


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    organisation: str
    shown: ShownPerson | None
    """None for somebody without an account: there is no page about them."""
    sessions: tuple[PublishedSession, ...]
    """In which they have a part, in the agenda's order."""


def list_speakers(
    agenda: PublishedAgenda, shown: Mapping[int, ShownPerson | None]
) -> list[Speaker]:
    """By name. Somebody without an account is known by name and organisation.

    shown: by the number in the agenda, for this reader; who is None in it is left out.
    """
    parts: dict[object, tuple[PublishedPerson, list[PublishedSession]]] = {}
    for session in agenda.sessions:
        if session.cancelled:
            continue
        for person in session.people:
            key = person.person_id or (fold(person.name), fold(person.organisation))
            _first, sessions = parts.setdefault(key, (person, []))
            if session not in sessions:
                sessions.append(session)
    found = [_speaker(person, sessions, shown) for person, sessions in parts.values()]
    return sorted((one for one in found if one), key=lambda one: fold(one.name))


def _speaker(
    person: PublishedPerson,
    sessions: Iterable[PublishedSession],
    shown: Mapping[int, ShownPerson | None],
) -> Speaker | None:
    """The name and organisation of the agenda stand where the profile has none."""
    if person.person_id is None or person.person_id not in shown:
        return Speaker(person.name, person.organisation, None, tuple(sessions))
    profile = shown[person.person_id]
    if profile is None:
        return None
    return Speaker(profile.name or person.name, profile.organisation, profile, tuple(sessions))
