"""The outbox as organisers see it."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Attempt, Letter, MailAttempt, OutgoingMail
from meeting_app.core.worker import run_due
from meeting_app.letters import rules, service
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import AuditEntry
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor

LINK = "http://localhost/ar/account/link/abcDEF-123_456"


def a_letter(
    subject: str = "رسالة", *, scope: str = "2027", body: str = "مرحبًا", **values
) -> OutgoingMail:
    letter = Letter(
        kind="abstracts.submitted",
        cause=f"{scope}/{subject}",
        address="salma@example.org",
        name="سلمى",
        language="ar",
        subject=subject,
        body=body,
        scope=scope,
    )
    outbox.post(letter, NOW)
    db.session.flush()
    mail = db.session.query(OutgoingMail).order_by(OutgoingMail.id.desc()).first()
    assert mail is not None
    for name, value in values.items():
        setattr(mail, name, value)
    return mail


@pytest.fixture
def meeting(app: Flask) -> Meeting:
    return a_meeting("2027")


@pytest.fixture
def organiser(app: Flask, meeting: Meeting) -> Visitor:
    """Signed in before any letter of the test is written; the sign-in itself writes none."""
    return Visitor(app, an_organiser(meeting))


def test_without_secrets_hides_links_and_feeds():
    text = f"Open {LINK} or /feeds/abc-def.ics, not /ar/2027/agenda"

    assert rules.without_secrets(text, "hidden") == (
        "Open http://localhost/ar/account/link/[hidden] or /feeds/[hidden].ics, not /ar/2027/agenda"
    )


def test_outbox_lists_this_meetings_letters_by_state(organiser: Visitor):
    begin_write()
    a_letter("Waiting")
    a_letter("Sent", sent_at=NOW)
    a_letter("Failed", failed_at=NOW)
    a_letter("Elsewhere", scope="2026")
    a_letter("Sign in", scope="")

    subjects = [
        organiser.get(f"/en/2027/desk/letters?state={state}").texts("th")[5:]
        for state in ("", "waiting", "sent", "failed", "other")
    ]

    everything = ["Failed", "Sent", "Waiting"]
    assert subjects == [everything, ["Waiting"], ["Sent"], ["Failed"], everything]


def test_outbox_filters_by_words_and_kind(organiser: Visitor):
    begin_write()
    a_letter("One")
    a_letter("Two", kind="review.accepted")

    for query in ("words=tWo", "kind=review.accepted"):
        assert organiser.get(f"/en/2027/desk/letters?{query}").texts("th")[5:] == ["Two"]
    page = organiser.get("/en/2027/desk/letters?words=nothing%25")
    assert "No letter fits this filter." in page.text


def test_outbox_says_where_letters_are_kept_without_mail_server(app: Flask, organiser: Visitor):
    page = organiser.get("/en/2027/desk/letters")

    assert f"kept as files in {app.config['DATA_DIR']}/letters" in page.text
    assert "No letter has been written yet." in page.text


def test_outbox_pages_by_fifty(organiser: Visitor):
    begin_write()
    for number in range(51):
        a_letter(f"Letter {number}")

    assert len(organiser.get("/en/2027/desk/letters").texts("th")[5:]) == 50
    assert organiser.get("/en/2027/desk/letters?page=2").texts("th")[5:] == ["Letter 0"]


def test_show_is_in_the_letters_language_and_hides_its_secret(organiser: Visitor):
    begin_write()
    mail = a_letter(body=f"مرحبًا\n\n{LINK}\n")
    path = f"/en/2027/desk/letters/{mail.id}"

    page = organiser.get(path)

    [article] = page.parsed.all("article")
    assert (article.attributes["lang"], article.attributes["dir"]) == ("ar", "rtl")
    assert "abcDEF-123_456" not in page.html
    assert "/account/link/[hidden here]" in page.text


@pytest.mark.parametrize(("loopback", "status"), [(True, 200), (False, 404)])
def test_show_in_the_demo_shows_sign_in_links_on_loopback_only(
    app: Flask, meeting: Meeting, organiser: Visitor, loopback: bool, status: int
):
    begin_write()
    meeting.is_demo = True
    mail = a_letter(scope="", body=f"{LINK}\n")
    path = f"/en/2027/desk/letters/{mail.id}"
    app.config["LOOPBACK"] = loopback

    page = organiser.get(path, status=status)

    app.config["LOOPBACK"] = True
    assert (LINK in page.links()) is loopback


def test_show_makes_no_link_of_what_people_said(organiser: Visitor):
    begin_write()
    said, ours = "http://evil.tld", "http://localhost/ar/2027/"
    body = f"{said}\n\n{ours} https://example.org/a\n"
    marks = [
        [body.index(text), body.index(text) + len(text), kind]
        for text, kind in ((said, "said"), (ours, "link"), ("https://example.org/a", "link"))
    ]
    mail = a_letter(body=body, marks=marks)

    links = organiser.get(f"/en/2027/desk/letters/{mail.id}").links()

    assert [link for link in links if "evil" in link] == []
    assert [link for link in links if link in (ours, "https://example.org/a")] == [
        ours,
        "https://example.org/a",
    ]


def test_show_of_another_meeting_is_not_found(organiser: Visitor):
    begin_write()
    mail = a_letter(scope="2026")

    organiser.get(f"/en/2027/desk/letters/{mail.id}", status=404)


def test_send_again_lets_the_worker_try_once_more(app: Flask, organiser: Visitor, now):
    begin_write()
    mail = a_letter(failed_at=now - timedelta(days=1), error="SMTPDataError: 554")
    number = mail.id

    page = organiser.get(f"/en/2027/desk/letters/{number}")
    organiser.send(page, form=page.form("/send-again"))

    mail = db.session.get_one(OutgoingMail, number)
    assert (mail.failed_at, mail.error, mail.send_at) == (None, None, now)
    db.session.rollback()
    assert outbox.send_next(lambda *_: None, "a@example.org", now)


def test_send_again_of_a_letter_that_has_not_failed_is_refused(organiser: Visitor):
    begin_write()
    number = a_letter(failed_at=NOW).id
    page = organiser.get(f"/en/2027/desk/letters/{number}")
    begin_write()
    db.session.get_one(OutgoingMail, number).sent_at = NOW

    answer = organiser.send(page, form=page.form("/send-again"), status=422)

    assert "This letter has not failed" in answer.text


def test_outbox_for_others_is_not_found(app: Flask, meeting: Meeting):
    Visitor(app, an_organiser(a_meeting("2026"))).get("/en/2027/desk/letters", status=404)


HELD = "The mail server cannot be used since Friday 20 November 2026, 12:00"


def test_outbox_tells_leaving_bounced_and_withdrawn_letters_apart(organiser: Visitor):
    begin_write()
    a_letter("Waiting")
    a_letter("Waits again", lease_until=NOW - timedelta(seconds=1))
    a_letter("Leaving", lease_until=NOW + timedelta(seconds=1))
    a_letter("Back", sent_at=NOW, bounced_at=NOW)
    a_letter("Withdrawn", withdrawn_at=NOW, withdrawn_reason="by_organiser")

    subjects = {
        state: organiser.get(f"/en/2027/desk/letters?state={state}").texts("th")[5:]
        for state in ("waiting", "leaving", "sent", "failed", "bounced", "withdrawn")
    }

    assert subjects == {
        "waiting": ["Waits again", "Waiting"],
        "leaving": ["Leaving"],
        "sent": [],
        "failed": [],
        "bounced": ["Back"],
        "withdrawn": ["Withdrawn"],
    }
    figures = organiser.get("/en/2027/desk/letters").texts("a")
    assert [text for text in figures if text[:1].isdigit()] == [
        "2 Waiting", "1 Being sent", "0 Sent", "0 Failed", "1 Came back", "1 Withdrawn",
    ]  # fmt: skip


def test_outbox_of_one_batch_keeps_it_through_filter_and_file(organiser: Visitor):
    begin_write()
    a_letter("Mine", batch="mass-7")
    a_letter("Other")

    page = organiser.get("/en/2027/desk/letters?batch=mass-7")

    assert page.texts("th")[5:] == ["Mine"]
    assert ("batch", "mass-7") in [field for form in page.parsed.forms for field in form.fields]
    [link] = [link for link in page.links() if "letters.xlsx" in link]
    assert link == "/en/2027/desk/letters/letters.xlsx?batch=mass-7"


def test_outbox_says_that_all_letters_wait_for_the_mail_server(app: Flask, organiser: Visitor):
    begin_write()
    number = a_letter().id
    outbox.queue.hold("ConnectionRefusedError: [Errno 111] Connection refused", NOW, 0.0)

    for path in ("", f"/{number}"):
        text = organiser.get(f"/en/2027/desk/letters{path}").text
        assert HELD in text
        assert "ConnectionRefusedError: [Errno 111]" in text
    overview = organiser.get("/en/2027/desk/").text
    assert "The mail server cannot be used at present." in overview

    begin_write()
    outbox.queue.release()
    assert HELD not in organiser.get("/en/2027/desk/letters").text
    assert "The mail server cannot be used" not in organiser.get("/en/2027/desk/").text


def test_outbox_and_desk_name_what_failed_and_came_back(organiser: Visitor):
    begin_write()
    a_letter("A", failed_at=NOW)
    a_letter("B", failed_at=NOW)
    a_letter("C", sent_at=NOW, bounced_at=NOW - timedelta(days=13))
    a_letter("D", sent_at=NOW, bounced_at=NOW - timedelta(days=15))
    a_letter("E", failed_at=NOW - timedelta(days=1), withdrawn_at=NOW)

    page = organiser.get("/en/2027/desk/letters")
    desk = organiser.get("/en/2027/desk/")

    assert "2 letters could not be sent. See failed letters 2 letters came back." in page.text
    assert "2 letters could not be sent." in desk.text
    assert "1 letter came back." in desk.text


def _attempts(mail: OutgoingMail, *outcomes: Attempt) -> None:
    for number, outcome in enumerate(outcomes, 1):
        db.session.add(
            MailAttempt(
                mail_id=mail.id,
                number=number,
                at=NOW + timedelta(minutes=number),
                outcome=outcome,
                words="" if outcome == Attempt.SENT else f"451 try <{number}>",
            )
        )
    db.session.flush()


def test_show_lists_every_attempt_with_the_servers_words(organiser: Visitor):
    begin_write()
    mail = a_letter(sent_at=NOW)
    _attempts(mail, Attempt.LATER, Attempt.BEGUN, Attempt.SENT)

    page = organiser.get(f"/en/2027/desk/letters/{mail.id}")

    rows = [" ".join(e.text.split()) for e in page.parsed.all("tr")][1:]
    assert rows == [
        "Friday 20 November 2026, 12:01 Not taken for now. It is tried again. 451 try <1>",
        "Friday 20 November 2026, 12:02 Begun. How it ended is not known: it may have left."
        " 451 try <2>",
        "Friday 20 November 2026, 12:03 The mail server took it. –",
    ]


def test_letter_that_was_kept_as_a_file_is_nowhere_called_sent(app: Flask, organiser: Visitor):
    begin_write()
    mail = a_letter()
    db.session.commit()
    run_due(app)
    begin_write()
    sent = a_letter("Another", sent_at=NOW)
    _attempts(sent, Attempt.SENT)
    assert mail.sent_at is not None
    said = "Kept as a file: no mail server was set, nobody was reached."

    page = organiser.get(f"/en/2027/desk/letters/{mail.id}")
    other = organiser.get(f"/en/2027/desk/letters/{sent.id}")
    listed = organiser.get("/en/2027/desk/letters?state=sent").parsed.all("tr")[1:]
    data = organiser.fetch("/en/2027/desk/letters/letters.xlsx").data
    rows = load_workbook(BytesIO(data)).worksheets[0].iter_rows(min_row=2, values_only=True)

    assert (page.text.count(said), "Sent" in page.text, "took it" in page.text) == (2, False, False)
    assert ("Sent" in other.text, "took it" in other.text, said in other.text) == (
        True,
        True,
        False,
    )
    assert ["Kept as a file" in " ".join(row.text.split()) for row in listed] == [False, True]
    assert [row[4] for row in rows] == ["Sent", "Kept as a file"]


def test_show_after_two_losses_to_an_address_says_to_ask_for_another(organiser: Visitor):
    begin_write()
    first, second = a_letter("One"), a_letter("Two")
    _attempts(first, Attempt.LATER, Attempt.BOUNCED)
    pages = [f"/en/2027/desk/letters/{second.id}", "/en/2027/desk/letters"]
    words = ("have failed or come back more than once", "Address in doubt")

    assert [word in organiser.get(page).text for page, word in zip(pages, words, strict=True)] == [
        False,
        False,
    ]
    begin_write()
    _attempts(second, Attempt.REFUSED)
    assert [word in organiser.get(page).text for page, word in zip(pages, words, strict=True)] == [
        True,
        True,
    ]


def test_withdraw_takes_a_waiting_letter_back_and_is_audited(
    app: Flask, meeting: Meeting, organiser: Visitor, now
):
    begin_write()
    number = a_letter().id

    page = organiser.get(f"/en/2027/desk/letters/{number}")
    shown = organiser.follow(organiser.send(page, form=page.form("/withdraw")))

    assert "Withdrawn" in shown.text
    assert "An organiser withdrew it." in shown.text
    [entry] = db.session.query(AuditEntry).filter_by(action="letters_withdrawn").all()
    assert (entry.thing, entry.scope, entry.details) == (f"letter {number}", "2027", {"number": 1})
    db.session.rollback()
    assert outbox.send_next(lambda *_: None, "a@example.org", now) is False


@pytest.mark.parametrize(
    "meanwhile", [{"sent_at": NOW}, {"lease_until": NOW + timedelta(minutes=1)}]
)
def test_withdraw_of_a_letter_that_leaves_meanwhile_is_refused(organiser: Visitor, meanwhile):
    begin_write()
    number = a_letter().id
    page = organiser.get(f"/en/2027/desk/letters/{number}")
    begin_write()
    mail = db.session.get_one(OutgoingMail, number)
    for name, value in meanwhile.items():
        setattr(mail, name, value)

    answer = organiser.send(page, form=page.form("/withdraw"), status=422)

    assert "It is too late to withdraw this letter" in answer.text
    assert db.session.get_one(OutgoingMail, number).withdrawn_at is None


def test_send_again_goes_to_the_address_that_the_person_has_now(organiser: Visitor):
    begin_write()
    person = a_person("Salma", email="new@example.org")
    number = a_letter(failed_at=NOW, person_id=person.id).id
    page = organiser.get(f"/en/2027/desk/letters/{number}")

    assert "The recipient's address is new@example.org by now." in page.text
    organiser.send(page, form=page.form("/send-again"))

    assert db.session.get_one(OutgoingMail, number).address == "new@example.org"


def test_send_again_of_a_sign_in_link_keeps_its_address(app: Flask, now):
    person = a_person("Salma", email="new@example.org")
    mail = a_letter(scope="", failed_at=NOW, person_id=person.id)

    service.send_again(mail, now)

    assert (mail.address, mail.failed_at) == ("salma@example.org", None)


def test_send_all_again_takes_everything_that_failed_and_nothing_else(
    organiser: Visitor, meeting: Meeting
):
    begin_write()
    person = a_person("Salma", email="new@example.org")
    numbers = [a_letter(f"F{n}", failed_at=NOW, refusals=3).id for n in range(3)]
    moved = a_letter("Moved", failed_at=NOW, person_id=person.id).id
    others = {
        a_letter("Elsewhere", scope="2026", failed_at=NOW).id: NOW,
        a_letter("Withdrawn", failed_at=NOW, withdrawn_at=NOW).id: NOW,
    }

    page = organiser.get("/en/2027/desk/letters?state=failed")
    shown = organiser.follow(organiser.send(page, form=page.form("/send-all-again")))

    assert "4 letters will be sent in a moment." in shown.text
    mails = {mail.id: mail for mail in db.session.query(OutgoingMail)}
    assert [mails[n].failed_at for n in (*numbers, moved)] == [None] * 4
    assert [mails[n].refusals for n in numbers] == [0, 0, 0]
    assert mails[moved].address == "new@example.org"
    assert {n: mails[n].failed_at for n in others} == others


def test_outbox_xlsx_holds_what_the_filter_shows_as_text(organiser: Visitor):
    begin_write()
    a_letter("=1+1", error="550 No such user", failed_at=NOW, attempts=2)
    a_letter("Sent", sent_at=NOW)

    book = load_workbook(
        BytesIO(organiser.fetch("/en/2027/desk/letters/letters.xlsx?state=failed").data)
    )

    rows = list(book.active.iter_rows(values_only=True))
    at = datetime(2026, 11, 20, 12, 0)
    assert rows[1:] == [
        ("=1+1", "سلمى", "salma@example.org", "Arabic", "Failed", at, at, 2, "550 No such user")
    ]
    assert book.active["A2"].data_type == "s"


def test_show_makes_no_link_of_what_people_wrote(organiser: Visitor):
    begin_write()
    mail = a_letter(
        body="Dear http://evil.tld,\n\nhttp://localhost/en/2027/\nhttp://localhost.evil.tld/\n"
    )

    links = organiser.get(f"/en/2027/desk/letters/{mail.id}").links()

    assert [link for link in links if link.startswith("http")] == ["http://localhost/en/2027/"]
