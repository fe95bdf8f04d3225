"""A whole application with the demo meeting in it, made once and looked at by many tests."""

from contextvars import Context
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, g
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import event, select

from meeting_app import create_app
from meeting_app.abstracts import service as abstracts
from meeting_app.abstracts.models import Call
from meeting_app.calendars import service as calendars
from meeting_app.core import worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.localtext import LocalText
from meeting_app.core.secrets import hash_token, new_token
from meeting_app.demo.content.people import PEOPLE
from meeting_app.demo.service import ROLES
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role, RoleInvitation
from meeting_app.meetings.queries import get_meeting
from meeting_app.people import service as people
from meeting_app.people.models import AddressClaim, Purpose
from tests.support.factories import a_meeting
from tests.support.walk import Cast, addresses

KEY = "a-key-for-tests-only-long-enough-for-all"


def make_app(folder: Path, **settings: Any) -> Flask:
    """An application of its own on a new SQLite file."""
    app = create_app(
        **{
            "TESTING": True,
            "DATA_DIR": folder,
            "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/world.sqlite3",
            "SECRET_KEY": KEY,
            "SECRET_KEYS": [KEY],
            "BASE_URL": "http://localhost",
            "LOOPBACK": True,
            "SMTP_URL": "",
            "SURVEY_LEAST_SECONDS": 0,
            "SURVEY_ANSWERS_PER_MINUTE": 0,
        }
        | settings
    )
    with app.app_context():
        upgrade()
        db.session.remove()
    return app


@dataclass
class World:
    app: Flask
    clients: dict[str, FlaskClient]
    """A signed-in browser per role, and "visitor"."""
    addresses: dict[str, dict[str, str]]
    """{language: {endpoint: address}} of what answers GET."""
    posts: dict[str, str]
    """{endpoint: address}, in English, of what takes POST."""

    def get(self, role: str, address: str) -> Any:
        """In a context of its own, as a server would."""
        return Context().run(self.clients[role].get, address)

    def statements(self, role: str, address: str) -> tuple[Any, list[str]]:
        """The answer, and the SQL that it took."""
        seen: list[str] = []

        def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            seen.append(statement)

        with self.app.app_context():
            engine = db.engine
        event.listen(engine, "before_cursor_execute", note)
        try:
            return self.get(role, address), [
                s for s in seen if not s.startswith(("BEGIN", "PRAGMA"))
            ]
        finally:
            event.remove(engine, "before_cursor_execute", note)


def make_world(
    folder: Path, now: datetime, fill: Any, *, work: bool = True, **settings: Any
) -> World:
    """fill(now) -> Meeting makes the content; letters and PDFs are made by the worker then,
    unless `work` is False."""
    app = make_app(folder, NOW=now, **settings)
    with app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", now
        begin_write()
        meeting: Meeting = fill(now)
        persons = {
            role: people.get_person(next(p["email"] for p in PEOPLE if p["key"] == role))
            for role in ROLES
        }
        # Presents an accepted abstract that somebody else submitted.
        persons["presenter"] = people.get_person("joyce.tembo@example.org")
        calendars.make_feed(meeting, persons["participant"], "en", now)
        people.ask_for_data(persons["participant"], now)
        # Written in Cyrillic, as the search for unmarked strings reads Latin letters.
        persons["administrator"] = people.make_person(
            "administrator@example.org", "Жжж", language="en", now=now
        )
        persons["administrator"].is_administrator = True
        # A second meeting with nothing in it. Its organiser must get nothing of the first.
        text = LocalText.of({"en": "Жжж", "fr": "Жжж", "es": "Жжж", "ar": "Жжж"})
        other = a_meeting("other", title=text, theme=text, place=text, venue=text)
        persons["other_organiser"] = people.make_person(
            "other@example.org", "Жжж", language="en", now=now
        )
        meetings.grant(other, persons["other_organiser"], Role.ORGANISER, now)
        meetings.grant(other, persons["reading_organiser"], Role.READING_ORGANISER, now)
        call = db.session.scalars(select(Call).where(Call.slug == "advocacy")).one()
        abstracts.save_draft(
            call, abstracts.Content("Жжж", "", "en"), person=persons["submitter"], now=now
        )
        tokens = {
            role: people.make_link(person.email, language="en", now=now, purpose=Purpose.DEMO)
            for role, person in persons.items()
        }
        people.merge(
            *(
                people.make_person(f"twice{n}@example.org", "Жжж", language="en", now=now)
                for n in (1, 2)
            ),
            by=None,
            now=now,
        )
        claim = new_token()
        db.session.add(
            AddressClaim(
                person_id=persons["participant"].id,
                address="second@example.org",
                token_hash=hash_token(claim),
                created_at=now,
                expires_at=now + timedelta(days=2),
            )
        )
        unused = people.make_link("somebody@example.org", language="en", now=now)
        offered = db.session.scalars(select(RoleInvitation).order_by(RoleInvitation.id)).first()
        assert offered
        invitation = people.make_link(
            offered.email,
            purpose=Purpose.ROLE_INVITATION,
            about=offered.code,
            language="en",
            now=now,
        )
        db.session.commit()
        begin_write()
        worker.jobs.show_sign_of_life("test", now)
        db.session.commit()
        if work:
            worker.run_recurring(app, now)
            worker.run_due(app)
        cast = Cast(
            persons["submitter"],
            persons["reviewer"],
            persons["participant"],
            unused,
            claim,
            invitation,
        )
        meeting = get_meeting(meeting.slug)
        found = {lang: addresses(app, meeting, cast, lang) for lang in ("en", "fr", "es", "ar")}
        posts = addresses(app, meeting, cast, method="POST")
        db.session.remove()
    clients = {"visitor": app.test_client()}
    for role, token in tokens.items():
        clients[role] = app.test_client()
        _sign_in(clients[role], f"/en/account/link/{token}")
    return World(app, clients, found, posts)


def _sign_in(client: FlaskClient, link: str) -> None:
    from tests.support.pages import Page

    page = Page(Context().run(client.get, link))
    answer = Context().run(client.post, link, data=dict(page.form().fields))
    assert answer.status_code == 303
