"""How a day is laid out."""

from datetime import date, timedelta

from meeting_app.agenda.models import SessionKind
from meeting_app.agenda.timetable import Timetable, by_day, lay_out
from tests.agenda.factories import CEDAR, FIRST, HALL, a_published_session, an_agenda

HOUR = timedelta(hours=1)


def drawn(table: Timetable) -> list[list[tuple[str, int, int] | None]]:
    return [
        [(cell.session.code, cell.rows, cell.columns) if cell else None for cell in cells]
        for _at, cells in table.rows
    ]


def laid_out(*sessions) -> Timetable:
    agenda = an_agenda(*sessions)
    return lay_out(agenda.sessions, agenda.rooms)


def test_lay_out_sessions_side_by_side_and_one_over_two_rows():
    table = laid_out(
        a_published_session("A", minutes=120),
        a_published_session("B", room=CEDAR),
        a_published_session("C", room=CEDAR, starts_at=FIRST + HOUR),
    )

    assert table.columns == (HALL, CEDAR)
    assert drawn(table) == [[("A", 2, 1), ("B", 1, 1)], [("C", 1, 1)]]


def test_lay_out_plenary_and_break_alone_span_all_rooms_and_gaps_are_left_out():
    table = laid_out(
        a_published_session("P", kind=SessionKind.PLENARY),
        a_published_session("A", starts_at=FIRST + 2 * HOUR),
        a_published_session("B", starts_at=FIRST + 2 * HOUR, room=CEDAR),
        a_published_session("K", kind=SessionKind.BREAK, room=None, starts_at=FIRST + 3 * HOUR),
    )

    assert drawn(table) == [[("P", 1, 2)], [("A", 1, 1), ("B", 1, 1)], [("K", 1, 2)]]


def test_lay_out_two_in_one_room_at_once_get_a_column_each():
    table = laid_out(a_published_session("A"), a_published_session("B", starts_at=FIRST + HOUR / 2))

    assert table.columns == (HALL, HALL)
    assert drawn(table) == [[("A", 2, 1), None], [("B", 2, 1)], [None]]


def test_lay_out_without_a_room_beside_others_gets_the_last_column():
    table = laid_out(
        a_published_session("K", kind=SessionKind.BREAK, room=None), a_published_session("A")
    )

    assert table.columns == (HALL, None)
    assert drawn(table) == [[("A", 1, 1), ("K", 1, 1)]]


def test_lay_out_only_a_break_has_one_column():
    table = laid_out(a_published_session("K", kind=SessionKind.BREAK, room=None))

    assert drawn(table) == [[("K", 1, 1)]]


def test_by_day_puts_each_session_on_the_day_it_starts_in_that_zone():
    late = a_published_session("A", starts_at=FIRST - 9.5 * HOUR, minutes=90)

    assert list(by_day([late], "Asia/Amman")) == [date(2027, 3, 1)]
    assert list(by_day([late], "Asia/Kathmandu")) == [date(2027, 3, 2)]
