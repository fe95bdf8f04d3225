"""The directory from a file through the page: preview, then confirmation."""

from io import BytesIO

import pytest
from flask import Flask

from meeting_app.core.db import db
from meeting_app.people import queries
from meeting_app.people.models import Organisation
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Page, Visitor

IMPORT = "/en/account/organisations/import"


@pytest.fixture
def keeper(app: Flask) -> Visitor:
    return Visitor(app, an_organiser(a_meeting("2027")))


def sent(keeper: Visitor, content: bytes, *, status: int = 200) -> Page:
    fields = dict(keeper.get(IMPORT).form().fields)
    db.session.commit()
    answer = keeper.client.post(
        IMPORT,
        data={**fields, "file": (BytesIO(content), "organisations.csv")},
        content_type="multipart/form-data",
    )
    answer.request.environ["wsgi.input"].close()  # the client keeps long bodies in a file
    db.session.expire_all()
    assert answer.status_code == status
    return Page(answer)


def names() -> list[str]:
    return [one.name for one in queries.list_organisations(queries.OrganisationFilter())]


def test_import_shows_first_and_changes_nothing(app: Flask, keeper: Visitor):
    an_organisation("Harbour Line")

    page = sent(
        keeper,
        b"name,kind,country,parent\nPier,core,Kenya,Harbour Line\n"
        b"Harbour Line,donor,NO,\nHarbour Line,core,,\n,core,,\n",
    )

    assert [e.text for e in page.parsed.all("strong")] == ["1", "1", "0", "2"]
    assert page.texts("td")[:2] == ["The same name stands in row 3.", "The name is missing."]
    listed = page.texts("li")
    assert listed[listed.index("Pier") :][:2] == ["Pier", "Harbour Line"]
    assert names() == ["Harbour Line"]


def test_import_confirmed_does_what_was_shown(app: Flask, keeper: Visitor):
    line = an_organisation("Harbour Line")
    page = sent(
        keeper,
        b"name;kind;scope;country;acronym;parent\nPier;core;local;Kenia;PR;Harbour Line\n",
    )

    page = keeper.follow(keeper.send(page, form=page.form("/confirm")))

    assert "The file was taken: 1 added, 0 changed, 0 left out." in page.text
    found = queries.find_organisation("pr")
    assert found is not None
    assert (found.name, found.kind, found.scope, found.country, found.parent_id) == (
        "Pier",
        "core",
        "local",
        "KE",
        line.id,
    )
    assert [hit.entry.name for hit in queries.search_organisations("pier")] == ["Pier"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"title\nx\n",
            "The first line of the file must name its columns; one of them is “name”.",
        ),
        (b"name\n", "The file has no rows."),
        (b"\x89PNG\x00", "This file is not a text in UTF-8. Save it as UTF-8 and try again."),
        (
            b"name\n" + b"x\n" * 500_000,
            "The file is larger than 1 MB. Part it, and send one after the other.",
        ),
    ],
    ids=["columns", "rows", "picture", "large"],
)
def test_import_of_a_bad_file_says_why(app: Flask, keeper: Visitor, content: bytes, sentence: str):
    page = sent(keeper, content, status=422)

    assert page.errors() == {"file": f"Error: {sentence}"}


def test_import_of_a_file_that_changes_nothing_offers_no_button(app: Flask, keeper: Visitor):
    an_organisation("Harbour Line")

    page = sent(keeper, b"name\nHarbour Line\n")

    assert "Nothing would change." in page.text
    assert [form for form in page.parsed.forms if form.action.endswith("/confirm")] == []


@pytest.mark.parametrize("packed", ["", "x", "AAAA", "eJwDAAAAAAE="])
def test_confirmation_with_a_broken_file_changes_nothing(app: Flask, keeper: Visitor, packed: str):
    page = sent(keeper, b"name\nHarbour Line\n")

    answer = keeper.send(page, {"packed": packed}, form=page.form("/confirm"), status=422)

    assert "Choose it again." in answer.text or "must name its columns" in answer.text
    assert db.session.query(Organisation).count() == 0


def test_import_is_closed_for_everybody_else(app: Flask):
    visitor = Visitor(app, a_person("Amal"))

    assert visitor.fetch(IMPORT).status_code == 404
    page = visitor.get("/en/account/")
    sent_fields = list(dict(page.form().fields).items())
    visitor.post(f"{IMPORT}/confirm", sent_fields, status=404)
