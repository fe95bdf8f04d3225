"""Letters that come back: reports of mail servers, kind and hostile."""

import time
from datetime import datetime
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Attempt, Letter, MailAttempt, OutgoingMail
from meeting_app.letters.bounces import LARGEST, NoReport, Report, read_report
from tests.conftest import NOW

LETTER = Letter("test.a", "a", "amal@example.org", "Amal", "en", "Subject", "Body\n", scope="2027")
ID = "<1234.5678@example.org>"
HEADERS = f"From: meeting@example.org\nTo: amal@example.org\nMessage-ID: {ID}\nSubject: Hello\n"


def a_report(
    *,
    fields: str = "Action: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 No such user\n",
    kind: str = "message/rfc822",
    original: str = HEADERS + "\nDear Amal,\n",
) -> bytes:
    """As a mail server writes it (RFC 3464, section 6)."""
    return f"""From: MAILER-DAEMON@mx.example.net
To: bounces@example.org
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

This is a MIME-encapsulated message.

--=_b
Content-Type: text/plain; charset=us-ascii

Your message could not be delivered. Message-ID: <not-this-one@example.org>

--=_b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Fri, 20 Nov 2026 09:00:00 +0000

Final-Recipient: rfc822; amal@example.org
{fields}
--=_b
Content-Type: {kind}

{original}
--=_b--
""".encode()


@pytest.mark.parametrize(
    ("kind", "original"),
    [
        ("message/rfc822", HEADERS + "\nDear Amal,\n"),
        ("text/rfc822-headers", HEADERS),
        ("text/rfc822-headers; charset=us-ascii", HEADERS.replace("Message-ID", "message-id")),
        ("message/global-headers", HEADERS),
        ("message/rfc822", HEADERS.replace(f" {ID}", f"\n {ID}") + "\nText\n"),
    ],
)
def test_read_report_finds_the_letter_and_the_servers_words(kind: str, original: str):
    assert read_report(a_report(kind=kind, original=original)) == Report(
        ID, True, "5.1.1 550 5.1.1 No such user"
    )


@pytest.mark.parametrize(
    ("fields", "is_final", "words"),
    [
        ("Action: delayed\nStatus: 4.4.1\n", False, "4.4.1"),
        ("Action: failed\nStatus: 4.4.7\nDiagnostic-Code: smtp; 451 Busy\n", False, "4.4.7 451 Busy"),
        ("Action: delivered\nStatus: 2.0.0\n", False, "2.0.0"),
        ("Action: FAILED\nStatus: 5.2.2\nDiagnostic-Code: smtp; 552 Full\n\tBox\n", True, "5.2.2 552 Full Box"),
        ("Action: failed\nStatus: 5.0.0\nDiagnostic-Code: x; a\x1b[31m\x00b\n", True, "5.0.0 a[31mb"),
    ],
)  # fmt: skip
def test_read_report_tells_lost_from_late(fields: str, is_final: bool, words: str):
    assert read_report(a_report(fields=fields)) == Report(ID, is_final, words)


def test_read_report_keeps_long_words_short():
    report = read_report(
        a_report(fields=f"Action: failed\nStatus: 5.0.0\nDiagnostic-Code: x; {'a' * 9999}\n")
    )

    assert len(report.words) == 500


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\x00\xff" * 5000,
        b"Subject: An ordinary letter\n\nHello\n",
        a_report(original="From: a@example.org\n\nNo id\n"),
        a_report(fields="Status: 5.0.0\n"),
        a_report(kind="text/plain"),
        a_report().replace(b"message/delivery-status", b"text/plain"),
        a_report()[:400],
        b"Content-Type: message/rfc822\n\n" * 3000,
        b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (n, n) for n in range(3000)),
        b"a" * (LARGEST + 1),
        b"Content-Type: multipart/report; boundary=" + b"=" * 100_000 + b"\n\n" + b"--=\n" * 90_000,
        a_report(fields="Action: =?utf-8?b?////?=\nStatus: =?x-unknown?q?5?=\n"),
    ],
)  # fmt: skip
def test_read_report_of_anything_else_refuses_quickly(octets: bytes):
    began = time.monotonic()
    with pytest.raises(NoReport):
        read_report(octets)

    assert time.monotonic() - began < 2


@pytest.fixture
def mail(app: Flask) -> OutgoingMail:
    begin_write()
    outbox.post(LETTER, NOW)
    sent = db.session.scalars(select(OutgoingMail)).one()
    sent.sent_at = NOW
    db.session.commit()
    return sent


def _bounced(app: Flask, octets: bytes) -> tuple[int, str]:
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=["letters", "bounced", "-"], input=octets)
    db.session.rollback()
    return result.exit_code, result.output.strip()


def _report_of(mail: OutgoingMail, **more: str) -> bytes:
    return a_report(original=f"Message-ID: {mail.message_id}\n\nText\n", **more)


def test_bounced_marks_the_letter_once_with_the_servers_words(app: Flask, mail: OutgoingMail):
    octets = _report_of(mail)

    assert _bounced(app, octets) == (0, "The letter is marked as come back.")
    assert _bounced(app, octets) == (0, "The letter was marked already.")
    after = db.session.get_one(OutgoingMail, mail.id)
    (attempt,) = db.session.scalars(select(MailAttempt)).all()
    assert (after.bounced_at, after.error) == (NOW, "5.1.1 550 5.1.1 No such user")
    assert (attempt.outcome, attempt.words, attempt.number) == (Attempt.BOUNCED, after.error, None)


def test_bounced_of_a_letter_that_waits_to_be_sent_once_more_stops_it(
    app: Flask, mail: OutgoingMail, now: datetime
):
    db.session.rollback()
    begin_write()
    mail.sent_at = None  # its worker was killed after the server had taken it
    db.session.commit()

    _bounced(app, _report_of(mail))

    assert outbox.send_next(lambda *_: None, "a@example.org", now) is False


def test_bounced_by_a_report_of_delay_changes_nothing(app: Flask, mail: OutgoingMail):
    octets = _report_of(mail, fields="Action: delayed\nStatus: 4.4.1\n")

    assert _bounced(app, octets) == (0, "The letter is not lost: nothing to do.")
    assert db.session.get_one(OutgoingMail, mail.id).bounced_at is None


def test_bounced_by_what_is_no_report_or_not_ours_ends_with_its_code(
    app: Flask, mail: OutgoingMail, tmp_path: Path
):
    assert _bounced(app, a_report()) == (67, "The report is about no letter of ours.")
    assert _bounced(app, b"Hello")[0] == 65
    path = tmp_path / "report.eml"
    path.write_bytes(_report_of(mail))
    db.session.rollback()
    result = app.test_cli_runner().invoke(args=["letters", "bounced", str(path)])

    assert result.exit_code == 0
