"""Verbs about reminders: plan them, and write those of today.

Once a day, at the meeting's hour, whoever is due to be reminded of anything gets one letter with
all that they have left to do and are ever reminded of; never one per thing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from meeting_app.core import outbox
from meeting_app.core.audience import Duty
from meeting_app.core.db import db
from meeting_app.core.feature import Feature
from meeting_app.core.locale import local_day
from meeting_app.letters.kinds import LetterKind
from meeting_app.letters.letters import values
from meeting_app.letters.models import Reminder, ReminderPlan
from meeting_app.letters.queries import reminders as queries
from meeting_app.letters.queries.reminders import Open
from meeting_app.letters.reminding import days_due, moment
from meeting_app.letters.service.composing import compose
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.meetings.queries import list_phases
from meeting_app.people.models import LettersWanted

CONDITION = "letters.still_due"
BATCH = "reminders"


def set_reminders(meeting: Meeting, days: Mapping[str, Sequence[int]], *, hour: int) -> None:
    """days: {duty: days before the deadline}; none for no reminder. It holds from now on."""
    plan = queries.find_plan(meeting)
    if plan is None:
        plan = ReminderPlan(meeting_id=meeting.id, hour=hour)
        db.session.add(plan)
    plan.hour = hour
    known = queries.list_reminders(meeting)
    for duty, before in days.items():
        if duty not in known:
            db.session.add(Reminder(meeting_id=meeting.id, duty=duty, days=list(before)))
        else:
            known[duty].days = list(before)
    db.session.flush()


Due = tuple[Duty, Phase]


def list_due(
    meeting: Meeting, duties: Mapping[str, Duty], reminders: Mapping[str, Reminder], *, hour: int
) -> dict[date, list[Due]]:
    """{day: what is recalled on it}, past and to come. One statement."""
    found: dict[date, list[Due]] = defaultdict(list)
    for duty, phase in _pairs(meeting, duties, reminders):
        for day in days_due(
            opens_at=phase.opens_at,
            closes_at=phase.closes_at,
            zone=meeting.zone,
            days_before=reminders[duty.code].days,
            hour=hour,
        ):
            found[day].append((duty, phase))
    return dict(found)


def _pairs(
    meeting: Meeting, duties: Mapping[str, Duty], reminders: Mapping[str, Reminder]
) -> list[Due]:
    """The duties of which people are reminded, each with the phases that end it, soonest first."""
    phases = sorted(list_phases(meeting), key=lambda phase: phase.closes_at)
    return [
        (duty, phase)
        for phase in phases
        for code, duty in duties.items()
        if phase.kind == duty.phase_kind and code in reminders and reminders[code].days
    ]


def write_due(features: Sequence[Feature], kind: LetterKind, now: datetime) -> int:
    """Write the reminders of today in every meeting; returns how many. Running it twice adds none.

    A worker that slept over the hour writes them later on the same day, and not on another.
    """
    duties = queries.list_duties(features)
    written = 0
    for plan in queries.list_plans():
        today = local_day(now, plan.meeting.zone)
        if plan.done_on == today or now < moment(today, plan.hour, plan.meeting.zone):
            continue
        reminders = queries.list_reminders(plan.meeting)
        due = list_due(plan.meeting, duties, reminders, hour=plan.hour).get(today, [])
        pairs = _pairs(plan.meeting, duties, reminders)
        if still_open := [(duty, phase) for duty, phase in due if now < phase.closes_at]:
            written += _write(plan.meeting, still_open, pairs, kind, today, now)
        plan.done_on = today
    return written


def _write(
    meeting: Meeting,
    due: Sequence[Due],
    pairs: Sequence[Due],
    kind: LetterKind,
    today: date,
    now: datetime,
) -> int:
    everything: dict[int, list[Open]] = defaultdict(list)
    for duty, phase in pairs:
        if phase.opens_at <= now < phase.closes_at:
            for number, one in queries.list_open(duty, phase).items():
                everything[number].append(one)
    today_due = {(duty.code, phase.id) for duty, phase in due}
    reminded = [
        number
        for number, todo in everything.items()
        if any((one.duty.code, one.phase.id) in today_due for one in todo)
    ]
    letters = []
    for person in queries.list_readers(sorted(reminded)):
        if person.letters != LettersWanted.ALL:
            continue
        todo = everything[person.id]
        letters.append(
            compose(
                kind,
                values(meeting, todo, person.language),
                meeting=meeting,
                to=person,
                cause=f"{meeting.slug}:{today.isoformat()}",
                condition=CONDITION,
                condition_data={"due": [[one.duty.code, one.phase.id] for one in todo]},
                batch=BATCH,
            )
        )
    outbox.post_many(letters, now)
    return len(letters)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day on which reminders will leave."""

    day: date
    due: Sequence[Due]
    people: int
    """How many would get one, as things stand now."""


def list_ahead(
    meeting: Meeting,
    duties: Mapping[str, Duty],
    reminders: Mapping[str, Reminder],
    *,
    hour: int,
    days: int,
    now: datetime,
) -> list[Ahead]:
    """The days to come on which something is recalled. A statement per kind of duty and phase."""
    today = local_day(now, meeting.zone)
    due = list_due(meeting, duties, reminders, hour=hour)
    wanted = [
        day
        for day in sorted(due)
        if today <= day <= today + timedelta(days=days) and moment(day, hour, meeting.zone) >= now
    ]
    open_now: dict[tuple[str, int], set[int]] = {}
    for day in wanted:
        for duty, phase in due[day]:
            key = (duty.code, phase.id)
            if key not in open_now:
                open_now[key] = set(queries.list_open(duty, phase))
    numbers = set().union(*open_now.values()) if open_now else set()
    reached = {
        p.id for p in queries.list_readers(sorted(numbers)) if p.letters == LettersWanted.ALL
    }
    return [
        Ahead(
            day,
            due[day],
            len(reached & set().union(*(open_now[d.code, p.id] for d, p in due[day]))),
        )
        for day in wanted
    ]
