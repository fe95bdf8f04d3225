"""One's profile, section by section."""

import io
import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select, text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from meeting_app import FEATURES
from meeting_app.core import files
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.files import StoredFile
from meeting_app.core.privacy import Texts
from meeting_app.people import service
from meeting_app.people.models import Action, Audience, AuditEntry, Person, Presence, Profile
from meeting_app.people.privacy import PRIVACY
from tests.conftest import NOW
from tests.support.factories import a_person, an_organisation
from tests.support.pages import Page, Visitor


def a_picture(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> bytes:
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind)
    return made.getvalue()


def choose(person: Person, presence: Presence, pseudonym: str = "", **audiences: Audience) -> None:
    service.choose_presence(
        person, presence=presence, pseudonym=pseudonym, audiences=audiences, now=NOW
    )


def hand_in(browser: Visitor, content: bytes, name: str = "a.png", *, status: int = 303) -> Any:
    page = browser.get("/en/account/photo")
    fields: dict[str, Any] = dict(page.parsed.forms[-1].fields)
    answer = send_parts(browser, {**fields, "photo": FileStorage(io.BytesIO(content), name)})
    assert answer.status_code == status
    return answer


def send_parts(browser: Visitor, fields: dict[str, Any]) -> Any:
    """As octets: for large ones the client would leave a file open."""
    boundary, body = encode_multipart(fields)
    kind = f"multipart/form-data; boundary={boundary}"
    return browser._open("POST", "/en/account/photo", data=body, content_type=kind)


# ---- languages and time


def test_languages_are_saved_and_said_in_the_new_language(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    answer = browser.send(
        browser.get("/en/account/languages"),
        {"language": "fr", "reads": ["fr", "ar"], "speaks": ["ln", "sw"], "zone": "Africa/Goma"},
        status=422,
    )
    assert "Choose a time zone from the list, such as Africa/Nairobi." in answer.text

    page = browser.get("/en/account/languages")
    page = browser.follow(
        browser.send(
            page,
            {
                "language": "fr",
                "reads": ["fr", "ar"],
                "speaks": ["ln", "sw"],
                "zone": "Africa/Kinshasa",
            },
        )
    )

    assert (person.language, person.reads, person.zone) == ("fr", ["fr", "ar"], "Africa/Kinshasa")
    assert person.profile.speaks == ["ln", "sw"]
    assert page.parsed.all("html")[0].attributes["lang"] == "fr"
    assert "Vos langues et votre fuseau horaire sont enregistrés." in page.text


@pytest.mark.parametrize("zone", ["Etc/GMT+3", "UTC", "EST", "Etc/UTC"])
def test_zone_without_a_place_is_asked_about(app: Flask, zone: str):
    person = a_person()
    browser = Visitor(app, person)
    page = browser.get("/en/account/languages")
    assert "zone_is_meant" not in page.html

    answer = browser.send(page, {"zone": zone}, status=422)
    assert "is a fixed shift, not a place" in answer.text
    assert person.zone is None

    form = dict(page.form().fields) | {"zone": zone, "zone_is_meant": "y"}
    form["form_key"] = dict(browser.get("/en/account/languages").form().fields)["form_key"]
    browser.post("/en/account/languages", list(form.items()))
    assert person.zone == zone
    browser.send(browser.get("/en/account/languages"))  # meant once, not asked again
    assert person.zone == zone


# ---- name in papers


def test_legal_name_is_sealed_at_rest_and_can_be_taken_away(app: Flask):
    person = a_person("Amal")
    browser = Visitor(app, person)
    browser.send(browser.get("/en/account/legal-name"), {"legal_name": "Amal Quokka"})

    assert person.profile.legal_name == "Amal Quokka"
    stored = db.session.scalar(text("SELECT legal_name FROM profile"))
    assert "Quokka" not in stored
    assert "Quokka" not in browser.get("/en/account/").html
    browser.send(browser.get("/en/account/legal-name"), {"legal_name": ""})
    assert person.profile.legal_name is None


# ---- biography


def test_biography_is_kept_in_each_language(app: Flask):
    person = a_person(language="fr", reads=["fr", "ar"])
    browser = Visitor(app, person)
    page = browser.get("/fr/account/biography")
    page_two = browser.send(
        page, {"texts-0-text": "Assistante sociale."}, button=("more", "1"), status=200
    )
    assert "Assistante sociale." in page_two.text
    fields = dict(page.form().fields) | {
        "texts-0-text": "Assistante sociale.",
        "texts-1-language": "ar",
        "texts-1-text": "أخصائية اجتماعية.",
    }
    fields["form_key"] = dict(browser.get("/fr/account/biography").form().fields)["form_key"]
    browser.post("/fr/account/biography", list(fields.items()))

    assert person.profile.biography == [
        {"language": "fr", "text": "Assistante sociale."},
        {"language": "ar", "text": "أخصائية اجتماعية."},
    ]
    browser.send(browser.get("/fr/account/biography"), {"texts-0-text": ""})
    assert [one["language"] for one in person.profile.biography] == ["ar"]


def test_biography_too_long_is_told_at_its_text_and_kept(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    answer = browser.send(
        browser.get("/en/account/biography"), {"texts-0-text": "word " * 201}, status=422
    )

    page = Page(answer)
    assert page.errors() == {
        "texts-0-text": "Error: The text has 201 words; at most 200 are possible."
    }
    assert dict(page.form().fields)["texts-0-text"].split() == ["word"] * 201
    assert person.profile.biography == []


def test_biography_twice_in_one_language_is_refused(app: Flask):
    texts = [{"language": "en", "text": "One"}, {"language": "en", "text": "Two"}]

    with pytest.raises(Refused):
        service.write_biography(a_person(), texts)


# ---- picture


def test_photo_is_stored_made_anew_and_shown_to_its_owner(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    hand_in(browser, a_picture("WEBP", (1600, 800)), "../../x.html")

    stored = person.profile.photo
    assert stored is not None
    assert (stored.name, stored.content_type) == ("photo.jpg", "image/jpeg")
    answer = browser.fetch("/en/account/photo.jpg")
    assert Image.open(io.BytesIO(answer.data)).size == (800, 400)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert answer.headers["Content-Disposition"] == "inline; filename=photo.jpg"
    answer.close()
    assert Visitor(app, a_person()).fetch("/en/account/photo.jpg").status_code == 404


def test_photo_of_four_megabytes_is_taken_and_more_is_too_large(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    hand_in(browser, a_picture("JPEG") + b"\0" * 4_000_000)
    assert person.profile.photo is not None

    answer = hand_in(browser, a_picture("JPEG") + b"\0" * 5_000_000, status=422)
    assert "Choose a file of at most 5 MB." in answer.text
    assert send_parts(browser, {"a": "b" * 6_000_000}).status_code == 413


def test_other_forms_take_no_more_than_before(app: Flask):
    browser = Visitor(app, a_person())

    assert browser.client.post("/en/account/", data={"a": "b" * 2_200_000}).status_code == 413


@pytest.mark.parametrize("content", [b"", b"<svg/>", b"%PDF-1.7"])
def test_photo_that_is_none_is_refused_at_its_field(app: Flask, content: bytes):
    person = a_person()
    answer = hand_in(Visitor(app, person), content, status=422)

    assert list(Page(answer).errors()) == ["photo"]
    assert person.profile.photo is None


def test_photo_replaced_or_removed_leaves_no_file(app: Flask):
    person = a_person()
    browser = Visitor(app, person)
    hand_in(browser, a_picture(size=(10, 10)))
    first = person.profile.photo
    assert first is not None
    digest = first.sha256
    hand_in(browser, a_picture(size=(20, 20)))
    page = browser.get("/en/account/photo")
    browser.send(page, form=page.form("/remove"))

    assert person.profile.photo is None
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0
    folder: Path = app.config["DATA_DIR"]
    for path in (folder / "files").glob("*/*"):
        os.utime(path, (0, 0))
    files.sweep(folder, NOW)
    assert [path.name for path in (folder / "files").glob("*/*") if path.name == digest] == []


# ---- what is shown


def test_presence_at_first_is_careful(app: Flask):
    profile = a_person().profile

    assert (profile.shows_country, profile.shows_address) == (
        Audience.ORGANISERS,
        Audience.ORGANISERS,
    )
    assert (profile.shows_photo, profile.presence) == (Audience.PARTICIPANTS, Presence.NAMED)


def test_presence_page_saves_and_shows_what_others_see(app: Flask):
    person = a_person("Amal Haddad", organisation=an_organisation("Bridge"))
    browser = Visitor(app, person)
    page = browser.get("/en/account/shown")
    assert page.texts("strong") == ["Amal Haddad", "Amal Haddad"]
    page = browser.follow(browser.send(page, {"presence": "named", "organisation": "participants"}))

    assert person.profile.shows_organisation == Audience.PARTICIPANTS
    assert page.text.count("Bridge") == 1
    page = browser.follow(browser.send(page, {"presence": "hidden"}))
    assert page.text.count("Nothing: you are hidden.") == 2


@pytest.mark.parametrize(
    ("pseudonym", "message"),
    [
        ("", "Enter the name under which you want to appear."),
        ("AMAL K.", "Choose a name that has no part of your own in it."),
        ("the hàddad", "Choose a name that has no part of your own in it."),
    ],
)
def test_pseudonym_that_is_none_is_refused_at_its_field(app: Flask, pseudonym: str, message: str):
    person = a_person("Amal Haddad")
    browser = Visitor(app, person)
    answer = browser.send(
        browser.get("/en/account/shown"),
        {"presence": "pseudonym", "pseudonym": pseudonym},
        status=422,
    )

    assert Page(answer).errors() == {"pseudonym": f"Error: {message}"}
    assert person.profile.presence == Presence.NAMED


def test_presence_that_shows_less_gets_a_new_code(app: Flask):
    person = a_person("Amal")
    first = person.profile.code
    choose(person, Presence.PSEUDONYM, "Zaytouna")
    second = person.profile.code
    choose(person, Presence.HIDDEN)
    third = person.profile.code
    choose(person, Presence.NAMED)

    assert len({first, second, third}) == 3
    assert person.profile.code == third


def test_presence_changes_are_in_the_audit_trail_without_names(app: Flask):
    person = a_person("Amal")
    choose(person, Presence.PSEUDONYM, "Zaytouna")

    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.about_id) == (Action.PRESENCE_CHANGED, person.id)
    assert entry.details == {"presence": "pseudonym"}


def test_merge_keeps_the_stricter_wish(app: Flask):
    kept, gone = a_person("Amal"), a_person("A.")
    choose(gone, Presence.HIDDEN, organisation=Audience.ORGANISERS)

    done = service.merge(kept, gone, by=None, now=NOW)
    assert (kept.profile.presence, kept.profile.shows_organisation) == (
        Presence.HIDDEN,
        Audience.ORGANISERS,
    )
    service.undo_merge(done, by=None, now=NOW)
    assert kept.profile.presence == Presence.HIDDEN


def test_merge_fills_what_the_profile_lacks_and_undo_empties_it(app: Flask):
    kept, gone = a_person("Amal"), a_person("A.")
    gone.profile.job_title, gone.profile.legal_name = "Caseworker", "Amal Quokka"
    gone.profile.biography = [{"language": "en", "text": "Quokka"}]

    done = service.merge(kept, gone, by=None, now=NOW)
    assert (kept.profile.job_title, kept.profile.legal_name) == ("Caseworker", "Amal Quokka")
    assert service.undo_merge(done, by=None, now=NOW) == 0
    assert (kept.profile.job_title, kept.profile.legal_name, kept.profile.biography) == (
        "",
        None,
        [],
    )


def test_erase_takes_the_profile_and_its_picture(app: Flask):
    person = a_person("Amal Haddad")
    person.profile.biography = [{"language": "en", "text": "Quokka"}]
    person.profile.legal_name = "Amal Quokka"
    hand_in(Visitor(app, person), a_picture())
    photo = person.profile.photo
    assert photo is not None
    service.erase(person, FEATURES, texts=Texts.NAMELESS, actor=None, now=NOW)
    db.session.commit()

    assert db.session.scalar(select(func.count()).select_from(Profile)) == 0
    assert db.session.scalar(select(func.count()).select_from(StoredFile)) == 0


def test_export_holds_the_profile_and_the_picture(app: Flask):
    person = a_person("Amal Haddad")
    person.profile.biography = [{"language": "en", "text": "Quokka"}]
    person.profile.legal_name = "Amal Quokka"
    hand_in(Visitor(app, person), a_picture())

    held = PRIVACY.export(person)["profile"]

    assert (held["biography"], held["legal_name"]) == (person.profile.biography, "Amal Quokka")
    assert [one.stored for one in PRIVACY.files(person)] == [person.profile.photo]
