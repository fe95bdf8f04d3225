"""Instants at rest, SQLite's settings, and writers that queue."""

import threading
import time
from collections.abc import Iterator
from contextvars import Context
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError, StatementError

from meeting_app.core.db import begin_write, db, insert_once, write_beside
from meeting_app.core.jobs import Job, WorkerSign
from meeting_app.people.models import Person
from tests.conftest import NOW
from tests.support.factories import a_person
from tests.support.world import make_app


@pytest.fixture
def on_sqlite(tmp_path: Path) -> Iterator[Flask]:
    app = make_app(tmp_path)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def test_instant_of_any_zone_comes_back_in_utc(app: Flask, now: datetime):
    elsewhere = now.astimezone(timezone(timedelta(hours=5, minutes=45)))
    begin_write()
    db.session.add(WorkerSign(name="a", seen_at=elsewhere))
    db.session.commit()
    found = db.session.scalars(select(WorkerSign.seen_at)).one()

    assert (found, found.tzinfo) == (now, UTC)
    assert db.session.scalar(select(WorkerSign.name).where(WorkerSign.seen_at == elsewhere)) == "a"


def test_instant_without_a_zone_is_refused(app: Flask, now: datetime):
    begin_write()
    db.session.add(WorkerSign(name="a", seen_at=now.replace(tzinfo=None)))

    with pytest.raises(StatementError, match="an instant needs a time zone"):
        db.session.flush()


@pytest.mark.parametrize(
    ("pragma", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 30000),
        ("secure_delete", 1),
    ],
)
def test_open_sqlite_sets(on_sqlite: Flask, pragma: str, value: object):
    assert db.session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar() == value


def test_insert_once_leaves_the_row_that_is_there(app: Flask, now: datetime):
    begin_write()
    for seconds in (0, 1):
        insert_once(WorkerSign, ["name"], name="a", seen_at=now + timedelta(seconds=seconds))
    db.session.commit()

    assert db.session.execute(select(WorkerSign.name, WorkerSign.seen_at)).all() == [("a", now)]


def test_begin_write_of_many_threads_loses_no_change(on_sqlite: Flask):
    """Each reads a number and writes the next: without the lock some would write the same."""
    begin_write()
    db.session.add(Job(kind="n", key="n", arguments={}, run_at=NOW))
    db.session.commit()
    failed: list[BaseException] = []

    def add() -> None:
        try:
            with on_sqlite.app_context():
                for _ in range(10):
                    begin_write()
                    db.session.scalars(select(Job)).one().attempts += 1
                    db.session.commit()
                db.session.remove()
        except BaseException as error:  # noqa: BLE001 - shown by the test
            failed.append(error)

    threads = [threading.Thread(target=Context().run, args=(add,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    db.session.expire_all()

    assert failed == []
    assert db.session.scalars(select(Job.attempts)).one() == 80


def test_begin_write_after_an_error_lets_the_next_writer_in(on_sqlite: Flask):
    begin_write()
    db.session.add(WorkerSign(name="a", seen_at=NOW))
    db.session.commit()
    begin_write()
    db.session.execute(WorkerSign.__table__.insert().values(name="b", seen_at=NOW))
    with pytest.raises(IntegrityError):
        db.session.execute(WorkerSign.__table__.insert().values(name="a", seen_at=NOW))
    db.session.rollback()
    begin_write()
    db.session.add(WorkerSign(name="c", seen_at=NOW))
    db.session.commit()

    assert sorted(db.session.scalars(select(WorkerSign.name))) == ["a", "c"]


def test_write_beside_waits_for_nobody(app: Flask):
    """A note that may be lost is not written while somebody else writes."""
    number = a_person().id
    db.session.commit()
    note = update(Person).where(Person.id == number).values(zone="Asia/Amman")
    begin_write()
    db.session.execute(update(Person).where(Person.id == number).values(name="Another"))
    begun = time.monotonic()
    assert write_beside(note) is False
    assert time.monotonic() - begun < 5
    db.session.commit()

    assert write_beside(note) is True
    assert db.session.scalars(select(Person.zone)).all() == ["Asia/Amman"]
