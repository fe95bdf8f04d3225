"""What meetings hold about a person: their roles."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, func, select
from sqlalchemy.orm import aliased

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
from meeting_app.meetings.models import Meeting, MeetingRole, Role
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import Person


def holdings(person: Person) -> list[Holding]:
    (roles,) = count_rows(MeetingRole.person_id == person.id)
    return [
        Holding(
            _("Your roles in meetings"),
            roles,
            _(
                "Seen by the organisers of each meeting. They end 12 months after it; those of "
                "organisers end with their account."
            ),
        )
    ]


def export(person: Person) -> Export:
    rows = db.session.execute(
        select(MeetingRole, Meeting.slug)
        .join(Meeting)
        .where(MeetingRole.person_id == person.id)
        .order_by(MeetingRole.id)
    )
    return {
        "roles": [{"meeting": slug, **plain_row(row, "role", "granted_at")} for row, slug in rows]
    }


def erase(person: Person, erasing: Erasing) -> None:
    ended = db.session.execute(delete(MeetingRole).where(MeetingRole.person_id == person.id))
    erasing.counts["meeting_role"] += ended.rowcount  # type: ignore[attr-defined]
    db.session().info.pop("roles", None)


def objection(person: Person) -> str | None:
    """A meeting must not be left without anybody who can open its desk."""
    other = aliased(MeetingRole)
    others = (
        select(func.count())
        .where(
            other.meeting_id == MeetingRole.meeting_id,
            other.role == Role.ORGANISER,
            other.person_id != person.id,
        )
        .scalar_subquery()
    )
    alone = db.session.scalar(
        select(Meeting)
        .join(MeetingRole, MeetingRole.meeting_id == Meeting.id)
        .where(MeetingRole.person_id == person.id, MeetingRole.role == Role.ORGANISER, others == 0)
        .order_by(Meeting.id)
        .limit(1)
    )
    if alone is None:
        return None
    return _(
        "You are the only organiser of “%(meeting)s”. Make somebody else an organiser first, so "
        "that people there still have somebody to turn to.",
        meeting=alone.title.in_(person.language),
    )


def end(now: datetime) -> int:
    """Organisers keep theirs: they clone the meeting, and answer for it."""
    over = MeetingRole.meeting_id.in_(list_ended(Kept.MEETING, now))
    return count_changed(delete(MeetingRole).where(over, MeetingRole.role != Role.ORGANISER))


PRIVACY = Privacy(
    tables=frozenset({"meeting_role"}),
    holdings=holdings,
    export=export,
    erase=erase,
    objection=objection,
    endings=(Ending(Kept.MEETING, end),),
)
