"""Claiming a waiting letter, asking whether it still holds, handing it over, marking it."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import case, func, insert, or_, select, update
from sqlalchemy.orm import defer

from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import queue
from meeting_app.core.outbox.letter import on_one_line
from meeting_app.core.outbox.message import CannotBeWritten, message
from meeting_app.core.outbox.models import Attempt, MailAttempt, OutgoingMail, Reason
from meeting_app.core.outbox.transport import BrokenOff, Folder, Refusal, ServerFault, Transport
from meeting_app.core.secrets import Unreadable
from meeting_app.core.steps import step

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
GIVE_UP_AFTER = timedelta(hours=72)
"""Since it was first tried; longer than a weekend."""

Condition = Callable[[OutgoingMail, datetime], bool]
"""(letter, now) -> is what it says still true? Asked in the claiming transaction: reads only."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What the features say about letters that are about to leave."""

    conditions: Mapping[str, Condition] = field(default_factory=dict)
    holds_back: Sequence[Callable[[OutgoingMail, datetime], Reason | None]] = ()
    """(letter, now) -> why it must not leave any more."""
    stop_url: Callable[[OutgoingMail], str] | None = None
    """(letter) -> where its recipient can stop letters that are not necessary."""


NO_RULES = Rules()


def send_next(
    transport: Transport,
    sender: str,
    now: datetime,
    *,
    jitter: float = 0.0,
    rules: Rules = NO_RULES,
    per_minute: int | None = None,
) -> bool:
    """Claim one waiting letter, send it outside any transaction, mark it. False when none may go.

    One whose condition no longer holds, or whose recipient wants no such letters, is withdrawn in
    the claiming transaction instead. jitter: in [0, 1), spreads the waits. per_minute: at most so
    many, over all workers; None: as fast as the server takes them.
    """
    began = time.monotonic()
    step()
    begin_write()
    if not queue.is_free(now, paced=per_minute is not None):
        db.session.rollback()
        return False
    claimed = _claim(now)
    if claimed is None:
        db.session.rollback()
        return False
    number, attempt = claimed
    step()
    fault: Exception | None = None
    try:
        with db.session.begin_nested():
            withdrawn = _withdraw_if_over(number, rules, now)
    except Exception as error:  # noqa: BLE001 - a check that cannot be asked lets nothing leave
        withdrawn, fault = False, error
    if withdrawn:
        db.session.commit()
        return True
    queue.take_turn(now, per_minute)
    db.session.execute(
        insert(MailAttempt).values(
            mail_id=number, number=attempt, at=now, outcome=Attempt.BEGUN, words=""
        )
    )
    step()
    db.session.commit()
    step()
    if fault is None:
        fault = _hand_over(transport, sender, number, rules)
        step()
    noticed = now + timedelta(seconds=int(time.monotonic() - began))
    good = Attempt.KEPT if isinstance(transport, Folder) else Attempt.SENT
    _settle(number, attempt, good, fault, now, noticed, jitter)
    step()
    return True


def _claim(now: datetime) -> tuple[int, int] | None:
    """(number, attempt) of the next letter that is due, for a lease. What the service itself writes,
    such as sign-in links, comes first, letters to many last: nobody waits for a link behind 2,000
    invitations."""
    rank = case((OutgoingMail.scope == "", 0), (OutgoingMail.batch == "", 1), else_=2)
    waiting = (
        select(OutgoingMail.id)
        .where(
            OutgoingMail.sent_at.is_(None),
            OutgoingMail.failed_at.is_(None),
            OutgoingMail.withdrawn_at.is_(None),
            OutgoingMail.send_at <= now,
            or_(OutgoingMail.lease_until.is_(None), OutgoingMail.lease_until < now),
        )
        .order_by(rank, OutgoingMail.send_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    row = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id.in_(waiting.scalar_subquery()))
        .values(
            lease_until=now + LEASE,
            attempts=OutgoingMail.attempts + 1,
            tried_since=func.coalesce(OutgoingMail.tried_since, now),
        )
        .returning(OutgoingMail.id, OutgoingMail.attempts)
        .execution_options(synchronize_session=False)
    ).first()
    return (row.id, row.attempts) if row else None


def _withdraw_if_over(number: int, rules: Rules, now: datetime) -> bool:
    mail = db.session.get_one(
        OutgoingMail,
        number,
        options=[defer(OutgoingMail.body), defer(OutgoingMail.attachments)],
        populate_existing=True,
    )
    reason = next((why for ask in rules.holds_back if (why := ask(mail, now))), None)
    if reason is None and mail.condition and not rules.conditions[mail.condition](mail, now):
        reason = Reason.NO_LONGER_TRUE
    if reason is None:
        return False
    mail.withdrawn_at, mail.withdrawn_reason, mail.lease_until = now, reason.value, None
    return True


def _hand_over(transport: Transport, sender: str, number: int, rules: Rules) -> Exception | None:
    """What went wrong, if anything did."""
    try:
        mail = db.session.get_one(OutgoingMail, number)
        stop_url = "" if mail.necessary or not rules.stop_url else rules.stop_url(mail)
        made = message(mail, sender, stop_url)
        db.session.rollback()  # no transaction is open while the mail server is asked
        transport(made, number)
    except Exception as error:  # noqa: BLE001 - whatever it is, the letter waits
        db.session.rollback()
        return error
    return None


def _settle(
    number: int,
    attempt: int,
    good: Attempt,
    fault: Exception | None,
    now: datetime,
    noticed: datetime,
    jitter: float,
) -> None:
    """Mark how the attempt ended (`good` if nothing was at fault), unless the lease was lost to
    another one meanwhile."""
    begin_write()
    mail = db.session.scalars(
        select(OutgoingMail)
        .where(OutgoingMail.id == number, OutgoingMail.attempts == attempt)
        .options(defer(OutgoingMail.body), defer(OutgoingMail.attachments))
        .with_for_update()
    ).first()
    if mail is None:
        db.session.rollback()
        return
    words = None if fault is None else _words(fault)
    mail.lease_until, mail.error = None, words
    if fault is None:
        outcome = good
        mail.sent_at, mail.withdrawn_at, mail.withdrawn_reason = now, None, ""
    elif isinstance(fault, ServerFault):
        outcome = Attempt.HELD
        if not mail.refusals:
            mail.tried_since = None  # the server's time is not the letter's
    else:
        outcome = _wait_or_give_up(mail, fault, now, jitter)
    if isinstance(fault, ServerFault | BrokenOff):
        queue.hold(words or "", noticed, jitter)
    elif fault is None:
        queue.release()
    db.session.execute(
        update(MailAttempt)
        .where(MailAttempt.mail_id == number, MailAttempt.number == attempt)
        .values(outcome=outcome, words=words or "")
    )
    step()
    db.session.commit()
    if fault is not None:
        log.warning("letter %s not sent: %s", number, type(fault).__name__)


def _wait_or_give_up(mail: OutgoingMail, fault: Exception, now: datetime, jitter: float) -> Attempt:
    is_permanent = isinstance(fault, CannotBeWritten | Unreadable) or (
        isinstance(fault, Refusal) and fault.is_permanent
    )
    mail.refusals += 1
    if is_permanent or now - (mail.tried_since or now) > GIVE_UP_AFTER:
        mail.failed_at = now
        return Attempt.REFUSED
    mail.send_at = now + queue.wait_for_letter(mail.refusals, jitter)
    return Attempt.LATER


def _words(fault: Exception) -> str:
    if isinstance(fault, Refusal | BrokenOff | ServerFault | CannotBeWritten):
        return str(fault)
    return f"{type(fault).__name__}: {on_one_line(str(fault))}"[:500]
