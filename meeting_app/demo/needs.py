"""The demo meeting's sensitive fields, asked for and given through the same verbs as anywhere."""

from collections.abc import Mapping
from datetime import datetime

from meeting_app.core.localtext import LocalText
from meeting_app.demo.content.needs import GIVEN, NEEDS
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.registration.queries import find_registration
from meeting_app.registration.sensitive import service
from meeting_app.registration.sensitive.fields import (
    LONGEST_KEPT,
    USUAL_MODES,
    Given,
    SensitiveField,
)


def give_needs(meeting: Meeting, persons: Mapping[str, Person], now: datetime) -> None:
    for need in NEEDS:
        field = SensitiveField(need["field"])
        service.ask(
            meeting,
            field,
            reason=LocalText.of(dict(need["reason"])),
            handed_to=LocalText.of(dict(need["handed_to"])),
            days_kept=LONGEST_KEPT[field],
            modes=USUAL_MODES[field],
            needed=False,
            by=persons["organiser"],
            now=now,
        )
    given: dict[str, dict[SensitiveField, Given]] = {}
    for one in GIVEN:
        found = given.setdefault(one["person"], {})
        found[SensitiveField(one["field"])] = Given(tuple(one["choices"]), one["text"])
    for key, values in given.items():
        registration = find_registration(meeting, persons[key])
        assert registration is not None
        service.give(registration, values, consents=True, now=now)
