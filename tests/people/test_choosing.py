"""Choosing an organisation in a form, without a script and through the JSON address."""

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.abstracts.models import Abstract
from meeting_app.core import limits
from meeting_app.core.db import db
from meeting_app.people import queries, service
from meeting_app.people.forms import OrganisationField
from meeting_app.people.models import Organisation, OrganisationKind, Person, Scope
from meeting_app.people.views.organisation_search import SEARCHES
from tests.abstracts.factories import a_call
from tests.support.factories import a_meeting, a_person, an_organisation
from tests.support.pages import Page, Visitor
from tests.support.statements import Statements

SEARCH = ("organisation-search", "1")


def offered(page: Page, field: str = "organisation") -> list[tuple[str, str, str]]:
    """(value, label, hint) of the radio buttons."""
    by_id = {e.attributes["id"]: e for e in page.parsed.elements if "id" in e.attributes}
    labels = {e.attributes["for"]: e.text for e in page.parsed.all("label")}
    return [
        (
            e.attributes["value"],
            labels[e.attributes["id"]],
            by_id[hint].text if (hint := e.attributes.get("aria-describedby")) else "",
        )
        for e in page.parsed.all("input")
        if e.attributes.get("name") == f"{field}-choice" and e.attributes.get("type") == "radio"
    ]


def saved_organisation() -> str | None:
    db.session.expire_all()
    person = db.session.scalars(select(Person)).one()
    return person.organisation.name if person.organisation else None


@pytest.fixture
def two() -> tuple[Organisation, Organisation]:
    line = an_organisation(
        "Harbour Line",
        kind=OrganisationKind.CORE,
        scope=Scope.NATIONAL,
        country="KE",
        aliases=("Ligne du Port",),
    )
    return line, an_organisation("Harbour Light", country="NO")


def test_search_button_shows_what_is_found_and_keeps_all_that_was_typed(
    app: Flask, two: tuple[Organisation, Organisation]
):
    visitor = Visitor(app, a_person("Amal"))

    page = visitor.get("/en/account/")
    answer = visitor.send(
        page,
        {"name": "Somebody else", "pronunciation": "x" * 201, "organisation": "harb"},
        button=SEARCH,
        status=200,
    )

    page = Page(answer)
    assert offered(page) == [
        (str(two[1].id), "Harbour Light", "Norway"),
        (str(two[0].id), "Harbour Line", "Kenya · National · Core member"),
        (OrganisationField.NEW, "None of these: add “harb”", ""),
    ]
    assert dict(page.form().fields) | {
        "name": "Somebody else",
        "pronunciation": "x" * 201,
        "organisation": "harb",
    } == dict(page.form().fields)
    assert "There is something to correct" not in page.text
    assert saved_organisation() is None


def test_search_by_another_name_says_which(app: Flask, two: tuple[Organisation, Organisation]):
    visitor = Visitor(app, a_person("Amal"))
    answer = visitor.send(
        visitor.get("/en/account/"), {"organisation": "du port"}, button=SEARCH, status=200
    )

    assert [hint for _value, _label, hint in offered(Page(answer))] == [
        "Kenya · National · Core member · also: \u2068Ligne du Port\u2069",
        "",
    ]


def test_search_of_nothing_asks_for_a_word(app: Flask):
    visitor = Visitor(app, a_person("Amal"))
    answer = visitor.send(
        visitor.get("/en/account/"), {"organisation": ""}, button=SEARCH, status=422
    )

    assert Page(answer).errors() == {
        "organisation": "Error: Write a part of the name first, then search."
    }


def test_choosing_one_takes_it(app: Flask, two: tuple[Organisation, Organisation]):
    visitor = Visitor(app, a_person("Amal"))
    page = Page(
        visitor.send(
            visitor.get("/en/account/"), {"organisation": "harb"}, button=SEARCH, status=200
        )
    )

    visitor.send(page, {"organisation-choice": str(two[0].id)})

    assert saved_organisation() == "Harbour Line"


def test_choosing_none_of_these_adds_the_name_for_organisers_to_look_at(
    app: Flask, two: tuple[Organisation, Organisation]
):
    visitor = Visitor(app, a_person("Amal"))
    answer = visitor.send(
        visitor.get("/en/account/"), {"organisation": "Harbour Line Kisumu"}, status=422
    )
    page = Page(answer)
    assert page.errors() == {
        "organisation": "Error: Organisations with a similar name are known. Choose one, or yours as new."
    }
    assert [label for _value, label, _hint in offered(page)] == [
        "Harbour Line",
        "None of these: add “Harbour Line Kisumu”",
    ]

    visitor.send(page, {"organisation-choice": OrganisationField.NEW})

    assert saved_organisation() == "Harbour Line Kisumu"
    added = queries.find_organisation("Harbour Line Kisumu")
    assert added is not None
    assert added.added_by_person is True
    assert [hit.entry.name for hit in queries.search_organisations("kisumu")] == []


def test_a_choice_made_for_other_words_does_not_count(
    app: Flask, two: tuple[Organisation, Organisation]
):
    visitor = Visitor(app, a_person("Amal"))
    page = Page(
        visitor.send(
            visitor.get("/en/account/"), {"organisation": "harb"}, button=SEARCH, status=200
        )
    )

    visitor.send(page, {"organisation-choice": str(two[0].id), "organisation": "Zebra Trust"})

    assert saved_organisation() == "Zebra Trust"


def sent_with_choice(visitor: Visitor, choice: str, *, status: int) -> Page:
    page = visitor.get("/en/account/")
    fields = [(name, value) for name, value in page.form().fields if name != "organisation"]
    chosen = {"organisation": "Zebra", "organisation-for": "Zebra", "organisation-choice": choice}
    return Page(visitor.post("/en/account/", [*fields, *chosen.items()], status=status))


def test_a_choice_that_is_not_offered_is_refused(app: Flask):
    hidden = an_organisation("Typed By Somebody", added_by_person=True)
    visitor = Visitor(app, a_person("Amal"))

    for choice in ("999999", str(hidden.id)):
        page = sent_with_choice(visitor, choice, status=422)
        assert page.errors() == {
            "organisation": "Error: Choose again: this organisation is no longer offered."
        }
    assert saved_organisation() is None


@pytest.mark.parametrize("choice", ["-1", "9" * 40, "x", "²", ""])
def test_a_choice_that_is_none_is_left_aside(app: Flask, choice: str):
    sent_with_choice(Visitor(app, a_person("Amal")), choice, status=303)

    assert saved_organisation() == "Zebra"


def test_new_name_that_is_kept_through_another_error_is_not_asked_about_again(
    app: Flask, two: tuple[Organisation, Organisation]
):
    visitor = Visitor(app, a_person("Amal"))
    page = Page(
        visitor.send(
            visitor.get("/en/account/"), {"organisation": "Harbour Line Kisumu"}, status=422
        )
    )
    chosen = {"organisation-choice": OrganisationField.NEW, "pronunciation": "x" * 201}
    page = Page(visitor.send(page, chosen, status=422))
    assert set(page.errors()) == {"pronunciation"}

    visitor.send(page, {"pronunciation": ""})

    assert saved_organisation() == "Harbour Line Kisumu"


@pytest.mark.parametrize(
    "name", ["x" * 200, "مُؤَسَّسَة الطفل", "\u202eabc\u202c", "<b>&amp;", "A" + "é" * 199]
)
def test_odd_names_are_taken_as_they_are(app: Flask, name: str):
    visitor = Visitor(app, a_person("Amal"))

    visitor.send(visitor.get("/en/account/"), {"organisation": name})

    assert saved_organisation() == name
    visitor.get("/ar/account/")


@pytest.mark.parametrize("name", ["x" * 201, "a\x07b"])
def test_bad_names_are_refused_at_the_field(app: Flask, name: str):
    visitor = Visitor(app, a_person("Amal"))

    answer = visitor.send(visitor.get("/en/account/"), {"organisation": name}, status=422)

    assert set(Page(answer).errors()) == {"organisation"}


def test_arabic_name_is_found_with_and_without_marks(app: Flask):
    an_organisation("مُؤَسَّسَةُ الطِّفْل")
    visitor = Visitor(app, a_person("Amal"))

    visitor.send(visitor.get("/ar/account/"), {"organisation": "مؤسسه الطفل"})

    assert saved_organisation() == "مُؤَسَّسَةُ الطِّفْل"


def test_presenters_of_an_abstract_search_too_and_nothing_typed_is_lost(app: Flask):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    line = an_organisation("Harbour Line")
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get("/en/2027/calls/practice/submit")
    page = Page(
        visitor.send(
            page,
            {"title": "A title", "presenter1_organisation": "harbour"},
            button=("presenter1_organisation-search", "1"),
            status=200,
        )
    )

    assert ("title", "A title") in page.form().fields
    assert offered(page, "presenter1_organisation")[0][:2] == (str(line.id), "Harbour Line")
    visitor.send(
        page,
        {"presenter1_organisation-choice": str(line.id)},
        button=("action", "draft"),
    )
    abstract = db.session.scalars(select(Abstract)).one()
    assert [one.organisation.name for one in abstract.presenters if one.organisation] == [
        "Harbour Line"
    ]


def test_draft_is_saved_before_it_is_asked_about_names(app: Flask):
    meeting = a_meeting("2027")
    a_call(meeting, "practice")
    an_organisation("Harbour Line")
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get("/en/2027/calls/practice/submit")

    visitor.send(
        page,
        {"title": "A title", "presenter1_organisation": "Harbour Line Kisumu"},
        button=("action", "draft"),
    )

    assert db.session.scalars(select(Abstract)).one().title == "A title"


def test_json_search_tells_names_in_the_directory_and_nobody(
    app: Flask, two: tuple[Organisation, Organisation]
):
    an_organisation("Harbour Typed", added_by_person=True)
    visitor = Visitor(app, a_person("Amal", organisation=two[0]))

    answer = visitor.fetch("/en/account/organisations/search?q=harbour")

    assert answer.json == {
        "found": [
            {"id": two[1].id, "name": "Harbour Light", "hint": "Norway"},
            {"id": two[0].id, "name": "Harbour Line", "hint": "Kenya · National · Core member"},
        ]
    }
    assert answer.headers["Cache-Control"] == "no-store"


def test_json_search_asks_the_database_whether_it_changed_and_for_no_names(app: Flask):
    an_organisation("Harbour Line")
    queries.search_organisations("harbour")

    with Statements() as statements:
        found = queries.search_organisations("line")

    assert ([hit.entry.name for hit in found], statements.number) == (["Harbour Line"], 1)


def test_search_knows_a_change_at_once(app: Flask):
    line = an_organisation("Harbour Line")
    assert len(queries.search_organisations("harbour")) == 1

    service.change_organisation(
        line,
        name="Port Line",
        kind=OrganisationKind.OTHER,
        scope=None,
        country=None,
        parent=None,
        aliases=[],
    )

    assert queries.search_organisations("harbour") == []
    assert [hit.entry.name for hit in queries.search_organisations("port")] == ["Port Line"]


def test_json_search_is_for_people_who_are_signed_in(app: Flask, visitor: Visitor):
    answer = visitor.fetch("/en/account/organisations/search?q=x")

    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
        303,
        "/en/account/sign-in",
    )


def test_json_search_too_often_from_one_source_is_stopped(app: Flask):
    visitor = Visitor(app, a_person("Amal"))
    for _ in range(SEARCHES.amount - 1):
        limits.count(SEARCHES, "127.0.0.1")

    answers = [visitor.fetch("/en/account/organisations/search?q=x").status_code for _ in range(2)]

    limits.forget_all()
    assert answers == [200, 429]
