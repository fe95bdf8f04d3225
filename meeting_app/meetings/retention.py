"""When what belongs to a meeting ends: at the service's time, or earlier where the meeting says so."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import local_day
from meeting_app.core.personal import SPANS, Kept
from meeting_app.meetings.models import Meeting, RetentionChoice

CLASSES = (Kept.MEETING, Kept.DRAFT)
"""Those that are counted from a meeting's last day and that it may shorten."""


def find_days(meeting: Meeting) -> dict[Kept, int]:
    """How many days after its last day each class ends."""
    chosen = db.session.execute(
        select(RetentionChoice.kept, RetentionChoice.days).where(
            RetentionChoice.meeting_id == meeting.id
        )
    )
    return _longest() | {Kept(kept): days for kept, days in chosen}


def ends_on(meeting: Meeting, days: int) -> date:
    """The first day on which it is gone."""
    return meeting.ends_on + timedelta(days=days)


def shorten(meeting: Meeting, days: Mapping[Kept, int]) -> None:
    """End these classes so many days after the meeting. Refused for more than the service allows."""
    longest = _longest()
    for kept, number in days.items():
        if not 0 <= number <= longest[kept]:
            raise Refused(
                _("Enter a number of days from 0 to %(most)d.", most=longest[kept]), kept.value
            )
    db.session.execute(delete(RetentionChoice).where(RetentionChoice.meeting_id == meeting.id))
    for kept, number in days.items():
        if number < longest[kept]:
            db.session.add(RetentionChoice(meeting_id=meeting.id, kept=kept, days=number))
    db.session.flush()


def list_ended(kept: Kept, now: datetime) -> list[int]:
    """Numbers of the meetings whose data of this class are due to end. Two statements."""
    chosen = dict(
        db.session.execute(
            select(RetentionChoice.meeting_id, RetentionChoice.days).where(
                RetentionChoice.kept == kept
            )
        ).all()
    )
    longest = _longest()[kept]
    return [
        meeting.id
        for meeting in db.session.scalars(select(Meeting))
        if local_day(now, meeting.zone) >= ends_on(meeting, chosen.get(meeting.id, longest))
    ]


def _longest() -> dict[Kept, int]:
    return {kept: SPANS[kept].days for kept in CLASSES}
