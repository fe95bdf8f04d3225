"""What people write does not become a link, a header or a recipient of our letters."""

from dataclasses import replace
from email import message_from_bytes, policy

import pytest
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.outbox import Attachment, Letter, OutgoingMail
from meeting_app.core.outbox.message import CannotBeWritten
from meeting_app.people import service as people
from tests.conftest import NOW

LURE = 'Win <a href=//evil.tld> http://evil.tld www.evil.tld {{7*7}} {0.__class__} "'


def sent(name: str, subject: str = "A subject", body: str = "A body\n"):
    letter = Letter("kind", "cause", "a@example.org", name, "en", subject, body)
    outbox.post(letter, NOW)
    mail = db.session.scalars(select(OutgoingMail)).one()
    octets = outbox.message(mail, "meeting@example.org").as_bytes()
    return message_from_bytes(octets, policy=policy.default)


@pytest.mark.parametrize(
    "text",
    [
        "A\r\nBcc: b@evil.tld",
        "A\n\nBody",
        'é" <b@evil.tld>, "c',
        '" <b@evil.tld>, "c',
        "=?utf-8?q?=0d=0aBcc:?= x",
        "\u202eb@evil.tld\u2028Bcc: c@evil.tld",
        "é" * 200,
        "a" * 200,
    ],
)
def test_names_and_subjects_add_no_header_and_no_recipient(app, text: str):
    message = sent(text, subject=" ".join(text.split()))

    assert sorted(set(map(str.lower, message.keys()))) == [
        "auto-submitted",
        "content-language",
        "content-type",
        "date",
        "from",
        "message-id",
        "mime-version",
        "subject",
        "to",
    ]
    assert [one.addr_spec for one in message["To"].addresses] == ["a@example.org"]


def test_only_addresses_of_ours_are_links(app):
    ours = "http://localhost/en/account/"
    message = sent(LURE, LURE, f"Dear {LURE}\n\n{ours}\nhttp://localhost.evil.tld/\n")
    html = message.get_body(("html",)).get_content()

    assert html.count("href=") == 1 + html.count("href=//evil.tld&gt;")
    assert f'<a href="{ours}">' in html
    assert "<a href=//" not in html
    assert "{{7*7}}" in html


def test_ask_for_a_link_for_somebody_that_another_named_does_not_greet_with_that_name(app):
    people.make_person("victim@example.org", LURE, language="en", now=NOW)
    people.ask_for_link("victim@example.org", language="en", next_url="", now=NOW)
    mail = db.session.scalars(select(OutgoingMail)).one()

    assert "evil" not in mail.name + mail.subject + mail.body


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b"])
def test_file_names_and_addresses_for_answers_add_no_header(app, end: str):
    evil = f"a@example.org{end}Bcc: b@evil.tld"
    file = Attachment(f"days{end}Bcc: b@evil.tld{end}.ics", "text/calendar", b"BEGIN:VCALENDAR\r\n")
    letter = Letter("kind", "cause", "a@example.org", "A", "en", "S", "B\n", attachments=(file,))
    outbox.post(letter, NOW)
    outbox.post(replace(letter, cause="other", reply_to=evil, attachments=()), NOW)
    first, second = db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id))

    octets = outbox.message(first, "meeting@example.org").as_bytes()
    headers = [
        name
        for part in message_from_bytes(octets, policy=policy.default).walk()
        for name in part.keys()  # noqa: SIM118 - of a message, not of a dict
    ]
    assert "Bcc" not in headers
    with pytest.raises(CannotBeWritten):
        outbox.message(second, "meeting@example.org")


def test_log_of_letters_that_fail_names_no_address_and_no_word_of_theirs(app, caplog):
    letter = Letter("kind", "cause", "secret@example.org", "Zenobia", "en", "S", "Zenobia\n")
    outbox.post(letter, NOW)
    db.session.commit()

    def refuse(_made, _number):
        raise outbox.transport.Refusal(550, "550 <secret@example.org> Zenobia unknown")

    assert outbox.send_next(refuse, "meeting@example.org", NOW)
    assert "secret" not in caplog.text
    assert "Zenobia" not in caplog.text
    assert "letter" in caplog.text
