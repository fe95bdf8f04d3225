"""Rows for tests of sensitive data."""

from collections.abc import Mapping
from typing import Any

from meeting_app.meetings.models import Meeting
from meeting_app.registration.models import Registration
from meeting_app.registration.sensitive import service
from meeting_app.registration.sensitive.fields import (
    LONGEST_KEPT,
    USUAL_MODES,
    Given,
    SensitiveField,
)
from meeting_app.registration.sensitive.models import SensitiveAsked
from tests.conftest import NOW
from tests.support.factories import a_text

VISA, PASSPORT, DIET, ACCESS, PHONE, EMERGENCY = SensitiveField
LETTER = Given(("letter",), "Embassy in Cairo")


def a_field(meeting: Meeting, field: SensitiveField = DIET, **values: Any) -> SensitiveAsked:
    given: dict[str, Any] = {
        "reason": a_text("So that you can eat"),
        "handed_to": None,
        "days_kept": LONGEST_KEPT[field],
        "modes": USUAL_MODES[field],
        "needed": False,
        "by": None,
        "now": NOW,
    }
    return service.ask(meeting, field, **(given | values))


def all_fields(meeting: Meeting) -> list[SensitiveAsked]:
    return [a_field(meeting, field) for field in SensitiveField]


def some_given(registration: Registration, given: Mapping[SensitiveField, Given]) -> None:
    service.give(registration, given, consents=True, now=NOW)
