"""Rows for tests of registration."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from meeting_app.meetings.models import Meeting, PhaseKind
from meeting_app.people.models import Person
from meeting_app.questionnaires.rules import Values
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.registration import service
from meeting_app.registration.models import AttendanceMode, Registration, RegistrationDesk
from tests.conftest import NOW
from tests.support.factories import a_phase

IN_PERSON, ONLINE = AttendanceMode.IN_PERSON, AttendanceMode.ONLINE


def a_desk(
    meeting: Meeting,
    capacities: Mapping[AttendanceMode, int | None] | None = None,
    *,
    questions: Sequence[NewQuestion] = (),
    **phase: Any,
) -> RegistrationDesk:
    """Open since yesterday; two places in person and all that are wanted online."""
    return service.open_desk(
        meeting,
        a_phase(meeting, PhaseKind.REGISTRATION, endpoint="registration.register", **phase),
        {IN_PERSON: 2, ONLINE: None} if capacities is None else capacities,
        questions,
    )


def a_registration(
    meeting: Meeting,
    person: Person,
    mode: AttendanceMode = IN_PERSON,
    *,
    now: datetime = NOW,
    answers: Values | None = None,
    **values: Any,
) -> Registration:
    given: dict[str, Any] = {
        "organisation_name": "",
        "name": person.name,
        "country": "JO",
        "form_opened_at": now,
        "now": now,
        "answered": None if answers is None else service.Answered(answers, "en", 1),
    }
    return service.register(meeting, person, mode, **(given | values))
