"""What the worker makes of mail servers that refuse, hang, close and lie."""

import itertools
import time
from collections import Counter
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import AuthResult
from flask import Flask
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Letter, MailAttempt, OutgoingMail, queue, transport
from tests.support.mail_servers import (
    a_free_port,
    a_raw_server,
    a_server,
    a_tls_context,
    refuse_sign_in,
)

SENDER = "Annual meeting <meeting@example.org>"
LETTER = Letter("test.a", "c", "p0@example.org", "Amal", "en", "Subject", "Body\n", scope="2027")


def _post(now: datetime, number: int = 1) -> None:
    db.session.rollback()
    begin_write()
    for one in range(number):
        outbox.post(replace(LETTER, address=f"p{one}@example.org"), now)
    db.session.commit()


def _mails() -> list[OutgoingMail]:
    db.session.rollback()
    mails = list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))
    db.session.expunge_all()
    db.session.rollback()
    return mails


def _log() -> list[tuple[str, str]]:
    db.session.rollback()
    found = db.session.execute(
        select(MailAttempt.outcome, MailAttempt.words).order_by(MailAttempt.id)
    ).all()
    db.session.rollback()
    return [(outcome, words) for outcome, words in found]


def _hold() -> tuple[datetime | None, datetime | None, int, str]:
    db.session.rollback()
    found = queue.find_queue()
    values = (found.held_since, found.held_until, found.faults, found.words) if found else None
    db.session.rollback()
    return values or (None, None, 0, "")


def _smtp(port: int, **more: Any) -> outbox.Smtp:
    return outbox.Smtp(f"smtp://127.0.0.1:{port}", **({"timeout": 0.3} | more))


def _run(smtp: outbox.Smtp, now: datetime, *, most: int = 100) -> int:
    """How many letters were taken up at this instant."""
    done = 0
    with closing(smtp):
        while done < most and outbox.send_next(smtp, SENDER, now):
            done += 1
    return done


def test_send_next_keeps_one_connection_for_a_run_of_letters(app: Flask, now: datetime):
    _post(now, 7)
    with a_server() as server:
        _run(_smtp(server.port, timeout=5), now)

    assert (len(server.taken), len(server.peers)) == (7, 1)


def test_send_next_connects_anew_after_many_letters_and_after_the_server_has_gone(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transport, "PER_CONNECTION", 3)
    _post(now, 8)
    port = a_free_port()
    smtp = _smtp(port, timeout=5)
    with closing(smtp):
        with a_server(port=port) as first:
            for _ in range(4):
                outbox.send_next(smtp, SENDER, now)
        with a_server(port=port) as second:  # the connection kept is dead by now
            for _ in range(4):
                outbox.send_next(smtp, SENDER, now)

    assert (len(first.taken), len(first.peers)) == (4, 2)
    assert (len(second.taken), len(second.peers)) == (4, 2)
    assert [mail.attempts for mail in _mails()] == [1] * 8


def test_send_next_refused_for_some_goes_on_with_the_others_on_the_same_connection(
    app: Flask, now: datetime
):
    _post(now, 4)
    answers = {
        "p1@example.org": "550 5.1.1 No such user",
        "p2@example.org": "452 4.2.2 Box is full",
    }
    with a_server(to_recipients=answers) as server:
        _run(_smtp(server.port, timeout=5), now)
    mails = _mails()

    assert [(m.sent_at, m.failed_at, m.error) for m in mails] == [
        (now, None, None),
        (None, now, "550 5.1.1 No such user"),
        (None, None, "452 4.2.2 Box is full"),
        (now, None, None),
    ]
    assert _log() == [
        ("sent", ""),
        ("refused", "550 5.1.1 No such user"),
        ("later", "452 4.2.2 Box is full"),
        ("sent", ""),
    ]
    assert (len(server.peers), _hold()[0]) == (1, None)


def test_send_next_that_is_greylisted_arrives_the_second_time(app: Flask, now: datetime):
    _post(now, 2)
    with a_server(greylists=True) as server:
        counts = [
            _run(_smtp(server.port, timeout=5), now + timedelta(seconds=s)) for s in (0, 9, 10)
        ]

    assert counts == [2, 0, 2]
    assert [(mail.sent_at, mail.refusals) for mail in _mails()] == [
        (now + timedelta(seconds=10), 1)
    ] * 2
    assert len(server.taken) == 2


HELD = [
    ("connect", "hang"), ("connect", "close"), ("EHLO", "close"), ("MAIL", "hang"), ("MAIL", "close"),
]  # fmt: skip


@pytest.mark.parametrize(("point", "how"), HELD)
def test_send_next_to_a_server_at_fault_holds_the_queue_and_costs_no_letter_a_try(
    app: Flask, now: datetime, point: str, how: str
):
    _post(now, 5)
    with a_raw_server(point, how) as server:
        tried = [
            _run(_smtp(server.port), now + timedelta(seconds=second), most=1) == 1
            for second in (0, 4, 8, 16, 20)
        ]

    assert tried == [True, False, True, False, True]
    assert [(m.refusals, m.failed_at, m.tried_since, m.send_at) for m in _mails()] == [
        (0, None, None, now)
    ] * 5
    since, until, faults, words = _hold()
    assert since is not None
    assert until is not None
    # The wait begins when the fault was noticed: a hanging server takes its time.
    assert now <= since < now + timedelta(seconds=3)
    assert timedelta(seconds=20 + 20) <= until - now < timedelta(seconds=20 + 23)
    assert faults == 3
    assert [outcome for outcome, _ in _log()] == ["held"] * 3
    assert words != ""


@pytest.mark.parametrize(
    ("point", "how"),
    [("RCPT", "hang"), ("RCPT", "close"), ("DATA", "hang"), ("end", "hang"), ("end", "close")],
)
def test_send_next_broken_off_within_a_letter_lets_it_wait_and_the_queue_for_a_moment(
    app: Flask, now: datetime, point: str, how: str
):
    _post(now, 3)
    with a_raw_server(point, how, only=1) as server:
        assert _run(_smtp(server.port), now) == 1
        assert _run(_smtp(server.port), now + timedelta(seconds=4)) == 0
        assert _run(_smtp(server.port, timeout=5), now + timedelta(seconds=8)) == 2
        assert _run(_smtp(server.port, timeout=5), now + timedelta(seconds=12)) == 1
    mails = _mails()

    assert [(mail.attempts, mail.refusals) for mail in mails] == [(2, 1), (1, 0), (1, 0)]
    assert [mail.sent_at is not None for mail in mails] == [True] * 3
    assert _hold() == (None, None, 0, "")
    # After the whole letter was sent nobody knows: then the same letter goes once more.
    copies = Counter(
        line for octets in server.letters for line in octets.split(b"\r\n") if b"Message-ID" in line
    )
    assert sorted(copies.values()) == ([1, 1, 2] if point == "end" else [1, 1, 1])
    assert len(copies) == 3


def test_send_next_to_a_server_that_drips_ends_within_the_lease(
    app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(transport, "HANDOVER_SECONDS", 0.5)
    _post(now)
    began = time.monotonic()
    with a_raw_server("RCPT", "drip") as server:
        _run(_smtp(server.port, timeout=5), now)

    assert time.monotonic() - began < 3
    assert [(mail.refusals, mail.sent_at) for mail in _mails()] == [(1, None)]


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ({"to_sender": "553 5.1.8 Sender address rejected"}, "553 5.1.8 Sender address rejected"),
        (
            {"to_recipient": "530 5.7.0 Must issue STARTTLS first"},
            "530 5.7.0 Must issue STARTTLS first",
        ),
        ({"to_recipient": "535 5.7.8 Not signed in"}, "535 5.7.8 Not signed in"),
    ],
)
def test_send_next_refused_for_what_an_operator_can_mend_fails_no_letter(
    app: Flask, now: datetime, answers: dict[str, str], words: str
):
    _post(now, 3)
    with a_server(**answers) as server:
        assert _run(_smtp(server.port, timeout=5), now) == 1
    with a_server() as server:
        assert _run(_smtp(server.port, timeout=5), now + timedelta(days=5)) == 3

    assert _log()[0] == ("held", words)
    assert len(server.taken) == 3


def test_send_next_told_that_the_service_closes_holds_the_queue(app: Flask, now: datetime):
    _post(now, 3)
    with a_server(to_recipient="421 4.7.0 Too many connections, closing") as server:
        assert _run(_smtp(server.port, timeout=5), now) == 1

    assert _hold()[2:] == (1, "421 4.7.0 Too many connections, closing")
    assert [mail.failed_at for mail in _mails()] == [None] * 3


def test_send_next_whose_sign_in_is_refused_holds_the_queue(
    app: Flask, now: datetime, caplog: pytest.LogCaptureFixture
):
    _post(now, 3)
    options = {"authenticator": refuse_sign_in, "auth_require_tls": False}
    with a_server(options=options) as server:
        smtp = outbox.Smtp(f"smtp://us%40er:s%3Acret@127.0.0.1:{server.port}", timeout=5)
        assert _run(smtp, now) == 1

    assert _hold()[2:] == (1, "535 5.7.8 Wrong password")
    assert "cret" not in caplog.text


def test_send_next_signs_in_with_name_and_password(app: Flask, now: datetime):
    seen: list[Any] = []

    def allow(
        _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any
    ) -> AuthResult:
        seen.append((data.login, data.password))
        return AuthResult(success=True)

    _post(now)
    with a_server(options={"authenticator": allow, "auth_require_tls": False}) as server:
        _run(outbox.Smtp(f"smtp://us%40er:s%3Acret@127.0.0.1:{server.port}", timeout=5), now)

    assert (seen, len(server.taken)) == ([(b"us@er", b"s:cret")], 1)


@pytest.mark.parametrize(("scheme", "require"), [("smtp+tls", False), ("smtp", True)])
def test_send_next_without_the_tls_that_settings_require_sends_nothing(
    app: Flask, now: datetime, scheme: str, require: bool
):
    _post(now, 2)
    with a_server() as server:
        smtp = outbox.Smtp(f"{scheme}://127.0.0.1:{server.port}", timeout=5, require_tls=require)
        assert _run(smtp, now) == 1

    assert _hold()[2:] == (1, "The server offers no TLS, which the settings require.")
    assert server.taken == []


@pytest.mark.parametrize("scheme", ["smtp", "smtp+tls"])
def test_send_next_uses_tls_where_it_is_offered(
    app: Flask, now: datetime, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheme: str
):
    context = a_tls_context(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    _post(now, 2)
    with a_server(options={"tls_context": context, "require_starttls": True}) as server:
        _run(outbox.Smtp(f"{scheme}://127.0.0.1:{server.port}", timeout=5), now)

    assert len(server.taken) == 2


@pytest.mark.parametrize(("name", "known"), [("127.0.0.1", False), ("mx.example.net", True)])
def test_send_next_to_a_server_with_a_wrong_certificate_sends_nothing(
    app: Flask,
    now: datetime,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    known: bool,
):
    context = a_tls_context(tmp_path, name=name)
    if known:
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    _post(now, 2)
    with a_server(options={"tls_context": context}) as server:
        assert _run(outbox.Smtp(f"smtp://127.0.0.1:{server.port}", timeout=5), now) == 1

    assert _hold()[3].startswith("SSLCertVerificationError: ")
    assert server.taken == []


def test_send_next_has_bounces_sent_where_the_settings_say(app: Flask, now: datetime):
    _post(now)
    with a_server() as server:
        _run(_smtp(server.port, timeout=5, bounces_to="bounces@example.org"), now)
    with a_server() as second:
        _post(now, 2)
        _run(_smtp(second.port, timeout=5), now)

    assert (server.senders, second.senders) == (["bounces@example.org"], ["meeting@example.org"])
    assert server.taken[0]["From"] == SENDER


def test_waits_grow_with_jitter_to_an_hour_for_a_letter_and_a_minute_for_the_queue():
    letter = [queue.wait_for_letter(n, 0.0).total_seconds() for n in range(1, 8)]
    server = [queue.wait_for_server(n, 0.0).total_seconds() for n in range(1, 6)]

    assert letter == [10, 40, 160, 640, 2400, 2400, 2400]
    assert server == [5, 10, 20, 40, 40]
    assert queue.wait_for_letter(99, 0.999).total_seconds() < 3600
    assert 59 < queue.wait_for_server(99, 0.999).total_seconds() < 60
    assert queue.wait_for_letter(1, 0.5).total_seconds() == 12.5


def test_send_next_at_a_pace_lets_no_more_leave_than_that(app: Flask, now: datetime):
    """Asked four times a second for a minute, at 30 a minute."""
    _post(now, 60)
    sent = []
    smtp: list[str] = []

    def take(made: Any, _number: int) -> None:
        smtp.append(made["To"])

    for quarter in range(240):
        at = now + timedelta(seconds=quarter / 4)
        if outbox.send_next(take, SENDER, at, per_minute=30):
            sent.append(at)

    assert len(sent) == 30
    assert min(b - a for a, b in itertools.pairwise(sent)) == timedelta(seconds=2)


def test_send_next_at_a_pace_makes_up_for_a_short_sleep_only(app: Flask, now: datetime):
    _post(now, 60)

    def sent_at(seconds: float) -> int:
        at, number = now + timedelta(seconds=seconds), 0
        while outbox.send_next(lambda *_: None, SENDER, at, per_minute=240):
            number += 1
        return number

    assert [sent_at(second) for second in (0, 1, 2, 3, 60)] == [1, 4, 4, 4, 9]


def test_withdrawn_letters_use_up_no_pace(app: Flask, now: datetime):
    begin_write()
    letters = [replace(LETTER, address=f"w{n}@example.org", condition="test.no") for n in range(20)]
    outbox.post_many(letters, now)
    outbox.post(replace(LETTER, cause="last", send_at=now), now)
    db.session.commit()
    rules = outbox.Rules(conditions={"test.no": lambda *_: False})
    taken: list[int] = []

    while outbox.send_next(
        lambda _made, number: taken.append(number), SENDER, now, rules=rules, per_minute=1
    ):
        pass

    assert len(taken) == 1
    assert Counter(mail.withdrawn_reason for mail in _mails()) == {"no_longer_true": 20, "": 1}
