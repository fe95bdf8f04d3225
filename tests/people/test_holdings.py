"""What is held, said to the person and said of them; administrators' ways to erase it."""

import pytest
from flask import Flask

from meeting_app import FEATURES
from meeting_app.agenda.models import SessionRole
from meeting_app.agenda.service import Part
from meeting_app.people import service
from meeting_app.people.models import Audience, Person, Presence
from meeting_app.people.privacy import PRIVACY
from tests.abstracts.factories import a_call, an_abstract
from tests.agenda.factories import a_session
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor

ERASURES = "/en/account/erasures"


@pytest.fixture
def admin(app: Flask) -> Person:
    admin = a_person("Root")
    admin.is_administrator = True
    return admin


def choose(person: Person, presence: Presence, pseudonym: str = "", **audiences: Audience) -> None:
    service.choose_presence(
        person, presence=presence, pseudonym=pseudonym, audiences=audiences, now=NOW
    )


def a_speaker() -> Person:
    person = a_person("Amal Haddad")
    part = Part(person.name, SessionRole.SPEAKER, "Harbour", person.id)
    a_session(a_meeting("2027"), people=[part])
    return person


def sections(page: Page) -> list[str]:
    return [
        link.attributes["href"]
        for link in page.parsed.all("a")
        if "nav" in link.inside and "main" in link.inside
    ]


def test_erasure_of_somebody_else_speaks_of_them_and_leads_to_no_own_page(
    app: Flask, admin: Person
):
    meeting, person = a_meeting("2027"), a_person("Amal Haddad")
    a_desk(meeting)
    a_registration(meeting, person)
    an_abstract(a_call(meeting), person)

    page = Visitor(app, admin).get(f"{ERASURES}/{person.id}")

    assert page.texts("dt")[:2] == ["Profile", "Letters sent to them (2)"]
    assert {"Abstracts", "Registrations"} <= set(page.texts("dt"))
    said = " ".join(page.texts("dt") + page.texts("dd")).lower().split()
    assert not {"you", "your", "yours"} & {word.strip(".,;:") for word in said}
    assert [link for link in page.parsed.all("a") if "dt" in link.inside] == []


def test_every_kind_of_holding_has_words_for_both_readers(app: Flask):
    with app.test_request_context("/en/account/data"):
        person = a_person()
        kinds = [
            one
            for feature in FEATURES
            if feature.privacy
            for one in feature.privacy.holdings(person)
        ]
        others = [one.of_other() for one in kinds]

    assert len(kinds) == 18
    for one in others:
        words = {word.strip(".,;:") for word in f"{one.label} {one.says}".lower().split()}
        assert not {"you", "your", "yours"} & words, one.label
        assert one.url == ""


@pytest.mark.parametrize(
    ("presence", "pseudonym", "organisation", "said", "said_of_other"),
    [
        (
            Presence.NAMED,
            "",
            Audience.EVERYBODY,
            "Your name and organisation stand in the public programme.",
            "Their name and organisation stand in the public programme.",
        ),
        (
            Presence.NAMED,
            "",
            Audience.PARTICIPANTS,
            "Your name stands in the public programme, without your organisation, as you chose.",
            "Their name stands in the public programme, without their organisation, as they chose.",
        ),
        (
            Presence.PSEUDONYM,
            "Quokka",
            Audience.EVERYBODY,
            "The public programme shows the other name that you chose, and nothing else. The "
            "organisers see your name and organisation.",
            "The public programme shows the other name that they chose, and nothing else. The "
            "organisers see their name and organisation.",
        ),
        (
            Presence.HIDDEN,
            "",
            Audience.EVERYBODY,
            "The public programme shows neither your name nor your organisation, as you chose. The "
            "organisers see them.",
            "The public programme shows neither their name nor their organisation, as they chose. "
            "The organisers see them.",
        ),
    ],
)
def test_holdings_say_what_the_programme_shows_of_a_speaker(
    app: Flask,
    admin: Person,
    presence: Presence,
    pseudonym: str,
    organisation: Audience,
    said: str,
    said_of_other: str,
):
    person = a_speaker()
    choose(person, presence, pseudonym, organisation=organisation)

    own = Visitor(app, person).get("/en/account/data")
    others = Visitor(app, admin).get(f"{ERASURES}/{person.id}")

    for page, label, says in (
        (own, "Sessions in which you have a part", said),
        (others, "Sessions in which they have a part", said_of_other),
    ):
        assert dict(zip(page.texts("dt"), page.texts("dd"), strict=True))[label] == says


def test_export_holds_what_the_person_chose_to_show(app: Flask):
    person = a_person("Amal Haddad")
    choose(person, Presence.PSEUDONYM, "Quokka", address=Audience.PARTICIPANTS)

    held = PRIVACY.export(person)["profile"]

    assert (held["presence"], held["pseudonym"]) == ("pseudonym", "Quokka")
    assert held["shown_changed_at"] == "2026-11-20T09:00:00Z"
    assert held["seen_by"] == {
        "photo": "participants",
        "biography": "everybody",
        "job_title": "everybody",
        "organisation": "everybody",
        "country": "organisers",
        "address": "participants",
    }
    assert (held["language"], held["letters"]) == ("en", "all")


# ---- the administrators' ways there


def test_people_lead_to_the_erasure_of_each(app: Flask, admin: Person):
    person = a_person("Root Vegetable")

    page = Visitor(app, admin).get("/en/account/people/?q=root")

    ways = [link for link in page.links() if "/eras" in link]
    assert ways == [ERASURES, "/en/account/erase", f"{ERASURES}/{person.id}"]


@pytest.mark.parametrize("path", ["/", "/erasures", "/retention"])
def test_sections_of_the_account_lead_administrators_to_erasing(
    app: Flask, admin: Person, path: str
):
    page = Visitor(app, admin).get(f"/en/account{path}")

    assert sections(page)[-2:] == [ERASURES, "/en/account/retention"]
    assert "For administrators" not in page.text


def test_sections_of_the_account_of_others_do_not(app: Flask):
    page = Visitor(app, a_person()).get("/en/account/")

    assert sections(page)[-1] == "/en/account/data"


def test_data_protection_leads_organisers_to_erasing(app: Flask):
    page = Visitor(app, an_organiser(a_meeting("2027"))).get("/en/2027/desk/data-protection")

    assert "/en/2027/desk/data-protection/erase" in page.links()
