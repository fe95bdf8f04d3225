"""Verbs about reminders: plan them, and write those of today.

Once a day, at the meeting's hour, whoever is due to be reminded of anything gets one letter with
all that they have left to do and are ever reminded of; never one per thing.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from flask_babel import force_locale
from flask_babel import gettext as _

from meeting_app.core import outbox
from meeting_app.core.audience import Duty
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.locale import babel_locale, local_day
from meeting_app.letters.composing import Address
from meeting_app.letters.kinds import LetterKind
from meeting_app.letters.models import Reminder, ReminderPlan
from meeting_app.letters.queries import reminders as queries
from meeting_app.letters.queries.reminders import Open
from meeting_app.letters.reminding import days_due, moment
from meeting_app.letters.service.composing import compose
from meeting_app.meetings.models import Meeting, Phase
from meeting_app.people.models import LettersWanted, Person

CONDITION = "letters.still_due"
FIRST_HOUR = 8
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
    meeting: Meeting, duties: Mapping[str, Duty], *, hour: int
) -> dict[date, list[Due]]:
    """{day: what is recalled on it}, past and to come. Two statements."""
    reminders = queries.list_reminders(meeting)
    found: dict[date, list[Due]] = defaultdict(list)
    for code, duty in duties.items():
        before = reminders[code].days if code in reminders else []
        for phase in queries.phases_of(meeting, duty) if before else ():
            for day in days_due(
                opens_at=phase.opens_at,
                closes_at=phase.closes_at,
                zone=meeting.zone,
                days_before=before,
                hour=hour,
            ):
                found[day].append((duty, phase))
    return dict(found)


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
        due = list_due(plan.meeting, duties, hour=plan.hour).get(today, [])
        open_now = [(duty, phase) for duty, phase in due if now < phase.closes_at]
        if open_now:
            written += _write(plan.meeting, duties, open_now, kind, today, now)
        plan.done_on = today
    return written


def _write(
    meeting: Meeting,
    duties: Mapping[str, Duty],
    due: Sequence[Due],
    kind: LetterKind,
    today: date,
    now: datetime,
) -> int:
    reminded = {number for duty, phase in due for number in queries.list_open(duty, phase)}
    if not reminded:
        return 0
    everything = list_everything_open(meeting, duties, now)
    letters = []
    for person in queries.list_readers(sorted(reminded)):
        if person.letters != LettersWanted.ALL:
            continue
        todo = everything.get(person.id, [])
        letters.append(
            compose(
                kind,
                {"todo": lines(todo, person.language), "my_page": my_page(meeting, person)},
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


def list_everything_open(
    meeting: Meeting, duties: Mapping[str, Duty], now: datetime
) -> dict[int, list[Open]]:
    """{person: all that they have left to do and are reminded of at some time}, soonest first."""
    reminders = queries.list_reminders(meeting)
    found: dict[int, list[Open]] = defaultdict(list)
    pairs = [
        (duty, phase)
        for code, duty in duties.items()
        if code in reminders and reminders[code].days
        for phase in queries.phases_of(meeting, duty)
        if phase.opens_at <= now < phase.closes_at
    ]
    for duty, phase in sorted(pairs, key=lambda pair: pair[1].closes_at):
        for number, one in queries.list_open(duty, phase).items():
            found[number].append(one)
    return found


def lines(todo: Sequence[Open], language: str) -> list[str]:
    """As lines of a letter in this language, an empty one between two things."""
    found: list[str] = []
    with force_locale(babel_locale(language)):
        for one in todo:
            found += [""] if found else []
            found += one.duty.say(one.phase, one.titles, language)
    return found


def my_page(meeting: Meeting, person: Person) -> Address:
    from meeting_app.core.web import absolute_url

    return Address(absolute_url("my.show", lang=person.language, meeting=meeting.slug))


def read_days(text: str) -> list[int]:
    """ "14, 3, 1" as days, most first. Refused for anything else."""
    from meeting_app.core.locale import latin_digits
    from meeting_app.letters.reminding import MOST_DAYS_BEFORE

    parts = latin_digits(text).replace("،", ",").replace(";", ",").replace(" ", ",").split(",")
    days = []
    for part in filter(None, parts):
        if not (part.isascii() and part.isdigit() and len(part) < 4) or int(part) > MOST_DAYS_BEFORE:
            raise Refused(
                _(
                    "Write numbers of days from 0 to %(most)d with commas between, such as 14, 3, 1.",
                    most=MOST_DAYS_BEFORE,
                )
            )
        days.append(int(part))
    return sorted(set(days), reverse=True)


def in_the_next(days: int, today: date, due: Mapping[date, list[Due]]) -> dict[date, list[Due]]:
    """What of it lies from today on, that many days long."""
    last = today + timedelta(days=days)
    return {day: due[day] for day in sorted(due) if today <= day <= last}
