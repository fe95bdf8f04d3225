"""Somebody who hides appears nowhere that others can look, also in what was published before; what
is not for everybody stands on no public page (security: names, place)."""

from collections.abc import Iterator

import pytest
from flask import g
from sqlalchemy import select

from meeting_app.agenda import queries as agenda_queries
from meeting_app.agenda.models import Session
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.outbox import OutgoingMail
from meeting_app.demo.content.people import PEOPLE
from meeting_app.demo.service import make_demo
from meeting_app.meetings.queries import get_meeting
from meeting_app.packs import contents, queries
from meeting_app.people import service as people
from meeting_app.people.models import Audience, Presence
from tests.conftest import NOW
from tests.support.world import World, make_world

WHO = "organiser"
"""Has a part in the opening of the demo, and an address and a country of her own."""
EXCEPT = {"people.account", "meetings.root"}


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> World:
    return make_world(tmp_path_factory.mktemp("hidden"), NOW, make_demo, work=False)


@pytest.fixture
def world(shared: World) -> Iterator[World]:
    yield shared
    for _ in within(shared):
        people.choose_presence(
            people.get_person(next(p["email"] for p in PEOPLE if p["key"] == WHO)),
            presence=Presence.NAMED,
            pseudonym="",
            audiences={"country": Audience.ORGANISERS, "address": Audience.ORGANISERS},
            now=NOW,
        )


def within(world: World) -> Iterator[None]:
    with world.app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        begin_write()
        yield
        db.session.commit()
        db.session.remove()


def public_pages(world: World, role: str) -> dict[str, str]:
    """{address: everything that came back, headers too} of what lies open: all public pages in four
    languages, each session's and speaker's page, all calendars."""
    with world.app.app_context():
        slug = world.addresses["en"]["agenda.show"].split("/")[2]
        codes = list(db.session.scalars(select(Session.code)))
        agenda = agenda_queries.find_published(get_meeting(slug))
        assert agenda is not None
        days = sorted({session.starts_at.date().isoformat() for session in agenda.sessions})
        db.session.remove()
    found: dict[str, str] = {}
    for lang in LANGUAGES:
        open_to_visitors = [
            address
            for endpoint, address in world.addresses[lang].items()
            if endpoint not in EXCEPT and "/desk" not in address and "/account/" not in address
        ]
        more = [f"/{lang}/{slug}/agenda/{day}{end}" for day in days for end in ("", ".ics")]
        if lang == "ar":  # each once
            more += [
                f"/{lang}/{slug}/sessions/{code}{end}" for code in codes for end in ("", ".ics")
            ]
        for address in [*open_to_visitors, *more]:
            answer = world.get(role, address)
            found[address] = f"{answer.headers}\n{answer.get_data(as_text=True)}"
            answer.close()
    return found


def hits(pages: dict[str, str], *words: str) -> dict[str, list[str]]:
    found = {word: [a for a, text in pages.items() if word in text] for word in words}
    return {word: addresses for word, addresses in found.items() if addresses}


def test_hidden_person_is_in_no_page_feed_or_pack_of_others(world: World):
    facts = next(person for person in PEOPLE if person["key"] == WHO)
    name, email = facts["name"], facts["email"]
    family = name.split()[-1]
    before = public_pages(world, "visitor")
    assert len(hits(before, name)[name]) > 20, "she must stand there first"
    assert hits(before, email) == {}

    for _ in within(world):
        person = people.get_person(email)
        code = person.profile.code
        people.choose_presence(
            person, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW
        )
    for role in ("visitor", "participant"):
        after = public_pages(world, role)
        assert hits(after, name, family, email) == {}
    for _ in within(world):
        slug = world.addresses["en"]["agenda.show"].split("/")[2]
        meeting = get_meeting(slug)
        for version in agenda_queries.list_published(meeting):
            for lang in LANGUAGES:
                made = contents.pack_data(meeting, queries.list_sections(meeting), version, lang)
                assert family not in str(made)
    assert world.get("visitor", f"/en/{slug}/speakers/{code}").status_code == 404


def test_etag_of_a_calendar_changes_when_somebody_hides(world: World):
    address = world.addresses["en"]["calendars.whole"]
    first = world.get("visitor", address)
    tag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    for _ in within(world):
        person = people.get_person(next(p["email"] for p in PEOPLE if p["key"] == WHO))
        people.choose_presence(
            person, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW
        )

    client = world.clients["visitor"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200
    again = client.get(address)
    assert again.headers["ETag"] != tag
    assert again.headers["Last-Modified"] >= modified


def test_pseudonym_stands_where_the_name_was(world: World):
    facts = next(person for person in PEOPLE if person["key"] == WHO)
    for _ in within(world):
        person = people.get_person(facts["email"])
        people.choose_presence(
            person, presence=Presence.PSEUDONYM, pseudonym="Zaytouna", audiences={}, now=NOW
        )
        code = person.profile.code
    pages = public_pages(world, "visitor")

    assert hits(pages, facts["name"], facts["name"].split()[-1], facts["email"]) == {}
    assert len(hits(pages, "Zaytouna")["Zaytouna"]) > 20
    page = world.get("visitor", f"{world.addresses['en']['agenda.speakers']}/{code}").text
    assert "Zaytouna" in page
    assert facts["organisation"] not in page


def test_pack_made_before_somebody_hid_is_not_given_out_any_more(tmp_path):
    world = make_world(tmp_path, NOW, make_demo)  # with its PDFs
    address = world.addresses["en"]["packs.pdf"]
    first = world.get("visitor", address)
    assert (first.status_code, first.data[:5]) == (200, b"%PDF-")
    first.close()
    for _ in within(world):
        person = people.get_person(next(p["email"] for p in PEOPLE if p["key"] == WHO))
        people.choose_presence(
            person, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW
        )

    answer = world.get("visitor", f"{address}?kept=1")
    assert (answer.status_code, answer.content_type) == (503, "text/html; charset=utf-8")
    assert "kept=1" not in world.get("visitor", address).text


def test_country_and_address_stand_on_no_public_page_unless_chosen(world: World):
    facts = next(person for person in PEOPLE if person["key"] == WHO)
    for _ in within(world):
        code = people.get_person(facts["email"]).profile.code
    address = f"{world.addresses['en']['agenda.speakers']}/{code}"
    assert hits({"": world.get("visitor", address).text}, "Switzerland", facts["email"]) == {}

    for _ in within(world):
        people.choose_presence(
            people.get_person(facts["email"]),
            presence=Presence.NAMED,
            pseudonym="",
            audiences={"country": Audience.EVERYBODY, "address": Audience.EVERYBODY},
            now=NOW,
        )
    assert set(hits({"": world.get("visitor", address).text}, "Switzerland", facts["email"])) == {
        "Switzerland",
        facts["email"],
    }


def test_letters_about_hiding_are_none(world: World):
    """A letter in somebody's mailbox would tell that they hide."""
    for _ in within(world):
        before = len(db.session.scalars(select(OutgoingMail.id)).all())
        person = people.get_person(next(p["email"] for p in PEOPLE if p["key"] == WHO))
        people.choose_presence(
            person, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW
        )
        assert len(db.session.scalars(select(OutgoingMail.id)).all()) == before
