"""Work outside the request: rows with a lease, run at least once by the worker.

A job is written in the transaction of its cause. A worker claims it for a lease and counts the
attempt; one that dies leaves the lease to run out. Every job must be idempotent. After
`ATTEMPTS` failures a job is dead and waits for a person.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import JSON, Index, String, Text, delete, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from meeting_app.core.db import Base, begin_write, db, insert_once
from meeting_app.core.personal import NOT_PERSONAL

log = logging.getLogger(__name__)

ATTEMPTS = 8
LEASE = timedelta(minutes=2)
"""Longer than the slowest job: a PDF child process is ended after 20 s."""


class Job(Base):
    __tablename__ = "job"
    __table_args__ = (Index("ix_job_waiting", "done_at", "run_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    key: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    """One row per key for ever: posting it twice changes nothing."""
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, info=NOT_PERSONAL)
    run_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    done_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    """Dead: given up after the last attempt."""
    error: Mapped[str | None] = mapped_column(Text, info=NOT_PERSONAL)


class WorkerSign(Base):
    """A worker's sign of life, one row per worker process name."""

    __tablename__ = "worker_sign"

    name: Mapped[str] = mapped_column(String(100), primary_key=True)
    seen_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class Claim:
    id: int
    kind: str
    arguments: dict[str, Any]
    attempt: int


Run = Callable[[dict[str, Any], datetime], None]
"""(arguments, now): changes rows in the session; the worker commits."""


@dataclass(frozen=True, slots=True)
class SlowRun:
    """A job whose work takes long: it must not hold the write lock, nor any transaction, for it."""

    read: Callable[[dict[str, Any]], Any]
    """(arguments): reads rows; its result, a value, outlives the session's rows."""
    work: Callable[[Any], Any]
    """What `read` gave -> what is to be stored. Without the database."""
    store: Callable[[Any, datetime], None]
    """(what `work` gave, now): changes rows in the session; the worker commits."""


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something the worker does every `seconds`. Idempotent, short, and changes rows only when
    there is something to do."""

    name: str
    seconds: int
    run: Callable[[datetime], None]


def enqueue(kind: str, key: str, arguments: Mapping[str, Any], *, run_at: datetime) -> None:
    """Write the job, unless one with this key exists."""
    insert_once(Job, ["key"], kind=kind, key=key, arguments=dict(arguments), run_at=run_at)


def backoff(attempt: int, *, jitter: float) -> timedelta:
    """Growing waits of at most an hour: 10 s, 40 s, 160 s, ...; jitter in [0, 1) adds up to half."""
    return timedelta(seconds=min(3600.0, 10 * 4 ** (attempt - 1)) * (1 + jitter / 2))


def claim(now: datetime) -> Claim | None:
    """Take the next due job for a lease. The caller commits."""
    due = (
        select(Job.id)
        .where(
            Job.done_at.is_(None),
            Job.failed_at.is_(None),
            Job.run_at <= now,
            or_(Job.lease_until.is_(None), Job.lease_until < now),
        )
        .order_by(Job.run_at, Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)  # left out by SQLite, where writers queue
    )
    row = db.session.execute(
        update(Job)
        .where(Job.id.in_(due.scalar_subquery()))
        .values(lease_until=now + LEASE, attempts=Job.attempts + 1)
        .returning(Job.id, Job.kind, Job.arguments, Job.attempts)
        .execution_options(synchronize_session=False)
    ).first()
    return Claim(*row) if row else None


def finish(done: Claim, now: datetime) -> bool:
    """Mark as done, unless the lease was lost to another attempt."""
    return _settle(done, done_at=now, lease_until=None, error=None)


def fail(failed: Claim, error: str, now: datetime, *, jitter: float) -> bool:
    """Wait for the next attempt, or give up after the last."""
    if failed.attempt >= ATTEMPTS:
        return _settle(failed, failed_at=now, lease_until=None, error=error)
    again = now + backoff(failed.attempt, jitter=jitter)
    return _settle(failed, run_at=again, lease_until=None, error=error)


def _settle(claimed: Claim, **values: Any) -> bool:
    result = db.session.execute(
        update(Job)
        .where(Job.id == claimed.id, Job.attempts == claimed.attempt, Job.done_at.is_(None))
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


SIGNS_KEPT = timedelta(days=1)
WORKER_SEEN_WITHIN = timedelta(minutes=1)
"""A worker that gave no sign for longer counts as gone."""


def show_sign_of_life(name: str, now: datetime) -> None:
    if not db.session.execute(
        update(WorkerSign).where(WorkerSign.name == name).values(seen_at=now)
    ).rowcount:  # type: ignore[attr-defined]
        db.session.execute(insert(WorkerSign).values(name=name, seen_at=now))
        db.session.execute(delete(WorkerSign).where(WorkerSign.seen_at < now - SIGNS_KEPT))


def last_sign_of_life() -> datetime | None:
    return db.session.scalar(
        select(WorkerSign.seen_at).order_by(WorkerSign.seen_at.desc()).limit(1)
    )


def run_next(runners: Mapping[str, Run | SlowRun], now: datetime, *, jitter: float = 0.0) -> bool:
    """Claim and run one due job, in two writing transactions. True when there was one."""
    begin_write()
    claimed = claim(now)
    ended = claimed is not None and claimed.attempt > ATTEMPTS
    if claimed is not None and ended:  # the last attempt, too, took its worker down with it
        fail(claimed, "The worker ended during the last attempt.", now, jitter=jitter)
    db.session.commit()
    if claimed is None or ended:
        return ended
    try:
        _run(runners[claimed.kind], claimed.arguments, now)
        if not finish(claimed, now):
            db.session.rollback()  # another attempt owns the job now; its result counts
            return True
        db.session.commit()
    except Exception as error:
        log.exception("job %s failed (attempt %s)", claimed.id, claimed.attempt)
        db.session.rollback()
        begin_write()
        fail(claimed, f"{type(error).__name__}: {error}"[:500], now, jitter=jitter)
        db.session.commit()
    return True


def _run(runner: Run | SlowRun, arguments: dict[str, Any], now: datetime) -> None:
    """Leaves a writing transaction open that holds the job's rows."""
    if isinstance(runner, SlowRun):
        found = runner.read(arguments)
        db.session.rollback()
        made = runner.work(found)
        begin_write()
        runner.store(made, now)
    else:
        begin_write()
        runner(arguments, now)
