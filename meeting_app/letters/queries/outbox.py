"""Reads about the letters of a meeting."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from flask_sqlalchemy.pagination import Pagination
from sqlalchemy import ColumnElement, Select, and_, case, false, func, not_, or_, select
from sqlalchemy.orm import defer

from meeting_app.core.db import db
from meeting_app.core.outbox import Attempt, MailAttempt, MailQueue, OutgoingMail, find_queue
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.models import Person

PER_PAGE = 50
DOUBTFUL_AFTER = 2
"""So many letters to an address came back: somebody should ask for another one."""


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


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which letters of a meeting."""

    state: LetterState | None = None
    kind: str = ""
    batch: str = ""
    """Of one mass letter or reminder."""
    words: str = ""
    """Part of a name, an address or a subject."""

    def __bool__(self) -> bool:
        return bool(self.state or self.kind or self.batch or self.words)


def _matching(
    meeting: Meeting, wanted: Wanted, now: datetime, *, with_services_own: bool
) -> Select[OutgoingMail]:
    """The newest first, without their bodies."""
    found = (
        select(OutgoingMail)
        .where(belongs_to(meeting, with_services_own=with_services_own))
        .options(defer(OutgoingMail.body), defer(OutgoingMail.attachments))
        .order_by(OutgoingMail.created_at.desc(), OutgoingMail.id.desc())
    )
    if wanted.state is not None:
        found = found.where(_is(wanted.state, now))
    if wanted.kind:
        found = found.where(OutgoingMail.kind == wanted.kind)
    if wanted.batch:
        found = found.where(OutgoingMail.batch == wanted.batch)
    if wanted.words:
        columns = (OutgoingMail.name, OutgoingMail.address, OutgoingMail.subject)
        found = found.where(
            or_(*(column.icontains(wanted.words, autoescape=True) for column in columns))
        )
    return found


def page_of_letters(
    meeting: Meeting, wanted: Wanted, now: datetime, *, page: int, with_services_own: bool
) -> Pagination:
    found = _matching(meeting, wanted, now, with_services_own=with_services_own)
    return db.paginate(found, page=page, per_page=PER_PAGE, error_out=False)


def list_letters(
    meeting: Meeting, wanted: Wanted, now: datetime, *, with_services_own: bool
) -> Sequence[OutgoingMail]:
    """All of them, for a file."""
    return db.session.scalars(
        _matching(meeting, wanted, now, with_services_own=with_services_own)
    ).all()


def is_failed(now: datetime) -> ColumnElement[bool]:
    return _is(LetterState.FAILED, now)


def list_failed_of_moved(meeting: Meeting, now: datetime) -> Sequence[OutgoingMail]:
    """Letters that were given up and whose recipients have another address by now."""
    return db.session.scalars(
        select(OutgoingMail)
        .join(Person, Person.id == OutgoingMail.person_id)
        .where(
            belongs_to(meeting, with_services_own=False),
            is_failed(now),
            Person.email != OutgoingMail.address,
        )
        .options(defer(OutgoingMail.body), defer(OutgoingMail.attachments))
    ).all()


def list_attempts(mail: OutgoingMail) -> Sequence[MailAttempt]:
    """The delivery log, in the order of time."""
    return db.session.scalars(
        select(MailAttempt)
        .where(MailAttempt.mail_id == mail.id)
        .order_by(MailAttempt.at, MailAttempt.id)
    ).all()


def kept_as_files(mails: Iterable[OutgoingMail]) -> set[int]:
    """The numbers of those that no mail server ever took: they lie in a folder. One statement for
    each 1,000: no database takes any number of values."""
    found: set[int] = set()
    sent = [mail.id for mail in mails if mail.sent_at is not None]
    for start in range(0, len(sent), 1000):
        found |= set(
            db.session.scalars(
                select(MailAttempt.mail_id)
                .where(MailAttempt.mail_id.in_(sent[start : start + 1000]))
                .group_by(MailAttempt.mail_id)
                .having(
                    func.max(case((MailAttempt.outcome == Attempt.KEPT, 1), else_=0)) == 1,
                    func.max(case((MailAttempt.outcome == Attempt.SENT, 1), else_=0)) == 0,
                )
            )
        )
    return found


def doubtful_addresses(addresses: Collection[str]) -> set[str]:
    """Of these, the ones from which letters came back, or which were refused for good, twice."""
    lost = or_(MailAttempt.outcome == Attempt.BOUNCED, MailAttempt.outcome == Attempt.REFUSED)
    return set(
        db.session.scalars(
            select(OutgoingMail.address)
            .join(MailAttempt, MailAttempt.mail_id == OutgoingMail.id)
            .where(OutgoingMail.address.in_(addresses), lost)
            .group_by(OutgoingMail.address)
            .having(func.count() >= DOUBTFUL_AFTER)
        )
    )


def find_hold() -> MailQueue | None:
    """Where all letters wait because the mail server is at fault."""
    queue = find_queue()
    return queue if queue is not None and queue.held_since is not None else None


def find_newer_address(mail: OutgoingMail) -> str | None:
    """Where the recipient has another address by now than the one that the letter went to."""
    person = db.session.get(Person, mail.person_id) if mail.person_id and mail.scope else None
    return person.email if person and person.email != mail.address else None


def find_by_message_id(message_id: str) -> OutgoingMail | None:
    return db.session.scalar(select(OutgoingMail).where(OutgoingMail.message_id == message_id))


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
