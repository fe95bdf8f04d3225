"""Jobs: leases, retries, workers that die."""

import subprocess
import sys
from collections import Counter
from contextvars import Context
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import create_engine, select, text

from meeting_app.core import jobs
from meeting_app.core.db import begin_write, db
from meeting_app.core.jobs import ATTEMPTS, LEASE, Claim, Job

ROOT = Path(__file__).resolve().parents[2]
SOON = timedelta(seconds=1)


def _enqueue(key: str, run_at: datetime, kind: str = "note", **arguments: Any) -> None:
    db.session.rollback()
    begin_write()
    jobs.enqueue(kind, key, arguments, run_at=run_at)
    db.session.commit()


def _claim(now: datetime) -> Claim | None:
    begin_write()
    claimed = jobs.claim(now)
    db.session.commit()
    return claimed


def _job(key: str = "a") -> Job:
    """As it is in the database now; no transaction stays open."""
    db.session.rollback()
    job = db.session.scalars(select(Job).where(Job.key == key)).one()
    db.session.expunge(job)
    db.session.rollback()
    return job


class Notes:
    """Runs that remember what they were given, and fail as often as told."""

    def __init__(self, failures: int = 0) -> None:
        self.failures = failures
        self.seen: list[tuple[dict[str, Any], datetime]] = []

    def __call__(self, arguments: dict[str, Any], now: datetime) -> None:
        self.seen.append((arguments, now))
        jobs.enqueue("result", f"of {len(self.seen)}", {}, run_at=now + timedelta(days=99))
        if len(self.seen) <= self.failures:
            raise ValueError("the printer is out of paper")


def test_enqueue_twice_with_one_key_keeps_the_first(app: Flask, now: datetime):
    _enqueue("a", now, number=1)
    _enqueue("a", now + SOON, kind="other", number=2)

    rows = db.session.execute(select(Job.key, Job.kind, Job.arguments, Job.run_at)).all()
    assert [tuple(row) for row in rows] == [("a", "note", {"number": 1}, now)]


def test_enqueue_undone_with_its_cause_leaves_no_job(app: Flask, now: datetime):
    begin_write()
    jobs.enqueue("note", "a", {}, run_at=now)
    db.session.rollback()

    assert db.session.scalars(select(Job)).all() == []


def test_run_next_gives_arguments_and_marks_as_done(app: Flask, now: datetime):
    run = Notes()
    _enqueue("a", now, number=7)

    assert jobs.run_next({"note": run}, now + SOON) is True
    assert jobs.run_next({"note": run}, now + SOON) is False
    job = _job()
    assert run.seen == [({"number": 7}, now + SOON)]
    assert (job.done_at, job.attempts, job.lease_until, job.error) == (now + SOON, 1, None, None)


def test_run_next_before_its_time_leaves_the_job(app: Flask, now: datetime):
    run = Notes()
    _enqueue("a", now + SOON)

    assert (jobs.run_next({"note": run}, now), run.seen) == (False, [])


def test_run_next_takes_the_job_that_waits_longest(app: Flask, now: datetime):
    run = Notes()
    for number, age in enumerate((1, 3, 2)):
        _enqueue(f"job {number}", now - timedelta(minutes=age), number=number)
    while jobs.run_next({"note": run}, now):
        pass

    assert [arguments["number"] for arguments, _ in run.seen] == [1, 2, 0]


def test_run_next_after_a_failure_waits_longer_each_time_then_gives_up(app: Flask, now: datetime):
    run = Notes(failures=99)
    _enqueue("a", now)
    at, waits = now, []
    while jobs.run_next({"note": run}, at):
        waits.append((_job().run_at - at).total_seconds())
        at = max(_job().run_at, at)
        assert len(waits) <= ATTEMPTS

    job = _job()
    assert waits[:-1] == [10, 40, 160, 640, 2560, 3600, 3600]
    assert len(run.seen) == ATTEMPTS == 8
    assert (job.done_at, job.failed_at, job.lease_until) == (None, at, None)
    assert job.error == "ValueError: the printer is out of paper"
    assert db.session.scalars(select(Job.key)).all() == ["a"]  # what the attempts wrote is undone


def test_run_next_after_failures_that_passed_is_done_without_error(app: Flask, now: datetime):
    run = Notes(failures=2)
    _enqueue("a", now)
    for minutes in (0, 5, 10):
        jobs.run_next({"note": run}, now + timedelta(minutes=minutes))

    job = _job()
    assert (job.done_at, job.attempts, job.error) == (now + timedelta(minutes=10), 3, None)
    assert sorted(db.session.scalars(select(Job.key))) == ["a", "of 3"]


@pytest.mark.parametrize(
    ("attempt", "jitter", "seconds"),
    [(1, 0.0, 10), (2, 0.0, 40), (1, 0.5, 12.5), (6, 0.0, 3600), (60, 0.0, 3600)],
)
def test_backoff_grows_to_an_hour(attempt: int, jitter: float, seconds: float):
    assert jobs.backoff(attempt, jitter=jitter).total_seconds() == seconds


def test_run_next_of_a_kind_nobody_knows_is_tried_again(app: Flask, now: datetime):
    _enqueue("a", now)
    jobs.run_next({}, now)

    job = _job()
    assert (job.error, job.run_at) == ("KeyError: 'note'", now + timedelta(seconds=10))


def test_claim_while_leased_finds_nothing_and_after_it_the_job(app: Flask, now: datetime):
    _enqueue("a", now)
    first = _claim(now)

    assert first == Claim(_job().id, "note", {}, 1)
    assert _claim(now + LEASE) is None
    assert _claim(now + LEASE + SOON) == Claim(first.id, "note", {}, 2)


def test_run_next_of_a_job_that_took_all_its_workers_down_gives_up(app: Flask, now: datetime):
    run, at = Notes(), now
    _enqueue("a", now)
    for _ in range(ATTEMPTS):  # each worker claims and is killed
        assert _claim(at) is not None
        at += LEASE + SOON

    assert jobs.run_next({"note": run}, at) is True
    assert jobs.run_next({"note": run}, at + timedelta(days=1)) is False
    job = _job()
    assert run.seen == []
    assert (job.failed_at, job.error) == (at, "The worker ended during the last attempt.")


@pytest.mark.parametrize("settle", ["finish", "fail"])
def test_settle_after_the_lease_was_lost_changes_nothing(app: Flask, now: datetime, settle: str):
    _enqueue("a", now)
    lost = _claim(now)
    held = _claim(now + LEASE + SOON)
    assert lost is not None
    assert held is not None
    begin_write()
    if settle == "finish":
        changed = jobs.finish(lost, now)
    else:
        changed = jobs.fail(lost, "late", now, jitter=0)
    db.session.commit()

    job = _job()
    assert changed is False
    assert (job.done_at, job.error, job.lease_until) == (None, None, now + 2 * LEASE + SOON)


@pytest.mark.parametrize("slow", [False, True])
def test_run_next_that_outlives_its_lease_leaves_no_result(app: Flask, now: datetime, slow: bool):
    """Another worker takes the job while the first still works: only the second's result counts.

    (Of a plain job only on PostgreSQL; SQLite has one writer, so the claim is written by hand.)
    """
    results: list[str] = []

    def store(who: str, at: datetime) -> None:
        jobs.enqueue("result", f"by {who}", {}, run_at=at + timedelta(days=1))
        results.append(who)

    def steal(_: object) -> str:
        assert Context().run(_in_context, app, lambda: _claim(now + LEASE + SOON)) is not None
        return "first"

    def plain(_arguments: dict[str, Any], at: datetime) -> None:
        store("first", at)
        db.session.flush()
        job = db.session.scalars(select(Job).where(Job.key == "a")).one()
        job.attempts += 1  # as another worker's claim
        db.session.flush()

    _enqueue("a", now)
    run = jobs.SlowRun(read=lambda _: None, work=steal, store=store) if slow else plain
    jobs.run_next({"note": run}, now)

    assert results == ["first"]
    assert db.session.scalars(select(Job.key)).all() == ["a"]
    assert _job().done_at is None


def _in_context(app: Flask, run: Any) -> Any:
    with app.app_context():
        try:
            return run()
        finally:
            db.session.remove()


def test_slow_run_works_without_any_transaction(app: Flask, now: datetime):
    """So that a PDF which takes seconds keeps no writer waiting."""
    _enqueue("a", now)
    open_while_working: list[bool] = []

    def work(found: int) -> int:
        open_while_working.append(db.session().in_transaction())
        Context().run(_in_context, app, lambda: _enqueue("beside", now + timedelta(days=1)))
        return found + 1

    stored: list[tuple[int, datetime]] = []
    run = jobs.SlowRun(
        read=lambda _: len(db.session.scalars(select(Job)).all()),
        work=work,
        store=lambda made, at: stored.append((made, at)),
    )
    jobs.run_next({"note": run}, now)

    assert (open_while_working, stored) == ([False], [(2, now)])
    assert _job().done_at == now


def test_show_sign_of_life_keeps_one_row_per_worker_and_the_latest_counts(
    app: Flask, now: datetime
):
    assert jobs.last_sign_of_life() is None
    db.session.rollback()
    begin_write()
    for name, seconds in (("one", 0), ("two", 1), ("one", 5), ("two", 2)):
        jobs.show_sign_of_life(name, now + timedelta(seconds=seconds))
    db.session.commit()

    rows = db.session.execute(select(jobs.WorkerSign.name, jobs.WorkerSign.seen_at)).all()
    assert sorted(rows) == [
        ("one", now + timedelta(seconds=5)),
        ("two", now + timedelta(seconds=2)),
    ]
    assert jobs.last_sign_of_life() == now + timedelta(seconds=5)


def test_claim_by_two_workers_at_once_gives_each_another_job(app: Flask, now: datetime):
    """The second asks while the first's transaction is still open (PostgreSQL); on SQLite it
    waits for its turn."""
    for key in ("a", "b"):
        _enqueue(key, now)
    begin_write()
    first = jobs.claim(now)
    if db.engine.dialect.name == "sqlite":
        db.session.commit()
    second = Context().run(_in_context, app, lambda: _claim(now))
    db.session.commit()

    assert first is not None
    assert second is not None
    assert {first.id, second.id} == set(db.session.scalars(select(Job.id)))


@pytest.mark.parametrize("seed", [1])
def test_work_of_workers_that_are_killed_is_done_exactly_once(
    own_database: str, tmp_path: Path, now: datetime, seed: int
):
    engine = create_engine(own_database)
    db.metadata.create_all(engine)
    numbers = list(range(20))
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE result (number INTEGER)"))
        connection.execute(
            Job.__table__.insert(),
            [
                {
                    "kind": ("plain", "slow")[number % 2],
                    "key": str(number),
                    "arguments": {"number": number},
                    "run_at": datetime(2020, 1, 1, tzinfo=now.tzinfo),
                    "attempts": 0,
                }
                for number in numbers
            ],
        )
    subprocess.run(
        [
            *(sys.executable, "-m", "tests.support.killed_workers"),
            *(own_database, str(tmp_path), str(seed)),
        ],
        cwd=ROOT,
        check=True,
        timeout=60,
    )
    with engine.connect() as connection:
        results = connection.scalars(text("SELECT number FROM result ORDER BY number")).all()
        states = connection.execute(
            text("SELECT count(done_at), count(failed_at), sum(attempts) FROM job")
        ).one()
    engine.dispose()
    runs = Counter(int(line) for line in (tmp_path / "runs").read_text().split())

    assert results == numbers
    assert tuple(states)[:2] == (20, 0)
    assert sorted(runs) == numbers
    assert states[2] > 20, "no job was killed: the test shows nothing"
