"""When something is open; what became of an invitation."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class When(StrEnum):
    BEFORE = "before"
    OPEN = "open"
    GRACE = "grace"
    """Closed, but a form opened before the deadline is still taken and marked late."""
    AFTER = "after"


class InvitationState(StrEnum):
    WAITING = "waiting"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Whether something sent now is taken."""

    taken: bool
    late: bool


def when(opens_at: datetime, closes_at: datetime, grace: timedelta, now: datetime) -> When:
    """The deadline itself is still in time."""
    if now < opens_at:
        return When.BEFORE
    if now <= closes_at:
        return When.OPEN
    return When.GRACE if now <= closes_at + grace else When.AFTER


def arrival(
    opens_at: datetime,
    closes_at: datetime,
    grace: timedelta,
    *,
    form_opened_at: datetime,
    now: datetime,
) -> Arrival:
    """In time while open; late within the grace if the form was opened before the deadline."""
    moment = when(opens_at, closes_at, grace, now)
    if moment is When.OPEN:
        return Arrival(taken=True, late=False)
    late = moment is When.GRACE and opens_at <= form_opened_at <= closes_at
    return Arrival(taken=late, late=late)


def invitation_state(
    *,
    accepted_at: datetime | None,
    declined_at: datetime | None,
    withdrawn_at: datetime | None,
    expires_at: datetime,
    now: datetime,
) -> InvitationState:
    """An answer stays what it was, whatever comes after it."""
    if accepted_at:
        return InvitationState.ACCEPTED
    if declined_at:
        return InvitationState.DECLINED
    if withdrawn_at:
        return InvitationState.WITHDRAWN
    return InvitationState.EXPIRED if expires_at <= now else InvitationState.WAITING
