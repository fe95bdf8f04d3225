"""On which days people are reminded. Pure: instants and days in, days out."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from meeting_app.core.locale import local_day, local_instant

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
