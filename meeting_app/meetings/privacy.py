"""What meetings hold about a person: their roles, and invitations to them."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, delete, func, or_, select, update
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
from meeting_app.meetings.models import Meeting, MeetingRole, Role, RoleInvitation
from meeting_app.meetings.retention import list_ended
from meeting_app.people.models import EmailAddress, Person


def holdings(person: Person) -> list[Holding]:
    roles, invitations = count_rows(MeetingRole.person_id == person.id, _to(person))
    return [
        Holding(
            _("Your roles in meetings"),
            roles,
            _(
                "Seen by the organisers of each meeting. They end 12 months after it; those of "
                "organisers end with their account."
            ),
            _("Roles in meetings"),
        ),
        Holding(
            _("Invitations to a role that were sent to you"),
            invitations,
            _("Seen by the organisers of each meeting. They end 12 months after it."),
            _("Invitations to a role that were sent to them"),
        ),
    ]


def _to(person: Person) -> ColumnElement[bool]:
    """Sent to one of their addresses, or accepted by them."""
    addresses = select(EmailAddress.address).where(EmailAddress.person_id == person.id)
    return or_(RoleInvitation.person_id == person.id, RoleInvitation.email.in_(addresses))


def export(person: Person) -> Export:
    rows = db.session.execute(
        select(MeetingRole, Meeting.slug)
        .join(Meeting)
        .where(MeetingRole.person_id == person.id)
        .order_by(MeetingRole.id)
    )
    invitations = db.session.execute(
        select(RoleInvitation, Meeting.slug)
        .join(Meeting)
        .where(_to(person))
        .order_by(RoleInvitation.id)
    )
    told = ("email", "name", "role", "scope", "note", "invited_at", "expires_at", "accepted_at")
    return {
        "roles": [
            {"meeting": slug, **plain_row(row, "role", "scope", "granted_at")} for row, slug in rows
        ],
        "invitations": [
            {"meeting": slug, **plain_row(row, *told, "declined_at", "withdrawn_at")}
            for row, slug in invitations
        ],
    }


def erase(person: Person, erasing: Erasing) -> None:
    ended = db.session.execute(delete(MeetingRole).where(MeetingRole.person_id == person.id))
    erasing.counts["meeting_role"] += ended.rowcount  # type: ignore[attr-defined]
    to_them = or_(_to(person), RoleInvitation.email.in_(erasing.addresses))
    erasing.counts["role_invitation"] += count_changed(delete(RoleInvitation).where(to_them))
    sent = update(RoleInvitation).where(RoleInvitation.invited_by_id == person.id)
    erasing.counts["role_invitation"] += count_changed(sent.values(invited_by_id=None))
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
        "“%(meeting)s” has no other organiser. Make somebody else an organiser first, so that "
        "people there still have somebody to turn to.",
        meeting=alone.title.in_(person.language),
    )


def end(now: datetime) -> int:
    """Organisers keep theirs: they clone the meeting, and answer for it."""
    over = MeetingRole.meeting_id.in_(list_ended(Kept.MEETING, now))
    invitations = RoleInvitation.meeting_id.in_(list_ended(Kept.MEETING, now))
    return count_changed(
        delete(MeetingRole).where(over, MeetingRole.role != Role.ORGANISER)
    ) + count_changed(delete(RoleInvitation).where(invitations))


PRIVACY = Privacy(
    tables=frozenset({"meeting_role", "role_invitation"}),
    holdings=holdings,
    export=export,
    erase=erase,
    objection=objection,
    endings=(Ending(Kept.MEETING, end),),
)
