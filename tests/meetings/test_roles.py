"""Roles: granted, limited, ended; and read-only organisers."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import queries, service
from meeting_app.meetings.models import Meeting, MeetingRole, Role, Room
from meeting_app.people.models import Action, AuditEntry, Person
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser, somebody_with
from tests.support.pages import Page, Visitor


def held_by(person: Person) -> list[tuple[str, str]]:
    rows = db.session.execute(
        select(MeetingRole.role, MeetingRole.scope)
        .where(MeetingRole.person_id == person.id)
        .order_by(MeetingRole.role, MeetingRole.scope)
    )
    return [(role, scope) for role, scope in rows]


def row_of(person: Person) -> MeetingRole:
    return db.session.scalars(select(MeetingRole).where(MeetingRole.person_id == person.id)).one()


def test_grant_twice_makes_one_role_and_one_entry_in_the_trail(app: Flask):
    meeting, amal, by = a_meeting("2027"), a_person(), a_person()

    first = service.grant(meeting, amal, Role.TRANSLATOR, NOW, scope="fr", by=by)
    again = service.grant(meeting, amal, Role.TRANSLATOR, NOW, scope="fr", by=by)

    assert (first, again, held_by(amal)) == (True, False, [("translator", "fr")])
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id, entry.about_id, entry.scope, entry.thing) == (
        Action.ROLE_GRANTED,
        by.id,
        amal.id,
        "2027",
        "role translator",
    )
    assert entry.details == {"role": "translator", "limited_to": "fr"}


def test_end_role_is_in_the_trail_and_holds_in_the_same_request(app: Flask):
    meeting = a_meeting("2027")
    an_organiser(meeting)
    person, by = an_organiser(meeting), an_organiser(meeting)
    assert Role.ORGANISER in queries.roles_in(meeting, person)

    service.end_role(row_of(person), NOW, by=by)

    assert queries.roles_in(meeting, person) == frozenset()
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry
    assert (entry.action, entry.actor_id, entry.about_id) == (
        Action.ROLE_ENDED,
        by.id,
        person.id,
    )


def test_end_role_of_the_last_organiser_is_refused_but_for_an_administrator(app: Flask):
    meeting = a_meeting("2027")
    person, admin = an_organiser(meeting), a_person()
    an_organiser(a_meeting("2028"))
    gone = an_organiser(meeting)
    gone.active = False
    admin.is_administrator = True

    with pytest.raises(Refused, match="only organiser"):
        service.end_role(row_of(person), NOW, by=person)
    assert held_by(person) == [("organiser", "")]

    service.end_role(row_of(person), NOW, by=admin)
    assert held_by(person) == []


def test_two_organisers_who_end_each_other_at_once_leave_one(app: Flask):
    meeting = a_meeting("2027")
    two = [an_organiser(meeting), an_organiser(meeting)]
    visitors = [Visitor(app, person) for person in two]
    pages = [
        visitor.get(f"/en/2027/desk/roles/{row_of(other).id}/end")
        for visitor, other in zip(visitors, reversed(two), strict=True)
    ]
    db.session.commit()
    both = Barrier(2)

    def send(visitor: Visitor, page: Page) -> int:
        both.wait()
        form = page.form()
        path = page.response.request.path
        return visitor.client.post(path, data=dict(form.fields)).status_code

    with ThreadPoolExecutor(2) as threads:
        waiting = [
            threads.submit(Context().run, send, visitor, page)
            for visitor, page in zip(visitors, pages, strict=True)
        ]
        statuses = sorted(one.result() for one in waiting)
    db.session.expire_all()

    # Whoever was second was no organiser any more, or was told that nobody else is left.
    assert statuses in ([303, 404], [303, 422])
    assert len(held_by(two[0]) + held_by(two[1])) == 1


def test_role_lost_while_a_page_is_open_closes_its_form(app: Flask):
    meeting = a_meeting("2027")
    an_organiser(meeting)
    person = an_organiser(meeting)
    visitor = Visitor(app, person)
    page = visitor.get("/en/2027/desk/rooms")

    service.end_role(row_of(person), NOW)
    answer = visitor.send(page, {"name-en": "Hall"}, status=404)

    assert "This page was not found" in answer.text
    assert visitor.fetch("/en/2027/desk/audit.xlsx").status_code == 404
    assert visitor.fetch("/en/account/").status_code == 200  # still signed in
    assert db.session.scalars(select(Room)).all() == []
    visitor.get("/en/2027/desk/rooms", status=404)


def test_read_only_organiser_sees_fields_that_cannot_be_changed(app: Flask):
    meeting = a_meeting("2027")
    visitor = Visitor(app, somebody_with(meeting, Role.READING_ORGANISER))

    page = visitor.get("/en/2027/desk/meeting")

    locked = [e for e in page.parsed.all("fieldset") if "disabled" in e.attributes]
    inside = [e.attributes.get("name") for e in page.parsed.all("input") if e.inside]
    assert len(locked) == 1
    assert "starts_on" in inside
    assert "Save meeting" not in page.text
    assert "You can look at everything here and change nothing." in page.text


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("/en/2027/desk/rooms", {"name-en": "Hall"}),
        ("/en/2027/desk/meeting", {"title-en": "Mine"}),
        ("/en/2027/desk/roles", {"email": "me@example.org", "role": "organiser"}),
        ("/en/2027/desk/translations?to=fr", {}),
    ],
)
def test_read_only_organiser_who_sends_a_form_all_the_same_gets_404(
    app: Flask, path: str, values: dict[str, str]
):
    meeting = a_meeting("2027", title=LocalText.of({"en": "Annual Meeting"}))
    person = somebody_with(meeting, Role.READING_ORGANISER)
    organiser = Visitor(app, an_organiser(meeting))
    reader = Visitor(app, person)
    reader.get(path)
    form = organiser.get(path).form()
    own = reader.get("/en/account/").form()
    keys = {n: v for n, v in own.fields if n in ("csrf_token", "form_key")}
    data = {**dict(form.fields), **values, **keys}

    reader.post(path, list(data.items()), status=404)

    assert held_by(person) == [("reading_organiser", "")]
    assert db.session.scalars(select(Room)).all() == []
    assert db.session.get_one(Meeting, meeting.id).title.text == "Annual Meeting"


def test_translator_of_one_language_sees_and_changes_that_one_alone(app: Flask):
    meeting = a_meeting("2027", title=LocalText.of({"en": "Annual Meeting"}))
    visitor = Visitor(app, somebody_with(meeting, Role.TRANSLATOR, "fr", reads=["es", "fr"]))
    page = visitor.get("/en/2027/desk/translations")
    listed = {link for link in page.links() if "translations?to=" in link and "&" not in link}
    field = f"text-meeting-{meeting.id}-title"

    assert page.texts("h2")[-1] == "Into French"
    assert listed == {"/en/2027/desk/translations?to=fr"}
    visitor.get("/en/2027/desk/translations?to=es", status=404)
    form = page.form()
    form.action = "/en/2027/desk/translations?to=es"
    visitor.send(page, {field: "Reunión anual"}, form=form, status=404)
    form.action = "/en/2027/desk/translations?to=fr"
    visitor.send(page, {field: "Réunion annuelle"}, form=form)

    title = db.session.get_one(Meeting, meeting.id).title
    assert (title.own("fr"), title.own("es")) == ("Réunion annuelle", "")


def test_read_only_organiser_who_translates_changes_their_language_alone(app: Flask):
    meeting = a_meeting("2027", title=LocalText.of({"en": "Annual Meeting"}))
    person = somebody_with(meeting, Role.READING_ORGANISER)
    service.grant(meeting, person, Role.TRANSLATOR, NOW, scope="fr")
    visitor = Visitor(app, person)

    french = visitor.get("/en/2027/desk/translations?to=fr")
    spanish = visitor.get("/en/2027/desk/translations?to=es")

    assert "Save translations" in french.text
    assert "Save translations" not in spanish.text
    form = french.form()
    form.action = "/en/2027/desk/translations?to=es"
    visitor.send(french, form=form, status=404)


def test_roles_are_offered_for_a_language_and_listed_with_it(app: Flask):
    meeting = a_meeting("2027", languages=["en", "fr"])
    somebody_with(meeting, Role.TRANSLATOR, "fr", name="Lina")
    visitor = Visitor(app, an_organiser(meeting))
    page = visitor.get("/en/2027/desk/roles")
    offered = page.form().options["role"]

    assert [one for one in offered if one.startswith("translator")] == [
        "translator",
        "translator:en",
        "translator:fr",
    ]
    assert "Translator: French" in page.texts("td")
