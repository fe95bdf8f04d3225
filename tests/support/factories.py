"""Rows for tests: plain functions, each returns a flushed row."""

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind, Role
from meeting_app.people import service as people
from meeting_app.people.models import Organisation, Person
from tests.conftest import NOW

_number = count(1)


def a_text(english: str = "A text", **translations: str) -> LocalText:
    """In four languages, so that no page has to fall back: "[fr] A text" and so on."""
    others = {code: translations.get(code, f"[{code}] {english}") for code in ("fr", "es", "ar")}
    return LocalText.of({"en": english, **others})


def an_organisation(name: str | None = None, **values: Any) -> Organisation:
    return people.add_organisation(name or f"Organisation {next(_number)}", **values)


def a_person(
    name: str | None = None,
    *,
    language: str = "en",
    reads: list[str] | None = None,
    organisation: Organisation | None = None,
    email: str | None = None,
    zone: str | None = None,
) -> Person:
    number = next(_number)
    return people.make_person(
        email or f"person{number}@example.org",
        name or f"Person {number}",
        language=language,
        reads=reads or [language],
        organisation=organisation,
        zone=zone,
        now=NOW,
    )


def a_meeting(slug: str | None = None, **values: Any) -> Meeting:
    given: dict[str, Any] = {
        "title": a_text("Annual Meeting"),
        "theme": a_text("Children first"),
        "place": a_text("Amman"),
        "venue": a_text("Conference centre"),
        "zone": "Asia/Amman",
        "starts_on": date(2027, 3, 2),
        "ends_on": date(2027, 3, 4),
        "languages": ["en", "fr", "es", "ar"],
        "contact_email": "meeting@example.org",
        "now": NOW,
    }
    return meetings.make_meeting(slug or f"m{next(_number)}", **(given | values))


def an_organiser(meeting: Meeting, **values: Any) -> Person:
    return somebody_with(meeting, Role.ORGANISER, **values)


def a_reviewer(meeting: Meeting, **values: Any) -> Person:
    return somebody_with(meeting, Role.REVIEWER, **values)


def a_translator(meeting: Meeting, **values: Any) -> Person:
    return somebody_with(meeting, Role.TRANSLATOR, **values)


def somebody_with(meeting: Meeting, role: Role, scope: str = "", **values: Any) -> Person:
    """A new person who holds the role, for everything or for what the scope names."""
    person = a_person(**values)
    meetings.grant(meeting, person, role, NOW, scope=scope)
    return person


def a_phase(
    meeting: Meeting,
    kind: PhaseKind = PhaseKind.SURVEY,
    *,
    code: str | None = None,
    opens_at: datetime = NOW - timedelta(days=1),
    closes_at: datetime = NOW + timedelta(days=10),
    endpoint: str | None = None,
    **arguments: Any,
) -> Phase:
    return meetings.add_phase(
        meeting,
        code or f"phase{next(_number)}",
        kind,
        a_text("A phase"),
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint=endpoint,
        arguments=arguments,
    )
