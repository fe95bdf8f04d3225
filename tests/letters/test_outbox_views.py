"""The outbox as organisers see it."""

from datetime import timedelta

import pytest
from flask import Flask

from meeting_app.core import outbox
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import Letter, OutgoingMail
from meeting_app.letters import rules
from meeting_app.meetings.models import Meeting
from tests.conftest import NOW
from tests.support.factories import a_meeting, an_organiser
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

    organiser.send(organiser.get(f"/en/2027/desk/letters/{number}"))

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

    answer = organiser.send(page, status=422)

    assert "This letter has not failed" in answer.text


def test_outbox_for_others_is_not_found(app: Flask, meeting: Meeting):
    Visitor(app, an_organiser(a_meeting("2026"))).get("/en/2027/desk/letters", status=404)
