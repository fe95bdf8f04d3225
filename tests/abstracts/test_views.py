"""A call's page, the form, one's abstract, and the organisers' lists."""

import io
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, select

from meeting_app.abstracts import service
from meeting_app.abstracts.models import Abstract
from meeting_app.abstracts.service import NamedPresenter
from meeting_app.core.db import db
from tests.abstracts.factories import a_call, a_draft, an_abstract
from tests.conftest import NOW
from tests.questionnaires.factories import a_question
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Page, Visitor

SUBMIT = "/en/2027/calls/practice/submit"
FULL: dict[str, Any] = {
    "title": "Clubs",
    "text": "We opened clubs.",
    "language": "ar",
    "q-place": "field",
    "presenter1_organisation": "Safe Harbour",
}


def abstracts() -> list[Abstract]:
    return list(db.session.scalars(select(Abstract).order_by(Abstract.id)))


def test_call_open_says_until_when_and_leads_to_the_form(app: Flask, visitor: Visitor):
    a_call(a_meeting("2027"))

    page = visitor.get("/en/2027/calls/practice")

    assert page.heading == "Knowledge and practice"
    assert "Open until Monday 30 November 2026, 12:00, Amman" in page.text
    assert SUBMIT in page.links()


def test_call_closed_says_whom_to_ask(app: Flask, visitor: Visitor):
    a_call(a_meeting("2027"), closes_at=NOW - timedelta(hours=1))

    page = visitor.get("/ar/2027/calls/practice")

    assert "mailto:meeting@example.org" in page.links()
    assert "/ar/2027/calls/practice/submit" not in page.links()


def test_submit_as_a_visitor_leads_to_signing_in(app: Flask, visitor: Visitor):
    a_call(a_meeting("2027"))

    assert "/account/sign-in?next=" in visitor.fetch(SUBMIT).headers["Location"]


def test_submit_complete_abstract_shows_it_as_submitted(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))

    page = visitor.follow(visitor.send(visitor.get(SUBMIT), FULL))

    assert page.heading == "Clubs"
    assert "Your abstract was submitted." in page.text
    assert [(one.state, one.language) for one in abstracts()] == [("submitted", "ar")]
    assert [e.attributes["lang"] for e in page.parsed.all("bdi") if "h1" in e.inside] == ["ar"]
    assert "In the field" in page.texts("dd")


def test_submit_incomplete_keeps_everything_typed_beside_the_errors(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    answer = visitor.send(
        page,
        {
            "title": "Clubs",
            "text": "word " * 21,
            "presenter1_name": "",
            "presenter1_email": "no address",
            "q-needs": "A screen",
        },
        status=422,
    )
    again = Page(answer)

    assert again.errors() == {
        "text": "Error: The text has 21 words; at most 20 are possible.",
        "presenter1_name": "Error: Enter the name of this presenter, or empty the whole row.",
        "presenter1_email": "Error: Enter an e-mail address, such as name@example.org.",
    }
    assert "Choose one of the answers." in again.text
    typed = dict(again.form().fields)
    assert (typed["title"], typed["q-needs"], typed["presenter1_email"]) == (
        "Clubs",
        "A screen",
        "no address",
    )
    assert abstracts() == []


def test_submit_with_a_file_keeps_it_while_the_rest_is_refused(app: Flask):
    call = a_call(a_meeting("2027"), questions=[a_question("plan", "file", required=True)])
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)
    typed = [pair for pair in page.form().fields if pair[0] not in FULL]
    filled = [(name, text) for name, text in FULL.items() if not name.startswith("q-")]
    plan = ("q-plan", (io.BytesIO(b"%PDF"), "plan.pdf"))

    without = [pair for pair in filled if pair[0] != "title"]
    again = Page(visitor.post(SUBMIT, [*typed, *without, ("title", ""), plan], status=422))
    assert "Handed in: plan.pdf" in again.text
    shown = visitor.follow(visitor.send(again, {"title": "Clubs"}))

    assert "A file was handed in." in shown.text
    path = visitor.get(shown.response.request.path + "/edit")
    assert "Handed in: plan.pdf" in path.text
    organiser = Visitor(app, an_organiser(call.meeting))
    (link,) = [
        one for one in organiser.get(shown.response.request.path).links() if one.endswith("/file")
    ]
    assert organiser.fetch(link).data == b"%PDF"


def test_submit_without_any_presenter_is_refused(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    empty = {f"presenter1_{part}": "" for part in ("name", "email", "organisation")}

    answer = visitor.send(visitor.get(SUBMIT), FULL | empty, status=422)

    assert Page(answer).errors() == {"presenter1_name": "Error: Name at least one presenter."}


def test_save_draft_needs_a_title_only(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))

    visitor.send(visitor.get(SUBMIT), {}, button=("action", "draft"), status=422)
    answer = visitor.send(
        visitor.get(SUBMIT), {"title": "Clubs", "text": "word " * 21}, button=("action", "draft")
    )

    assert [(one.state, one.title) for one in abstracts()] == [("draft", "Clubs")]
    assert "Continue writing" in visitor.follow(answer).text


def test_submit_sent_twice_makes_one_abstract(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)

    first, second = visitor.send(page, FULL), visitor.send(page, FULL)

    assert first.headers["Location"] == second.headers["Location"]
    assert len(abstracts()) == 1


def test_add_presenter_shows_the_form_again_with_everything_typed(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal", email="amal@example.org"))

    answer = visitor.send(visitor.get(SUBMIT), FULL, button=("action", "add"), status=200)
    page = Page(answer)
    page.response = visitor.get(SUBMIT).response
    typed = dict(page.form().fields)
    assert (typed["title"], typed["q-place"], typed["presenter1_email"], typed["rows"]) == (
        "Clubs",
        "field",
        "amal@example.org",
        "2",
    )

    visitor.send(
        page,
        {
            "presenter2_name": "Lina",
            "presenter2_email": "AMAL@example.org",
            "presenter2_organisation": "",
        },
        status=422,
    )
    visitor.send(page, {"presenter2_name": "Lina", "presenter2_email": "lina@example.org"})

    (abstract,) = abstracts()
    assert [(one.name, one.email) for one in abstract.presenters] == [
        ("Amal", "amal@example.org"),
        ("Lina", "lina@example.org"),
    ]


def test_submit_after_the_deadline_keeps_a_draft_and_says_until_when_and_whom_to_ask(app: Flask):
    call = a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person("Amal"))
    page = visitor.get(SUBMIT)
    call.phase.closes_at = NOW - timedelta(hours=1)
    db.session.commit()

    shown = visitor.follow(visitor.send(page, FULL))

    assert [(one.state, one.text) for one in abstracts()] == [("draft", "We opened clubs.")]
    assert "This abstract was not submitted" in shown.texts("h2")
    assert "The call was open until Friday 20 November 2026, 11:00" in shown.text
    assert "mailto:meeting@example.org" in shown.links()


def test_submit_form_of_a_closed_call_saves_drafts_only(app: Flask):
    a_call(a_meeting("2027"), closes_at=NOW - timedelta(hours=1))
    visitor = Visitor(app, a_person("Amal"))

    page = visitor.get(SUBMIT)

    assert "Submit abstract" not in page.texts("button")
    visitor.send(page, {"title": "Clubs"})
    assert [one.state for one in abstracts()] == ["draft"]


def test_edit_submitted_abstract_changes_it(app: Flask):
    person = a_person("Amal")
    abstract = an_abstract(a_call(a_meeting("2027")), person)
    visitor = Visitor(app, person)

    page = visitor.get(f"/en/2027/abstracts/{abstract.code}/edit")
    visitor.send(page, {"title": "Clubs and schools"})

    assert [(one.state, one.title) for one in abstracts()] == [("submitted", "Clubs and schools")]


def test_edit_sent_after_the_deadline_is_refused_with_everything_typed(app: Flask):
    person = a_person("Amal")
    call = a_call(a_meeting("2027"))
    abstract = an_abstract(call, person)
    visitor = Visitor(app, person)
    address = f"/en/2027/abstracts/{abstract.code}/edit"
    page = visitor.get(address)
    call.phase.closes_at = NOW - timedelta(hours=1)
    db.session.commit()

    again = Page(visitor.send(page, {"title": "Too late"}, status=422))

    assert "what you submitted before it stays as it is" in again.text
    assert dict(again.form().fields)["title"] == "Too late"
    assert visitor.fetch(address).status_code == 303


def test_withdraw_says_what_happens_and_asks_first(app: Flask):
    person = a_person("Amal")
    abstract = an_abstract(a_call(a_meeting("2027")), person)
    visitor = Visitor(app, person)

    page = visitor.get(f"/en/2027/abstracts/{abstract.code}/withdraw")
    assert "1 presenter still finds it on their page, marked as withdrawn." in page.texts("li")
    shown = visitor.follow(visitor.send(page))

    assert [one.state for one in abstracts()] == ["withdrawn"]
    assert "Your abstract was withdrawn." in shown.text


def test_show_to_others_is_404_as_if_it_never_was(app: Flask):
    abstract = an_abstract(a_call(a_meeting("2027")))
    stranger = Visitor(app, a_person("Stranger"))
    pages = [
        stranger.get(f"/en/2027/abstracts/{code}{end}", status=404).text
        for code in (abstract.code, "ZZZZZZ")
        for end in ("", "/edit", "/withdraw")
    ]

    assert len(set(pages)) == 1


def test_show_to_a_presenter_hides_the_others_addresses(app: Flask):
    lina = a_person("Lina", email="lina@example.org")
    call = a_call(a_meeting("2027"))
    named = [NamedPresenter("Amal", "amal@example.org"), NamedPresenter("Lina", "lina@example.org")]
    abstract = an_abstract(call, presenters=named)
    draft = a_draft(call, presenters=named)
    visitor = Visitor(app, lina)

    page = visitor.get(f"/en/2027/abstracts/{abstract.code}")

    assert "lina@example.org" in page.text
    assert "amal@example.org" not in page.text
    assert "Withdraw abstract" not in page.text
    visitor.get(f"/en/2027/abstracts/{draft.code}", status=404)


def test_show_in_another_meeting_is_404(app: Flask):
    person = a_person("Amal")
    abstract = an_abstract(a_call(a_meeting("2027")), person)
    a_meeting("2028")

    Visitor(app, person).get(f"/en/2028/abstracts/{abstract.code}", status=404)


def test_desk_list_filters_by_address(app: Flask):
    meeting = a_meeting("2027")
    call = a_call(meeting)
    an_abstract(call, title="Sent", language="fr")
    a_draft(call, title="Begun")
    visitor = Visitor(app, an_organiser(meeting))

    def titles(filters: str) -> list[str]:
        page = visitor.get(f"/en/2027/desk/abstracts?{filters}")
        return [text for text in page.texts("th") if text in ("Sent", "Begun")]

    assert titles("sort=title") == ["Begun", "Sent"]
    assert titles("state=draft") == ["Begun"]
    assert titles("language=fr&call=practice") == ["Sent"]
    assert titles("call=nowhere") == []


def test_desk_xlsx_holds_text_only(app: Flask):
    meeting = a_meeting("2027")
    an_abstract(a_call(meeting), title="=1+1")
    an_abstract(a_call(meeting, "advocacy", questions=[]), answers={})
    visitor = Visitor(app, an_organiser(meeting))

    answer = visitor.fetch("/en/2027/desk/abstracts.xlsx?sort=title")
    sheet = load_workbook(io.BytesIO(answer.data)).active

    assert sheet is not None
    rows = list(sheet.iter_rows())
    assert [cell.value for cell in rows[0]][:3] == ["Code", "Call", "State"]
    assert (rows[1][4].value, rows[1][4].data_type) == ("=1+1", "s")
    assert [[cell.value or "" for cell in row[12:]] for row in rows] == [
        ["Knowledge and practice: Where?", "Knowledge and practice: What do you need?"],
        ["In the field", "A screen"],
        ["", ""],
    ]


def test_desk_calls_counts_abstracts(app: Flask):
    meeting = a_meeting("2027")
    an_abstract(a_call(meeting))
    a_call(meeting, "advocacy")
    page = Visitor(app, an_organiser(meeting)).get("/en/2027/desk/calls")

    numbers = [
        e.text.strip() for e in page.parsed.all("td") if "number" in e.attributes.get("class", "")
    ]
    assert numbers == ["0", "1", "0", "0", "0", "0", "0", "0", "0", "0", "0", "0"]


def test_desk_is_404_for_those_who_do_not_organise(app: Flask):
    a_call(a_meeting("2027"))
    visitor = Visitor(app, a_person())

    for end in ("calls", "abstracts"):
        visitor.get(f"/en/2027/desk/{end}", status=404)


@pytest.mark.parametrize("lang", ["fr", "es", "ar"])
def test_pages_in_every_language_hold_the_rules_of_the_house(app: Flask, lang: str):
    meeting = a_meeting("2027")
    an_organisation("Safe Harbour")
    abstract = an_abstract(a_call(meeting))
    visitor = Visitor(app, an_organiser(meeting))

    for end in (
        "calls/practice",
        "calls/practice/submit",
        f"abstracts/{abstract.code}",
        "desk/calls",
        "desk/abstracts",
    ):
        visitor.get(f"/{lang}/2027/{end}")


def test_pages_take_as_many_statements_for_many_rows_as_for_one(app: Flask):
    meeting = a_meeting("2027")
    call = a_call(meeting)
    first = an_abstract(call)
    visitor = Visitor(app, an_organiser(meeting))
    addresses = [
        "calls/practice",
        "calls/practice/submit",
        f"abstracts/{first.code}",
        "desk/calls",
        "desk/abstracts",
        "desk/abstracts.xlsx",
    ]
    count = 0

    def add(*_: object) -> None:
        nonlocal count
        count += 1

    def count_all() -> list[int]:
        nonlocal count
        found = []
        for end in addresses:
            count = 0
            visitor.fetch(f"/en/2027/{end}")
            found.append(count)
        return found

    event.listen(db.engine, "before_cursor_execute", add)
    try:
        before = count_all()
        for number in range(12):
            made = an_abstract(
                call,
                presenters=[NamedPresenter(f"P{number}", f"p{number}@example.org", f"O{number}")],
            )
            if number % 2:
                service.accept(made, NOW)
        db.session.commit()
        after = count_all()
    finally:
        event.remove(db.engine, "before_cursor_execute", add)

    assert after == before
    assert max(before[:-1]) <= 12
    assert before[-1] <= 14  # a download is recorded, too
