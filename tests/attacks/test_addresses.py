"""Nobody learns from their own account whether an address is known (checks 11 and 19)."""

import re

from flask import Flask

from meeting_app.people import queries
from tests.abstracts.factories import a_call
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person
from tests.support.pages import Page, Visitor


def alike(text: str, email: str) -> str:
    """Without what differs with each look, and the address that was typed."""
    text = re.sub(r"/claims/\d+/|\b[A-Z0-9]{6}\b", "", text.replace(email, ""))
    return re.sub(r'value="[\w.-]{40,}"', "", text)


def test_add_known_and_unknown_address_answer_alike(app: Flask):
    known = a_person("Amal", email="amal@known.example.org")
    known.email_confirmed_at = NOW
    pages = []
    for email in (known.email, "amal@never.example.org"):
        browser = Visitor(app, a_person("Asker"))
        answer = browser.send(browser.get("/en/account/addresses"), {"email": email})
        pages.append((answer.status_code, answer.headers["Location"], alike(answer.text, email)))
        page = browser.get("/en/account/addresses")
        asker = queries.find_person_by_email(browser_email(page))
        assert asker is not None
        pages[-1] += (alike(page.html, email).replace(asker.email, ""),)

    assert pages[0] == pages[1]


def browser_email(page: Page) -> str:
    return next(text.split()[0] for text in page.texts("strong") if text.startswith("person"))


def test_name_presenters_known_and_unknown_answer_alike(app: Flask):
    """Neither the form nor the abstract's page tells whether somebody has an account, or their name
    in it."""
    known = a_person("Quokka Known", email="quokka@known.example.org")
    known.email_confirmed_at = NOW
    meeting = a_meeting("m")
    a_call(meeting, "practice", questions=[])
    asker, pages = a_person("Asker"), []
    for email in (known.email, "quokka@never.example.org"):
        browser = Visitor(app, asker)
        page = browser.get("/en/m/calls/practice/submit")
        sent = browser.send(
            page,
            {
                "title": "Clubs",
                "text": "We opened clubs.",
                "presenter1_name": "Typed",
                "presenter1_email": email,
            },
            button=("action", "submit"),
        )
        shown = browser.follow(sent)
        assert "Quokka Known" not in shown.html
        pages.append(alike(shown.html, email))

    assert pages[0] == pages[1]
