"""What a letter carries, and what it never does."""

import email
import email.policy
import re
from dataclasses import replace
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Attachment, Letter, OutgoingMail, unlinked

SENDER = "Annual meeting <meeting@example.org>"
STOP = "http://localhost/fr/account/letters/WzEsMl0.abc_DEF-123" + "x" * 80
LETTER = Letter(
    "test.a", "c", "amal@example.org", "Amal", "fr", "Bonjour", "Bonjour,\n\nTexte.\n",
    scope="2027", person_id=7, reply_to="contact@example.org", necessary=False,
    attachments=(Attachment("jours.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n"),),
)  # fmt: skip
# As mail programs look for what they make links of, and a little more.
LINKS = re.compile(r"(?i)\w+://\S|www\.\S|mailto:\S|[^\s.]\.[^\W\d_]{2}")


def _travelled(letter: Letter, now: datetime, stop_url: str = "") -> EmailMessage:
    db.session.rollback()
    begin_write()
    outbox.post(letter, now)
    mail = db.session.scalars(select(OutgoingMail)).one()
    octets = outbox.message(mail, SENDER, stop_url).as_bytes()
    db.session.rollback()
    return email.message_from_bytes(octets, policy=email.policy.default)


def test_message_of_a_letter_that_can_be_stopped_says_how_in_its_language(
    app: Flask, now: datetime
):
    made = _travelled(LETTER, now, STOP)
    text, html = made.get_body(("plain",)), made.get_body(("html",))
    assert text is not None
    assert html is not None

    assert (made["List-Unsubscribe"], made["List-Unsubscribe-Post"]) == (
        f"<{STOP}>",
        "List-Unsubscribe=One-Click",
    )
    lines = text.get_content().replace(" \n", " ").splitlines()  # format=flowed
    assert lines[-2:] == [
        "Trop de courriers\u202f? Vous pouvez choisir ici de ne recevoir que les courriers"
        " nécessaires\xa0:",
        STOP,
    ]
    assert f'<a href="{STOP}">' in html.get_content()


def test_message_names_who_answers_and_is_marked_as_written_by_a_machine(app: Flask, now: datetime):
    made = _travelled(LETTER, now)

    assert {name: str(made[name]) for name in ("From", "Reply-To", "Auto-Submitted", "Date")} == {
        "From": SENDER,
        "Reply-To": "contact@example.org",
        "Auto-Submitted": "auto-generated",
        "Date": "Fri, 20 Nov 2026 09:00:00 +0000",
    }
    assert re.fullmatch(r"<[^<>@\s]+@127\.0\.0\.1>", made["Message-ID"])
    assert made["Content-Language"] == "fr"


def test_message_loads_nothing_and_carries_calendar_files_only(app: Flask, now: datetime):
    made = _travelled(LETTER, now)
    html = made.get_body(("html",))
    assert html is not None

    assert (
        re.findall(r"(?i)<(?:img|link|script|iframe|object)|src=|url\(", html.get_content()) == []
    )
    assert [part.get_content_type() for part in made.walk() if not part.is_multipart()] == [
        "text/plain",
        "text/html",
        "text/calendar",
    ]


@pytest.mark.parametrize(
    ("address", "travels"),
    [
        ("amal@bücher.example", "amal@xn--bcher-kva.example"),
        ("amal@مثال.example", "amal@xn--mgbh0fb.example"),
        ('"a b"@example.org', None),
        ("أمل@example.org", None),
        ("a@x\r\nBcc: b@x", None),
        ("a@x, b@x", None),
        ("a@x>, <b@x", None),
        ("a@b@c", None),
        ("@example.org", None),
        ("amal", None),
        ("a@" + "x" * 70 + ".org", None),
        ("a@x..org", None),
    ],
)
def test_send_next_to_an_address_that_no_server_takes_fails_at_once(
    app: Flask, now: datetime, tmp_path: Path, address: str, travels: str | None
):
    begin_write()
    outbox.post(replace(LETTER, address=address), now)
    db.session.commit()
    outbox.send_next(outbox.Folder(tmp_path), SENDER, now)
    mail = db.session.scalars(select(OutgoingMail)).one()
    found = [
        one.addr_spec
        for path in tmp_path.iterdir()
        for one in email.message_from_bytes(path.read_bytes(), policy=email.policy.default)[
            "To"
        ].addresses
    ]

    assert found == ([travels] if travels else [])
    assert (mail.sent_at, mail.failed_at) == ((now, None) if travels else (None, now))


@given(st.text(alphabet=st.sampled_from("ab.:/@ wméا\u200b\u2060\u3002https"), max_size=40))
@example("Win http://evil.tld now")
@example("www.evil.tld, mailto:a@evil.tld")
@example("evil\u200b.\u2060tld")
@example("HTTPS://EVIL.TLD/a.b?c=d.ef")
@example("a@evil\u3002tld")
def test_unlinked_leaves_nothing_that_a_mail_program_makes_a_link_of(text: str):
    dead = unlinked(text)
    seen = re.sub("[\u00ad\u200b-\u200f\u2060\ufeff]", "", dead).replace("\u3002", ".")

    assert LINKS.search(seen) is None
    assert dead.replace(" ", "") == text.replace(" ", "")  # only spaces came in
    assert unlinked(dead) == dead


@pytest.mark.parametrize(
    "name",
    ["J.R.R. Tolkien", "Amal Haddad", "أمل حدّاد", "Version 2.5, p. 3", "A: B/C", "50 %.", "a.b"],
)
def test_unlinked_leaves_ordinary_names_as_they_are(name: str):
    assert unlinked(name) == name


def test_subject_keeps_blanks_at_which_no_line_may_end(app: Flask, now: datetime):
    subject = "Réunion «\u202f2027\u202f»\u00a0: \r\n suite"

    found = _travelled(replace(LETTER, subject=subject), now)

    assert found["Subject"] == "Réunion «\u202f2027\u202f»\u00a0: suite"
