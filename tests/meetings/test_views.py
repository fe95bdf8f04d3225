"""The list of meetings and a meeting's page."""

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.localtext import LocalText, State
from meeting_app.meetings.models import Meeting, MeetingRole, Phase, Room, Theme
from tests.support.factories import a_meeting, a_person, a_phase, a_translator, an_organiser
from tests.support.pages import Page, Visitor


def test_root_sends_to_the_browsers_language(visitor: Visitor):
    answer = visitor.fetch("/", headers={"Accept-Language": "es-MX,en;q=0.5"})

    assert (answer.status_code, answer.headers["Location"]) == (302, "/es/")


def test_show_says_what_is_open_and_until_when_in_both_zones(app: Flask, visitor: Visitor):
    meeting = a_meeting("2027")
    a_phase(meeting, closes_at=datetime(2026, 12, 1, 21, 0, tzinfo=UTC))

    page = visitor.get("/en/2027/?zone=America/Bogota")

    assert "Open until Wednesday 2 December 2026, 00:00, Amman" in page.text
    assert "(your time: Tuesday 1 December 2026, 16:00)" in page.text
    assert "11 days left" in page.text


def test_show_unknown_meeting_is_404_in_the_readers_language(visitor: Visitor):
    page = visitor.get("/ar/nowhere/", status=404)

    assert page.parsed.all("html")[0].attributes["dir"] == "rtl"


def test_unknown_language_is_404_in_the_browsers_language(visitor: Visitor):
    assert visitor.get("/xx/2027/", status=404, lang="en").status == 404


def test_new_makes_a_meeting_that_its_maker_organises(app: Flask):
    admin = a_person("Amal")
    admin.is_administrator = True
    visitor = Visitor(app, admin)
    page = visitor.get("/en/new-meeting")
    values = {
        "slug": "2027",
        "title-en": "Annual Meeting 2027",
        "title-fr": "Réunion annuelle 2027",
        "starts_on": "2027-03-02",
        "ends_on": "2027-03-04",
        "zone": "Asia/Amman",
        "contact_email": "meeting@example.org",
    }
    answer = visitor.send(page, values)

    assert visitor.follow(answer).heading == "Phases"
    assert visitor.get("/fr/2027/").heading == "Réunion annuelle 2027"
    again = visitor.send(visitor.get("/en/new-meeting"), values, status=422)
    assert "Another meeting has this address" in again.text


def test_new_is_only_for_administrators(app: Flask):
    assert Visitor(app, a_person("Amal")).fetch("/en/new-meeting").status_code == 404


def test_edit_wrong_order_of_days_keeps_everything_typed(app: Flask):
    meeting = a_meeting("2027")
    visitor = Visitor(app, an_organiser(meeting))
    page = visitor.get("/en/2027/desk/meeting")

    answer = visitor.send(page, {"ends_on": "2027-03-01", "title-ar": "عنوان"}, status=422)

    again = Page(answer)
    assert list(again.errors()) == ["ends_on"]
    assert ("title-ar", "عنوان") in again.form().fields
    assert db.session.get_one(Meeting, meeting.id).ends_on == date(2027, 3, 4)


def test_phase_moved_holds_at_once_and_in_the_meetings_zone(app: Flask):
    meeting = a_meeting("2027")
    a_phase(meeting, code="survey")
    visitor = Visitor(app, an_organiser(meeting))

    visitor.send(visitor.get("/en/2027/desk/phases/survey"), {"closes_at": "2026-12-24T18:00"})

    phase = db.session.scalars(select(Phase)).one()
    assert phase.closes_at == datetime(2026, 12, 24, 15, 0, tzinfo=UTC)


def test_phase_end_before_beginning_is_refused_at_the_field(app: Flask):
    meeting = a_meeting("2027")
    a_phase(meeting, code="survey")
    visitor = Visitor(app, an_organiser(meeting))

    page = visitor.get("/en/2027/desk/phases/survey")
    answer = visitor.send(page, {"closes_at": "2020-01-01T00:00"}, status=422)

    assert Page(answer).errors() == {"closes_at": "Error: The end must come after the beginning."}


def test_rooms_adds_and_changes_a_room(app: Flask):
    meeting = a_meeting("2027")
    visitor = Visitor(app, an_organiser(meeting))
    visitor.send(visitor.get("/ar/2027/desk/rooms"), {"name-en": "Hall", "capacity": "٤٠"})
    visitor.send(visitor.get("/en/2027/desk/rooms/room-1"), {"capacity": "50"})

    room = db.session.scalars(select(Room)).one()
    assert (room.code, room.name.text, room.capacity) == ("room-1", "Hall", 50)


def test_end_role_takes_effect_at_once(app: Flask):
    meeting = a_meeting("2027")
    organiser = Visitor(app, an_organiser(meeting))
    other = an_organiser(meeting, name="Lina")
    lina = Visitor(app, other)
    lina.get("/en/2027/desk/rooms")
    held = db.session.scalars(select(MeetingRole).where(MeetingRole.person_id == other.id)).one()
    organiser.send(organiser.get(f"/en/2027/desk/roles/{held.id}/end"))

    assert lina.fetch("/en/2027/desk/rooms").status_code == 404


def test_translations_takes_what_lacks_a_language(app: Flask):
    meeting = a_meeting("2027", title=LocalText.of({"en": "Annual Meeting"}))
    visitor = Visitor(app, a_translator(meeting, reads=["fr"]))

    page = visitor.get("/en/2027/desk/translations")
    assert page.texts("h2")[-1] == "Into French"
    field = f"text-meeting-{meeting.id}-title"
    visitor.send(page, {field: "Réunion annuelle"})

    title = db.session.get_one(Meeting, meeting.id).title
    assert (title.own("fr"), title.state("fr")) == ("Réunion annuelle", State.CHECKED)
    assert title.edited({"en": "Annual Meeting 2027"}).state("fr") is State.OUTDATED


def test_translations_source_changed_meanwhile_is_told_and_nothing_is_lost(app: Flask):
    meeting = a_meeting("2027", title=LocalText.of({"en": "Annual Meeting"}))
    visitor = Visitor(app, a_translator(meeting, reads=["fr"]))
    page = visitor.get("/en/2027/desk/translations")
    meeting.title = meeting.title.edited({"en": "Yearly Meeting"})

    field = f"text-meeting-{meeting.id}-title"
    answer = visitor.send(page, {field: "Réunion annuelle"}, status=422)

    again = Page(answer)
    assert list(again.errors()) == [field]
    assert (field, "Réunion annuelle") in again.form().fields


def test_translations_is_not_for_participants(app: Flask):
    a_meeting("2027")
    assert Visitor(app, a_person()).fetch("/en/2027/desk/translations").status_code == 404


def test_phase_takes_a_grace_period_of_a_day_at_most(app: Flask):
    meeting = a_meeting("2027")
    a_phase(meeting, code="survey")
    visitor = Visitor(app, an_organiser(meeting))
    page = visitor.get("/en/2027/desk/phases/survey")

    refused = Page(visitor.send(page, {"grace_minutes": "1441"}, status=422))
    visitor.send(refused, {"grace_minutes": "٠"})

    assert list(refused.errors()) == ["grace_minutes"]
    assert db.session.scalars(select(Phase.grace_minutes)).one() == 0


def test_themes_are_added_in_the_language_of_the_page_and_in_those_of_the_meeting(app: Flask):
    visitor = Visitor(app, an_organiser(a_meeting("2027", languages=["en", "ar"])))
    page = visitor.get("/ar/2027/desk/themes")
    names = [name for name, _ in page.form().fields if name.startswith("title-")]

    visitor.send(page, {"title-ar": "حماية الأطفال", "title-en": "Protecting children"})

    theme = db.session.scalars(select(Theme)).one()
    assert names == ["title-ar", "title-en"]
    assert (theme.code, theme.title.source, theme.title.text) == ("theme-1", "ar", "حماية الأطفال")
    assert (theme.title.own("en"), theme.text) == ("Protecting children", None)


def test_themes_without_a_title_are_refused(app: Flask):
    visitor = Visitor(app, an_organiser(a_meeting("2027")))

    answer = visitor.send(visitor.get("/en/2027/desk/themes"), status=422)

    assert "Title: Enter the text in English" in Page(answer).text
    assert titles() == []


def test_theme_is_moved_changed_and_deleted_after_a_warning(app: Flask):
    visitor = Visitor(app, an_organiser(a_meeting("2027")))
    for title in ("One", "Two", "Three"):
        page = visitor.get("/en/2027/desk/themes")
        visitor.send(page, {"title-en": title}, form=page.form("/desk/themes"))

    page = visitor.get("/en/2027/desk/themes")
    visitor.send(page, form=page.form("/theme-3/up"))
    page = visitor.get("/en/2027/desk/themes")
    visitor.send(page, form=page.form("/theme-1/down"))
    visitor.send(visitor.get("/en/2027/desk/themes/theme-2"), {"title-en": "Second"})
    warning = visitor.get("/en/2027/desk/themes/theme-1/delete")
    assert "Abstracts that name it stay and name no theme then" in warning.text
    assert titles() == ["Three", "One", "Second"]

    visitor.send(warning)

    assert titles() == ["Three", "Second"]


def titles() -> list[str]:
    return [
        theme.title.text for theme in db.session.scalars(select(Theme).order_by(Theme.position))
    ]


def test_slug_that_a_page_of_ours_has_is_refused(app: Flask):
    admin = a_person("Amal")
    admin.is_administrator = True
    visitor = Visitor(app, admin)

    answer = visitor.send(visitor.get("/en/new-meeting"), {"slug": "account"}, status=422)

    assert (
        Page(answer).errors()["slug"] == "Error: This word is kept for other pages. Choose another."
    )
