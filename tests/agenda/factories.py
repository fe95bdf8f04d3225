"""Sessions and published agendas for tests."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from meeting_app.abstracts.models import Abstract, AbstractState, Call, Format, Presenter
from meeting_app.agenda import service
from meeting_app.agenda.models import Session, SessionKind, SessionRole
from meeting_app.agenda.publication import (
    PublishedAgenda,
    PublishedPerson,
    PublishedRoom,
    PublishedSession,
)
from meeting_app.agenda.versions import compose
from meeting_app.core.db import db
from meeting_app.core.secrets import new_code
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, PhaseKind, Room
from meeting_app.questionnaires.models import Questionnaire
from tests.conftest import NOW
from tests.support.factories import a_person, a_phase, a_text, an_organisation

_number = count(1)

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


def a_room(meeting: Meeting, code: str = "hall", capacity: int | None = 100) -> Room:
    return meetings.add_room(meeting, code, a_text(code.title()), capacity)


def a_session(meeting: Meeting, title: str = "A session", **values: Any) -> Session:
    kind = values.pop("kind", SessionKind.PARALLEL)
    given: dict[str, Any] = {"summary": a_text(f"About {title}")}
    return service.make_session(meeting, kind, a_text(title), **(given | values))


def a_placed_session(
    meeting: Meeting,
    title: str = "A session",
    *,
    room: Room | None = None,
    starts_at: datetime = FIRST,
    minutes: int = 60,
    **values: Any,
) -> Session:
    session = a_session(meeting, title, **values)
    service.place(session, room, starts_at, minutes, session.revision)
    return session


def an_accepted_abstract(
    meeting: Meeting, title: str = "Un abri sûr", language: str = "fr"
) -> Abstract:
    """Presented by two people, one of them with an account."""
    call = Call(
        meeting=meeting,
        slug=f"call{next(_number)}",
        title=a_text("Call"),
        text=a_text("Send us your work"),
        format=Format.KNOWLEDGE_PRACTICE,
        phase=a_phase(meeting, PhaseKind.CALL),
        questionnaire=Questionnaire(meeting=meeting),
    )
    person = a_person("Aïcha Diallo", organisation=an_organisation())
    abstract = Abstract(
        meeting=meeting,
        call=call,
        code=new_code(),
        submitter=person,
        title=title,
        text="Ce que nous avons appris.",
        language=language,
        theme=meetings.add_theme(meeting, f"t{next(_number)}", a_text("Care"), None, 1),
        state=AbstractState.ACCEPTED,
        created_at=NOW,
        changed_at=NOW,
        presenters=[
            Presenter(
                position=0, name=person.name, person=person, organisation=person.organisation
            ),
            Presenter(position=1, name="Luis Ortega"),
        ],
    )
    db.session.add(abstract)
    db.session.flush()
    return abstract
