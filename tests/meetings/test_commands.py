"""Roles from the command line."""

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.meetings.models import MeetingRole, Role
from meeting_app.people.models import Action, AuditEntry, Person
from tests.support.factories import a_meeting, an_organiser, somebody_with


def run(app: Flask, *words: str) -> tuple[int, str]:
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["people", *words])
    db.session.expire_all()
    return result.exit_code, result.output.strip()


def held() -> list[tuple[str, str, str]]:
    rows = db.session.execute(
        select(Person.email, MeetingRole.role, MeetingRole.scope)
        .join(MeetingRole, MeetingRole.person_id == Person.id)
        .order_by(Person.email, MeetingRole.role)
    )
    return [(email, role, scope) for email, role, scope in rows]


def test_grant_makes_the_person_without_a_letter_and_tells_the_trail(app: Flask):
    a_meeting("2027")

    first = run(app, "grant", "Lina@Example.org", "translator", "2027", "--scope", "fr")
    again = run(app, "grant", "lina@example.org", "translator", "2027", "--scope", "fr")

    assert (first, again) == ((0, "granted"), (0, "held already"))
    assert held() == [("lina@example.org", "translator", "fr")]
    assert db.session.scalars(select(OutgoingMail)).all() == []
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.actor_id) == (Action.ROLE_GRANTED, None)


def test_revoke_ends_even_the_last_organiser(app: Flask):
    person = an_organiser(a_meeting("2027"))

    assert run(app, "revoke", person.email, "organiser", "2027") == (0, "ended")
    assert held() == []
    assert run(app, "revoke", person.email, "organiser", "2027")[0] == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("grant", "a@example.org", "chair", "2027", "--scope", "nowhere"), "cannot be limited"),
        (("grant", "a@example.org", "organiser", "2027", "--scope", "fr"), "cannot be limited"),
        (("grant", "a@example.org", "organiser", "2099"), "There is no meeting"),
        (("grant", "a@example.org", "king", "2027"), "is not one of"),
        (("revoke", "a@example.org", "organiser", "2027"), "does not hold this role"),
    ],
)
def test_grant_or_revoke_what_is_not_there_says_so_and_changes_nothing(
    app: Flask, words: tuple[str, ...], said: str
):
    a_meeting("2027")

    status, output = run(app, *words)

    assert status > 0
    assert said in output
    assert held() == []


def test_roles_prints_who_holds_what(app: Flask):
    meeting = a_meeting("2027")
    lina = somebody_with(meeting, Role.TRANSLATOR, "fr", name="Lina")
    omar = somebody_with(a_meeting("2028"), Role.HOST, name="Omar")

    assert run(app, "roles", "--meeting", "2027") == (
        0,
        f"2027\ttranslator\tfr\t{lina.email}\tLina",
    )
    assert f"2028\thost\t-\t{omar.email}\tOmar" in run(app, "roles")[1].splitlines()
