"""Reads about the letters of a meeting."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, and_, case, false, func, not_, or_, select
from sqlalchemy.orm import defer

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting

PER_PAGE = 50


class LetterState(StrEnum):
    WAITING = "waiting"
    LEAVING = "leaving"
    """A worker is handing it over just now."""
    SENT = "sent"
    FAILED = "failed"
    BOUNCED = "bounced"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class MeetingLetter:
    """A letter as the organisers of a meeting see it."""

    meeting: Meeting
    mail: OutgoingMail


def state_of(mail: OutgoingMail, now: datetime) -> LetterState:
    if mail.bounced_at is not None:
        return LetterState.BOUNCED
    if mail.sent_at is not None:
        return LetterState.SENT
    if mail.withdrawn_at is not None:
        return LetterState.WITHDRAWN
    if mail.failed_at is not None:
        return LetterState.FAILED
    is_leaving = mail.lease_until is not None and mail.lease_until >= now
    return LetterState.LEAVING if is_leaving else LetterState.WAITING


def moment_of(mail: OutgoingMail) -> datetime:
    """When the letter came back, was sent, withdrawn or given up, or will be tried."""
    done = mail.bounced_at or mail.sent_at or mail.withdrawn_at or mail.failed_at
    return done or mail.send_at


def belongs_to(meeting: Meeting, *, with_services_own: bool) -> ColumnElement[bool]:
    """with_services_own: also letters of no meeting, such as sign-in links."""
    own = OutgoingMail.scope == meeting.slug
    return or_(own, OutgoingMail.scope == "") if with_services_own else own


def _is(state: LetterState, now: datetime) -> ColumnElement[bool]:
    bounced, sent = OutgoingMail.bounced_at.is_not(None), OutgoingMail.sent_at.is_not(None)
    withdrawn, failed = OutgoingMail.withdrawn_at.is_not(None), OutgoingMail.failed_at.is_not(None)
    leaving = func.coalesce(OutgoingMail.lease_until >= now, false())
    open_ = and_(not_(sent), not_(withdrawn), not_(failed))
    return {
        LetterState.BOUNCED: bounced,
        LetterState.SENT: and_(sent, not_(bounced)),
        LetterState.WITHDRAWN: and_(withdrawn, not_(sent)),
        LetterState.FAILED: and_(failed, not_(sent), not_(withdrawn)),
        LetterState.LEAVING: and_(open_, leaving),
        LetterState.WAITING: and_(open_, not_(leaving)),
    }[state]


def state_column(now: datetime) -> ColumnElement[str]:
    known = [state for state in LetterState if state != LetterState.WAITING]
    return case(*((_is(one, now), one.value) for one in known), else_=LetterState.WAITING.value)


def get_letter(meeting: str, number: int, *, with_services_own: bool) -> MeetingLetter:
    """LookupError where this meeting has no such letter."""
    found = get_meeting(meeting)
    mail = db.session.scalar(
        select(OutgoingMail).where(
            OutgoingMail.id == number, belongs_to(found, with_services_own=with_services_own)
        )
    )
    if mail is None:
        raise LookupError(number)
    return MeetingLetter(found, mail)


def list_letters(
    meeting: Meeting,
    *,
    state: LetterState | None,
    kind: str,
    words: str,
    page: int,
    now: datetime,
    with_services_own: bool,
) -> Pagination:
    """The newest first, without their bodies. words: part of a name, an address or a subject."""
    wanted = (
        select(OutgoingMail)
        .where(belongs_to(meeting, with_services_own=with_services_own))
        .options(defer(OutgoingMail.body), defer(OutgoingMail.attachments))
        .order_by(OutgoingMail.created_at.desc(), OutgoingMail.id.desc())
    )
    if state is not None:
        wanted = wanted.where(_is(state, now))
    if kind:
        wanted = wanted.where(OutgoingMail.kind == kind)
    if words:
        wanted = wanted.where(
            or_(
                *(
                    column.icontains(words, autoescape=True)
                    for column in (OutgoingMail.name, OutgoingMail.address, OutgoingMail.subject)
                )
            )
        )
    return db.paginate(wanted, page=page, per_page=PER_PAGE, error_out=False)


def count_letters(
    meeting: Meeting, now: datetime, *, with_services_own: bool
) -> tuple[dict[LetterState, int], list[str]]:
    """How many letters are in each state, and which kinds there are. One statement."""
    state = state_column(now)
    rows = db.session.execute(
        select(OutgoingMail.kind, state, func.count())
        .where(belongs_to(meeting, with_services_own=with_services_own))
        .group_by(OutgoingMail.kind, state)
    ).all()
    counts = dict.fromkeys(LetterState, 0)
    for _kind, found, number in rows:
        counts[LetterState(found)] += number
    return counts, sorted({kind for kind, _state, _number in rows})
