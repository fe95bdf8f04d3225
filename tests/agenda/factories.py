"""Sessions and published agendas for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from meeting_app.agenda.models import SessionKind, SessionRole
from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedPerson,
    PublishedRoom,
    PublishedSession,
    compose,
)
from tests.support.factories import a_text

FIRST = datetime(2027, 3, 2, 6, 0, tzinfo=UTC)
"""09:00 in Amman on the first day of `a_meeting()`."""
HALL = PublishedRoom("hall", a_text("Hall"), 200)
CEDAR = PublishedRoom("cedar", a_text("Cedar"), 40)


def a_published_person(name: str = "Amal Haddad", **values: Any) -> PublishedPerson:
    given: dict[str, Any] = {
        "role": SessionRole.PRESENTER,
        "organisation": "Bridge",
        "person_id": None,
    }
    return PublishedPerson(name, **(given | values))


def a_published_session(code: str = "AAAAAA", **values: Any) -> PublishedSession:
    given: dict[str, Any] = {
        "uid": f"{code}@sessions.invalid",
        "kind": SessionKind.PARALLEL,
        "title": a_text(f"Session {code}"),
        "summary": a_text(f"About {code}"),
        "floor_language": "en",
        "interpreted_into": ("fr", "ar"),
        "livestream": False,
        "starts_at": FIRST,
        "minutes": 60,
        "room": HALL,
        "people": (a_published_person(),),
        "cancelled": False,
        "theme": None,
        "sequence": {},
        "modified_at": {},
    }
    return PublishedSession(code, **(given | values))


def an_agenda(
    *sessions: PublishedSession,
    before: PublishedAgenda | None = None,
    now: datetime = FIRST - timedelta(days=90),
    rooms: Sequence[PublishedRoom] = (HALL, CEDAR),
) -> PublishedAgenda:
    return compose(sessions, rooms, before, meeting_id=1, zone="Asia/Amman", now=now)
