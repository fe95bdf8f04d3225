"""The public agenda and the organisers' pages."""

from datetime import datetime, timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import event, select

from meeting_app.agenda import queries, service
from meeting_app.agenda.models import AgendaVersion, Session, SessionKind, SessionRole
from meeting_app.core.db import db
from meeting_app.meetings.models import Meeting
from tests.agenda.factories import FIRST, a_placed_session, a_room, a_session, an_accepted_abstract
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor

HOUR = timedelta(hours=1)


def a_published_meeting(slug: str = "2027") -> tuple[Meeting, Session]:
    meeting = a_meeting(slug)
    hall = a_room(meeting)
    session = a_placed_session(
        meeting,
        "Opening",
        room=hall,
        kind=SessionKind.PLENARY,
        floor_language="ar",
        interpreted_into=["en", "fr"],
        livestream=True,
        people=[service.Part("Amal Haddad", SessionRole.CHAIR, "Bridge")],
    )
    a_placed_session(meeting, "Late talk", room=hall, starts_at=FIRST + 13 * HOUR, minutes=120)
    service.publish(meeting, None, datetime(2026, 11, 20, 9, tzinfo=FIRST.tzinfo))
    return meeting, session


PUBLIC = ["agenda", "agenda/2027-03-02", "agenda/overview", "agenda/livestream", "agenda/changes"]


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_public_pages_show_version_in_four_languages(visitor: Visitor, path: str, lang: str):
    a_published_meeting()

    page = visitor.get(f"/{lang}/2027/{path}")

    if lang == "en":
        assert "Version 1, last updated on Friday 20 November 2026, 12:00." in page.text


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages_before_the_first_version_say_what_is_known(visitor: Visitor, path: str):
    a_meeting("2027")

    page = visitor.get(f"/en/2027/{path}")

    assert page.heading == "The agenda is not published yet"
    assert "2–4 March 2027" in page.text


def test_show_in_the_readers_zone_puts_a_late_session_on_the_next_day(visitor: Visitor):
    a_published_meeting()

    here = visitor.get("/en/2027/agenda")
    there = visitor.get("/en/2027/agenda?zone=Asia/Kathmandu")

    assert here.texts("h2") == ["Tuesday 2 March 2027"]
    assert "22:00–00:00" in here.text
    assert there.texts("h2") == ["Tuesday 2 March 2027", "Wednesday 3 March 2027"]
    assert "00:45–02:45" in there.text
    assert there.text.count("Times in the time zone of Kathmandu") == 2
    assert "/en/2027/agenda/2027-03-03?zone=Asia/Kathmandu" in there.links()


def test_show_day_shows_that_day_only_and_marks_its_tab(visitor: Visitor):
    a_published_meeting()

    page = visitor.get("/en/2027/agenda/2027-03-02")

    assert page.heading == "Agenda: Tuesday 2 March 2027"
    current = [e.attributes["href"] for e in page.parsed.all("a") if "aria-current" in e.attributes]
    assert "/en/2027/agenda/2027-03-02" in current


@pytest.mark.parametrize("day", ["2027-03-09", "2027-02-30", "tuesday-03"])
def test_show_day_outside_the_meeting_is_404(visitor: Visitor, day: str):
    a_published_meeting()

    visitor.get(f"/en/2027/agenda/{day}", status=404)


def test_livestream_shows_streamed_sessions_in_utc_and_the_readers_zone(visitor: Visitor):
    a_published_meeting()

    page = visitor.get("/en/2027/agenda/livestream?zone=America/Bogota")

    assert [t for t in page.texts("td") if "–" in t] == ["01:00–02:00", "06:00–07:00"]
    assert "Late talk" not in page.text


def test_session_shows_people_languages_and_both_times(visitor: Visitor):
    _meeting, session = a_published_meeting()

    page = visitor.get(f"/en/2027/sessions/{session.code}?zone=America/Bogota")

    assert page.heading == "Opening"
    assert "Amal Haddad · Bridge · Chair" in page.text
    assert page.texts("dd")[3:5] == ["Arabic", "English, French"]
    assert "Tuesday 2 March 2027, 09:00–10:00 (your time: 01:00–02:00)" in page.text


def test_session_not_published_is_404(visitor: Visitor):
    meeting, _session = a_published_meeting()
    hidden = a_session(meeting, "Secret")

    visitor.get(f"/en/2027/sessions/{hidden.code}", status=404)


def test_session_summary_in_its_own_language_is_marked(app: Flask, visitor: Visitor):
    meeting = a_meeting("2027")
    an_accepted_abstract(meeting)
    service.sessions_from_accepted(meeting)
    session = db.session.scalars(select(Session)).one()
    service.place(session, None, FIRST, 60, session.revision)
    service.publish(meeting, None, FIRST)

    page = visitor.get(f"/ar/2027/sessions/{session.code}")

    marked = [e.text for e in page.parsed.elements if e.attributes.get("lang") == "fr"]
    assert any("Ce que nous avons appris." in text for text in marked)


def test_star_and_unstar_by_button(app: Flask):
    meeting, session = a_published_meeting()
    person = a_person()
    client = Visitor(app, person)
    path = f"/en/2027/sessions/{session.code}"

    page = client.get(path)
    after = client.follow(client.send(page, form=page.form("/star")))
    assert queries.list_starred_codes(meeting, person) == {session.code}
    client.send(after, form=after.form("/unstar"))

    assert queries.list_starred_codes(meeting, person) == frozenset()


def test_changes_lists_what_the_second_version_changed(app: Flask, visitor: Visitor):
    meeting, session = a_published_meeting()
    cedar = a_room(meeting, "cedar")
    service.place(session, cedar, FIRST + HOUR, 60, session.revision)
    service.publish(meeting, None, FIRST - 24 * HOUR)

    page = visitor.get("/en/2027/agenda/changes")

    assert page.texts("h2") == ["Version 2", "Version 1"]
    items = [text for text in page.texts("li") if text.startswith("New ")]
    assert items == [
        "New time: “Opening” now starts on Tuesday 2 March 2027, 10:00, "
        "not on Tuesday 2 March 2027, 09:00.",
        "New room: “Opening” is now in Cedar, not in Hall.",
    ]


def test_cancelled_session_stays_and_says_so(app: Flask, visitor: Visitor):
    meeting, session = a_published_meeting()
    service.cancel(session, FIRST, session.revision)
    service.publish(meeting, None, FIRST)

    assert "Cancelled" in visitor.get("/en/2027/agenda").texts("h3")
    page = visitor.get(f"/en/2027/sessions/{session.code}")
    assert "This session is cancelled." in page.text


def count_statements(client: Visitor, path: str) -> int:
    statements: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        client.get(path)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    return len(statements)


def test_public_pages_need_at_most_four_statements(app: Flask, visitor: Visitor):
    _meeting, session = a_published_meeting()

    counts = {path: count_statements(visitor, f"/en/2027/{path}") for path in PUBLIC}
    counts["session"] = count_statements(visitor, f"/en/2027/sessions/{session.code}")

    assert max(counts.values()) <= 4, counts


def test_desk_needs_the_same_statements_for_one_and_for_many(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))
    paths = ["desk/agenda", "desk/agenda/publish", f"desk/agenda/{session.code}"]
    few = [count_statements(client, f"/en/2027/{path}") for path in paths]
    person = a_person()
    for number in range(12):
        part = service.Part(f"P {number}", SessionRole.SPEAKER, "", person.id)
        a_placed_session(meeting, f"S {number}", people=[part])
        a_session(meeting, f"T {number}")

    many = [count_statements(client, f"/en/2027/{path}") for path in paths]

    assert many == few
    assert max(many) <= 12


@pytest.mark.parametrize("path", ["", "/new", "/publish", "/AAAAAA", "/AAAAAA/place", ".xlsx"])
def test_desk_is_for_organisers_only(app: Flask, path: str):
    a_meeting("2027")

    Visitor(app, a_person()).get(f"/en/2027/desk/agenda{path}", status=404)


def test_desk_of_another_meeting_does_not_know_the_session(app: Flask):
    _meeting, session = a_published_meeting()
    other = a_meeting("2028")
    client = Visitor(app, an_organiser(other))

    client.get(f"/en/2028/desk/agenda/{session.code}", status=404)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_organiser_makes_places_and_publishes_two_versions(app: Flask, lang: str):
    meeting = a_meeting("2027")
    a_room(meeting)
    an_accepted_abstract(meeting)
    client = Visitor(app, an_organiser(meeting, language=lang))
    desk = client.get(f"/{lang}/2027/desk/agenda")

    desk = client.follow(client.send(desk, form=desk.form("/from-accepted")))
    new = client.get(f"/{lang}/2027/desk/agenda/new")
    place = client.follow(
        client.send(
            new,
            {
                "title-en": "Opening",
                "kind": "plenary",
                "people-0-name": "Amal Haddad",
                "people-0-organisation": "Bridge",
                "people-0-role": "chair",
                "interpreted_into": ["fr", "ar"],
            },
        )
    )
    client.send(place, {"starts": "٠٩:٣٠", "minutes": "٩٠", "room": "hall"})
    publish = client.get(f"/{lang}/2027/desk/agenda/publish")
    client.send(publish)
    session = db.session.scalars(select(Session).where(Session.starts_at.is_not(None))).one()
    move = client.get(f"/{lang}/2027/desk/agenda/{session.code}/place")
    client.send(move, {"starts": "11:00"})
    client.send(client.get(f"/{lang}/2027/desk/agenda/publish"))

    newest = db.session.scalars(select(AgendaVersion).order_by(AgendaVersion.number.desc())).first()
    assert newest is not None
    assert newest.number == 2
    kept = newest.content["sessions"][0]
    assert (kept["starts_at"], kept["minutes"], kept["room"]) == (
        "2027-03-02T08:00:00+00:00",
        90,
        "hall",
    )
    assert [(p["name"], p["organisation"], p["role"]) for p in kept["people"]] == [
        ("Amal Haddad", "Bridge", "chair")
    ]
    assert kept["sequence"] == {"en": 1, "fr": 1, "es": 1, "ar": 1}


def test_place_nonsense_keeps_what_was_typed(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))
    form = client.get(f"/en/2027/desk/agenda/{session.code}/place")

    answer = Page(client.send(form, {"starts": "half nine"}, status=422))

    assert answer.errors() == {"starts": "Error: Enter a time, such as 09:30."}
    assert ("starts", "half nine") in answer.form().fields


def test_place_from_a_page_that_is_out_of_date_is_refused(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))
    form = client.get(f"/en/2027/desk/agenda/{session.code}/place")
    service.place(session, None, FIRST + 2 * HOUR, 60, session.revision)

    answer = Page(client.send(form, {"starts": "15:00"}, status=422))

    assert "Somebody else changed or moved this session meanwhile." in answer.text
    assert session.starts_at == FIRST + 2 * HOUR


def test_new_adding_rows_for_people_keeps_what_was_typed(app: Flask):
    meeting = a_meeting("2027")
    client = Visitor(app, an_organiser(meeting))
    page = client.get("/en/2027/desk/agenda/new")

    more = Page(
        client.send(
            page, {"title-en": "Opening", "people-3-name": "Dana"}, button=("more", "1"), status=200
        )
    )

    fields = dict(more.form().fields)
    assert (fields["title-en"], fields["people-3-name"], fields["people-6-name"]) == (
        "Opening",
        "Dana",
        "",
    )
    client.send(more)
    session = db.session.scalars(select(Session)).one()
    assert [row.name for row in session.people] == ["Dana"]


def test_edit_taking_a_name_away_takes_the_person_out(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))
    page = client.get(f"/en/2027/desk/agenda/{session.code}")

    client.send(
        page,
        {"people-0-name": "", "people-0-organisation": "", "people-1-name": "Luis"},
        form=next(form for form in page.parsed.forms if "title-en" in dict(form.fields)),
    )

    assert [(row.name, row.role) for row in session.people] == [("Luis", "presenter")]


def test_publish_with_a_serious_clash_asks_to_say_so(app: Flask):
    meeting = a_meeting("2027")
    hall = a_room(meeting)
    a_placed_session(meeting, "One", room=hall)
    a_placed_session(meeting, "Two", room=hall, starts_at=FIRST + HOUR / 2)
    client = Visitor(app, an_organiser(meeting))
    page = client.get("/en/2027/desk/agenda/publish")

    assert "“Two” and “One” overlap in the same room: Hall." in page.text
    refused = Page(client.send(page, status=422))
    client.send(refused, {"despite_clashes": "y"})

    assert queries.find_published(meeting) is not None


def test_publish_a_draft_that_changed_after_the_preview_is_refused_once(app: Flask):
    meeting = a_meeting("2027")
    session = a_placed_session(meeting, "One")
    client = Visitor(app, an_organiser(meeting))
    page = client.get("/en/2027/desk/agenda/publish")
    service.place(session, None, FIRST + HOUR, 60, session.revision)

    refused = Page(client.send(page, status=422))
    assert "The draft changed meanwhile." in refused.text
    client.send(refused)

    agenda = queries.find_published(meeting)
    assert agenda is not None
    assert agenda.sessions[0].starts_at == FIRST + HOUR


def test_cancel_asks_first_then_restores(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))

    client.send(client.get(f"/en/2027/desk/agenda/{session.code}/cancel"))
    assert session.cancelled_at is not None
    page = client.get(f"/en/2027/desk/agenda/{session.code}")
    client.send(page, form=page.form("/restore"))

    assert session.cancelled_at is None


def test_unplace_by_button(app: Flask):
    meeting, session = a_published_meeting()
    client = Visitor(app, an_organiser(meeting))
    page = client.get(f"/en/2027/desk/agenda/{session.code}")

    client.send(page, form=page.form("/unplace"))

    assert (session.starts_at, session.room) == (None, None)


def test_export_writes_text_never_a_formula(app: Flask):
    meeting, _session = a_published_meeting()
    a_session(meeting, "=1+1")
    client = Visitor(app, an_organiser(meeting))

    answer = client.fetch("/en/2027/desk/agenda.xlsx")

    sheet = load_workbook(BytesIO(answer.data)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert [row[6] for row in rows] == ["Title", "Opening", "Late talk", "=1+1"]
    assert rows[1][2:6] == ("2027-03-02", "09:00", "10:00", "Hall")
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}
