"""What each audience knows of a person: the lists of fields are kept here (check 63)."""

from dataclasses import asdict, fields, make_dataclass

import pytest
from flask import Flask

from meeting_app.core.db import db
from meeting_app.people import queries, service
from meeting_app.people.models import Audience, Person, Presence
from meeting_app.people.shown import (
    KnownPerson,
    ShownPerson,
    nearest_text,
    person_for_organisers,
    person_for_participants,
    public_person,
)
from tests.conftest import NOW
from tests.support.factories import a_person, an_organisation
from tests.support.statements import Statements


def somebody() -> Person:
    person = a_person(
        "Amal Haddad", email="amal@example.org", organisation=an_organisation("Bridge")
    )
    person.country = "JO"
    profile = person.profile
    profile.pronunciation, profile.job_title = "ah-MAHL", "Caseworker"
    profile.biography = [{"language": "en", "text": "Born in Irbid."}]
    profile.legal_name = "Quokka"
    return person


def filled(shown: ShownPerson | None) -> set[str]:
    assert shown is not None
    return {name for name, value in asdict(shown).items() if value}


SHOWN = {
    *("code", "name", "pronunciation", "job_title", "organisation", "country", "address"),
    *("has_photo", "biography"),
}


def test_another_field_would_be_noticed():
    telling = make_dataclass(
        "Telling", [("legal_name", str, "")], bases=(ShownPerson,), frozen=True
    )

    assert {field.name for field in fields(telling)} != SHOWN


def test_fields_of_each_audience_are_these():
    assert {field.name for field in fields(ShownPerson)} == SHOWN
    assert {field.name for field in fields(KnownPerson)} == {
        *("person_id", "code", "name", "presence", "pseudonym", "pronunciation", "job_title"),
        *("organisation", "country", "address", "languages", "has_photo", "biography"),
    }


def test_public_person_at_first_shows_neither_country_nor_address(app: Flask):
    assert filled(public_person(somebody())) == {
        *("code", "name", "pronunciation", "job_title", "organisation", "biography")
    }


@pytest.mark.parametrize("item", service.ITEMS)
@pytest.mark.parametrize(
    ("audience", "public", "participants"),
    [
        (Audience.EVERYBODY, True, True),
        (Audience.PARTICIPANTS, False, True),
        (Audience.ORGANISERS, False, False),
    ],
)
def test_item_is_for_its_audience_alone(
    app: Flask, item: str, audience: Audience, public: bool, participants: bool
):
    person = somebody()
    from meeting_app.core.files import StoredFile

    person.profile.photo = StoredFile(
        sha256="0" * 64, name="photo.jpg", content_type="image/jpeg", size=1, stored_at=NOW
    )
    setattr(person.profile, f"shows_{item}", audience)
    db.session.flush()
    name = "has_photo" if item == "photo" else item

    assert (name in filled(public_person(person))) is public
    assert (name in filled(person_for_participants(person))) is participants


@pytest.mark.parametrize("show", [public_person, person_for_participants])
def test_pseudonym_stands_alone(app: Flask, show):
    person = somebody()
    person.profile.presence, person.profile.pseudonym = Presence.PSEUDONYM, "Zaytouna"

    assert show(person) == ShownPerson(person.profile.code, "Zaytouna")


@pytest.mark.parametrize("show", [public_person, person_for_participants])
@pytest.mark.parametrize("how", ["hidden", "closed"])
def test_hidden_person_is_nobody(app: Flask, show, how: str):
    person = somebody()
    if how == "hidden":
        person.profile.presence = Presence.HIDDEN
    else:
        person.active = False

    assert show(person) is None


def test_organisers_know_everybody_but_the_name_in_papers(app: Flask):
    person = somebody()
    person.profile.presence = Presence.HIDDEN

    known = person_for_organisers(person)

    assert (known.name, known.address, known.country) == ("Amal Haddad", "amal@example.org", "JO")
    assert "Quokka" not in str(known)


def test_nearest_text_is_the_readers_or_else_the_first():
    texts = [{"language": "ar", "text": "س"}, {"language": "fr", "text": "F"}]

    assert nearest_text(texts, "fr") == texts[1]  # type: ignore[arg-type]
    assert nearest_text(texts, "en") == texts[0]  # type: ignore[arg-type]
    assert nearest_text([], "en") is None


def test_list_curtains_names_only_those_who_chose_something(app: Flask):
    plain, hidden, merged, kept = somebody(), a_person(), a_person(), a_person()
    service.choose_presence(hidden, presence=Presence.HIDDEN, pseudonym="", audiences={}, now=NOW)
    service.merge(kept, merged, by=None, now=NOW)
    numbers = [plain.id, hidden.id, merged.id, kept.id]

    with Statements() as seen:
        found = queries.list_curtains(numbers)

    assert {number: (c.person_id, c.presence) for number, c in found.items()} == {
        hidden.id: (hidden.id, Presence.HIDDEN),
        merged.id: (kept.id, Presence.NAMED),
    }
    assert seen.number == 1
    assert queries.list_curtains([]) == {}


def test_choose_presence_of_what_agendas_do_not_show_is_no_change_to_them(app: Flask):
    person = somebody()
    service.choose_presence(
        person,
        presence=Presence.NAMED,
        pseudonym="",
        audiences={"country": Audience.EVERYBODY},
        now=NOW,
    )

    assert queries.list_curtains([person.id]) == {}
