"""The database itself refuses to change the trail."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DatabaseError

from meeting_app.core.db import begin_write, db
from meeting_app.people import audit
from meeting_app.people.models import Action, AuditEntry
from tests.core.test_migrations import empty as empty

NOW = datetime.now(UTC)
"""The database goes by its own clock."""


@pytest.fixture
def guarded(empty: Flask, tmp_path: Path) -> Flask:
    upgrade()
    db.session.remove()
    begin_write()
    for days in (731, 729, 0):
        audit.record(Action.EXPORTED, actor=None, now=NOW - timedelta(days=days))
    db.session.commit()
    return empty


def refused(statement: Any) -> bool:
    """Did the trail's own guard refuse it? Any other fault is raised."""
    begin_write()
    try:
        db.session.execute(statement)
        db.session.commit()
    except DatabaseError as error:
        db.session.rollback()
        if "audit trail" in str(error.orig):
            return True
        raise
    return False


def test_update_of_any_entry_is_refused(guarded: Flask):
    assert refused(update(AuditEntry).values(thing="x"))
    assert set(db.session.scalars(select(AuditEntry.thing))) == {""}


@pytest.mark.parametrize("nth", [1, 2])
def test_delete_of_an_entry_younger_than_24_months_is_refused(guarded: Flask, nth: int):
    number = sorted(db.session.scalars(select(AuditEntry.id)))[nth]
    db.session.rollback()

    assert refused(delete(AuditEntry).where(AuditEntry.id == number))
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 3


def test_delete_of_what_is_older_is_possible_and_leaves_the_trail_whole(guarded: Flask):
    assert not refused(delete(AuditEntry).where(AuditEntry.at < NOW - timedelta(days=730)))
    assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == 2
    assert audit.find_break() is None


def test_truncate_is_refused(guarded: Flask):
    if db.engine.dialect.name != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")

    assert refused(text("TRUNCATE audit_entry"))
