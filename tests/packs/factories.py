"""Rows for tests of packs."""

from datetime import UTC, datetime, timedelta
from typing import Any

from meeting_app.agenda.models import AgendaVersion, SessionKind, SessionRole
from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedPerson,
    PublishedRoom,
    PublishedSession,
    to_content,
)
from meeting_app.agenda.queries import find_published
from meeting_app.agenda.versions import compose
from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.meetings.models import Meeting
from meeting_app.packs import service
from meeting_app.packs.models import PackSection
from tests.conftest import NOW
from tests.support.factories import a_text

STARTS_AT = datetime(2027, 3, 2, 6, 0, tzinfo=UTC)
HALL = PublishedRoom("hall", a_text("Hall A"), 200)


def a_section(
    meeting: Meeting,
    title: LocalText | None = None,
    body: LocalText | None = None,
    code: str | None = None,
) -> PackSection:
    return service.add_section(
        meeting, title or a_text("Welcome"), body or a_text("Come in."), code
    )


def a_published_session(
    code: str, title: LocalText | None = None, **values: Any
) -> PublishedSession:
    given: dict[str, Any] = {
        "kind": SessionKind.PARALLEL,
        "title": title or a_text(f"Session {code}"),
        "summary": a_text(f"Summary of {code}"),
        "floor_language": "en",
        "interpreted_into": ("fr", "ar"),
        "livestream": False,
        "starts_at": STARTS_AT,
        "minutes": 90,
        "room": HALL,
        "people": (PublishedPerson("Amélie Traoré", SessionRole.PRESENTER, "Enfance Sahel", None),),
        "cancelled": False,
        "theme": None,
    }
    return PublishedSession(
        code=code, uid=f"{code}@example.org", sequence={}, modified_at={}, **(given | values)
    )


def a_break(code: str = "COFFEE") -> PublishedSession:
    return a_published_session(
        code,
        a_text("Coffee"),
        kind=SessionKind.BREAK,
        starts_at=STARTS_AT + timedelta(minutes=90),
        minutes=30,
        people=(),
        summary=None,
    )


def publish(meeting: Meeting, *sessions: PublishedSession, now: datetime = NOW) -> PublishedAgenda:
    agenda = compose(
        sessions,
        [HALL],
        find_published(meeting),
        meeting_id=meeting.id,
        zone=meeting.zone,
        now=now,
    )
    db.session.add(
        AgendaVersion(
            meeting_id=meeting.id,
            number=agenda.number,
            published_at=now,
            content=to_content(agenda),
            digest=agenda.digest,
        )
    )
    db.session.flush()
    return agenda
