"""What clashes in a draft agenda, and how seriously."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting_app.agenda.clashes import Clash, ClashKind, Placement, Severity, Who, find_clashes
from meeting_app.agenda.models import SessionKind
from tests.agenda.factories import FIRST

HOUR = timedelta(hours=1)


def a_placement(code: str, start: float = 0, hours: float = 1, **values: Any) -> Placement:
    """start: in hours after 09:00 of the first day; each in its own room unless said."""
    starts_at = FIRST + start * HOUR
    placed: dict[str, Any] = {"kind": SessionKind.PARALLEL, "room": code, "capacity": None}
    return Placement(
        code=code, starts_at=starts_at, ends_at=starts_at + hours * HOUR, **(placed | values)
    )


def clashes(*placements: Placement) -> list[Clash]:
    return find_clashes(
        placements, starts_on=date(2027, 3, 2), ends_on=date(2027, 3, 4), zone="Asia/Amman"
    )


def test_find_clashes_one_after_another_in_a_room_is_none():
    assert clashes(a_placement("A", 0, room="r"), a_placement("B", 1, room="r")) == []


def test_find_clashes_overlap_in_a_room_is_serious():
    found = clashes(a_placement("A", 0, room="r"), a_placement("B", 0.5, room="r"))

    assert found == [Clash(ClashKind.ROOM, "B", "A")]
    assert found[0].severity is Severity.SERIOUS


def test_find_clashes_without_a_room_do_not_share_one():
    assert clashes(a_placement("A", room=None), a_placement("B", room=None)) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Who("Amal", "Bridge", 1), Who("A. Haddad", "", 1), True),
        (Who("Amal", "Bridge", 1), Who("Amal", "Bridge", 2), False),
        (Who("Élise Roy", "Pont", None), Who("elise  ROY", "pont", None), True),
        (Who("Elise Roy", "Pont", None), Who("Elise Roy", "Other", None), False),
        (Who("Amal", "Bridge", 1), Who("amal", "bridge", None), True),
    ],
)
def test_find_clashes_person_in_two_sessions_at_once(one: Who, other: Who, same: bool):
    found = clashes(a_placement("A", people=(one,)), a_placement("B", people=(other,)))

    assert found == ([Clash(ClashKind.PERSON, "B", "A", one.name)] if same else [])


def test_find_clashes_person_twice_in_one_session_is_none():
    who = Who("Amal", "Bridge", 1)

    assert clashes(a_placement("A", people=(who, who))) == []


def test_find_clashes_no_break_between_rooms_is_mild():
    who = (Who("Amal", "Bridge", 1),)

    found = clashes(a_placement("A", people=who), a_placement("B", 1, people=who))

    assert found == [Clash(ClashKind.NO_BREAK, "B", "A", "Amal")]
    assert found[0].severity is Severity.MILD
    assert clashes(a_placement("A", people=who), a_placement("B", 1.1, people=who)) == []


def test_find_clashes_before_the_first_day_in_the_meetings_zone_is_serious():
    found = clashes(a_placement("A", -10), a_placement("B", -9))

    assert found == [Clash(ClashKind.OUTSIDE, "A")]


def test_find_clashes_abstract_no_longer_accepted_is_serious():
    assert clashes(a_placement("A", abstract_accepted=False)) == [Clash(ClashKind.ABSTRACT, "A")]


def test_find_clashes_plenary_in_a_smaller_room_is_mild():
    found = clashes(
        a_placement("A", 0, kind=SessionKind.PLENARY, capacity=40),
        a_placement("B", 2, capacity=200),
    )

    assert found == [Clash(ClashKind.SMALL_ROOM, "A")]


def test_find_clashes_beside_plenary_and_over_break_name_each_pair():
    found = clashes(
        a_placement("P", 0, 2, kind=SessionKind.PLENARY),
        a_placement("A", 0),
        a_placement("B", 1.5),
        a_placement("K", 2, 0.5, kind=SessionKind.BREAK, room=None),
    )

    assert found == [
        Clash(ClashKind.BESIDE_PLENARY, "A", "P"),
        Clash(ClashKind.BESIDE_PLENARY, "B", "P"),
        Clash(ClashKind.OVER_BREAK, "B", "K"),
    ]


def test_find_clashes_lists_serious_ones_first():
    found = clashes(
        a_placement("P", 0, kind=SessionKind.PLENARY),
        a_placement("A", 0),
        a_placement("B", 5, room="r"),
        a_placement("C", 5, room="r"),
    )

    assert [clash.kind for clash in found] == [ClashKind.ROOM, ClashKind.BESIDE_PLENARY]


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 6), st.sampled_from("rst"), st.integers(1, 4)),
        max_size=9,
    )
)
def test_find_clashes_serious_ones_agree_with_looking_at_every_pair(
    drawn: list[tuple[int, int, str, int]],
):
    placements = [
        a_placement(str(n), start, hours / 2, room=room, people=(Who(f"P{who}", "", who),))
        for n, (start, hours, room, who) in enumerate(drawn)
    ]
    overlapping = [
        (one, other)
        for n, one in enumerate(placements)
        for other in placements[:n]
        if one.starts_at < other.ends_at and other.starts_at < one.ends_at
    ]

    kinds = {clash.kind for clash in clashes(*placements)}

    assert (ClashKind.ROOM in kinds) == any(one.room == other.room for one, other in overlapping)
    assert (ClashKind.PERSON in kinds) == any(
        one.people == other.people for one, other in overlapping
    )
