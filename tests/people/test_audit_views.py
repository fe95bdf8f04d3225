"""The pages of the audit trail."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import delete, select, update

from meeting_app.core.db import begin_write, db
from meeting_app.people import audit
from meeting_app.people.models import Action, AuditEntry, Person
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor


def an_administrator() -> Person:
    person = a_person("Administrator")
    person.is_administrator = True
    return person


def record(
    action: Action, actor: Person | None = None, about: Person | None = None, **values: object
) -> None:
    given = {"actor": actor, "about": about, "now": NOW, **values}
    audit.record(action, **given)  # type: ignore[arg-type]


def rows(page: Page) -> list[str]:
    found = [e for e in page.parsed.all("tr") if "tbody" in e.inside]
    return [" ".join(row.text.split()) for row in found]


def test_trail_shows_who_did_what_to_whom_newest_first(app: Flask):
    actor, about, admin = a_person("Amal"), a_person("Bilal"), an_administrator()
    record(Action.ROLE_GRANTED, actor, about, scope="2027", details={"role": "reviewer"})
    record(Action.RETENTION_RAN, now=NOW + timedelta(minutes=1))

    page = Visitor(app, admin).get("/en/account/audit")

    mine = [row for row in rows(page) if "Granted" in row or "time was over" in row]
    assert len(mine) == 2
    assert "Deleted data whose time was over" in mine[0]
    assert "the service itself" in mine[0]
    assert f"Granted a role Amal {actor.id}Bilal {about.id}2027 role: reviewer" in mine[1]


def test_trail_of_somebody_erased_shows_a_number_alone(app: Flask):
    actor, admin = a_person("Amal"), an_administrator()
    record(Action.EXPORTED, actor, thing="x.xlsx")
    number = actor.id
    db.session.execute(delete(Person).where(Person.id == number))
    db.session.expire_all()

    page = Visitor(app, admin).get("/en/account/audit")

    assert f"erased person {number}" in page.text
    assert "Amal" not in page.text


@pytest.mark.parametrize(
    ("query", "things"),
    [
        ("person=ÁMAL", ["two", "one"]),
        ("person={number}", ["two", "one"]),
        ("person=nobody", []),
        ("action=erased", ["two"]),
        ("scope=2028", ["three"]),
        ("since=2026-11-20&until=2026-11-20", ["two", "one"]),
        ("since=2026-11-21", ["three"]),
        ("since=nonsense&action=nonsense&person=%25", []),
        ("person={number}&action=erased", ["two"]),
    ],
)
def test_trail_filtered_shows_what_fits(app: Flask, query: str, things: list[str]):
    amal, admin = a_person("Amal"), an_administrator()
    record(Action.EXPORTED, amal, thing="one")
    record(Action.ERASED, None, amal, thing="two", now=NOW + timedelta(hours=1))
    record(Action.EXPORTED, a_person("B"), thing="three", scope="2028", now=NOW + timedelta(days=1))
    visitor = Visitor(app, admin)

    page = visitor.get(f"/en/account/audit?{query.format(number=amal.id)}")

    found = [thing for row in rows(page) for thing in ("one", "two", "three") if thing in row]
    assert found == things


def test_trail_stands_on_pages_of_fifty(app: Flask):
    amal, admin = a_person("Amal"), an_administrator()
    audit.record_each(Action.EXPORTED, actor=amal, about=[amal.id] * 51, now=NOW, thing="t")
    visitor = Visitor(app, admin)
    query = f"/en/account/audit?person={amal.id}"

    assert [len(rows(visitor.get(query + page))) for page in ("", "&page=2")] == [50, 1]
    assert audit.find_break() is None


def test_trail_export_holds_the_filtered_rows_and_is_recorded_itself(app: Flask):
    amal, admin = a_person("=1+1"), an_administrator()
    record(Action.EXPORTED, amal, thing="one")
    record(Action.ERASED, amal, thing="two")
    visitor = Visitor(app, admin)

    answer = visitor.fetch(f"/en/account/audit.xlsx?person={amal.id}&action=exported")

    sheet = load_workbook(BytesIO(answer.data)).active
    assert sheet is not None
    (row,) = list(sheet.iter_rows(min_row=2, values_only=True))
    assert (row[3], row[4], row[8]) == (amal.id, "=1+1", "one")
    assert [cell.data_type for cell in sheet[2]][4] == "s"
    newest = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert newest is not None
    assert (newest.action, newest.actor_id, newest.thing, newest.details) == (
        Action.EXPORTED,
        admin.id,
        "audit.xlsx",
        {"rows": 1},
    )


@pytest.mark.parametrize("path", ["/en/account/audit", "/en/account/audit.xlsx"])
def test_trail_is_for_administrators_alone(app: Flask, path: str):
    assert Visitor(app, an_organiser(a_meeting())).fetch(path).status_code == 404
    assert Visitor(app).fetch(path).status_code == 303


def test_trail_of_a_meeting_shows_its_own_part_without_sign_ins(app: Flask):
    meeting = a_meeting("2027")
    organiser = an_organiser(meeting, name="Olga")
    record(Action.EXPORTED, organiser, thing="mine", scope="2027")
    record(Action.EXPORTED, organiser, thing="theirs", scope="2028")
    record(Action.EXPORTED, organiser, thing="nobodys")
    record(Action.SIGNED_IN, organiser, thing="sign-in", scope="2027")
    visitor = Visitor(app, organiser)

    for query in ("", "?scope=2028", "?action=signed_in"):
        text = visitor.get(f"/en/2027/desk/audit{query}").text
        assert ("mine" in text) == (query != "?action=signed_in")
        assert [word for word in ("theirs", "nobodys", "sign-in") if word in text] == []
    sheet = load_workbook(BytesIO(visitor.fetch("/en/2027/desk/audit.xlsx").data)).active
    assert sheet is not None
    assert [row[8] for row in sheet.iter_rows(min_row=2, values_only=True)] == ["mine"]


def test_trail_that_was_changed_is_shown_to_administrators_and_ends_the_command_with_1(app: Flask):
    admin = an_administrator()
    for thing in ("one", "two", "three"):
        record(Action.EXPORTED, admin, thing=thing)
    db.session.commit()
    run = app.test_cli_runner()
    good = run.invoke(args=["audit", "verify"])
    db.session.rollback()
    assert good.exit_code == 0
    assert "whole: 3 entries" in good.output
    assert "The trail is whole: 3 entries" in Visitor(app, admin).get("/en/account/audit").text

    broken = db.session.scalars(select(AuditEntry.id).where(AuditEntry.thing == "two")).one()
    db.session.rollback()
    begin_write()
    db.session.execute(update(AuditEntry).where(AuditEntry.id == broken).values(thing="2"))
    db.session.commit()
    bad = run.invoke(args=["audit", "verify"])

    assert bad.exit_code == 1
    assert f"Entry {broken} does not follow" in bad.output
    page = Visitor(app, admin).get("/en/account/audit")
    assert f"entry {broken} does not follow" in page.text


def test_check_of_a_trail_whose_end_was_cut_off_names_what_is_missing_until_it_is_back(app: Flask):
    for thing in ("one", "two", "three"):
        record(Action.EXPORTED, thing=thing)
    assert audit.check(NOW).broken_id is None
    last = db.session.scalars(select(AuditEntry).where(AuditEntry.thing == "three")).one()
    number, digest = last.id, last.digest
    db.session.execute(delete(AuditEntry).where(AuditEntry.id == number))

    found = [audit.check(NOW + timedelta(days=days)).broken_id for days in (1, 2)]

    assert found == [number, number]
    answer = app.test_cli_runner().invoke(args=["audit", "verify", "--expect", digest])
    assert answer.exit_code == 1


def test_check_daily_looks_once_a_day_however_often_the_worker_starts(app: Flask):
    for hours in (0, 1, 22, 23, 24):
        audit.check_daily(NOW + timedelta(hours=hours))

    found = db.session.scalars(select(audit.AuditCheck.at).order_by(audit.AuditCheck.id)).all()
    assert found == [NOW, NOW + timedelta(hours=23)]
