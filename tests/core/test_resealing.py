"""Changing the key while the service runs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Event

import pytest
from flask import Flask
from sqlalchemy import select, text

from meeting_app.core import outbox, resealing, secrets
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Letter, OutgoingMail
from meeting_app.people.models import Action, AuditEntry
from tests.conftest import NOW

OLD, NEW = "an-old-key-of-more-than-thirty-two-characters", "a-new-key-of-more-than-thirty-two-ones"
LETTERS = 250


@pytest.fixture
def sealed_with_the_old(app: Flask) -> Iterator[Flask]:
    secrets.use_keys([OLD])
    for number in range(LETTERS):
        outbox.post(
            Letter("t.t", str(number), "a@example.org", "A", "en", "Subject", f"body {number}"), NOW
        )
    db.session.commit()
    yield app
    secrets.use_keys([], older=app.config["SECRET_KEYS"])


def bodies() -> list[str]:
    return list(db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id)))


def stored() -> list[str]:
    return list(db.session.execute(text("SELECT body FROM outgoing_mail ORDER BY id")).scalars())


ALL = [f"body {number}" for number in range(LETTERS)]


def test_every_sealed_column_stands_in_a_table_with_a_plain_key(app: Flask):
    """The batches follow it."""
    found = [table.name for table, _name in resealing.sealed_columns()]

    assert {"outgoing_mail", "feed"} <= set(found)
    assert [t.name for t, _n in resealing.sealed_columns() if len(t.primary_key.columns) != 1] == []


def test_reseal_while_others_read_gives_them_no_fault(sealed_with_the_old: Flask):
    app, over, reading = sealed_with_the_old, Event(), Event()
    secrets.use_keys([NEW, OLD])

    def read() -> tuple[int, int]:
        times = wrong = 0
        with app.app_context():
            while not over.is_set() or times < 3:
                wrong += bodies() != ALL
                db.session.rollback()
                times += 1
                reading.set()
        return times, wrong

    with ThreadPoolExecutor(3) as pool:
        readers = [pool.submit(Context().run, read) for _ in range(3)]
        reading.wait(10)
        answer = app.test_cli_runner().invoke(args=["keys", "change"])
        over.set()
        counts = [reader.result() for reader in readers]

    assert answer.exit_code == 0, answer.output
    assert answer.output == f"outgoing_mail.body: {LETTERS} sealed anew, 0 unreadable\n"
    assert [wrong for _times, wrong in counts] == [0, 0, 0]
    secrets.use_keys([NEW])
    assert bodies() == ALL


def test_change_of_keys_is_in_the_audit_trail_with_counts(sealed_with_the_old: Flask):
    secrets.use_keys([NEW, OLD])
    sealed_with_the_old.test_cli_runner().invoke(args=["keys", "change"])

    (entry,) = db.session.scalars(select(AuditEntry))
    assert (entry.action, entry.details) == (
        Action.KEYS_CHANGED,
        {"changed": LETTERS, "unreadable": 0},
    )


def test_reseal_interrupted_and_run_again_leaves_nothing_and_changes_nothing_twice(
    sealed_with_the_old: Flask,
):
    secrets.use_keys([NEW, OLD])
    begin_write()
    first = resealing.reseal(OutgoingMail.__table__, "body", None)  # type: ignore[arg-type]
    db.session.commit()
    half = stored()
    assert (first.changed, sum(map(secrets.is_newest, half))) == (100, 100)

    answer = sealed_with_the_old.test_cli_runner().invoke(args=["keys", "change"])
    assert answer.output == "outgoing_mail.body: 150 sealed anew, 0 unreadable\n"
    assert [before == after for before, after in zip(half[:100], stored(), strict=False)] == (
        [True] * 100
    )
    again = sealed_with_the_old.test_cli_runner().invoke(args=["keys", "change"])
    assert again.output == "Nothing is sealed with an older key.\n"


def test_change_of_keys_without_the_old_one_says_how_many_are_unreadable(
    sealed_with_the_old: Flask,
):
    secrets.use_keys([NEW])
    before = stored()

    answer = sealed_with_the_old.test_cli_runner().invoke(args=["keys", "change"])

    assert f"{LETTERS} texts cannot be read" in answer.output
    assert stored() == before


def test_send_next_of_a_letter_whose_key_is_gone_fails_it_and_sends_the_others(
    sealed_with_the_old: Flask,
):
    secrets.use_keys([NEW])
    sent: list[str] = []
    letter = Letter("t.t", "new", "b@example.org", "B", "en", "Subject", "readable")
    db.session.execute(text("DELETE FROM outgoing_mail WHERE cause <> '0'"))
    outbox.post(letter, NOW)
    db.session.commit()

    while outbox.send_next(lambda made, _n: sent.append(str(made["To"])), "m@example.org", NOW):
        pass

    assert sent == ["B <b@example.org>"]
    states = db.session.execute(
        select(OutgoingMail.sent_at, OutgoingMail.failed_at).order_by(OutgoingMail.id)
    ).all()
    assert [tuple(map(bool, one)) for one in states] == [(False, True), (True, False)]
