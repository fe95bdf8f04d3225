"""What operators ask: does it live, can it work."""

from collections.abc import Iterator
from contextvars import Context
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import text

from meeting_app.core import jobs
from meeting_app.core.db import begin_write, db
from tests.conftest import NOW
from tests.support.world import make_app


@pytest.fixture
def migrated(tmp_path: Path) -> Iterator[Flask]:
    app = make_app(tmp_path, NOW=NOW)
    with app.app_context():
        db.drop_all()
        begin_write()
        db.session.execute(text("DROP TABLE IF EXISTS alembic_version"))
        db.session.commit()
        upgrade()
        db.session.remove()
        yield app
        db.session.remove()
        db.engine.dispose()


def _ask(app: Flask, path: str = "/readyz") -> tuple[int, object]:
    db.session.rollback()
    answer = Context().run(app.test_client().get, path)
    return answer.status_code, answer.json


def _show_sign(at: datetime) -> None:
    begin_write()
    jobs.show_sign_of_life("worker", at)
    db.session.commit()


def _state(status: str, database: bool, migrations: bool, worker: bool) -> dict[str, object]:
    return {
        "status": status,
        "database": database,
        "migrations": migrations,
        "worker": worker,
    }


def test_healthz_answers_while_the_process_lives(app: Flask):
    assert _ask(app, "/healthz") == (200, {"status": "ok"})


def test_readyz_tells_what_is_not_well(migrated: Flask):
    assert _ask(migrated) == (503, _state("not ready", True, True, False))
    _show_sign(NOW - timedelta(seconds=60))
    assert _ask(migrated) == (503, _state("not ready", True, True, False))
    _show_sign(NOW - timedelta(seconds=59))
    assert _ask(migrated) == (200, _state("ok", True, True, True))

    begin_write()
    db.session.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    db.session.commit()
    assert _ask(migrated) == (503, _state("not ready", True, False, True))


def test_readyz_without_a_database_says_so(tmp_path: Path):
    url = f"sqlite:///{tmp_path}/data/x.sqlite3"
    (tmp_path / "data").mkdir()
    app = make_app(tmp_path, NOW=NOW, SQLALCHEMY_DATABASE_URI=url)
    with app.app_context():
        db.engine.dispose()
    for path in (tmp_path / "data").iterdir():
        path.unlink()
    (tmp_path / "data").rmdir()
    answer = Context().run(app.test_client().get, "/readyz")

    assert (answer.status_code, answer.json) == (503, _state("not ready", False, False, False))
    with app.app_context():
        db.engine.dispose()
