"""On which days people are reminded."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meeting_app.letters.reminding import days_due, moment, read_days

CLOSES = datetime(2026, 12, 10, 21, 0, tzinfo=UTC)  # midnight of 11 December in Amman
OPENS = CLOSES - timedelta(days=20)


def due(*before: int, opens_at: datetime = OPENS, hour: int = 8) -> list[date]:
    return days_due(
        opens_at=opens_at, closes_at=CLOSES, zone="Asia/Amman", days_before=before, hour=hour
    )


def test_days_due_counts_back_from_the_deadlines_day_at_the_meeting():
    assert due(3, 1, 1) == [date(2026, 12, 8), date(2026, 12, 10)]


def test_days_due_on_the_day_itself_only_before_the_deadline():
    assert due(0) == []  # it closes at midnight, before that day's hour
    assert days_due(
        opens_at=OPENS,
        closes_at=CLOSES + timedelta(hours=12),
        zone="Asia/Amman",
        days_before=[0],
        hour=8,
    ) == [date(2026, 12, 11)]


def test_days_due_before_it_opened_are_none():
    assert due(14, 3, opens_at=CLOSES - timedelta(days=4)) == [date(2026, 12, 8)]


def test_moment_that_the_clocks_skip_is_the_next_hour():
    # Beirut: 28 March 2027, 0:00 becomes 1:00.
    assert moment(date(2027, 3, 28), 0, "Asia/Beirut") == datetime(2027, 3, 27, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("14, 3, 1", [14, 3, 1]),
        ("1 3 14 3", [14, 3, 1]),
        ("١٤، ٣، ٠", [14, 3, 0]),
        ("", []),
        (" , ", []),
        ("60", [60]),
    ],
)
def test_read_days_takes_what_people_write(text: str, days: list[int]):
    assert read_days(text) == days


@pytest.mark.parametrize("text", ["61", "x", "3; -1", "1.5", "9999", "²"])
def test_read_days_of_anything_else_refuses(text: str):
    with pytest.raises(ValueError, match=text[:2].strip("; ")):
        read_days(text)
