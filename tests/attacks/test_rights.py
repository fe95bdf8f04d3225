"""Each route, for each kind of person, by each method: as printed, and otherwise as if it were not."""

from pathlib import Path

import pytest

from meeting_app.meetings import access
from meeting_app.people import access as guard
from tests.attacks.faults import Fault, as_built, noticed
from tests.support.matrix import form_keys, looking, send, sending
from tests.support.world import World

PRINTED = Path(__file__).parent.parent.parent / "docs" / "permissions.md"
KINDS = ("visitor", "participant", "reviewer", "other_organiser", "organiser")


def printed() -> list[dict[str, dict[str, str]]]:
    """The table of pages, then that of forms: {endpoint: {role: cell}}."""
    tables: list[dict[str, dict[str, str]]] = []
    roles: list[str] = []
    for line in PRINTED.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| |"):
            roles = cells[1:]
            tables.append({})
        elif line.startswith("| "):
            tables[-1][cells[0]] = dict(zip(roles, cells[1:], strict=True))
    return tables


def everybody_organises(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(access, "organises", lambda person, _thing: person is not None)


def roles_hold_in_every_meeting(patch: pytest.MonkeyPatch) -> None:
    """As if roles were asked for without the meeting."""
    from meeting_app.core.db import db
    from meeting_app.meetings.models import MeetingRole, Role

    def anywhere(_meeting, person):
        if person is None:
            return frozenset()
        rows = db.session.query(MeetingRole.role).filter(MeetingRole.person_id == person.id)
        return frozenset(Role(role) for (role,) in rows)

    patch.setattr(access, "roles_in", anywhere)


def visitors_are_let_in(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(guard, "to_sign_in", lambda: ("", 200))


FAULTS = [as_built, everybody_organises, roles_hold_in_every_meeting, visitors_are_let_in]


def part_of(table: dict[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    """Every fifth row, for these kinds of people: the whole of it is looked at where it is printed."""
    return {
        endpoint: {role: table[endpoint][role] for role in KINDS} for endpoint in sorted(table)[::5]
    }


@pytest.mark.parametrize("fault", FAULTS)
def test_a_page_is_for_whom_the_table_says(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    table = part_of(printed()[0])
    fault(monkeypatch)

    with noticed(fault):
        assert looking(attacked, KINDS, list(table)) == table


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_is_for_whom_the_table_says(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    table = part_of(printed()[1])
    fault(monkeypatch)

    with noticed(fault):
        assert sending(attacked, KINDS, list(table)) == table


def put_is_taken(patch: pytest.MonkeyPatch) -> None:
    """As if the methods of a route were not looked at."""
    from werkzeug.routing import MapAdapter

    known = MapAdapter.match

    def match(self, path_info=None, method=None, **more):
        return known(self, path_info, "GET", **more)

    patch.setattr(MapAdapter, "match", match)


@pytest.mark.parametrize("fault", [as_built, put_is_taken])
def test_no_page_takes_put_or_delete(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    kinds = KINDS if fault is as_built else KINDS[:1]
    keys = {role: form_keys(attacked, role) for role in kinds}
    fault(monkeypatch)
    answers = {
        (role, method, endpoint): send(attacked, role, address, keys[role], method).status_code
        for role in kinds
        for method in ("PUT", "DELETE")
        for endpoint, address in {**attacked.addresses["en"], **attacked.posts}.items()
    }

    with noticed(fault):
        assert {where: status for where, status in answers.items() if status != 405} == {}
