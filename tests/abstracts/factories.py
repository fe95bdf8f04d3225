"""Calls and abstracts."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from meeting_app.abstracts import service
from meeting_app.abstracts.models import Abstract, Call, Format
from meeting_app.abstracts.service import Content, NamedPresenter
from meeting_app.meetings.models import Meeting, PhaseKind
from meeting_app.people.models import Person
from meeting_app.questionnaires.service import NewQuestion
from tests.conftest import NOW
from tests.support.factories import a_person, a_phase, a_text

QUESTIONS: list[NewQuestion] = [
    {
        "code": "place",
        "kind": "one_choice",
        "label": a_text("Where?"),
        "required": True,
        "options": [("field", a_text("In the field")), ("office", a_text("In an office"))],
    },
    {"code": "needs", "kind": "short_text", "label": a_text("What do you need?")},
]


def a_call(
    meeting: Meeting,
    slug: str = "practice",
    *,
    opens_at: datetime = NOW - timedelta(days=1),
    closes_at: datetime = NOW + timedelta(days=10),
    questions: list[NewQuestion] | None = None,
) -> Call:
    return service.make_call(
        meeting,
        slug,
        title=a_text("Knowledge and practice"),
        text=a_text("Tell us what you tried."),
        format=Format.KNOWLEDGE_PRACTICE,
        word_limit=20,
        questions=QUESTIONS if questions is None else questions,
        phase=a_phase(meeting, PhaseKind.CALL, opens_at=opens_at, closes_at=closes_at),
    )


def a_content(
    title: str = "Clubs after the flood",
    presenters: Sequence[NamedPresenter] = (
        NamedPresenter("Amal Haddad", "amal@example.org", "Safe Harbour"),
    ),
    **values: Any,
) -> Content:
    given: dict[str, Any] = {
        "text": "We opened clubs.",
        "language": "en",
        "answers": {"place": "field", "needs": "A screen"},
    }
    return Content(title=title, presenters=presenters, **(given | values))


def a_draft(call: Call, person: Person | None = None, **values: Any) -> Abstract:
    return service.save_draft(call, a_content(**values), person=person or a_person(), now=NOW)


def an_abstract(call: Call, person: Person | None = None, **values: Any) -> Abstract:
    """Submitted, also where the call is closed now."""
    at = min(NOW, call.phase.closes_at)
    return service.submit(
        call, a_content(**values), person=person or a_person(), form_opened_at=at, now=at
    )
