"""Means, quartiles, steps of numbers, days and hours."""

import random
import statistics
from collections import Counter

import pytest

from meeting_app.surveys.statistics import Bin, bins, by_day, by_hour, summary


def counted(values: list[float]) -> list[tuple[float, int]]:
    return sorted(Counter(values).items())


@pytest.mark.parametrize("seed", range(20))
def test_summary_says_what_the_standard_library_says(seed: int):
    chance = random.Random(seed)
    values = [float(chance.randint(-5, 20)) for _ in range(chance.randint(2, 40))]

    found = summary(counted(values))

    assert found is not None
    lower, median, upper = statistics.quantiles(values, n=4, method="inclusive")
    assert (found.lower, found.median, found.upper) == pytest.approx((lower, median, upper))
    assert found.mean == pytest.approx(statistics.mean(values))
    assert (found.number, found.least, found.most) == (len(values), min(values), max(values))


def test_summary_of_nothing_is_none_and_of_one_is_itself():
    assert summary([]) is None
    one = summary([(7.0, 1)])
    assert one is not None
    assert (one.mean, one.lower, one.median, one.upper) == (7, 7, 7, 7)


def test_bins_go_in_round_steps_and_lose_nobody():
    assert bins([(1.0, 2), (4.0, 3)]) == [
        Bin(1, 2, 2), Bin(2, 3, 0), Bin(3, 4, 0), Bin(4, 5, 3),
    ]  # fmt: skip
    assert bins([(0.0, 1), (79.0, 2)]) == [
        Bin(0, 10, 1), *(Bin(place, place + 10, 0) for place in range(10, 70, 10)), Bin(70, 80, 2),
    ]  # fmt: skip
    assert bins([]) == []


@pytest.mark.parametrize("seed", range(20))
def test_bins_of_any_numbers_are_few(seed: int):
    chance = random.Random(seed)
    size = 10 ** chance.randint(-3, 12)
    values = [chance.uniform(-size, size) for _ in range(50)]

    found = bins(counted(values))

    assert sum(one.number for one in found) == 50
    assert len(found) <= 11


def test_by_day_takes_days_months_or_years():
    assert by_day([("2026-03-01", 1), ("2026-03-03", 2)]) == [
        ("2026-03-01", 1), ("2026-03-02", 0), ("2026-03-03", 2),
    ]  # fmt: skip
    assert by_day([("2025-12-31", 1), ("2026-02-01", 2)]) == [
        ("2025-12", 1), ("2026-01", 0), ("2026-02", 2),
    ]  # fmt: skip
    years = by_day([("0001-01-01", 1), ("2026-02-01", 2), ("9999-12-31", 1)])
    assert (len(years), sum(times for _year, times in years)) == (200, 4)
    assert by_day([]) == []


def test_by_hour_goes_from_the_first_to_the_last():
    assert by_hour([("08:05", 1), ("08:30", 1), ("10:00", 2)]) == [
        ("08:00–08:59", 2), ("09:00–09:59", 0), ("10:00–10:59", 2),
    ]  # fmt: skip
