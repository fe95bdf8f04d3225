"""The registration form, cancelling, and the organisers' page."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import update

from meeting_app.core.db import db
from meeting_app.people.models import SignIn
from meeting_app.registration import queries, service
from meeting_app.registration.models import RegistrationState
from tests.conftest import NOW
from tests.registration.factories import IN_PERSON, ONLINE, a_desk, a_registration
from tests.support.factories import a_meeting, a_person, an_organisation, an_organiser
from tests.support.pages import Visitor, way_back
from tests.support.statements import Statements

CONFIRMED, WAITING, CANCELLED = RegistrationState


def test_register_visitor_is_sent_to_sign_in_and_comes_back(app: Flask, visitor: Visitor):
    a_desk(a_meeting("2027"))

    answer = visitor.fetch("/fr/2027/register")

    assert answer.headers["Location"] == "/fr/account/sign-in?next=/fr/2027/register"


def test_register_sent_after_the_sign_in_has_ended_is_there_again_after_signing_in(app: Flask):
    person = a_person("Amal")
    a_desk(a_meeting("2027"))
    visitor = Visitor(app, person)
    page = visitor.get("/en/2027/register")
    db.session.execute(update(SignIn).values(ended_at=NOW))

    answer = visitor.send(page, {"mode": "online", "name": "Amal H.", "languages": ["ar", "fr"]})
    visitor.sign_in(person)
    again = visitor.get(way_back(answer))

    fields = again.form().fields
    assert (dict(fields)["mode"], dict(fields)["name"]) == ("online", "Amal H.")
    assert [value for name, value in fields if name == "languages"] == ["fr", "ar"]


def test_register_before_it_is_announced_says_so(app: Flask):
    a_meeting("2027")

    page = Visitor(app, a_person()).get("/en/2027/register")

    assert "has not been announced yet" in page.text


def test_register_takes_a_place_and_shows_it(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal", zone="America/Bogota")
    an_organisation("Éducation sans murs")
    a_desk(meeting, closes_at=datetime(2026, 12, 1, 21, 0, tzinfo=UTC))
    visitor = Visitor(app, person)

    page = visitor.get("/en/2027/register")
    assert "Open until Wednesday 2 December 2026, 00:00, Amman" in page.text
    assert "(your time: Tuesday 1 December 2026, 16:00)" in page.text
    assert "2 places left" in page.text
    answer = visitor.send(
        page,
        {
            "mode": "in_person",
            "name": "Amal Haddad",
            "organisation": "Education sans murs",
            "country": "JO",
            "languages": ["ar", "fr"],
        },
    )

    page = visitor.follow(answer)
    assert page.heading == "Your registration"
    assert "We sent the confirmation to" in page.text
    made = queries.find_registration(meeting, person)
    assert made is not None
    assert (made.state, made.languages, person.name) == (CONFIRMED, ["ar", "fr"], "Amal Haddad")
    assert made.organisation is not None
    assert made.organisation.name == "Éducation sans murs"


def test_register_when_full_says_so_before_and_shows_the_place_in_line_after(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 1})
    for _ in range(2):
        a_registration(meeting, a_person())
    visitor = Visitor(app, a_person(language="ar"))

    page = visitor.get("/en/2027/register")
    assert "All places are taken: you join the waiting list." in page.text
    page = visitor.follow(visitor.send(page, {"mode": "in_person", "country": "SD"}))

    assert "Your place on the waiting list: 2." in page.text
    assert "you join the waiting list" not in page.text


def test_register_with_gaps_keeps_everything_and_tells_at_the_fields(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting)
    visitor = Visitor(app, person)

    answer = visitor.send(
        visitor.get("/ar/2027/register"),
        {"mode": "online", "name": " ", "organisation": "Neue <b>", "languages": ["es"]},
        status=422,
    )

    assert queries.find_registration(meeting, person) is None
    for kept in ('value="online" checked', 'value="Neue &lt;b&gt;"', 'value="es" checked'):
        assert kept in answer.text
    for field in ("name", "country"):
        assert f'id="{field}-error"' in answer.text


@pytest.mark.parametrize(("opens", "closes"), [(-30, -20), (20, 30)])
def test_register_outside_its_time_keeps_the_choice_and_says_whom_to_ask(
    app: Flask, opens: int, closes: int
):
    meeting, person = a_meeting("2027"), a_person("Amal")
    desk = a_desk(meeting)
    visitor = Visitor(app, person)
    page = visitor.get("/en/2027/register")
    desk.phase.opens_at = NOW + timedelta(minutes=opens)
    desk.phase.closes_at = NOW + timedelta(minutes=closes)

    answer = visitor.send(
        page, {"mode": "online", "country": "JO", "organisation": "New one"}, status=422
    )

    assert queries.find_registration(meeting, person) is None
    assert 'value="online" checked' in answer.text
    assert 'value="New one"' in answer.text
    page = visitor.get("/en/2027/register")
    assert "meeting@example.org" in page.text
    assert [form for form in page.parsed.forms if form.method == "post"][1:] == []


def test_register_in_a_full_mode_asks_before_giving_the_place_up(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting, {IN_PERSON: 1, ONLINE: None})
    a_registration(meeting, a_person())
    a_registration(meeting, person, ONLINE)
    visitor = Visitor(app, person)
    page = visitor.get("/en/2027/register")

    visitor.send(page, {"mode": "in_person"}, status=422)
    held = queries.find_registration(meeting, person)
    assert held is not None
    assert (held.mode, held.state) == (ONLINE, CONFIRMED)

    visitor.send(visitor.get("/en/2027/register"), {"mode": "in_person", "may_give_up_place": "y"})
    assert (held.mode, held.state) == (IN_PERSON, WAITING)
    assert queries.find_broken_counts() == []


def test_cancel_asks_first_and_passes_the_place_on(app: Flask):
    meeting, person, other = a_meeting("2027"), a_person("Amal"), a_person("Second")
    a_desk(meeting, {IN_PERSON: 1})
    mine, theirs = a_registration(meeting, person), a_registration(meeting, other)
    visitor = Visitor(app, person)

    page = visitor.get("/en/2027/register/cancel")
    assert (mine.state, page.heading) == (CONFIRMED, "Cancel your registration")
    page = visitor.follow(visitor.send(page))

    assert (mine.state, theirs.state) == (CANCELLED, CONFIRMED)
    assert page.heading == "Register"
    assert visitor.fetch("/en/2027/register/cancel").headers["Location"] == "/en/2027/register"


def test_cancel_after_registration_closed_still_frees_the_place(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    desk = a_desk(meeting)
    mine = a_registration(meeting, person)
    desk.phase.closes_at = NOW - timedelta(hours=2)
    visitor = Visitor(app, person)

    page = visitor.get("/en/2027/register")
    assert "/en/2027/register/cancel" in page.links()
    visitor.send(visitor.get("/en/2027/register/cancel"))

    assert mine.state == CANCELLED


def test_desk_is_for_organisers_only(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    visitor = Visitor(app, a_person())

    for path in ("/en/2027/desk/registration", "/en/2027/desk/registration.xlsx"):
        assert visitor.fetch(path).status_code == 404


def test_desk_counts_and_filters(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 2, ONLINE: None})
    for name, country, organisation, languages in (
        ("Amal", "JO", "Alpha", ["ar"]),
        ("Basma", "JO", "Beta", ["ar", "en"]),
        ("Chadi", "LB", "Beta", ["fr"]),
    ):
        a_registration(
            meeting,
            a_person(name),
            country=country,
            organisation_name=organisation,
            languages=languages,
        )
    a_registration(meeting, a_person("Dora"), ONLINE, country="ES", languages=["en"])
    service.cancel(a_registration(meeting, a_person("Eva"), ONLINE), NOW)

    assert queries.count_by_country(meeting) == [("JO", 2), ("ES", 1)]
    assert sorted(queries.count_by_organisation(meeting), key=str) == [
        ("Alpha", 1),
        ("Beta", 1),
        (None, 1),
    ]
    assert queries.count_by_language(meeting) == [("en", 2), ("fr", 0), ("es", 0), ("ar", 2)]
    visitor = Visitor(app, an_organiser(meeting))
    page = visitor.get("/en/2027/desk/registration")
    assert "2 of 2 places taken" in page.text
    assert "1 place taken, without limit" in page.text
    waiting = visitor.get("/en/2027/desk/registration?mode=in_person&state=waiting")
    rows = [e for e in waiting.parsed.all("th") if e.attributes.get("data-label") == "Name"]
    assert [row.text for row in rows] == ["Chadi"]


def test_desk_changes_capacity_and_moves_people_up(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 1, ONLINE: None})
    made = [a_registration(meeting, a_person()) for _ in range(3)]
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/registration")
    page = visitor.follow(visitor.send(page, {"in_person": "٢"}, form=page.form("")))

    assert "1 person moved up from the waiting list." in page.text
    assert [row.state for row in made] == [CONFIRMED, CONFIRMED, WAITING]
    answer = visitor.send(page, {"in_person": "1"}, status=422)
    assert 'id="in_person-error"' in answer.text
    assert queries.find_broken_counts() == []


def test_desk_and_page_cost_the_same_for_one_and_for_many(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 5, ONLINE: None})
    organiser = an_organiser(meeting)
    a_registration(meeting, organiser, organisation_name="Organisation 0")
    visitor = Visitor(app, organiser)
    paths = ("/en/2027/register", "/en/2027/desk/registration")

    def spend() -> list[int]:
        db.session.commit()
        numbers = []
        for path in paths:
            with Statements() as statements:
                visitor.fetch(path)
            numbers.append(statements.number)
        return numbers

    before = spend()
    for number in range(60):
        a_registration(meeting, a_person(), organisation_name=f"Organisation {number}")

    assert spend() == before
    assert max(before) <= 12


def test_export_writes_texts_as_texts_and_follows_the_filter(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting, {IN_PERSON: 1, ONLINE: None})
    a_registration(meeting, a_person("=1+1"), country="JO", languages=["ar", "en"])
    a_registration(meeting, a_person("Other"), ONLINE)
    visitor = Visitor(app, an_organiser(meeting))

    answer = visitor.fetch("/fr/2027/desk/registration.xlsx?mode=in_person")

    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    rows = list(sheet.iter_rows())
    assert len(rows) == 2
    assert (rows[1][0].value, rows[1][0].data_type) == ("=1+1", "s")
    assert rows[1][3].value == "Jordanie"
    assert rows[1][7].value == datetime(2026, 11, 20, 12, 0)
