"""The worker's loop."""

import threading
from collections.abc import Iterator
from contextvars import Context
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core import jobs, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.feature import Feature
from meeting_app.core.jobs import Job
from meeting_app.core.outbox import Letter, OutgoingMail, post
from tests.conftest import NOW
from tests.support.world import make_app

LETTER = Letter("test.a", "a", "amal@example.org", "Amal", "en", "Subject", "Body\n")


@pytest.fixture
def own_app(tmp_path: Path) -> Iterator[Flask]:
    """On a database file of its own, because the worker runs in a thread."""
    app = make_app(tmp_path, NOW=NOW)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _use(app: Flask, **jobs_: Any) -> None:
    app.extensions["features"] = (Feature("test", jobs=jobs_),)


def _enqueue(*keys: str) -> None:
    begin_write()
    for number, key in enumerate(keys):
        jobs.enqueue("run", key, {}, run_at=NOW - timedelta(minutes=9 - number))
    db.session.commit()


def _start(app: Flask, stop: threading.Event) -> threading.Thread:
    thread = threading.Thread(target=Context().run, args=(worker.work, app, stop))
    thread.start()
    return thread


def test_run_due_does_letters_and_jobs_and_counts_them(own_app: Flask):
    seen: list[datetime] = []
    _use(own_app, run=lambda _arguments, now: seen.append(now))
    _enqueue("a", "b")
    begin_write()
    post(LETTER, NOW)
    db.session.commit()

    assert (worker.run_due(own_app), worker.run_due(own_app)) == (3, 0)
    assert seen == [NOW, NOW]
    letters = own_app.config["DATA_DIR"] / "letters"
    assert [path.suffix for path in letters.iterdir()] == [".eml"]
    assert db.session.scalars(select(OutgoingMail.sent_at)).one() == NOW


def test_work_told_to_stop_finishes_its_job_and_begins_no_other(own_app: Flask):
    stop, begun = threading.Event(), threading.Event()

    def run(_arguments: dict[str, Any], _now: datetime) -> None:
        begun.set()
        assert stop.wait(10)

    _use(own_app, run=run)
    _enqueue("a", "b", "c")
    thread = _start(own_app, stop)
    assert begun.wait(10)
    stop.set()
    thread.join(10)
    db.session.rollback()

    assert thread.is_alive() is False
    done = dict(db.session.execute(select(Job.key, Job.done_at)).all())
    assert done == {"a": NOW, "b": None, "c": None}


def test_work_shows_that_it_lives_and_goes_on_after_a_failure(
    own_app: Flask, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(worker, "IDLE_SECONDS", 0.01)
    stop, seen = threading.Event(), []

    def stumble(_now: datetime) -> None:
        seen.append("stumble")
        raise OSError("the disk is full")

    def run(_arguments: dict[str, Any], _now: datetime) -> None:
        seen.append("run")
        stop.set()

    own_app.extensions["features"] = (
        Feature("test", jobs={"run": run}, recurring=(jobs.Recurring("test.bad", 3600, stumble),)),
    )
    _enqueue("a")
    thread = _start(own_app, stop)
    thread.join(10)
    db.session.rollback()

    assert (thread.is_alive(), seen) == (False, ["stumble", "run"])
    assert jobs.last_sign_of_life() == NOW
    assert db.session.scalars(select(Job.done_at)).one() == NOW
