"""Reads about reminders."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from meeting_app.core.audience import Duty
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.outbox import OutgoingMail
from meeting_app.letters.models import Reminder, ReminderPlan
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import Person


def list_duties(features: Sequence[Feature]) -> dict[str, Duty]:
    """By code, in the order of the features."""
    return {duty.code: duty for feature in features for duty in feature.duties}


def find_plan(meeting: Meeting) -> ReminderPlan | None:
    return db.session.get(ReminderPlan, meeting.id)


def list_plans() -> Sequence[ReminderPlan]:
    """Of all meetings, for the worker."""
    return db.session.scalars(
        select(ReminderPlan)
        .options(joinedload(ReminderPlan.meeting))
        .order_by(ReminderPlan.meeting_id)
    ).all()


def list_reminders(meeting: Meeting) -> Mapping[str, Reminder]:
    """By duty."""
    rows = db.session.scalars(select(Reminder).where(Reminder.meeting_id == meeting.id))
    return {row.duty: row for row in rows}


@dataclass(frozen=True, slots=True)
class Open:
    """What somebody has not done, and by the end of which phase it is due."""

    duty: Duty
    phase: Phase
    titles: Sequence[str]


def list_open(duty: Duty, phase: Phase, person_id: int | None = None) -> Mapping[int, Open]:
    """By person. One statement. person_id: of this person alone."""
    found = duty.open(phase)
    if person_id is not None:
        found = found.where(found.selected_columns[0] == person_id)
    titles: dict[int, list[str]] = defaultdict(list)
    for number, title in db.session.execute(found):
        titles[number].append(title)
    return {number: Open(duty, phase, tuple(all_)) for number, all_ in titles.items()}


def list_readers(numbers: Sequence[int]) -> Sequence[Person]:
    return db.session.scalars(
        select(Person).where(Person.id.in_(numbers), Person.active).order_by(Person.id)
    ).all()


def still_due(mail: OutgoingMail, features: Sequence[Feature]) -> bool:
    """The condition of each reminder, asked when it is about to leave: something that it names has
    still not been done."""
    duties = list_duties(features)
    for code, phase_id in mail.condition_data["due"]:
        phase = db.session.get(Phase, phase_id, options=[joinedload(Phase.meeting)])
        if phase is None or code not in duties or mail.person_id is None:
            continue
        if list_open(duties[code], phase, mail.person_id):
            return True
    return False
