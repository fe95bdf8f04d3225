"""Letters of workers that are killed: one row and one Message-ID each, and few copies."""

import subprocess
import sys
import threading
from collections import Counter, defaultdict
from contextvars import Context
from pathlib import Path

from flask import Flask
from sqlalchemy import create_engine, select, text

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Letter, OutgoingMail, Reason
from tests.conftest import NOW
from tests.support.mail_servers import Server, a_server

ROOT = Path(__file__).parent.parent.parent


def _run(way: str, url: str, folder: Path) -> tuple[Server, int]:
    engine = create_engine(url)
    db.metadata.create_all(engine)
    engine.dispose()
    with a_server() as server:
        made = subprocess.run(
            [
                *(sys.executable, "-m", "tests.support.killed_mailers"),
                *(way, url, str(folder), str(server.port)),
            ],
            cwd=ROOT,
            timeout=120,
            capture_output=True,
            text=True,
        )
    assert made.returncode == 0, made.stderr[-2000:]
    return server, int(made.stdout)


def _rows(url: str) -> list[tuple[str, str, str, bool, str]]:
    engine = create_engine(url)
    with engine.connect() as connection:
        rows = connection.execute(
            text("SELECT cause, address, message_id, sent_at, withdrawn_reason FROM outgoing_mail")
        ).all()
    engine.dispose()
    return [(c, a, m, sent is not None, reason) for c, a, m, sent, reason in rows]


def _copies(server: Server) -> dict[tuple[str, str], Counter[str]]:
    """{(cause, address): {Message-ID: how often it arrived}}"""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for made in server.taken:
        (to,) = made["To"].addresses
        found[str(made["Subject"]), to.addr_spec][str(made["Message-ID"])] += 1
    return found


def test_send_next_killed_between_any_two_steps_sends_each_letter_under_one_message_id(
    own_database: str, tmp_path: Path
):
    server, last = _run("steps", own_database, tmp_path)
    rows, copies = _rows(own_database), _copies(server)
    rounds = [f"round {number}" for number in range(1, last + 1)]

    assert last > 20, "too few steps were passed: the test shows nothing"
    assert sorted((cause, address) for cause, address, *_ in rows) == sorted(
        (cause, address)
        for cause in rounds
        for address in ("over@example.org", "p0@example.org", "p1@example.org")
    )
    for cause, address, message_id, sent, reason in rows:
        if address == "over@example.org":
            assert (sent, reason, copies.get((cause, address))) == (False, "no_longer_true", None)
        else:
            assert (sent, reason, set(copies[cause, address])) == (True, "", {message_id})
    more = [
        sum(sum(copies[cause, f"p{one}@example.org"].values()) - 1 for one in range(2))
        for cause in rounds
    ]
    assert max(more) == 1  # at most one extra copy per kill, and there is such a moment
    assert more[-1] == 0


def test_send_next_of_two_workers_killed_at_random_loses_and_mixes_nothing(
    own_database: str, tmp_path: Path
):
    server, killed = _run("random", own_database, tmp_path)
    rows, copies = _rows(own_database), _copies(server)
    sent = {(c, a): m for c, a, m, sent, _ in rows if sent}

    assert (len(rows), len(sent)) == (81, 80)
    assert {key: set(ids) for key, ids in copies.items()} == {k: {m} for k, m in sent.items()}
    assert sum(sum(ids.values()) for ids in copies.values()) - 80 <= killed
    assert killed > 0, "no worker was killed: the test shows nothing"


def test_withdraw_beside_two_workers_lets_exactly_one_of_both_win(application: Flask, app: Flask):
    """Of each letter: sent once, or withdrawn and never handed over."""
    begin_write()
    outbox.post_many(
        [
            Letter("test.a", "c", f"p{n}@example.org", "Amal", "en", "S", "B\n", scope="2027")
            for n in range(60)
        ],
        NOW,
    )
    db.session.commit()
    numbers = list(db.session.scalars(select(OutgoingMail.id).order_by(OutgoingMail.id.desc())))
    db.session.rollback()
    handed: list[int] = []
    withdrawn: list[int] = []

    def send() -> None:
        with application.app_context():
            while outbox.send_next(lambda _made, number: handed.append(number), "a@b.org", NOW):
                db.session.remove()

    def withdraw() -> None:
        with application.app_context():
            for number in numbers:
                begin_write()
                if outbox.withdraw([number], Reason.BY_ORGANISER, NOW):
                    withdrawn.append(number)
                db.session.commit()
                db.session.remove()

    threads = [threading.Thread(target=Context().run, args=(f,)) for f in (send, send, withdraw)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert sorted(handed + withdrawn) == sorted(numbers)
    assert (len(handed) > 0, len(withdrawn) > 0) == (True, True)
    states = db.session.execute(
        select(OutgoingMail.id, OutgoingMail.sent_at, OutgoingMail.withdrawn_at)
    ).all()
    assert {n: (s is not None, w is not None) for n, s, w in states} == {
        n: (n in handed, n in withdrawn) for n in numbers
    }
