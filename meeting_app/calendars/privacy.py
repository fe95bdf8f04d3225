"""What calendars hold about a person: their personal feeds."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from meeting_app.calendars.models import Feed
from meeting_app.core.db import db
from meeting_app.core.personal import Kept
from meeting_app.core.privacy import (
    Ending,
    Erasing,
    Export,
    Holding,
    Privacy,
    count_changed,
    count_rows,
    plain_row,
)
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person


def holdings(person: Person) -> list[Holding]:
    (feeds,) = count_rows(Feed.person_id == person.id)
    return [
        Holding(
            _("Your personal calendars"),
            feeds,
            _("Seen by whoever has the address. They end 12 months after the meeting."),
            _("Personal calendars"),
        )
    ]


def export(person: Person) -> Export:
    """Without the addresses: whoever gets hold of the file must not read the calendars, too."""
    rows = db.session.scalars(
        select(Feed)
        .where(Feed.person_id == person.id)
        .options(joinedload(Feed.meeting))
        .order_by(Feed.id)
    )
    return {
        "calendars": [
            {
                "meeting": one.meeting.slug,
                **plain_row(one, "language", "created_at", "revoked_at"),
            }
            for one in rows
        ]
    }


def erase(person: Person, erasing: Erasing) -> None:
    """Programs that still ask for the address get the answer of one that never was."""
    gone = db.session.execute(delete(Feed).where(Feed.person_id == person.id))
    erasing.counts["feed"] += gone.rowcount  # type: ignore[attr-defined]


def end(now: datetime) -> int:
    over = Feed.meeting_id.in_(list_ended(Kept.MEETING, now))
    return count_changed(delete(Feed).where(over))


PRIVACY = Privacy(
    tables=frozenset({"feed"}),
    holdings=holdings,
    export=export,
    erase=erase,
    endings=(Ending(Kept.MEETING, end),),
)
