"""The pages of those who keep the directory of organisations."""

from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook

from meeting_app.core.db import db
from meeting_app.people import queries
from meeting_app.people.models import Organisation, OrganisationKind, Scope
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Page, Visitor

LIST = "/en/account/organisations/"


@pytest.fixture
def keeper(app: Flask) -> Visitor:
    return Visitor(app, an_organiser(a_meeting("2027")))


def listed(page: Page) -> list[str]:
    return [e.text for e in page.parsed.all("bdi") if e.inside[-1] == "a" and "th" in e.inside]


def filled(**values: Any) -> dict[str, Any]:
    return {"name": "Harbour Line", "kind": "core", **values}


def test_list_shows_kinds_other_names_and_who_uses_them(app: Flask, keeper: Visitor):
    line = an_organisation(
        "Harbour Line",
        kind=OrganisationKind.CORE,
        scope=Scope.NATIONAL,
        country="KE",
        aliases=("HL", "Port"),
    )
    an_organisation("Pier", parent=line, added_by_person=True)
    a_person(organisation=line)
    a_person(organisation=line)

    page = keeper.get(LIST)

    assert listed(page) == ["Harbour Line", "Pier"]
    cells = [" ".join(cell.split()) for cell in page.texts("td")]
    assert cells == [
        "Core memberNational",
        "Kenya",
        "",
        "1 organisation · 2 people",
        "Other",
        "",
        "Harbour Line",
        "",
    ]
    assert page.texts("th")[-1] == "Pier to look at"


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", ["Alpha", "Beta", "Gamma"]),
        ("?sort=-name", ["Gamma", "Beta", "Alpha"]),
        ("?q=BÊTA", ["Beta"]),
        ("?q=second", ["Beta"]),
        ("?kind=donor", ["Gamma"]),
        ("?scope=local", ["Alpha"]),
        ("?country=KE", ["Beta", "Gamma"]),
        ("?new=yes", ["Gamma"]),
        ("?country=KE&sort=-kind", ["Beta", "Gamma"]),
        ("?q=%25", []),
        ("?kind=nonsense&scope=x&sort=y&page=99", ["Alpha", "Beta", "Gamma"]),
    ],
)
def test_list_is_filtered_and_sorted_by_its_address(
    app: Flask, keeper: Visitor, query: str, names: list[str]
):
    an_organisation("Alpha", scope=Scope.LOCAL)
    an_organisation("Beta", country="KE", aliases=("Second",))
    an_organisation("Gamma", country="KE", kind=OrganisationKind.DONOR, added_by_person=True)

    page = keeper.get(LIST + query.replace("&page=99", ""))

    assert listed(page) == names
    sheet = load_workbook(BytesIO(keeper.fetch("/en/account/organisations.xlsx" + query).data))
    assert [row[0].value for row in sheet.active.iter_rows(min_row=2)] == names


def test_sheet_has_every_column_as_text(app: Flask, keeper: Visitor):
    line = an_organisation("=Harbour", country="KE", scope=Scope.LOCAL, aliases=("B", "A"))
    an_organisation("Pier", parent=line, added_by_person=True)

    book = load_workbook(BytesIO(keeper.fetch("/en/account/organisations.xlsx").data))

    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert rows == [
        [
            "Name",
            "Other names",
            "Kind",
            "Where it works",
            "Country",
            "Part or member of",
            "Looked at",
        ],
        ["=Harbour", "A; B", "Other", "Local", "Kenya", None, "yes"],
        ["Pier", None, "Other", None, None, "=Harbour", "no"],
    ]


def test_add_organisation_stands_in_the_directory(app: Flask, keeper: Visitor):
    parent = an_organisation("Port Alliance")
    page = keeper.get("/en/account/organisations/new")

    values = filled(
        scope="local", country="KE", parent="port alliance", aliases="HL\n\n Ligne du Port \nHL"
    )
    keeper.send(page, values)

    found = queries.find_organisation("ligne du port")
    assert found is not None
    assert (found.name, found.kind, found.scope, found.country, found.parent_id) == (
        "Harbour Line",
        "core",
        "local",
        "KE",
        parent.id,
    )
    assert (found.added_by_person, queries.aliases_of([found])[found.id]) == (
        False,
        ["HL", "Ligne du Port"],
    )


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"name": " "}, "name", "Enter the name."),
        ({"name": "…"}, "name", "Enter a name with at least one letter or digit."),
        ({"name": "x" * 201}, "name", "Field cannot be longer than 200 characters."),
        ({"name": "HÁRBOUR light"}, "name", "“Harbour Light” is in the directory already."),
        (
            {"name": "Lights"},
            "name",
            "“Lights” is another name of “Harbour Light”, which is in the directory already.",
        ),
        (
            {"aliases": "x\nHarbour Light"},
            "aliases",
            "“Harbour Light” is in the directory already.",
        ),
        ({"aliases": "--"}, "aliases", "“--” has no letter or digit: take the line out."),
        ({"aliases": "y" * 201}, "aliases", "A name has more than 200 characters."),
        (
            {"aliases": "\n".join(f"n{n}" for n in range(51))},
            "aliases",
            "Enter at most 50 other names, one per line.",
        ),
        (
            {"parent": "Zebra"},
            "parent",
            "No organisation of the directory has this name. Search for another one.",
        ),
        (
            {"parent": "Harbor Lights"},
            "parent",
            "Choose which organisation of the directory you mean.",
        ),
        ({"country": "ZZ"}, "country", "Choose a country from the list."),
    ],
)
def test_add_organisation_with_bad_input_says_why_and_keeps_everything(
    app: Flask, keeper: Visitor, values: dict[str, str], field: str, sentence: str
):
    light = an_organisation("Harbour Light", aliases=("Lights",))
    page = keeper.get("/en/account/organisations/new")

    answer = Page(keeper.send(page, filled(**values), status=422))

    assert answer.errors() == {field: f"Error: {sentence}"}
    kept = dict(answer.form().fields)
    wanted = filled(**values) | ({"country": ""} if field == "country" else {})
    assert {name: kept[name].replace("\r\n", "\n") for name in wanted} == {
        name: value.strip() for name, value in wanted.items()
    }
    leads = f"/en/account/organisations/{light.id}" in answer.links()
    assert leads == ("directory already" in sentence)
    assert db.session.query(Organisation).count() == 1


def test_organisation_that_somebody_typed_is_offered_once_it_was_saved(app: Flask, keeper: Visitor):
    typed = an_organisation("Harbour Line", added_by_person=True)
    page = keeper.get(f"/en/account/organisations/{typed.id}")
    assert "Somebody typed this name in a form." in page.text
    assert queries.search_organisations("harbour") == []

    keeper.send(page, {"kind": "general"})

    assert [hit.entry.id for hit in queries.search_organisations("harbour")] == [typed.id]
    assert "Somebody typed" not in keeper.get(f"/en/account/organisations/{typed.id}").text


def test_organisation_cannot_be_a_part_of_its_own_parts(app: Flask, keeper: Visitor):
    top = an_organisation("Top Alliance")
    middle = an_organisation("Middle", parent=top)
    an_organisation("Bottom", parent=middle)

    for parent, sentence in (
        ("Bottom", "“Bottom” is itself a part of this organisation. Choose another one."),
        ("Top Alliance", "An organisation cannot be a part of itself."),
    ):
        page = keeper.get(f"/en/account/organisations/{top.id}")
        answer = Page(keeper.send(page, {"parent": parent}, status=422))
        assert answer.errors() == {"parent": f"Error: {sentence}"}


def test_organisation_keeps_its_own_names_and_loses_those_taken_out(app: Flask, keeper: Visitor):
    line = an_organisation("Harbour Line", aliases=("One", "Two"))
    page = keeper.get(f"/en/account/organisations/{line.id}")

    keeper.send(page, {"name": "HARBOUR LINE", "aliases": "two\nThree"})

    db.session.expire_all()
    assert (line.name, queries.aliases_of([line])[line.id]) == ("HARBOUR LINE", ["Three", "two"])
    assert queries.find_organisation("One") is None


@pytest.mark.parametrize(
    "address",
    [
        "organisations/",
        "organisations.xlsx",
        "organisations/new",
        "organisations/1",
        "organisations/pairs",
        "organisations/merges",
        "organisations/import",
        "organisations/1/same-as",
        "organisations/1/merge/2",
    ],
)
def test_directory_is_closed_for_everybody_else(app: Flask, address: str):
    an_organisation("Harbour Line")
    visitor = Visitor(app, a_person("Amal"))

    assert visitor.fetch(f"/en/account/{address}").status_code == 404


def test_directory_is_open_for_administrators(app: Flask):
    person = a_person("Amal")
    person.is_administrator = True

    assert Visitor(app, person).get(LIST).heading == "Organisations"


def test_list_of_long_arabic_and_marked_names_shows_them_as_they_are(app: Flask, keeper: Visitor):
    names = ["x" * 200, "مُؤَسَّسَةُ الطِّفْل", "\u202eabc", "<script>alert(1)</script>"]
    for name in names:
        an_organisation(name)

    page = keeper.get("/ar/account/organisations/")

    assert sorted(listed(page)) == sorted(names)
