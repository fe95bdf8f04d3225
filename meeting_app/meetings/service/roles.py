"""Verbs about roles: grant one, end one."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import delete, select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings import queries
from meeting_app.meetings.models import OFFICES, Meeting, MeetingRole, Role
from meeting_app.people import audit
from meeting_app.people.models import Action, Person
from meeting_app.people.service import bound_sign_ins


def grant(
    meeting: Meeting,
    person: Person,
    role: Role,
    now: datetime,
    *,
    scope: str = "",
    by: Person | None = None,
) -> bool:
    """False when this person holds it already.

    scope: see MeetingRole. by: who grants it; None for the service and the command line.
    """
    if scope in queries.scopes_in(meeting, person, role):
        return False
    db.session.add(
        MeetingRole(
            meeting_id=meeting.id, person_id=person.id, role=role, scope=scope, granted_at=now
        )
    )
    db.session.flush()
    forget_known()
    if role in OFFICES:
        bound_sign_ins(person, now)
    _record(Action.ROLE_GRANTED, meeting, person, role, scope, by, now)
    return True


def end_role(held: MeetingRole, now: datetime, *, by: Person | None = None) -> None:
    """It opens nothing from now on. What was done in it stays.

    by: None for the command line. Refused for a meeting's last organiser, but for an administrator.
    """
    meeting, person, role, scope = held.meeting, held.person, Role(held.role), held.scope
    if role is Role.ORGANISER and by is not None and not by.is_administrator:
        # Two who end each other at once: the second waits here, and finds nobody else left.
        db.session.execute(select(Meeting.id).where(Meeting.id == meeting.id).with_for_update())
        if not queries.has_other_organisers(held):
            raise Refused(
                _("This is the meeting's only organiser. Make somebody else an organiser first.")
            )
    db.session.expunge(held)
    ended = db.session.execute(delete(MeetingRole).where(MeetingRole.id == held.id))
    forget_known()
    if ended.rowcount:  # type: ignore[attr-defined]  # else somebody was first
        _record(Action.ROLE_ENDED, meeting, person, role, scope, by, now)


def forget_known() -> None:
    """Ask the database anew what people's roles are."""
    db.session().info.pop("roles", None)


def _record(
    action: Action,
    meeting: Meeting,
    person: Person,
    role: Role,
    scope: str,
    by: Person | None,
    now: datetime,
) -> None:
    audit.record(
        action,
        actor=by,
        about=person,
        now=now,
        scope=meeting.slug,
        thing=f"role {role}",
        details={"role": str(role), "limited_to": scope},
    )
