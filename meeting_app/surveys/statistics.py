"""What numbers and days add up to. Pure."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

Counted = Sequence[tuple[float, int]]
"""(value, how often), smallest first."""
BINS = 8
"""Numbers are shown in about so many steps."""
DAYS = 31
MONTHS = 24


@dataclass(frozen=True, slots=True)
class Numbers:
    number: int
    mean: float | None
    """None where it would tell what is hidden."""
    lower: float
    """First quartile."""
    median: float
    upper: float
    """Third quartile."""
    least: float
    most: float


def summary(counted: Counted) -> Numbers | None:
    number = sum(times for _value, times in counted)
    if not number:
        return None
    return Numbers(
        number,
        sum(value * times for value, times in counted) / number,
        quantile(counted, number, 0.25),
        quantile(counted, number, 0.5),
        quantile(counted, number, 0.75),
        counted[0][0],
        counted[-1][0],
    )


def quantile(counted: Counted, number: int, share: float) -> float:
    """Between neighbours, in proportion: as spreadsheets do it (R's type 7)."""
    place = (number - 1) * share
    low, rest = floor(place), place % 1
    below = _at(counted, low)
    return below + rest * (_at(counted, min(low + 1, number - 1)) - below)


def _at(counted: Counted, place: int) -> float:
    for value, times in counted:
        place -= times
        if place < 0:
            return value
    return counted[-1][0]


@dataclass(frozen=True, slots=True)
class Bin:
    """From `low`, up to and without `high`; both ends where they are whole numbers next to each
    other or the same."""

    low: float
    high: float
    number: int


def bins(counted: Counted) -> list[Bin]:
    """In steps of 1, 2 or 5 times a power of ten; the last one with its end."""
    if not counted:
        return []
    least, most = counted[0][0], counted[-1][0]
    step = _round_step((most - least) / BINS)
    if all(value == int(value) for value, _times in counted):
        step = max(1.0, step)
    first, last = floor(least / step), floor(most / step)
    found = [0] * (last - first + 1)
    for value, times in counted:
        found[min(last, floor(value / step)) - first] += times
    return [
        Bin(round((first + place) * step, 10), round((first + place + 1) * step, 10), number)
        for place, number in enumerate(found)
    ]


def _round_step(size: float) -> float:
    if size <= 0:
        return 1.0
    power = 10.0 ** floor(log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size * 0.999999)


def by_day(counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """ISO days as days, months ("2026-03") or years, whichever are few enough; none is left out
    between the first and the last."""
    if not counted:
        return []
    days = [(date.fromisoformat(day), times) for day, times in counted]
    first, last = days[0][0], days[-1][0]
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days < DAYS:
        names = [
            date.fromordinal(number).isoformat()
            for number in range(first.toordinal(), last.toordinal() + 1)
        ]
        size = 10
    elif months < MONTHS:
        names = [
            f"{first.year + (first.month - 1 + number) // 12:04}-{(first.month - 1 + number) % 12 + 1:02}"
            for number in range(months + 1)
        ]
        size = 7
    else:
        width = ceil((last.year - first.year + 1) / 200)  # somebody may have typed the year 1
        names = [f"{year:04}" for year in range(first.year, last.year + 1, width)]
        size = 4
    found = dict.fromkeys(names, 0)
    for day, times in days:
        found[names[bisect_right(names, day.isoformat()[:size]) - 1]] += times
    return list(found.items())


def by_hour(counted: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """HH:MM as hours, from the first to the last."""
    hours = [(int(time[:2]), times) for time, times in counted]
    if not hours:
        return []
    found = dict.fromkeys(range(hours[0][0], hours[-1][0] + 1), 0)
    for hour, times in hours:
        found[hour] += times
    return [(f"{hour:02}:00–{hour:02}:59", times) for hour, times in found.items()]
