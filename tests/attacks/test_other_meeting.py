"""An organiser of another meeting gets nothing of this one, by whichever address; and what somebody
may not see answers like what never was."""

import re
from typing import Any

import pytest
from flask import g
from sqlalchemy import func, select

from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.meetings import access, queries
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, MeetingRole, Role, Room
from meeting_app.people import access as guards
from tests.attacks.faults import Fault, as_built, noticed
from tests.attacks.test_rights import roles_hold_in_every_meeting
from tests.conftest import NOW
from tests.support.factories import a_person, a_text
from tests.support.matrix import form_keys, send
from tests.support.world import World

NAMES = ("code", "number", "slug")
NEVER = {"code": "AAAAAA", "number": 999_999_999, "slug": "never-was"}


def named(world: World, addresses: dict[str, str], method: str) -> dict[str, dict[str, Any]]:
    """{address: what it names} of those that name a row by code, number or slug. (A code that is a
    language names no row: every meeting has a pack in it.)"""
    adapter = world.app.url_map.bind("localhost")
    found = {}
    for address in addresses.values():
        _endpoint, values = adapter.match(address, method)
        if any(name in values for name in NAMES) and values.get("code") not in LANGUAGES:
            found[address] = dict(values)
    return found


def crossed(world: World, addresses: dict[str, str], method: str) -> list[str]:
    """Each that names a row of the meeting, in the other meeting."""
    return [
        address.replace("/en/2027/", "/en/other/", 1)
        for address, values in named(world, addresses, method).items()
        if "meeting" in values
    ]


def unscoped(patch: pytest.MonkeyPatch, world: World) -> None:
    """The page of a room finds it by its code alone, and asks for rights in the address's meeting."""

    def load(meeting: str, code: str) -> Room:
        asked.append(queries.get_meeting(meeting))
        return db.session.scalars(select(Room).where(Room.code == code)).one()

    asked: list[Meeting] = []
    view = world.app.view_functions["meetings.room"].__wrapped__  # type: ignore[attr-defined]
    faulty = guards.guard(lambda person, _room: access.organises(person, asked.pop()), load)(view)
    patch.setitem(world.app.view_functions, "meetings.room", faulty)


def roles_anywhere(patch: pytest.MonkeyPatch, _world: World) -> None:
    roles_hold_in_every_meeting(patch)


def nothing(_patch: pytest.MonkeyPatch, _world: World) -> None:
    """As built."""


def noticing(fault: Any) -> Any:
    return noticed(as_built if fault is nothing else fault)


@pytest.mark.parametrize("fault", [nothing, roles_anywhere])
@pytest.mark.parametrize(
    ("role", "ours", "theirs"),
    [("other_organiser", "2027", "2027"), ("organiser", "2027", "other")],
)
def test_every_desk_page_of_a_meeting_is_unknown_to_another_ones_organiser(
    attacked: World,
    monkeypatch: pytest.MonkeyPatch,
    role: str,
    ours: str,
    theirs: str,
    fault: Any,
):
    addresses = [
        address.replace(f"/en/{ours}/", f"/en/{theirs}/", 1)
        for address in attacked.addresses["en"].values()
        if "/desk" in address or "/review" in address
    ]
    fault(monkeypatch, attacked)

    assert len(addresses) > 40
    with noticing(fault):
        assert {attacked.get(role, address).status_code for address in addresses} == {404}


@pytest.mark.parametrize("fault", [nothing, unscoped])
def test_rows_of_a_meeting_are_unknown_in_another_one(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Any
):
    addresses = crossed(attacked, attacked.addresses["en"], "GET")
    fault(monkeypatch, attacked)
    answers = {
        address: attacked.get("other_organiser", address).status_code for address in addresses
    }

    assert len(addresses) > 25
    with noticing(fault):
        assert {where: status for where, status in answers.items() if status != 404} == {}


@pytest.mark.parametrize("fault", [nothing, roles_anywhere, unscoped])
def test_posts_to_another_meeting_change_nothing(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Any
):
    keys = form_keys(attacked, "other_organiser")
    before = counts(attacked)
    addresses = [
        *crossed(attacked, attacked.posts, "POST"),
        *(address for address in attacked.posts.values() if "/2027/desk" in address),
    ]
    fault(monkeypatch, attacked)
    if fault is not nothing:  # one that only shows the form again is enough to be noticed
        addresses = [address for address in addresses if "/rooms" in address]
    answers = {
        address: send(attacked, "other_organiser", address, keys).status_code
        for address in addresses
    }

    with noticing(fault):
        assert {where: status for where, status in answers.items() if status != 404} == {}
    assert counts(attacked) == before


def test_rows_of_the_other_meeting_are_unknown_in_this_one(attacked: World):
    with attacked.app.app_context():
        g.lang, g.dir, g.now = "en", "ltr", NOW
        begin_write()
        other = queries.get_meeting("other")
        meetings.add_room(other, "their-room", a_text("Room"), 10)
        meetings.add_theme(other, "their-theme", a_text("Theme"), None)
        meetings.grant(other, a_person(email="theirs@example.org"), Role.HOST, NOW)
        held = db.session.scalars(
            select(MeetingRole.id).where(
                MeetingRole.meeting_id == other.id, MeetingRole.role == Role.HOST
            )
        ).one()
        db.session.commit()
        db.session.remove()
    keys = form_keys(attacked, "organiser")
    for page in (
        "rooms/their-room",
        "themes/their-theme",
        "themes/their-theme/delete",
        f"roles/{held}/end",
    ):
        there, here = f"/en/other/desk/{page}", f"/en/2027/desk/{page}"
        assert attacked.get("other_organiser", there).status_code == 200
        assert attacked.get("organiser", there).status_code == 404
        assert attacked.get("organiser", here).status_code == 404
        assert send(attacked, "organiser", here, keys).status_code == 404
        assert send(attacked, "organiser", there, keys).status_code == 404


def forbidden_says_so(patch: pytest.MonkeyPatch) -> None:
    """As if the guard said that something is there."""
    patch.setattr(guards, "_refuse", lambda person: ("Forbidden", 403 if person else 404))


def unknown_is_told_apart(patch: pytest.MonkeyPatch) -> None:
    """As if an unknown row had a header of its own."""
    known = guards._refuse

    def refuse(person):
        from flask import after_this_request, request

        if "AAAAAA" in request.path or "never-was" in request.path:
            after_this_request(lambda answer: answer.headers.add("X-Unknown", "1") or answer)
        return known(person)

    patch.setattr(guards, "_refuse", refuse)


@pytest.mark.parametrize("fault", [as_built, forbidden_says_so, unknown_is_told_apart])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_what_one_may_not_see_answers_like_what_never_was(
    attacked: World, monkeypatch: pytest.MonkeyPatch, method: str, fault: Fault
):
    """Same octets, same headers: for pages, and for forms that are sent."""
    addresses = attacked.addresses["en"] if method == "GET" else attacked.posts
    adapter = attacked.app.url_map.bind("localhost")
    roles = ("participant", "reviewer", "translator_fr", "other_organiser")
    keys = {role: form_keys(attacked, role) for role in roles}
    compared = 0
    fault(monkeypatch)
    with noticed(fault):
        for address, values in named(attacked, addresses, method).items():
            endpoint, _values = adapter.match(address, method)
            names = [name for name in NAMES if name in values]
            never = {
                name: "never-was"
                if name == "code" and not str(values[name]).isupper()
                else NEVER[name]
                for name in names
            }
            absent = adapter.build(endpoint, values | never)
            for role in roles:
                theirs = send(attacked, role, address, keys[role], method)
                if theirs.status_code in (200, 303, 410, 422):
                    continue  # public, or their own
                none = send(attacked, role, absent, keys[role], method)
                compared += 1
                assert (theirs.status_code, none.status_code) == (404, 404), (role, address)
                assert alike(theirs.text, *(values[name] for name in names)) == alike(
                    none.text, *never.values()
                )
                assert headers(theirs) == headers(none), (role, address)
        assert compared > 60


def headers(answer: Any) -> list[tuple[str, str]]:
    """All, with their values; the length goes with the address that stands in the page."""
    return sorted((n, v) for n, v in answer.headers if n not in ("Content-Length", "Set-Cookie"))


def alike(text: str, *ids: object) -> str:
    """Without what differs with each look, and the address that was asked for."""
    text = re.sub(r'value="[\w.-]{40,}"', "", text)
    for one in ids:
        text = text.replace(f"/{one}", "/")
    return text


def counts(world: World) -> dict[str, int]:
    with world.app.app_context():
        found = {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
            if table.name != "spent_key"
        }
        db.session.remove()
    return found
