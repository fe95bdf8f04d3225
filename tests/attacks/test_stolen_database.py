"""Somebody copies the database file: nothing that could hurt anybody can be read in it."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from meeting_app.calendars import service as calendars
from meeting_app.core.db import db
from meeting_app.people import service as people
from meeting_app.people.models import Method
from meeting_app.registration.sensitive import service
from meeting_app.registration.sensitive.fields import Given, SensitiveField
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.registration.sensitive.factories import (
    ACCESS,
    DIET,
    EMERGENCY,
    PASSPORT,
    PHONE,
    VISA,
    all_fields,
)
from tests.support.factories import a_meeting, a_person

SECRETS = {
    VISA: Given(("letter",), "Consulate-in-Nairobi"),
    PASSPORT: Given((), "P7654321X"),
    DIET: Given(("kosher",), "no-shellfish-please"),
    ACCESS: Given(("sign_language",), "left-ear-is-deaf"),
    PHONE: Given((), "+254-700-555-001"),
    EMERGENCY: Given((), "Zuleikha-255-001"),
}
MARKS = [
    b"Consulate-in-Nairobi", b"P7654321X", b"kosher", b"no-shellfish", b"sign_language",
    b"left-ear", b"700-555-001", b"Zuleikha",
]  # fmt: skip


def everything_in(folder: Path) -> bytes:
    """Of the database with what is still in its log, and of all files beside it."""
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


@pytest.mark.parametrize("fault", [None, "values kept as typed"])
def test_stolen_database_file_shows_no_sensitive_value_and_no_token(
    app: Flask, fault: str | None, monkeypatch: pytest.MonkeyPatch
):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the file of SQLite; PostgreSQL keeps the same columns")
    if fault:
        monkeypatch.setattr(service, "seal", lambda written, about: written)
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    person = a_person()
    registration = a_registration(meeting, person)
    assert set(SECRETS) == set(SensitiveField)
    service.give(registration, SECRETS, consents=True, now=NOW)
    link = people.make_link(person.email, language="en", now=NOW)
    feed = calendars.make_feed(meeting, person, "en", NOW).secret
    token = people.start_sign_in(person, NOW, method=Method.LINK)
    db.session.commit()
    db.session.execute(text("SELECT 1"))

    stolen = everything_in(Path(app.config["DATA_DIR"]))

    assert person.email.encode() in stolen  # the file is the right one
    found = [mark for mark in MARKS if mark in stolen]
    assert bool(found) == bool(fault)
    tokens = [one for one in (link, feed, token) if str(one).encode() in stolen]
    assert tokens == []
    assert app.config["SECRET_KEY"].encode() not in stolen


def test_sensitive_value_that_was_deleted_is_in_no_page_of_the_file(app: Flask):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("the file of SQLite; PostgreSQL is vacuumed")
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    registration = a_registration(meeting, a_person())
    service.give(registration, {PHONE: SECRETS[PHONE]}, consents=True, now=NOW)
    db.session.commit()
    sealed = db.session.execute(text("SELECT sealed FROM sensitive_value")).scalar_one().encode()
    db.session.rollback()

    service.take_back(meeting, registration.person, PHONE, NOW)
    db.session.commit()
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    assert sealed not in everything_in(Path(app.config["DATA_DIR"]))
