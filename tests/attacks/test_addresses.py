"""Nobody learns from their own account whether an address is known (checks 11 and 19)."""

import re
from datetime import datetime

import pytest
from flask import Flask

from meeting_app.core.errors import Refused
from meeting_app.people import queries, service
from meeting_app.people.models import Person
from tests.abstracts.factories import a_call
from tests.attacks.faults import Fault, as_built, noticed
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person
from tests.support.pages import Page, Visitor


def alike(text: str, email: str) -> str:
    """Without what differs with each look, and the address that was typed."""
    text = re.sub(r"/claims/\d+/|\b[A-Z0-9]{6}\b", "", text.replace(email, ""))
    return re.sub(r'value="[\w.-]{40,}"', "", text)


def known_ones_are_refused(patch: pytest.MonkeyPatch) -> None:
    """As if the form said that the address is taken."""
    claim = service.claim_address

    def telling(person: Person, email: str, now: datetime) -> None:
        if queries.find_person_by_email(email):
            raise Refused("Somebody has this address.", "email")
        claim(person, email, now)

    patch.setattr(service, "claim_address", telling)


@pytest.mark.parametrize("fault", [as_built, known_ones_are_refused])
def test_add_known_and_unknown_address_answer_alike(
    app: Flask, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    fault(monkeypatch)
    known = a_person("Amal", email="amal@known.example.org")
    known.email_confirmed_at = NOW
    pages, known_email = [], known.email
    for email in (known_email, "amal@never.example.org"):
        browser = Visitor(app, a_person("Asker"))
        status = 422 if fault is not as_built and email == known_email else 303
        answer = browser.send(browser.get("/en/account/addresses"), {"email": email}, status=status)
        where = answer.headers.get("Location")
        pages.append((answer.status_code, where, alike(answer.text, email)))
        page = browser.get("/en/account/addresses")
        asker = queries.find_person_by_email(browser_email(page))
        assert asker is not None
        pages[-1] += (alike(page.html, email).replace(asker.email, ""),)

    with noticed(fault):
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
