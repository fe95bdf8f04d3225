"""On which days people are reminded. Pure: instants and days in, days out."""

import re
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from meeting_app.core.locale import latin_digits, local_day, local_instant

FIRST_HOUR = 8
MOST_DAYS_BEFORE = 60


def days_due(
    *, opens_at: datetime, closes_at: datetime, zone: str, days_before: Collection[int], hour: int
) -> list[date]:
    """The days, by the meeting's clocks, at whose `hour` a phase's deadline is recalled, in order.

    Not before it opens, nor when it has closed by then.
    """
    last = local_day(closes_at, zone)
    days = sorted(last - timedelta(days=number) for number in set(days_before))
    return [day for day in days if opens_at <= moment(day, hour, zone) < closes_at]


def moment(day: date, hour: int, zone: str) -> datetime:
    """That hour on that day; where the clocks skip it, the next one that there is."""
    try:
        return local_instant(day, time(hour), zone)
    except ValueError:
        return local_instant(day, time((hour + 1) % 24), zone)


def read_days(text: str) -> list[int]:
    """ "14, 3, 1" as days, most first; also with Arabic digits and commas. ValueError for else."""
    parts = re.split(r"[\s,;،]+", latin_digits(text).strip())
    days = {int(part) for part in parts if part and _is_short_number(part)}
    if any(part and not _is_short_number(part) for part in parts) or max(days, default=0) > (
        MOST_DAYS_BEFORE
    ):
        raise ValueError(text)
    return sorted(days, reverse=True)


def _is_short_number(part: str) -> bool:
    return part.isascii() and part.isdigit() and len(part) < 4
