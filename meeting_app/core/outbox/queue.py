"""The pace of the whole queue, and holding it while the mail server is at fault."""

from datetime import datetime, timedelta

from sqlalchemy import select, update

from meeting_app.core.db import db, insert_once
from meeting_app.core.outbox.models import MailQueue

_ONE = 1
LONGEST_WAIT = 3600.0
"""Seconds, of a letter that is refused for now."""
LONGEST_HOLD = 60.0
"""Seconds, of the queue: asking costs one connection, and people wait for their links."""
_CATCHES_UP = timedelta(seconds=2)
"""A worker that slept for a second may make up for it."""


def wait_for_letter(refusals: int, jitter: float) -> timedelta:
    """Growing waits: 10 s, 40 s, 160 s, ... and half as much more by jitter, at most an hour."""
    seconds = 10 * 4 ** (min(refusals, 8) - 1)
    return timedelta(seconds=min(LONGEST_WAIT / 1.5, seconds) * (1 + jitter / 2))


def wait_for_server(faults: int, jitter: float) -> timedelta:
    """Growing waits: 5 s, 10 s, 20 s, 40 s, and half as much more by jitter, at most a minute."""
    seconds = 5 * 2 ** (min(faults, 8) - 1)
    return timedelta(seconds=min(LONGEST_HOLD / 1.5, seconds) * (1 + jitter / 2))


def find_queue() -> MailQueue | None:
    """None before the first letter."""
    return db.session.get(MailQueue, _ONE)


def is_free(now: datetime, *, paced: bool) -> bool:
    """May a letter leave now? Other workers wait until this transaction ends."""
    found = db.session.execute(
        select(MailQueue.held_until, MailQueue.free_at)
        .where(MailQueue.id == _ONE)
        .with_for_update()
    ).first()
    if found is None:
        return True
    is_held = found.held_until is not None and found.held_until > now
    return not is_held and not (paced and found.free_at is not None and found.free_at > now)


def take_turn(now: datetime, per_minute: int | None) -> None:
    """Note when the next letter may leave at this rate."""
    if per_minute is None:
        return
    _make()
    row = db.session.get_one(MailQueue, _ONE)
    row.free_at = max(row.free_at or now, now - _CATCHES_UP) + timedelta(minutes=1) / per_minute


def hold(words: str, now: datetime, jitter: float) -> None:
    """Let everything wait: one letter after another would only meet the same fault."""
    _make()
    row = db.session.get_one(MailQueue, _ONE)
    row.faults += 1
    row.held_since = row.held_since or now
    row.held_until = now + wait_for_server(row.faults, jitter)
    row.words = words


def release() -> None:
    """The server took a letter."""
    db.session.execute(
        update(MailQueue)
        .where(MailQueue.held_since.is_not(None))
        .values(held_since=None, held_until=None, faults=0, words="")
    )


def _make() -> None:
    insert_once(MailQueue, ["id"], id=_ONE, faults=0, words="")
