"""One application per test process, an empty database for each test, a clock that can be set."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask, g
from sqlalchemy import create_engine, text

from meeting_app import create_app
from meeting_app.core import limits
from meeting_app.core.db import begin_write, db
from tests.support.pages import Visitor

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)


def _database_url(folder: Path) -> str:
    """SQLite, or a schema of its own in the PostgreSQL that TEST_DATABASE_URL names."""
    url = os.environ.get("TEST_DATABASE_URL")
    if not url:
        return f"sqlite:///{folder}/test.sqlite3"
    schema = f"test_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA IF EXISTS {schema} CASCADE"))
        connection.execute(text(f"CREATE SCHEMA {schema}"))
    engine.dispose()
    return f"{url}?options=-csearch_path%3D{schema}"


@pytest.fixture(scope="session")
def application(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    folder = tmp_path_factory.mktemp("data")
    app = create_app(
        TESTING=True,
        DATA_DIR=folder,
        SQLALCHEMY_DATABASE_URI=_database_url(folder),
        SECRET_KEY="a-key-for-tests-only-long-enough-for-all",
        SECRET_KEYS=["a-key-for-tests-only-long-enough-for-all"],
        BASE_URL="http://localhost",
        LOOPBACK=True,
        SMTP_URL="",
        SURVEY_LEAST_SECONDS=0,
        SURVEY_ANSWERS_PER_MINUTE=0,
        WTF_CSRF_ENABLED=True,
    )
    with app.app_context():
        db.create_all()
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def app(application: Flask) -> Iterator[Flask]:
    """The application within its context; everything that a test wrote is taken away after it."""
    application.config["NOW"] = NOW
    with application.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        limits.forget_all()
        yield application
        db.session.rollback()
        begin_write()
        for table in reversed(db.metadata.sorted_tables):
            db.session.execute(table.delete())
        db.session.commit()
        db.session.remove()


@pytest.fixture
def now(app: Flask) -> datetime:
    return NOW


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    """Somebody who is not signed in. `Visitor(app, person)` is somebody who is."""
    return Visitor(app)
