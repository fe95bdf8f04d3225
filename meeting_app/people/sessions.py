"""Flask-Security's session layer, with the sign-in kept as a row on the server."""

from flask import Flask, g, request, session
from flask_security import Security, SQLAlchemyUserDatastore

from meeting_app.core.db import db
from meeting_app.core.requests import READS
from meeting_app.people import queries, service
from meeting_app.people.models import NoRole, Person


def init_app(app: Flask) -> None:
    security = Security(
        app,
        SQLAlchemyUserDatastore(db, Person, NoRole),
        register_blueprint=False,
    )
    # The cookie is not enough: the row must still be there and not be ended.
    login_manager = app.login_manager  # type: ignore[attr-defined]
    login_manager.user_loader(_load)
    # Our own guard asks who is signed in, where that matters, and we set no "remember me" cookie.
    # The libraries look at every request: feeds, too, would read the session and vary by cookie.
    app.before_request_funcs[None].remove(security.principal._on_before_request)
    app.after_request_funcs[None].remove(login_manager._update_remember_cookie)
    app.extensions["security"] = security


def _load(uniquifier: str) -> Person | None:
    sign_in = queries.find_sign_in(session.get("sign_in", ""), g.now)
    if sign_in is None or sign_in.person.fs_uniquifier != uniquifier:
        return None
    db.session().info["sign_in"] = sign_in
    service.note_seen(sign_in, g.now, writing=request.method not in READS)
    return sign_in.person
