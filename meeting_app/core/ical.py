"""iCalendar files (RFC 5545, RFC 7986): value in, octets out; no clock, no database, no request.

The same value always gives the same octets, so that caches and calendars see a change only where
there is one: DTSTAMP and LAST-MODIFIED are the time of the last change, never the time of writing.

Left out on purpose: METHOD (with it, programs treat a feed as invitations), ATTENDEE and VALARM
(others' data and unwanted alarms), RDATE in VTIMEZONE (ical.js, vobject and ts-ics misread it).
"""

import calendar as month_lengths
import re
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import icalendar

PRODID = "-//meeting-app//Calendar//EN"
REFRESH = timedelta(hours=1)
"""How often a subscribed calendar may ask again; programs take nothing shorter."""

_LOCAL_ZONE = re.compile(
    "(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)/.+"
)
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_YEARS_TO_PROVE_A_RULE = 12  # long enough to tell "last Sunday" from "fourth Sunday"

_LINE_ENDS = re.compile("\r\n|[\r\n\v\f\x85\u2028\u2029]")
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BYTE_ORDER_MARK, _REPLACEMENT = "\ufeff", "\ufffd"
_TAG = re.compile(r"<(?=\s*[/!?a-zA-Z])([^<>]*)>?")
_PROPERTY = re.compile(r"\b([A-Z-]{3,}):(?=[^\s/])")  # "BEGIN:VEVENT", but not "NOTE: bring it"
_ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shared:
    """What every VEVENT has. The caller raises `sequence` and `modified_at` with each change."""

    uid: str  # complete and stable for ever; printable ASCII without spaces
    sequence: int
    modified_at: datetime  # aware
    summary: str  # plain text, as all texts here
    language: str  # BCP 47, of the texts
    description: str = ""
    location: str = ""
    url: str = ""
    categories: tuple[str, ...] = ()
    cancelled: bool = False  # the caller puts the word for "cancelled" in front of `summary`


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(_Shared):
    """A VEVENT between two aware instants, written as local time of the calendar's zone."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AllDay(_Shared):
    """A VEVENT of whole days, the last one included; it does not make its owner busy."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    uid: str  # stable for ever, as an entry's
    name: str
    language: str  # BCP 47, of `name` and `description`
    zone: str  # tz database name, such as "Asia/Amman"
    modified_at: datetime  # aware
    url: str = ""  # the page that shows the same programme
    description: str = ""
    entries: tuple[Entry | AllDay, ...] = ()


def write_calendar(calendar: Calendar, *, utc: bool = False) -> bytes:
    """A calendar to subscribe to, with its name and how often to ask again.

    With `utc`, all times are written in UTC and no zone is described: for programs whose own
    table of zones is too old. Raises ValueError for a value no calendar program could take (naive
    time, end not after start, UID twice, address that is not http) and ZoneInfoNotFoundError.
    """
    component = _calendar_component(calendar, utc=utc)
    in_language = {"LANGUAGE": calendar.language}
    # As plain strings, icalendar would not escape NAME and the X- properties.
    name = icalendar.vText(_line(calendar.name))
    component.add("x-wr-calname", name)
    component.add("name", icalendar.vText(name), in_language)
    if calendar.description:
        description = icalendar.vText(_plain(calendar.description))
        component.add("x-wr-caldesc", description)
        component.add("description", icalendar.vText(description), in_language)
    # Not as UID, which vdirsyncer takes for that of each entry; not looking like a mail address.
    own_id = _checked_uid(calendar.uid).replace("@", ".")
    component.add("x-wr-relcalid", icalendar.vText(own_id))
    component.add("refresh-interval", REFRESH, {"VALUE": "DURATION"})
    component.add("x-published-ttl", icalendar.vDuration(REFRESH))
    return _octets(component)


def write_file(calendar: Calendar, *, utc: bool = False) -> bytes:
    """A download or an attachment of a letter: `write_calendar` without name and refresh hints.

    A file with a calendar name makes Outlook add a new calendar instead of an entry to the
    reader's own. Raises as `write_calendar`.
    """
    return _octets(_calendar_component(calendar, utc=utc))


def _octets(component: icalendar.Calendar) -> bytes:
    octets: bytes = component.to_ical()
    return octets


def _calendar_component(calendar: Calendar, *, utc: bool) -> icalendar.Calendar:
    repeated = [uid for uid, n in Counter(e.uid for e in calendar.entries).items() if n > 1]
    if repeated:
        raise ValueError(f"More than one entry has the UID {repeated[0]}.")
    component = icalendar.Calendar()
    component.add("prodid", PRODID)
    component.add("version", "2.0")
    component.add("calscale", "GREGORIAN")
    component.add("last-modified", _in_utc(calendar.modified_at))
    if calendar.url:
        component.add("url", _checked_address(calendar.url))

    is_local = not utc and _LOCAL_ZONE.fullmatch(calendar.zone)
    zone = ZoneInfo(calendar.zone) if is_local else None
    local_times: list[datetime] = []
    events = []
    for entry in sorted(calendar.entries, key=_order):
        event = _event(entry)
        if isinstance(entry, Entry):
            span = _written(entry, zone)
            local_times += [at for at in span if at.tzinfo is zone]
            event.add("dtstart", span[0])
            event.add("dtend", span[1])
        events.append(event)
    if zone is not None and local_times:
        component.add_component(_timezone(zone, min(local_times), max(local_times)))
    for event in events:
        component.add_component(event)
    return component


def _order(entry: Entry | AllDay) -> tuple[str, str]:
    """By day and time, so that the order of the caller's query does not change the octets."""
    starts = _in_utc(entry.starts_at) if isinstance(entry, Entry) else entry.starts_on
    return starts.isoformat(), entry.uid


def _event(entry: Entry | AllDay) -> icalendar.Event:
    """All of a VEVENT but the instants of an `Entry`."""
    if not 0 <= entry.sequence < 2**31:
        raise ValueError(f"{entry.uid}: the sequence {entry.sequence} is out of range.")
    in_language = {"LANGUAGE": entry.language}
    event = icalendar.Event()
    event.add("uid", _checked_uid(entry.uid))
    event.add("sequence", entry.sequence)
    event.add("dtstamp", _in_utc(entry.modified_at))
    event.add("last-modified", _in_utc(entry.modified_at))
    event.add("summary", _line(entry.summary) or "\N{HORIZONTAL ELLIPSIS}", in_language)
    if description := _plain(entry.description):
        event.add("description", description, in_language)
    if location := _line(entry.location):
        event.add("location", location, in_language)
    if categories := [cleaned for c in entry.categories if (cleaned := _line(c))]:
        event.add("categories", categories, in_language)
    if entry.url:
        event.add("url", _checked_address(entry.url))
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    busy = isinstance(entry, Entry) and not entry.cancelled
    event.add("transp", "OPAQUE" if busy else "TRANSPARENT")
    if isinstance(entry, AllDay):
        if entry.ends_on < entry.starts_on:
            raise ValueError(f"{entry.uid} ends before it starts.")
        event.add("dtstart", entry.starts_on)
        event.add("dtend", entry.ends_on + timedelta(days=1))  # DTEND is the first day after
    return event


def _in_utc(at: datetime) -> datetime:
    if at.tzinfo is None:
        raise ValueError(f"The time {at} has no zone.")
    return at.astimezone(UTC).replace(microsecond=0)


def _written(entry: Entry, zone: ZoneInfo | None) -> tuple[datetime, datetime]:
    """Start and end as they are written: local time, but UTC on a day that changes the clock.

    In the hour that a change repeats, a local time names two instants, and ts-ics takes a yearly
    rule to hold from midnight.
    """
    span = (_in_utc(entry.starts_at), _in_utc(entry.ends_at))
    if span[1] <= span[0]:
        raise ValueError(f"{entry.uid} does not end after it starts.")
    if zone is None:
        return span
    local = (span[0].astimezone(zone), span[1].astimezone(zone))
    if any(_changes_clock_on(at.date(), zone) for at in local):
        return span
    if not any(_offset(local[0].replace(month=month, day=1)) for month in (1, 7)):
        return span  # a zone that keeps UTC: vobject, told so, falls back to a table of its own
    return local


def _changes_clock_on(day: date, zone: ZoneInfo) -> bool:
    midnights = (datetime.combine(d, time.min, zone) for d in (day, day + timedelta(days=1)))
    return len({_offset(midnight) for midnight in midnights}) > 1


# --- Texts -------------------------------------------------------------------------------------


def _plain(text: str) -> str:
    """Text that every reader understands alike; line ends become "\\n".

    Dropped: control characters, what is no character, direction overrides and isolates (left open
    they turn the page around them; marks such as RLM stay). Some programs show texts as HTML or
    undo a backslash twice, cal-parser and ts-ics take "UID:x" or "BEGIN:x" within a text for the
    real one, and icalendar 7.3 writes a typed backslash and N as a line end: so a backslash, a
    tag, an entity and a property are written with look-alike characters.
    """
    kept = "".join(c for c in _LINE_ENDS.sub("\n", text).replace("\t", " ") if _is_kept(c))
    kept = _TAG.sub(_with_angle_quotes, kept)
    kept = _ENTITY.sub("\N{FULLWIDTH AMPERSAND}", kept)
    kept = _PROPERTY.sub("\\1\N{FULLWIDTH COLON}", kept)
    kept = kept.replace("\\", "\N{FULLWIDTH REVERSE SOLIDUS}")
    return "\n".join(line.rstrip() for line in kept.split("\n")).strip()


def _line(text: str) -> str:
    """`_plain` on one line: several programs cut titles and places at the first line end."""
    return " ".join(_plain(text).split())


def _is_kept(character: str) -> bool:
    if character == "\n":
        return True
    if character in _BIDI_CONTROLS or character in (_BYTE_ORDER_MARK, _REPLACEMENT):
        return False
    # Cc: controls; Cs: halves of surrogate pairs; Cn of this form: noncharacters.
    code = ord(character)
    is_noncharacter = 0xFDD0 <= code <= 0xFDEF or code & 0xFFFE == 0xFFFE
    return unicodedata.category(character) not in ("Cc", "Cs") and not is_noncharacter


def _with_angle_quotes(tag: re.Match[str]) -> str:
    end = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}" if tag[0].endswith(">") else ""
    return f"\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}{tag[1]}{end}"


def _checked_uid(uid: str) -> str:
    if not re.fullmatch(r"[!-~]{1,255}", uid) or re.search(r"[\\;,]", uid):
        raise ValueError(f"{uid!r} cannot be a UID.")
    return uid


def _checked_address(address: str) -> str:
    if not re.fullmatch(r"https?://[!-~]+", address):
        raise ValueError(f"{address!r} is not an http address in ASCII.")
    return address


# --- Zones -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Change:
    """From the wall time `at` (read on the old clock) the offset is `after`."""

    at: datetime  # naive
    before: timedelta
    after: timedelta
    name: str
    is_summer_time: bool = False

    @property
    def shape(self) -> tuple[object, ...]:
        """What the changes of one yearly rule have in common, beside their place in the month."""
        at = self.at
        return (
            at.month,
            at.weekday(),
            at.time(),
            self.before,
            self.after,
            self.is_summer_time,
        )


def _timezone(zone: ZoneInfo, first: datetime, last: datetime) -> icalendar.Timezone:
    """A VTIMEZONE that is right from `first` to `last`.

    Two yearly rules where they explain the years around; else one part per change (Ramadan in
    Morocco, a decision of a government), and none after `last`.
    """
    component = icalendar.Timezone()
    component.add("tzid", zone.key)
    parts = _rules(zone, first.year, last.year) or [
        (change, "") for change in _changes_reached(zone, first, last)
    ]
    for change, by_day in parts:
        kind = icalendar.TimezoneDaylight if change.is_summer_time else icalendar.TimezoneStandard
        part = kind()
        part.add("dtstart", change.at)
        part.add("tzoffsetfrom", change.before)
        part.add("tzoffsetto", change.after)
        part.add("tzname", change.name)
        if by_day:
            rule = {"freq": "yearly", "bymonth": change.at.month, "byday": by_day}
            part.add("rrule", rule)
        component.add_component(part)
    return component


def _rules(zone: ZoneInfo, first_year: int, last_year: int) -> list[tuple[_Change, str]]:
    """The two changes of each year with their BYDAY; empty where no such rules hold.

    They start in the first year that followed them: ts-ics passes over the first onset of a rule,
    and vobject takes a zone that was at +0000 from 2000 to 2020 for UTC.
    """
    years = range(1970, last_year + _YEARS_TO_PROVE_A_RULE)
    by_year: dict[int, list[_Change]] = {year: [] for year in years}
    for change in _changes(zone, datetime(1970, 1, 1, tzinfo=UTC), years.stop):
        by_year[change.at.year].append(change)
    model = by_year[first_year]
    if len(model) != 2:
        return []
    shapes = [change.shape for change in model]
    places = [_places_in_month(change.at) for change in model]
    since = first_year
    for year in [
        *range(first_year, years.stop),
        *range(first_year - 1, years.start - 1, -1),
    ]:
        narrowed = [
            place & _places_in_month(change.at)
            for change, place in zip(by_year[year], places, strict=False)
        ]
        if [change.shape for change in by_year[year]] != shapes or not all(narrowed):
            if year >= first_year - 2:
                return []
            break
        places, since = narrowed, min(since, year)
    return [
        (change, f"{min(place)}{_WEEKDAYS[change.at.weekday()]}")
        for change, place in zip(by_year[since], places, strict=True)
    ]


def _changes_reached(zone: ZoneInfo, first: datetime, last: datetime) -> list[_Change]:
    """The changes from the year before `first` up to `last`, with one that covers `first`."""
    opening = datetime(first.year - 1, 1, 1, tzinfo=UTC)
    changes = [
        change
        for change in _changes(zone, opening, last.year + 1)
        if change.at <= last.replace(tzinfo=None)
    ]
    if not changes or changes[0].at > first.replace(tzinfo=None):
        local = opening.astimezone(zone)
        offset, name = _offset(local), local.tzname() or zone.key
        changes.insert(0, _Change(opening.replace(tzinfo=None), offset, offset, name))
    return changes


def _changes(zone: ZoneInfo, start: datetime, end_year: int) -> Iterator[_Change]:
    """Each change of the offset in `zone` before `end_year`, to the second; none lasts a week."""
    week = 7 * 24 * 3600
    end = datetime(end_year, 1, 1, tzinfo=UTC)

    def offset(timestamp: int) -> timedelta:
        return _offset(datetime.fromtimestamp(timestamp, zone))

    for low in range(int(start.timestamp()), int(end.timestamp()) - week, week):
        before, after = offset(low), offset(low + week)
        if before != after:
            seconds = range(low, low + week)
            at = low + bisect_left(seconds, True, key=lambda s: offset(s) != before)
            wall = datetime.fromtimestamp(at, UTC).replace(tzinfo=None) + before
            new = datetime.fromtimestamp(at, zone)
            yield _Change(wall, before, after, new.tzname() or zone.key, bool(new.dst()))


def _offset(at: datetime) -> timedelta:
    return at.utcoffset() or timedelta()  # aware: never None


def _places_in_month(day: date) -> set[int]:
    """Which of its weekday it is in the month, from the front and (negative) from the back."""
    length = month_lengths.monthrange(day.year, day.month)[1]
    return {(day.day - 1) // 7 + 1, -((length - day.day) // 7 + 1)}
