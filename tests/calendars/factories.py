"""A published programme for tests."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from meeting_app.agenda import service as agenda
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.agenda.service import Part
from meeting_app.calendars import service
from meeting_app.calendars.models import Feed
from meeting_app.core.localtext import LocalText
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from tests.agenda.factories import FIRST, a_placed_session, a_room
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, a_text

PUBLISHED_AT = NOW - timedelta(days=3)
OPENING = LocalText.of(
    {
        "en": "Opening; welcome, and thanks",
        "fr": "Ouverture « à l’écoute »",
        "es": "Inauguración: ¿qué nos une?",
        "ar": "الجلسة الافتتاحية، أهلاً وسهلاً",
    }
)


@dataclass
class Programme:
    """Three sessions on two days; the first is on the livestream, the second has a chair."""

    meeting: Meeting
    opening: Session
    circle: Session
    closing: Session
    chair: Person


def a_programme(*, published_at: datetime | None = PUBLISHED_AT) -> Programme:
    meeting = a_meeting("2027")
    meeting.created_at = NOW - timedelta(days=100)
    hall = a_room(meeting)
    chair = a_person("Amal Haddad")
    programme = Programme(
        meeting,
        opening=a_placed_session(meeting, room=hall, kind=SessionKind.PLENARY, livestream=True),
        circle=a_placed_session(
            meeting,
            "Care circles",
            room=hall,
            starts_at=FIRST + timedelta(hours=2),
            summary=a_text("Ask amal@example.org, or come.\n\nBring your stories."),
            people=[
                Part("Amal Haddad", SessionRole.CHAIR, "Bridge", chair.id),
                Part("Luis Ortega", SessionRole.PRESENTER, ""),
            ],
        ),
        closing=a_placed_session(
            meeting, "Closing", room=hall, starts_at=FIRST + timedelta(days=1), livestream=True
        ),
        chair=chair,
    )
    programme.opening.title = OPENING
    if published_at:
        agenda.publish(meeting, None, published_at)
    return programme


def publish_changes(programme: Programme, now: datetime) -> None:
    """A second version: one session moved, one cancelled, one with another title."""
    opening, circle, closing = programme.opening, programme.circle, programme.closing
    agenda.cancel(circle, now, circle.revision)
    later = FIRST + timedelta(days=1, hours=3)
    agenda.place(closing, closing.room, later, closing.minutes, closing.revision)
    opening.title = opening.title.edited({"en": "Opening"})
    agenda.publish(programme.meeting, None, now)


def a_feed(programme: Programme, language: str = "en") -> Feed:
    return service.make_feed(programme.meeting, programme.chair, language, NOW - timedelta(days=2))
