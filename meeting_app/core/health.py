"""For operators: does the process live, and can it do its work."""

from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app, g, jsonify
from flask_migrate import Migrate
from sqlalchemy.exc import SQLAlchemyError

from meeting_app.core import jobs
from meeting_app.core.db import db
from meeting_app.core.web import Page


def init_app(app: Flask) -> None:
    app.add_url_rule("/healthz", "healthz", healthz)
    app.add_url_rule("/readyz", "readyz", readyz)


def healthz() -> Page:
    """200 while the process answers."""
    return jsonify(status="ok")


def readyz() -> Page:
    """200 when database, migrations and worker are all well, else 503 with what is not."""
    checks = {"database": False, "migrations": False, "worker": False}
    try:
        checks["migrations"] = migrations_are_current()
        checks["database"] = True
        seen = jobs.last_sign_of_life()
        checks["worker"] = seen is not None and g.now - seen < jobs.WORKER_SEEN_WITHIN
    except SQLAlchemyError:
        current_app.logger.exception("the database does not answer")
    good = all(checks.values())
    return jsonify(status="ok" if good else "not ready", **checks), 200 if good else 503


def migrations_are_current() -> bool:
    migrate: Migrate = current_app.extensions["migrate"].migrate
    heads = set(ScriptDirectory(migrate.directory).get_heads())
    return set(MigrationContext.configure(db.session.connection()).get_current_heads()) == heads
