"""The octets of a calendar, read back by icalendar's parser and by rules of the test's own."""

import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest
from dateutil.rrule import rrulestr

from meeting_app.core.ical import AllDay, Calendar, Entry, write_calendar, write_file

CHANGED_AT = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
ZONES = {
    "Asia/Amman": 2,
    "Asia/Beirut": 2,
    "Asia/Kathmandu": 2,
    "Africa/Casablanca": 2,
    "Africa/Cairo": 2,
    "America/New_York": 2,
    "Pacific/Auckland": 2,
    "Europe/Paris": 2,
    "Europe/London": 2,
    "Europe/Dublin": 2,
    "UTC": 0,
    "Africa/Accra": 0,
}
"""The zones looked at, with the number of times per entry that name the zone."""


def an_entry(number: int = 1, **changes: object) -> Entry:
    starts_at = datetime(2027, 3, 9, 7, 0, tzinfo=UTC) + timedelta(hours=number)
    entry = Entry(
        uid=f"session-{number}@meeting.example",
        sequence=3,
        modified_at=CHANGED_AT,
        summary=f"Session {number}",
        language="en",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=45),
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def an_all_day(**changes: object) -> AllDay:
    entry = AllDay(
        uid="registration-1@meeting.example",
        sequence=0,
        modified_at=CHANGED_AT,
        summary="Annual meeting",
        language="en",
        starts_on=date(2027, 3, 9),
        ends_on=date(2027, 3, 12),
    )
    return replace(entry, **changes)  # type: ignore[arg-type]


def a_calendar(*entries: Entry | AllDay, **changes: object) -> Calendar:
    calendar = Calendar(
        uid="programme@meeting.example",
        name="Annual meeting 2027",
        language="en",
        zone="Asia/Amman",
        modified_at=CHANGED_AT,
        entries=entries,
    )
    return replace(calendar, **changes)  # type: ignore[arg-type]


def lines(octets: bytes) -> list[str]:
    """The unfolded lines, after the rules that any line of a file must keep."""
    assert octets.endswith(b"\r\n")
    physical = octets.removesuffix(b"\r\n").split(b"\r\n")
    assert not re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", b"".join(physical))
    assert b"" not in physical
    assert max(len(line) for line in physical) <= 75
    for line in physical:
        line.decode()  # no fold parts a character
    return octets.decode().removesuffix("\r\n").replace("\r\n ", "").split("\r\n")


def event_lines(octets: bytes) -> list[str]:
    found = lines(octets)
    return found[found.index("BEGIN:VEVENT") + 1 : found.index("END:VEVENT")]


def only_event(octets: bytes) -> icalendar.Event:
    (event,) = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    assert isinstance(event, icalendar.Event)
    return event


def offset_by_file(octets: bytes, at: datetime) -> timedelta:
    """The offset that the file's VTIMEZONE gives for the instant `at`."""
    (zone,) = icalendar.Calendar.from_ical(octets).walk("VTIMEZONE")
    latest, offset = datetime.min, timedelta()
    for part in zone.subcomponents:
        start, before = part.decoded("DTSTART"), part.decoded("TZOFFSETFROM")
        wall = at.replace(tzinfo=None) + before
        assert "RDATE" not in part
        if "RRULE" in part:
            rule = rrulestr(part["RRULE"].to_ical().decode(), dtstart=start, cache=True)
            onset = rule.before(wall, inc=True)
        else:
            onset = start if start <= wall else None
        if onset is not None and onset - before > latest:
            latest, offset = onset - before, part.decoded("TZOFFSETTO")
    return offset


def test_write_entry_gives_exactly_these_lines() -> None:
    entry = an_entry(
        description="First line\nSecond; line, with signs",
        location="Room 1, first floor",
        url="https://meeting.example/en/sessions/1",
        categories=("Plenary, large", "Care"),
    )
    assert event_lines(write_calendar(a_calendar(entry))) == [
        "SUMMARY;LANGUAGE=en:Session 1",
        "DTSTART;TZID=Asia/Amman:20270309T110000",
        "DTEND;TZID=Asia/Amman:20270309T114500",
        "DTSTAMP:20260501T093000Z",
        "UID:session-1@meeting.example",
        "SEQUENCE:3",
        r"CATEGORIES;LANGUAGE=en:Plenary\, large,Care",
        r"DESCRIPTION;LANGUAGE=en:First line\nSecond\; line\, with signs",
        "LAST-MODIFIED:20260501T093000Z",
        r"LOCATION;LANGUAGE=en:Room 1\, first floor",
        "STATUS:CONFIRMED",
        "TRANSP:OPAQUE",
        "URL:https://meeting.example/en/sessions/1",
    ]


def test_write_empty_calendar_gives_exactly_these_lines() -> None:
    calendar = a_calendar(name="Réunion; 2027, avril", language="fr", description="Programme, v. 2")
    assert lines(write_calendar(calendar)) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//meeting-app//Calendar//EN",
        "CALSCALE:GREGORIAN",
        r"DESCRIPTION;LANGUAGE=fr:Programme\, v. 2",
        r"X-WR-CALDESC:Programme\, v. 2",
        r"NAME;LANGUAGE=fr:Réunion\; 2027\, avril",
        r"X-WR-CALNAME:Réunion\; 2027\, avril",
        "LAST-MODIFIED:20260501T093000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-RELCALID:programme.meeting.example",
        "END:VCALENDAR",
    ]


def test_write_file_leaves_out_what_only_a_subscription_needs() -> None:
    assert lines(write_file(a_calendar(description="Programme"))) == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//meeting-app//Calendar//EN",
        "CALSCALE:GREGORIAN",
        "LAST-MODIFIED:20260501T093000Z",
        "END:VCALENDAR",
    ]


def test_write_all_day_ends_on_the_day_after_and_describes_no_zone() -> None:
    octets = write_file(a_calendar(an_all_day()))
    assert event_lines(octets) == [
        "SUMMARY;LANGUAGE=en:Annual meeting",
        "DTSTART;VALUE=DATE:20270309",
        "DTEND;VALUE=DATE:20270313",
        "DTSTAMP:20260501T093000Z",
        "UID:registration-1@meeting.example",
        "SEQUENCE:0",
        "LAST-MODIFIED:20260501T093000Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
    ]
    assert icalendar.Calendar.from_ical(octets).walk("VTIMEZONE") == []


def test_write_cancelled_entry_keeps_it_and_frees_the_time() -> None:
    entry = an_entry(summary="Cancelled: Session 1", sequence=4, cancelled=True)
    event = only_event(write_calendar(a_calendar(entry)))
    assert (event["SUMMARY"], event["STATUS"], event["TRANSP"], event["SEQUENCE"]) == (
        "Cancelled: Session 1",
        "CANCELLED",
        "TRANSPARENT",
        4,
    )


def test_write_same_value_in_another_order_gives_same_octets() -> None:
    entries = [an_entry(n) for n in range(1, 8)] + [an_all_day()]
    assert write_calendar(a_calendar(*entries)) == write_calendar(a_calendar(*reversed(entries)))


def test_write_changed_entry_changes_no_other() -> None:
    before = a_calendar(an_entry(1), an_entry(2))
    changed = an_entry(1, summary="New", sequence=4, modified_at=CHANGED_AT + timedelta(days=1))
    after = a_calendar(changed, an_entry(2))
    gone, come = (lines(write_calendar(c)) for c in (before, after))
    assert [pair for pair in zip(gone, come, strict=True) if pair[0] != pair[1]] == [
        ("SUMMARY;LANGUAGE=en:Session 1", "SUMMARY;LANGUAGE=en:New"),
        ("DTSTAMP:20260501T093000Z", "DTSTAMP:20260502T093000Z"),
        ("SEQUENCE:3", "SEQUENCE:4"),
        ("LAST-MODIFIED:20260501T093000Z", "LAST-MODIFIED:20260502T093000Z"),
    ]


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("month", [2, 3, 4, 7, 9, 10, 11])
def test_write_zone_gives_each_instant_and_the_right_offsets(zone: str, month: int) -> None:
    start = datetime(2027, month, 1, 9, 17, tzinfo=UTC)
    entries = [
        an_entry(
            day,
            starts_at=start + timedelta(days=day, hours=day),
            ends_at=start + timedelta(days=day, hours=day + 1),
        )
        for day in range(26)
    ]
    octets = write_calendar(a_calendar(*entries, zone=zone))
    events = icalendar.Calendar.from_ical(octets).walk("VEVENT")
    times = [(e.decoded("DTSTART"), e.decoded("DTEND")) for e in events]
    instants = [(s.astimezone(UTC), e.astimezone(UTC)) for s, e in times]
    assert instants == [(e.starts_at, e.ends_at) for e in entries]

    local = [e for e in entries if f"TZID={zone}:{written(e.starts_at, zone)}" in octets.decode()]
    if ZONES[zone] == 0:
        assert (local, b"VTIMEZONE" in octets) == ([], False)
    else:
        assert len(local) >= 22  # all but those on the days around a change of the clock
        here = ZoneInfo(zone)
        for entry in local:
            for at in (entry.starts_at, entry.ends_at):
                assert offset_by_file(octets, at) == at.astimezone(here).utcoffset()


def written(at: datetime, zone: str) -> str:
    return at.astimezone(ZoneInfo(zone)).strftime("%Y%m%dT%H%M%S")


def test_write_zone_with_yearly_rules_starts_with_the_present_rule() -> None:
    found = lines(write_calendar(a_calendar(an_entry(), zone="America/New_York")))
    zone = found[found.index("BEGIN:VTIMEZONE") + 1 : found.index("END:VTIMEZONE")]
    assert zone == [
        "TZID:America/New_York",
        "BEGIN:DAYLIGHT",
        "DTSTART:20070311T020000",
        "RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3",
        "TZNAME:EDT",
        "TZOFFSETFROM:-0500",
        "TZOFFSETTO:-0400",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "DTSTART:20071104T020000",
        "RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11",
        "TZNAME:EST",
        "TZOFFSETFROM:-0400",
        "TZOFFSETTO:-0500",
        "END:STANDARD",
    ]


def test_write_zone_without_changes_has_one_part() -> None:
    found = lines(write_calendar(a_calendar(an_entry(), zone="Asia/Kathmandu")))
    zone = found[found.index("BEGIN:VTIMEZONE") + 1 : found.index("END:VTIMEZONE")]
    assert zone == [
        "TZID:Asia/Kathmandu",
        "BEGIN:STANDARD",
        "DTSTART:20260101T000000",
        "TZNAME:+0545",
        "TZOFFSETFROM:+0545",
        "TZOFFSETTO:+0545",
        "END:STANDARD",
    ]


def test_write_entry_on_a_day_that_changes_the_clock_is_in_utc() -> None:
    change = datetime(2027, 10, 31, 1, 0, tzinfo=UTC)
    entry = an_entry(starts_at=change, ends_at=change + timedelta(hours=1))
    octets = write_calendar(a_calendar(entry, zone="Europe/Paris"))
    assert event_lines(octets)[1:3] == ["DTSTART:20271031T010000Z", "DTEND:20271031T020000Z"]
    assert b"VTIMEZONE" not in octets


def test_write_in_utc_names_no_zone() -> None:
    octets = write_calendar(a_calendar(an_entry()), utc=True)
    assert event_lines(octets)[1:3] == ["DTSTART:20270309T080000Z", "DTEND:20270309T084500Z"]
    assert (b"VTIMEZONE" in octets, b"TZID" in octets) == (False, False)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("<script>alert(1)</script>", "‹script›alert(1)‹/script›"),
        ("a < b, 1 > 0 & 3 < 4", "a ‹ b, 1 › 0 & 3 < 4"),
        ("3 < 4 and 5 > 2", "3 < 4 and 5 > 2"),
        ("R&amp;D", "R＆amp;D"),
        ("A\r\nBEGIN:VEVENT\r\nUID:x", "A BEGIN：VEVENT UID：x"),
        ("typed \\n and \\N and C:\\;\\,", "typed ＼n and ＼N and C:＼;＼,"),
        ("NOTE: HTTPS://X.ORG 9:30", "NOTE: HTTPS://X.ORG 9:30"),
        ("right \u202eto left", "right to left"),
        ("an \u2067isolate", "an isolate"),
        ("one\u2028two\u2029three\x85four\vfive", "one two three four five"),
        ("nul\0 bell\a del\x7f tab\tend", "nul bell del tab end"),
        ("half \ud800 mark \ufeff\ufffd\uffff\ufdd0 end", "half mark end"),
        ("ا" * 2000, "ا" * 2000),
        ("👩🏽‍⚕️" * 40, "👩🏽‍⚕️" * 40),
        ("e\u0301" * 60, "e\u0301" * 60),
        ("\u200fعربي\u200e 12", "\u200fعربي\u200e 12"),
        ("a; b, c: \"d\" ^n 'e'", "a; b, c: \"d\" ^n 'e'"),
        ("\u202e\0", "…"),
    ],
)
def test_write_hostile_title_is_read_as_plain_text(typed: str, read: str) -> None:
    octets = write_calendar(a_calendar(an_entry(summary=typed)))
    lines(octets)
    assert str(only_event(octets)["SUMMARY"]) == read


def test_write_description_keeps_its_lines() -> None:
    entry = an_entry(description="\n One  \r\n\u2028 Two\rThree\n")
    event = only_event(write_calendar(a_calendar(entry)))
    assert str(event["DESCRIPTION"]) == "One\n\n Two\nThree"


@pytest.mark.parametrize(
    "entry",
    [
        an_entry(modified_at=datetime(2026, 5, 1)),
        an_entry(starts_at=datetime(2027, 3, 9, 9)),
        an_entry(ends_at=an_entry().starts_at),
        an_entry(sequence=-1),
        an_entry(sequence=2**31),
        an_entry(uid="with space"),
        an_entry(uid="two\r\nlines"),
        an_entry(uid=""),
        an_entry(url="javascript:alert(1)"),
        an_entry(url="https://meeting.example/é"),
        an_entry(url="https://meeting.example/\r\nX:1"),
        an_all_day(ends_on=date(2027, 3, 8)),
    ],
)
def test_write_impossible_entry_is_refused(entry: Entry | AllDay) -> None:
    with pytest.raises(ValueError, match=r"."):
        write_calendar(a_calendar(entry))


def test_write_uid_twice_is_refused() -> None:
    with pytest.raises(ValueError, match=r"More than one entry has the UID session-1@"):
        write_calendar(a_calendar(an_entry(), an_entry(summary="Other")))


def test_write_400_entries_is_quick_and_small() -> None:
    entries = [an_entry(n, description="What it is about. " * 20) for n in range(400)]
    calendar = a_calendar(*entries, zone="Europe/Paris")
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        octets = write_calendar(calendar)
        seconds.append(time.process_time() - begun)
    assert len(set(re.findall(rb"\r\nUID:(\S+)", octets))) == 400
    assert len(octets) < 2**20
    assert min(seconds) < 0.3
