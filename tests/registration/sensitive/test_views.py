"""The registration form's sensitive fields, a person's own page, and the organisers' pages."""

import json
import re
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook, load_workbook
from sqlalchemy import func, select, update

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText
from meeting_app.core.unsent import UnsentForm
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Role
from meeting_app.people.models import Action, AuditEntry, SignIn
from meeting_app.registration.models import Registration
from meeting_app.registration.sensitive import looking, queries, service
from meeting_app.registration.sensitive.fields import Given, SensitiveField
from meeting_app.registration.sensitive.forms import INPUTS
from meeting_app.registration.sensitive.models import SensitiveValue
from tests.conftest import NOW
from tests.registration.factories import a_desk, a_registration
from tests.registration.sensitive.factories import (
    ACCESS,
    DIET,
    LETTER,
    PASSPORT,
    PHONE,
    VISA,
    a_field,
    all_fields,
    some_given,
)
from tests.support.factories import a_meeting, a_person, a_text, an_organiser
from tests.support.pages import Page, Visitor, way_back

VEGAN = Given(("vegan",), "no onions")
VEGAN_SHOWN = re.compile(r'<p>Vegan</p>\s*<p><bdi dir="auto">no onions</bdi></p>')
LANGUAGES = ("en", "fr", "es", "ar")


def count(action: Action) -> int:
    return (
        db.session.scalar(
            select(func.count()).select_from(AuditEntry).where(AuditEntry.action == action)
        )
        or 0
    )


def a_guest(meeting: Meeting, given: dict[SensitiveField, Given], **person: Any) -> Registration:
    registration = a_registration(meeting, a_person(**person))
    some_given(registration, given)
    return registration


def test_register_at_a_new_meeting_has_no_sensitive_field(app: Flask):
    a_desk(a_meeting("2027"))

    page = Visitor(app, a_person()).get("/en/2027/register")

    names = {name for form in page.parsed.forms for name in form.options}
    names |= {name for form in page.parsed.forms for name, _ in form.fields}
    asked = [name for name in names if name.removesuffix("_text") in list(SensitiveField)]
    assert asked == []
    assert "Only if you need it" not in page.text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_register_says_of_every_field_why_who_and_until_when(app: Flask, lang: str):
    meeting = a_meeting("2027")
    a_desk(meeting)
    for field in SensitiveField:
        a_field(
            meeting,
            field,
            reason=a_text(f"Why {field}"),
            handed_to=a_text(f"To {field}"),
            days_kept=1,
        )

    page = Visitor(app, a_person()).get(f"/{lang}/2027/register")

    mark = "" if lang == "en" else f"[{lang}] "
    for field in SensitiveField:
        assert f"{mark}Why {field}" in page.text
        assert f"{mark}To {field}" in page.text
    day = {
        "en": "5 March 2027",
        "fr": "5 mars 2027",
        "es": "5 de marzo de 2027",
        "ar": "5 مارس 2027",
    }
    assert page.text.count(day[lang]) == len(SensitiveField)


def test_register_sent_after_the_sign_in_has_ended_stores_nothing_sensitive(app: Flask):
    meeting, person = a_meeting("2027"), a_person("Amal")
    a_desk(meeting)
    all_fields(meeting)
    some_given(a_registration(meeting, person), {DIET: VEGAN, PHONE: Given((), "+962 6 1")})
    visitor = Visitor(app, person)
    page = visitor.get("/en/2027/register")
    db.session.execute(update(SignIn).values(ended_at=NOW))

    typed = {"name": "Amal H.", "visa": "y", "passport_text": "X1234567", "diet_text": "nuts"}
    answer = visitor.send(page, typed)
    (kept,) = db.session.scalars(select(UnsentForm))
    visitor.sign_in(person)
    again = visitor.get(way_back(answer))

    sensitive = [name for name, _text in json.loads(kept.typed) if name in INPUTS]
    fields = dict(again.form().fields)
    shown = [fields[f"{one}_text"] for one in (PASSPORT, DIET, PHONE)]
    assert (sensitive, fields["name"]) == ([], "Amal H.")
    assert (shown, fields["diet"], "visa" in fields) == (
        ["", "no onions", "+962 6 1"],
        "vegan",
        False,
    )
    assert fields["consent"] == "y"


def test_register_with_sensitive_fields_keeps_them_and_shows_them_to_their_owner_alone(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    person = a_person("Amal")
    visitor = Visitor(app, person)

    page = visitor.get("/en/2027/register")
    visitor.send(
        page,
        {
            "mode": "in_person",
            "country": "JO",
            "visa": "y",
            "visa_text": "Embassy in Cairo",
            "passport_text": "P1234567",
            "diet": ["vegan", "no_nuts"],
            "phone_text": "+962 6 555 0100",
            "consent": "y",
        },
    )

    assert queries.read_own(meeting, person) == {
        VISA: LETTER,
        PASSPORT: Given((), "P1234567"),
        DIET: Given(("vegan", "no_nuts"), ""),
        PHONE: Given((), "+962 6 555 0100"),
    }
    again = visitor.get("/en/2027/register").html
    for kept in ("P1234567", "Embassy in Cairo", 'value="no_nuts" checked'):
        assert kept in again
    organiser = Visitor(app, an_organiser(meeting))
    for path in ("registration", "registration/sensitive", "audit"):
        html = organiser.get(f"/en/2027/desk/{path}").html
        assert [word for word in ("P1234567", "Cairo", "555 0100") if word in html] == []


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"diet": ["vegan"], "diet_text": "no onions"}, "consent"),
        ({"passport_text": "P1234567"}, "passport_text"),
        ({"phone_text": "1" * 41}, "phone_text"),
        ({"visa": "y"}, "passport_text"),
        ({}, "emergency_text"),
    ],
)
def test_register_with_a_sensitive_field_amiss_tells_at_the_field_and_keeps_what_was_typed(
    app: Flask, typed: dict[str, Any], wrong: str
):
    meeting, person = a_meeting("2027"), a_person()
    a_desk(meeting)
    for field in SensitiveField:
        needed = field == PASSPORT or (wrong == "emergency_text" and field == "emergency")
        a_field(meeting, field, needed=needed)
    visitor = Visitor(app, person)

    answer = visitor.send(
        visitor.get("/en/2027/register"),
        {"mode": "in_person", "country": "JO", **typed},
        status=422,
    )

    assert f'id="{wrong}-error"' in answer.text
    assert Page(answer).heading == "Register"  # and not as if there were a place already
    assert "Your place is confirmed." not in answer.text
    for value in typed.values():
        for one in value if isinstance(value, list) else [value]:
            assert one in answer.text
    assert db.session.scalar(select(func.count()).select_from(SensitiveValue)) == 0
    assert db.session.scalar(select(func.count()).select_from(Registration)) == 0


def test_own_page_shows_what_is_kept_and_deletes_each_at_once(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    registration = a_guest(meeting, {DIET: VEGAN, PHONE: Given((), "0100")}, name="Amal")
    visitor = Visitor(app, registration.person)

    page = visitor.get("/en/2027/register/sensitive")
    assert VEGAN_SHOWN.search(page.html)
    assert "It is deleted on Thursday 18 March 2027." in page.text
    page = visitor.follow(visitor.send(page, button=("delete", "diet")))

    assert "Vegan" not in page.text
    assert list(queries.read_own(meeting, registration.person)) == [PHONE]


def test_own_page_of_one_person_shows_nothing_of_another(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    a_guest(meeting, {DIET: VEGAN})

    page = Visitor(app, a_person()).get("/en/2027/register/sensitive")

    assert "We keep nothing sensitive of you" in page.text


def test_show_asks_first_then_shows_once_and_the_person_sees_who_looked(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    organiser = an_organiser(meeting, name="Olga")
    registration = a_guest(meeting, {DIET: VEGAN, PHONE: Given((), "0100")}, name="Amal")
    visitor = Visitor(app, organiser)
    path = f"/en/2027/desk/registration/people/{registration.id}/sensitive"

    assert path in visitor.get("/en/2027/desk/registration").links()
    page = visitor.get(path)
    assert "Your look is recorded" in page.text
    assert "Vegan" not in page.text
    assert count(Action.SENSITIVE_VIEWED) == 0
    answer = visitor.send(page, status=200)

    assert VEGAN_SHOWN.search(answer.text)
    assert "0100" in answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    assert count(Action.SENSITIVE_VIEWED) == 1
    assert "Vegan" not in visitor.get(path).text
    own = Visitor(app, registration.person).get("/en/2027/register/sensitive")
    assert re.search(r"20 November 2026, 09:00.*Olga – opened it: Diet · Telephone", own.text) or (
        "Olga – opened it: Diet · Telephone" in own.text
    )


@pytest.mark.parametrize(
    "path",
    [
        "registration/sensitive",
        "registration/sensitive/diet",
        "registration/sensitive/diet/off",
        "registration/people/{number}/sensitive",
    ],
)
def test_sensitive_pages_are_for_the_meetings_organisers_alone(app: Flask, path: str):
    meeting, other = a_meeting("2027"), a_meeting("other")
    a_desk(meeting)
    all_fields(meeting)
    registration = a_guest(meeting, {DIET: VEGAN})
    administrator, translator = a_person(), a_person()
    administrator.is_administrator = True
    meetings.grant(meeting, translator, Role.TRANSLATOR, NOW)
    reader = a_person()
    meetings.grant(meeting, reader, Role.READING_ORGANISER, NOW)
    organiser = an_organiser(meeting)
    address = f"/en/2027/desk/{path.format(number=registration.id)}"

    for person in (administrator, reader, translator, registration.person, an_organiser(other)):
        visitor = Visitor(app, person)
        assert visitor.fetch(address).status_code == 404
        form = visitor.get("/en/account/").form()
        token = [(name, value) for name, value in form.fields if name in ("csrf_token", "form_key")]
        visitor.post(address, [*token, ("purpose", "cook")], status=404)
    assert Visitor(app).fetch(address).status_code == 303
    assert Visitor(app, organiser).fetch(address).status_code == 200
    assert count(Action.SENSITIVE_VIEWED) + count(Action.EXPORTED) == 0


def test_sensitive_pages_want_the_second_factor(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    registration = a_guest(meeting, {DIET: VEGAN})
    weak = Visitor(app, an_organiser(meeting), second_factor=False)

    for path in ("registration/sensitive", f"registration/people/{registration.id}/sensitive"):
        answer = weak.fetch(f"/en/2027/desk/{path}")
        assert answer.status_code == 303
        assert "/account/second-factor" in answer.headers["Location"]


def test_show_of_another_meetings_registration_is_not_there(app: Flask):
    meeting, other = a_meeting("2027"), a_meeting("other")
    a_desk(meeting)
    a_desk(other)
    all_fields(meeting)
    registration = a_guest(meeting, {DIET: VEGAN})
    visitor = Visitor(app, an_organiser(other))

    path = f"/en/other/desk/registration/people/{registration.id}/sensitive"
    assert visitor.fetch(path).status_code == 404


def test_show_too_many_is_429_and_shows_nothing(app: Flask):
    check_too_many(app, looks=looking.LOOKS_AT_MOST)


def check_too_many(app: Flask, *, looks: int) -> None:
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    organiser, registration = an_organiser(meeting), a_guest(meeting, {DIET: VEGAN})
    for _ in range(looks):
        looking.look(registration, organiser, NOW)
    visitor = Visitor(app, organiser)
    page = visitor.get(f"/en/2027/desk/registration/people/{registration.id}/sensitive")

    answer = visitor.send(page, status=429)

    assert "Vegan" not in answer.text
    assert count(Action.READING_STOPPED) == 1


def test_show_without_a_limit_would_be_noticed(app: Flask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(looking, "LOOKS_AT_MOST", 10**6)

    with pytest.raises(AssertionError):
        check_too_many(app, looks=60)


def sheets(answer: Any) -> Workbook:
    return load_workbook(BytesIO(answer.data))


def cells(book: Workbook) -> list[Any]:
    return [
        value
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
        for value in row
        if value is not None
    ]


def test_export_for_the_kitchen_holds_counts_and_no_name_unless_wanted(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    organiser = an_organiser(meeting, name="Olga")
    a_guest(
        meeting, {DIET: VEGAN, PHONE: Given((), "0100"), ACCESS: Given(("captions",))}, name="A"
    )
    a_guest(meeting, {DIET: Given(("vegan",), "=1+1")}, name="Bilal")
    visitor = Visitor(app, organiser)

    page = visitor.get("/en/2027/desk/registration/sensitive")
    assert "Vegan2" in page.text
    book = sheets(visitor.send(page, {"purpose": "cook"}, status=200))

    assert [sheet.title for sheet in book.worksheets] == ["Counts"]
    assert cells(book)[2:] == ["Diet", 2, "Vegan", 2, "no onions", 1, "=1+1", 1]
    assert book.properties.creator == "Olga"
    assert book.properties.subject == "For the kitchen: diets"
    assert "Delete the file by Thursday 18 March 2027" in (book.properties.description or "")
    named = sheets(
        visitor.send(
            visitor.get("/en/2027/desk/registration/sensitive"),
            {"purpose": "cook", "names": "y"},
            status=200,
        )
    )
    people = [list(row) for row in named["People"].iter_rows(values_only=True)]
    assert people[0] == ["Name", "Organisation", "Diet"]
    assert sorted(row[0] for row in people[1:]) == ["A", "Bilal"]
    assert [value for value in cells(named) if "0100" in str(value)] == []
    assert (count(Action.EXPORTED), count(Action.SENSITIVE_EXPORTED)) == (2, 4)


def test_export_for_visa_letters_holds_what_they_need_and_nothing_else(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    a_guest(meeting, {VISA: LETTER, PASSPORT: Given((), "P1"), DIET: VEGAN}, name="Amal")
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/ar/2027/desk/registration/sensitive")
    book = sheets(visitor.send(page, {"purpose": "visa"}, status=200))

    people = [list(row) for row in book.worksheets[1].iter_rows(values_only=True)]
    assert people[1][0] == "Amal"
    assert "Embassy in Cairo" in people[1][2]
    assert people[1][3] == "P1"
    assert [value for value in cells(book) if "onions" in str(value)] == []


def test_export_without_a_purpose_is_refused_and_leaves_no_entry(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/registration/sensitive")
    answer = visitor.send(page, status=422)

    assert "Choose what the list is for." in answer.text
    assert count(Action.EXPORTED) == 0


def test_list_of_registrations_as_a_sheet_holds_nothing_sensitive(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    a_guest(
        meeting, {DIET: VEGAN, VISA: LETTER, PASSPORT: Given((), "P1"), PHONE: Given((), "0100")}
    )

    book = sheets(Visitor(app, an_organiser(meeting)).fetch("/en/2027/desk/registration.xlsx"))

    found = " ".join(map(str, cells(book)))
    assert [word for word in ("egan", "onions", "P1", "0100", "Cairo") if word in found] == []
    assert len(next(iter(book.worksheets[0].iter_rows()))) == 9


def test_edit_turns_a_field_on_with_its_words_and_off_again(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/registration/sensitive/diet")
    visitor.send(page, {"reason-en": "So that you can eat", "days_kept": "١٠"})
    asked = queries.find_asked(meeting, DIET)
    assert asked is not None
    assert (asked.reason.text, asked.days_kept, asked.modes) == (
        "So that you can eat",
        10,
        ["in_person"],
    )
    a_guest(meeting, {DIET: VEGAN})

    page = visitor.get("/en/2027/desk/registration/sensitive/diet/off")
    assert "What 1 person gave is deleted at once" in page.text
    visitor.send(page)
    assert queries.list_asked(meeting) == []
    assert db.session.scalar(select(func.count()).select_from(SensitiveValue)) == 0
    assert count(Action.SENSITIVE_ASKED) == 2


@pytest.mark.parametrize("field", SensitiveField)
def test_edit_of_a_field_that_is_off_proposes_its_words_in_every_language(
    app: Flask, field: SensitiveField
):
    meeting = a_meeting("2027")
    a_desk(meeting)
    a_field(meeting, VISA)
    if field == VISA:
        service.stop_asking(a_field(meeting, VISA), None, NOW)
    visitor = Visitor(app, an_organiser(meeting))

    visitor.send(visitor.get(f"/ar/2027/desk/registration/sensitive/{field}"))

    asked = queries.find_asked(meeting, field)
    assert asked is not None
    texts = [asked.reason] + ([asked.handed_to] if asked.handed_to else [])
    assert len(texts) == (1 if field in (VISA, PASSPORT) else 2)
    for text in texts:
        assert [text.state(lang) for lang in LANGUAGES] == ["checked"] * 3 + ["source"]
        assert len({text.own(lang) for lang in LANGUAGES}) == len(LANGUAGES)
    if field == DIET:
        assert asked.reason.own("fr") == "Pour que la cuisine prépare ce que vous pouvez manger."


def test_edit_of_a_field_that_is_asked_keeps_its_words_and_proposes_nothing(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    a_field(meeting, DIET, reason=LocalText("en", "So that you can eat"))
    visitor = Visitor(app, an_organiser(meeting))

    visitor.send(visitor.get("/en/2027/desk/registration/sensitive/diet"))

    asked = queries.find_asked(meeting, DIET)
    assert asked is not None
    assert (asked.reason, asked.handed_to) == (LocalText("en", "So that you can eat"), None)


def test_pages_show_that_a_key_is_missing_instead_of_failing(app: Flask):
    meeting = a_meeting("2027")
    a_desk(meeting)
    all_fields(meeting)
    registration = a_guest(meeting, {DIET: VEGAN, PHONE: Given((), "0100")})
    db.session.execute(
        update(SensitiveValue)
        .where(SensitiveValue.field == DIET)
        .values(sealed="v1.00000000.AAAA" + "A" * 40)
    )
    mine, desk = Visitor(app, registration.person), Visitor(app, an_organiser(meeting))
    path = f"/en/2027/desk/registration/people/{registration.id}/sensitive"

    assert "the key is missing" in mine.get("/en/2027/register").text
    assert "the key is missing" in mine.get("/en/2027/register/sensitive").text
    assert "the key is missing" in desk.get("/en/2027/desk/registration/sensitive").text
    shown = desk.send(desk.get(path), status=200).text
    assert "the key is missing" in shown
    assert "0100" in shown
    page = desk.get("/en/2027/desk/registration/sensitive")
    book = sheets(desk.send(page, {"purpose": "cook", "names": "y"}, status=200))
    assert [value for value in cells(book) if "the key is missing" in str(value)]
