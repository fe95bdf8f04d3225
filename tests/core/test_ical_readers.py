"""Files of `core.ical` in front of many independent readers."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from meeting_app.core.ical import Calendar, Entry, write_calendar, write_file
from tests.core.test_ical import CHANGED_AT, ZONES, a_calendar, an_all_day, an_entry
from tests.support.ical_reader import check, needs_checker

pytestmark = needs_checker

TEXTS = {
    "en": ("Care; protection, and law", "What works in camps"),
    "fr": ("Réunion d’ouverture « à l’écoute »", "Où, quand, comment ?"),
    "es": ("¿Qué hacer? Niñez y protección", "Año; día, señal"),
    "ar": ("حماية الأطفال في النزاعات، الجلسة الأولى", "جلسة عامة؛ القاعة ١"),
}
HOSTILE = [
    "<script>alert(1)</script>",
    "Title\r\nBEGIN:VEVENT\r\nUID:other",
    "right \u202eto left",
    "one\u2028two",
    "nul\0 inside",
    "ا" * 2000,
    "👩🏽‍⚕️ and 👨‍👩‍👧 " * 20,
    "typed \\n, \\N and \\\\",
    "R&amp;D &#8238; &lt;b&gt;",
    'quote " colon : ^n',
    "C:\\temp\\",
]


def around_the_clock(zone: str, start: datetime, *, days: int = 3) -> Calendar:
    entries = [
        an_entry(
            n, starts_at=start + timedelta(hours=2 * n), ends_at=start + timedelta(hours=2 * n + 1)
        )
        for n in range(12 * days)
    ]
    return a_calendar(*entries, zone=zone)


@pytest.mark.parametrize("zone", ZONES)
def test_read_zone_across_the_spring_is_right(zone: str, tmp_path: Path) -> None:
    calendar = around_the_clock(zone, datetime(2027, 3, 26, 5, 0, tzinfo=UTC))
    assert check(tmp_path, write_calendar(calendar)) == ""


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Africa/Casablanca", datetime(2027, 2, 6, 5, 0, tzinfo=UTC)),
        ("Africa/Cairo", datetime(2027, 10, 28, 5, 0, tzinfo=UTC)),
        ("Asia/Beirut", datetime(2027, 10, 30, 5, 0, tzinfo=UTC)),
        ("America/New_York", datetime(2027, 11, 6, 5, 0, tzinfo=UTC)),
        ("Pacific/Auckland", datetime(2027, 9, 25, 5, 0, tzinfo=UTC)),
        ("Europe/Paris", datetime(2027, 10, 30, 5, 0, tzinfo=UTC)),
    ],
)
def test_read_zone_across_another_change_is_right(
    zone: str, start: datetime, tmp_path: Path
) -> None:
    assert check(tmp_path, write_calendar(around_the_clock(zone, start))) == ""


@pytest.mark.parametrize("language", TEXTS)
def test_read_language_over_caldav_is_right(language: str, tmp_path: Path) -> None:
    summary, description = TEXTS[language]
    entries: list[Entry] = [
        an_entry(
            n,
            summary=f"{summary} ({n})",
            description=f"{description}\n\nhttps://meeting.example/{language}/{n}",
            location=description,
            language=language,
            categories=(summary,),
            url=f"https://meeting.example/{language}/sessions/{n}",
        )
        for n in range(5)
    ]
    calendar = a_calendar(
        *entries,
        an_all_day(summary=summary, language=language),
        name=summary,
        description=description,
        language=language,
        url=f"https://meeting.example/{language}/",
    )
    assert check(tmp_path, write_calendar(calendar), options=("--caldav",)) == ""


def test_read_empty_calendar_is_right(tmp_path: Path) -> None:
    assert check(tmp_path, write_calendar(a_calendar()), options=("--empty",)) == ""


def test_read_400_entries_is_right(tmp_path: Path) -> None:
    calendar = a_calendar(*(an_entry(n, description="About it. " * 30) for n in range(400)))
    assert check(tmp_path, write_calendar(calendar)) == ""


def test_read_calendar_in_utc_is_right(tmp_path: Path) -> None:
    assert check(tmp_path, write_calendar(a_calendar(an_entry()), utc=True)) == ""


def test_read_file_of_one_session_and_of_whole_days_is_right(tmp_path: Path) -> None:
    for entry in (an_entry(), an_all_day()):
        octets = write_file(a_calendar(entry))
        assert check(tmp_path, octets, options=("--profile", "file", "--caldav")) == ""


def test_read_hostile_texts_is_the_same_everywhere(tmp_path: Path) -> None:
    entries = [
        an_entry(n, summary=text, description=f"{text}\n{text}", location=text, categories=(text,))
        for n, text in enumerate(HOSTILE)
    ]
    calendar = a_calendar(*entries, name="A\\n; <b>, \0", description="&amp;\r\n<i>")
    assert check(tmp_path, write_calendar(calendar), options=("--caldav",)) == ""


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Another title"},
        {"location": "Room 2"},
        {"ends_at": an_entry().ends_at + timedelta(minutes=15)},
        {"summary": "Cancelled: Session 1", "cancelled": True},
        {},
    ],
)
def test_read_new_version_follows_the_old_one(change: dict[str, object], tmp_path: Path) -> None:
    before = a_calendar(an_entry(1), an_entry(2))
    if change:
        change = {**change, "sequence": 4, "modified_at": CHANGED_AT + timedelta(days=1)}
    after = replace(before, entries=(an_entry(1, **change), an_entry(2), an_entry(3)))
    options = ("--cancelled", an_entry(1).uid) if change.get("cancelled") else ()
    assert check(tmp_path, write_calendar(before), write_calendar(after), options=options) == ""
