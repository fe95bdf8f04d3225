"""Flask-Security's session layer, with the sign-in kept as a row on the server."""

from flask import Flask, g, session
from flask_security import Security, SQLAlchemyUserDatastore

from meeting_app.core.db import db
from meeting_app.people import queries
from meeting_app.people.models import NoRole, Person


def init_app(app: Flask) -> None:
    security = Security(
        app,
        SQLAlchemyUserDatastore(db, Person, NoRole),
        register_blueprint=False,
    )
    # The cookie is not enough: the row must still be there and not be ended.
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]
    app.extensions["security"] = security


def _load(uniquifier: str) -> Person | None:
    person = queries.find_signed_in(session.get("sign_in", ""), g.now)
    return person if person is not None and person.fs_uniquifier == uniquifier else None
