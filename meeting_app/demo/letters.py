"""The demo's letter to a group, begun and not sent, and its reminders."""

from datetime import datetime

from meeting_app.core.localtext import LocalText
from meeting_app.demo.content.group_letter import BODY, DAYS_BEFORE, DRAFTS, SUBJECT
from meeting_app.letters.audiences import Audience, Part
from meeting_app.letters.reminding import FIRST_HOUR
from meeting_app.letters.service.groups import start_group, write_group
from meeting_app.letters.service.reminders import set_reminders
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person


def begin_group_letter(meeting: Meeting, organiser: Person, now: datetime) -> None:
    audience = Audience((Part(DRAFTS, ("draft",)),))
    group = start_group(meeting, audience, author=organiser, now=now)
    write_group(
        group,
        subject=LocalText.of(SUBJECT),
        body=LocalText.of(BODY),
        necessary_because="",
        now=now,
    )


def plan_reminders(meeting: Meeting) -> None:
    set_reminders(meeting, DAYS_BEFORE, hour=FIRST_HOUR)
