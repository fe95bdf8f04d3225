"""Letters: one row per recipient and cause, and what a real mail server is given."""

import email
import email.policy
import stat
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from sqlalchemy import select

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES, babel_locale
from meeting_app.core.outbox import Attachment, Letter, OutgoingMail, sending
from tests.support.factories import a_person
from tests.support.mail_servers import Server, a_server
from tests.support.pages import Visitor
from tests.support.statements import Statements

SENDER = "meeting@example.org"
ICS = "BEGIN:VCALENDAR\r\nSUMMARY:اجتماع – réunion\r\nEND:VCALENDAR\r\n"
LETTER = Letter(
    kind="test.welcome",
    cause="person 1",
    address="amal@example.org",
    name="أمل حدّاد",
    language="ar",
    subject="أهلاً بكم في الاجتماع السنوي",
    body="عزيزتي أمل،\n\nافتحي الرابط:\nhttps://example.org/a?b=1&c=<2>\n",
    scope="2027",
    attachments=(Attachment("موعد.ics", "text/calendar", ICS.encode()),),
)


def _post(now: datetime, *letters: Letter) -> None:
    db.session.rollback()
    begin_write()
    for letter in letters:
        outbox.post(letter, now)
    db.session.commit()


def _mails() -> list[OutgoingMail]:
    db.session.rollback()
    mails = list(db.session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))
    db.session.expunge_all()
    db.session.rollback()
    return mails


def _parts(made: EmailMessage) -> list[EmailMessage]:
    return [part for part in made.walk() if not part.is_multipart()]  # type: ignore[misc]


def _send(server: Server, now: datetime) -> bool:
    with closing(outbox.Smtp(f"smtp://127.0.0.1:{server.port}", timeout=5)) as smtp:
        return outbox.send_next(smtp, SENDER, now)


def test_post_undone_with_its_cause_leaves_no_letter(app: Flask, now: datetime):
    begin_write()
    outbox.post(LETTER, now)
    db.session.rollback()

    assert _mails() == []


def test_post_of_one_cause_to_one_address_makes_one_row(app: Flask, now: datetime):
    others = [
        replace(LETTER, kind="test.other"),
        replace(LETTER, cause="person 2"),
        replace(LETTER, address="jo@example.org"),
    ]
    _post(now, LETTER, replace(LETTER, subject="Once more"), *others)
    _post(now + timedelta(days=1), LETTER, *others)

    mails = _mails()
    assert [(m.kind, m.cause, m.address, m.subject, m.created_at) for m in mails] == [
        (each.kind, each.cause, each.address, LETTER.subject, now) for each in (LETTER, *others)
    ]
    assert len({mail.message_id for mail in mails}) == 4


def test_send_next_hands_over_a_whole_letter_in_its_language(app: Flask, now: datetime):
    _post(now, LETTER)
    with a_server() as server:
        assert [_send(server, now), _send(server, now)] == [True, False]
    (made,) = server.taken
    (mail,) = _mails()
    text, html, calendar = _parts(made)

    headers = {name: value for name, value in made.items() if name != "Content-Type"}
    assert headers == {
        "Subject": LETTER.subject,
        "From": SENDER,
        "To": "أمل حدّاد <amal@example.org>",
        "Date": "Fri, 20 Nov 2026 09:00:00 +0000",
        "Message-ID": mail.message_id,
        "Auto-Submitted": "auto-generated",
        "Content-Language": "ar",
        "MIME-Version": "1.0",
    }
    assert made["To"].addresses[0].display_name == "أمل حدّاد"
    assert text.get_content().replace("\r\n", "\n") == LETTER.body
    assert '<html lang="ar" dir="rtl">' in html.get_content()
    assert '<body dir="rtl">' in html.get_content()
    assert "<2>" not in html.get_content()
    assert (calendar.get_content_type(), calendar.get_filename()) == ("text/calendar", "موعد.ics")
    assert calendar.get_payload(decode=True) == ICS.encode()
    assert (mail.sent_at, mail.failed_at, mail.error, mail.lease_until) == (now, None, None, None)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"to_recipient": "450 Mailbox busy"}, "450 Mailbox busy"),
        ({"to_data": "451 Come again later"}, "451 Come again later"),
        ({"to_data": "close"}, "SMTPServerDisconnected: Connection unexpectedly closed"),
    ],
)
def test_send_next_refused_for_now_is_tried_later_under_the_same_message_id(
    app: Flask, now: datetime, answers: dict[str, str], error: str
):
    _post(now, LETTER)
    (before,) = _mails()
    with a_server(**answers) as server:
        _send(server, now)
        (waiting,) = _mails()
        early = _send(server, now + timedelta(seconds=9))
        server.to_recipient = server.to_data = ""
        _send(server, now + timedelta(seconds=10))
    (mail,) = _mails()

    assert (waiting.error, waiting.sent_at, waiting.failed_at) == (error, None, None)
    assert early is False
    assert [made["Message-ID"] for made in server.taken] == [before.message_id]
    assert (mail.sent_at, mail.error, mail.attempts) == (now + timedelta(seconds=10), None, 2)


@pytest.mark.parametrize(
    ("answers", "error"),
    [
        ({"to_recipient": "550 5.1.1 No such user here"}, "550 5.1.1 No such user here"),
        ({"to_data": "554 This looks like spam"}, "554 This looks like spam"),
    ],
)
def test_send_next_refused_for_good_is_given_up_with_the_servers_words(
    app: Flask, now: datetime, answers: dict[str, str], error: str
):
    _post(now, LETTER)
    with a_server(**answers) as server:
        _send(server, now)
        assert _send(server, now + timedelta(days=2)) is False
    (mail,) = _mails()

    assert (mail.failed_at, mail.sent_at, mail.error, server.taken) == (now, None, error, [])


def test_send_next_refused_for_now_for_three_days_is_given_up(app: Flask, now: datetime):
    _post(now, LETTER)
    with a_server(to_recipient="450 Mailbox busy") as server:
        for hours in (0, 72, 73):
            _send(server, now + timedelta(hours=hours))
            (mail,) = _mails()
            assert mail.failed_at == (now + timedelta(hours=73) if hours == 73 else None)


def test_send_next_without_a_server_waits_as_long_as_it_takes(app: Flask, now: datetime):
    _post(now, LETTER)
    with a_server() as server:
        pass  # its port is closed now
    for days in range(0, 10, 3):
        assert _send(server, now + timedelta(days=days)) is True
    (mail,) = _mails()

    assert (mail.failed_at, mail.sent_at, mail.refusals, mail.tried_since) == (None, None, 0, None)
    assert (mail.error or "").startswith("ConnectionRefusedError: ")


def test_send_next_without_a_server_holds_all_letters_with_one_try(app: Flask, now: datetime):
    _post(now, *(replace(LETTER, cause=f"person {number}") for number in range(5)))
    with a_server() as server:
        pass
    tried = [_send(server, now + timedelta(seconds=second)) for second in (0, 4, 5, 14, 15)]

    assert tried == [True, False, True, False, True]
    assert [mail.attempts for mail in _mails()] == [3, 0, 0, 0, 0]


def test_send_next_that_was_taken_is_sent_whatever_the_server_says_at_parting(
    app: Flask, now: datetime
):
    _post(now, LETTER)
    with a_server(to_quit="421 Closing") as server:
        _send(server, now)
        _send(server, now + timedelta(days=1))

    assert len(server.taken) == 1
    assert _mails()[0].sent_at == now


def test_send_next_while_another_worker_sends_leaves_the_letter_to_it(app: Flask, now: datetime):
    _post(now, LETTER)
    seen: list[bool] = []

    def transport(_made: EmailMessage, _number: int) -> None:
        assert not db.session().in_transaction()
        seen.append(outbox.send_next(transport, SENDER, now + sending.LEASE))

    outbox.send_next(transport, SENDER, now)

    assert seen == [False]


def test_send_next_after_its_lease_does_not_overwrite_who_came_after(app: Flask, now: datetime):
    _post(now, LETTER)
    later = now + sending.LEASE + timedelta(seconds=1)

    def take(_made: EmailMessage, _number: int) -> None:
        pass

    def hang(_made: EmailMessage, _number: int) -> None:
        outbox.send_next(take, SENDER, later)
        raise TimeoutError("too late")

    outbox.send_next(hang, SENDER, now)
    (mail,) = _mails()

    assert (mail.sent_at, mail.error, mail.attempts) == (later, None, 2)


def test_send_next_of_a_letter_that_cannot_be_composed_does_not_stop_the_others(
    app: Flask, now: datetime, tmp_path: Path
):
    _post(now, replace(LETTER, address="no address\r\nBcc: all@example.org"), LETTER)
    keep = outbox.Folder(tmp_path)
    while outbox.send_next(keep, SENDER, now):
        pass
    bad, good = _mails()

    assert (bad.sent_at, good.sent_at) == (None, now)
    assert bad.error is not None
    assert [path.name for path in tmp_path.iterdir()] == [f"{good.id:06}.eml"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x00", "\r\n\r\n"])
def test_message_with_line_ends_in_name_and_subject_has_no_further_header(
    app: Flask, now: datetime, end: str
):
    evil = f"Amal{end}Bcc: all@example.org{end}X-Evil: 1"
    _post(now, replace(LETTER, name=evil, subject=evil, attachments=()))
    octets = outbox.message(_mails()[0], SENDER).as_bytes()
    made = email.message_from_bytes(octets, policy=email.policy.default)

    assert sorted(made.keys()) == sorted(
        [
            *("Subject", "From", "To", "Date", "Message-ID", "Auto-Submitted"),
            *("MIME-Version", "Content-Type", "Content-Language"),
        ]
    )
    assert [address.addr_spec for address in made["To"].addresses] == [LETTER.address]


@pytest.mark.parametrize(
    "text",
    [
        'O"Neil, Jo <jo@example.org>',
        "Ñandú, María-José de los Ángeles y Fernández de Córdoba, Secretaría General de la Red",
        "الاجتماع السنوي للتحالف من أجل حماية الطفل في العمل الإنساني – عمّان، ٢ إلى ٤ مارس ٢٠٢٧",
        "Réunion 👧🏽 : où ?",
    ],
)
def test_message_keeps_names_and_subjects_as_they_are(app: Flask, now: datetime, text: str):
    _post(now, replace(LETTER, name=text, subject=text))
    octets = outbox.message(_mails()[0], SENDER).as_bytes()
    made = email.message_from_bytes(octets)
    name, address = parseaddr(made["To"])
    # Decoded the older way: reading, too, some Pythons put spaces between encoded words.
    read = [str(make_header(decode_header(encoded))) for encoded in (made["Subject"], name)]

    assert octets.partition(b"\n\n")[0].isascii()
    assert (read, address) == ([text, text], LETTER.address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_write_is_in_the_recipients_language_whatever_page_asked(app: Flask, language: str):
    with force_locale(babel_locale(language)):
        subject = gettext("Your sign-in link")
    address = a_person("Amal", language=language).email
    for asked_in in LANGUAGES:
        visitor = Visitor(app)
        visitor.send(visitor.get(f"/{asked_in}/account/sign-in"), {"email": address})

    assert [(mail.language, mail.subject) for mail in _mails()] == [(language, subject)] * 4


def test_folder_keeps_the_letter_for_its_owner_alone(app: Flask, now: datetime, tmp_path: Path):
    _post(now, LETTER)
    outbox.send_next(outbox.Folder(tmp_path / "letters"), SENDER, now)
    (path,) = (tmp_path / "letters").iterdir()
    made = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)

    assert made["Message-ID"] == _mails()[0].message_id
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_body_is_sealed_in_the_database(app: Flask, now: datetime):
    _post(now, LETTER)
    stored: Callable[..., Any] = db.session.connection().exec_driver_sql
    (body,) = stored("SELECT body FROM outgoing_mail").one()

    assert "https" not in body


def test_count_as_sent_leaves_nothing_waiting(app: Flask, now: datetime, tmp_path: Path):
    _post(now, LETTER)
    begin_write()
    outbox.count_as_sent(now)
    db.session.commit()

    assert outbox.send_next(outbox.Folder(tmp_path), SENDER, now) is False
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name",
    [
        "",
        "Amal",
        "سارة العبادي",
        'Amal "Lina" (Amman), <x@example.net>',
        "{{7*'quokka'}}${7*7}{0.__class__}%(x)s%s\\input{/etc/passwd}#read(\"/etc/passwd\")",
        "A very long name " * 10,
    ],
)
def test_message_of_any_name_goes_to_its_one_address(app: Flask, now: datetime, name: str):
    letter = Letter("a.b", "cause", "amal@example.org", name.strip(), "en", "Subject", "Body\n")
    _post(now, letter)
    octets = outbox.message(_mails()[0], "meeting@example.org").as_bytes()

    (to,) = email.message_from_bytes(octets, policy=email.policy.default)["To"].addresses
    shown, address = parseaddr(email.message_from_bytes(octets)["To"])

    assert (to.addr_spec, address) == ("amal@example.org", "amal@example.org")
    assert str(make_header(decode_header(shown))) == name.strip()


def test_post_many_makes_the_rows_of_post_in_few_statements(app: Flask, now: datetime):
    letters = [
        replace(
            LETTER, cause=f"c{number % 1200}", address=f"p{number}@example.org", person_id=number
        )
        for number in range(1600)
    ]
    _post(now, letters[7])
    db.session.rollback()
    begin_write()
    with Statements() as statements:
        outbox.post_many([*letters, *letters[:10]], now)
    db.session.commit()

    mails = _mails()
    assert statements.number <= 5
    assert sorted(m.person_id for m in mails) == list(range(1600))
    assert len({mail.message_id for mail in mails}) == 1600
    assert (mails[-1].body, mails[-1].subject, mails[-1].scope) == (
        LETTER.body,
        LETTER.subject,
        "2027",
    )


@pytest.mark.parametrize(
    "bad",
    [
        {"attachments": (Attachment("a.pdf", "application/pdf", b""),)},
        {"necessary": False, "person_id": None},
    ],
)
def test_post_of_what_no_letter_may_be_is_refused(app: Flask, now: datetime, bad: dict[str, Any]):
    with pytest.raises(ValueError, match=r"letters carry|needs its person"):
        _post(now, replace(LETTER, **bad))
    db.session.rollback()

    assert _mails() == []


def test_post_for_later_leaves_at_its_time(app: Flask, now: datetime):
    later = now + timedelta(hours=3)
    _post(now, replace(LETTER, send_at=later))
    with a_server() as server:
        sent = [_send(server, at) for at in (now, later - timedelta(seconds=1), later)]

    assert sent == [False, False, True]


def test_send_next_takes_links_before_letters_to_many(app: Flask, now: datetime):
    many = replace(LETTER, batch="mass-1", person_id=1)
    _post(now, many, replace(LETTER, cause="own"))
    _post(now + timedelta(minutes=1), replace(LETTER, cause="link", scope=""))
    with a_server() as server:
        for _ in range(3):
            _send(server, now + timedelta(minutes=2))
    ids = {mail.message_id: mail.cause for mail in _mails()}

    assert [ids[made["Message-ID"]] for made in server.taken] == ["link", "own", "person 1"]


def _send_asking(server: Server, now: datetime, **rules: Any) -> bool:
    with closing(outbox.Smtp(f"smtp://127.0.0.1:{server.port}", timeout=5)) as smtp:
        return outbox.send_next(smtp, SENDER, now, rules=outbox.Rules(**rules))


@pytest.mark.parametrize(("still_true", "state"), [(True, (1, "")), (False, (0, "no_longer_true"))])
def test_send_next_asks_whether_its_condition_still_holds(
    app: Flask, now: datetime, still_true: bool, state: tuple[int, str]
):
    asked: list[Any] = []

    def ask(mail: OutgoingMail, at: datetime) -> bool:
        asked.append((mail.condition_data, mail.person_id, at))
        return still_true

    _post(now, replace(LETTER, condition="test.x", condition_data={"call": 3}, person_id=7))
    with a_server() as server:
        _send_asking(server, now, conditions={"test.x": ask})
        again = _send_asking(
            server, now + timedelta(days=9), conditions={"test.x": lambda *_: True}
        )
    (mail,) = _mails()

    assert asked == [({"call": 3}, 7, now)]
    assert (len(server.taken), mail.withdrawn_reason, again) == (*state, False)


def test_send_next_that_cannot_ask_its_condition_sends_nothing_and_asks_again(
    app: Flask, now: datetime
):
    _post(now, replace(LETTER, condition="test.gone"))
    with a_server() as server:
        _send_asking(server, now)
        (waiting,) = _mails()
        _send_asking(server, now + timedelta(seconds=10), conditions={"test.gone": lambda *_: True})

    assert (waiting.error, waiting.sent_at) == ("KeyError: 'test.gone'", None)
    assert len(server.taken) == 1


def test_send_next_to_a_recipient_whom_a_feature_holds_back_is_withdrawn(app: Flask, now: datetime):
    _post(now, replace(LETTER, necessary=False, person_id=7))
    with a_server() as server:
        _send_asking(server, now, holds_back=[lambda mail, _now: outbox.Reason.STOPPED])
    (mail,) = _mails()

    assert (server.taken, mail.withdrawn_at, mail.withdrawn_reason) == ([], now, "stopped")


def test_withdraw_while_a_worker_sends_leaves_it_to_the_worker(app: Flask, now: datetime):
    _post(now, LETTER, replace(LETTER, cause="other"))
    withdrawn: list[int] = []

    def transport(_made: EmailMessage, number: int) -> None:
        begin_write()
        withdrawn.append(outbox.withdraw([number, number + 1], outbox.Reason.BY_ORGANISER, now))
        db.session.commit()

    assert outbox.send_next(transport, SENDER, now) is True
    assert outbox.send_next(transport, SENDER, now) is False
    assert withdrawn == [1]
    assert [(m.sent_at, m.withdrawn_at, m.withdrawn_reason) for m in _mails()] == [
        (now, None, ""),
        (None, now, "by_organiser"),
    ]
