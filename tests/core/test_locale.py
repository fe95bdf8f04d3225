"""Dates, times, zones, numbers and names in four languages, as whole strings."""

import csv
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

import pytest
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

from meeting_app.core import locale
from meeting_app.core.locale import LANGUAGES, choose_language, fold, local_instant

CASES = Path(__file__).resolve().parents[3] / "shared/data/timezones/timezone-cases-a.csv"
AT = datetime(2027, 3, 2, 6, 5, tzinfo=UTC)
LATE = datetime(2027, 3, 1, 22, 30, tzinfo=UTC)  # the next day in Amman
DAY = date(2027, 3, 2)

WRITTEN: dict[str, tuple[Any, list[str]]] = {
    "day": (
        lambda lang: locale.format_day(DAY, lang),
        [
            "Tuesday 2 March 2027",
            "mardi 2 mars 2027",
            "martes, 2 de marzo de 2027",
            "الثلاثاء، 2 مارس 2027",
        ],
    ),
    "day of an instant, in a zone": (
        lambda lang: locale.format_day(LATE, lang, "Asia/Amman"),
        [
            "Tuesday 2 March 2027",
            "mardi 2 mars 2027",
            "martes, 2 de marzo de 2027",
            "الثلاثاء، 2 مارس 2027",
        ],
    ),
    "short day": (
        lambda lang: locale.format_short_day(DAY, lang),
        ["Tue 2 Mar", "mar. 2 mars", "mar, 2 mar", "الثلاثاء، 2 مارس"],
    ),
    "days of one month": (
        lambda lang: locale.format_days(DAY, date(2027, 3, 4), lang),
        ["2–4 March 2027", "2–4 mars 2027", "2–4 de marzo de 2027", "2–4 مارس 2027"],
    ),
    "one day": (
        lambda lang: locale.format_days(DAY, DAY, lang),
        ["2 March 2027", "2 mars 2027", "2 de marzo de 2027", "2 مارس 2027"],
    ),
    "days of two months": (
        lambda lang: locale.format_days(date(2027, 3, 30), date(2027, 4, 1), lang),
        [
            "30 March – 1 April 2027",
            "30 mars – 1er avril 2027",
            "30 de marzo – 1 de abril de 2027",
            "30 مارس – 1 أبريل 2027",
        ],
    ),
    "days of two years": (
        lambda lang: locale.format_days(date(2026, 12, 30), date(2027, 1, 2), lang),
        [
            "30 December 2026 – 2 January 2027",
            "30 décembre 2026 – 2 janvier 2027",
            "30 de diciembre de 2026 – 2 de enero de 2027",
            "30 ديسمبر 2026 – 2 يناير 2027",
        ],
    ),
    "instant": (
        lambda lang: locale.format_instant(AT, lang, "Asia/Amman"),
        [
            "Tuesday 2 March 2027, 09:05",
            "mardi 2 mars 2027, 09:05",
            "martes, 2 de marzo de 2027, 09:05",
            "الثلاثاء، 2 مارس 2027، 09:05",
        ],
    ),
    "zone": (
        lambda lang: locale.zone_name("Asia/Amman", lang, AT),
        [
            "Amman (\u2066UTC+3\u2069)",
            "Amman (\u2066UTC+3\u2069)",
            "Ammán (\u2066UTC+3\u2069)",
            "عمّان (\u2066UTC+3\u2069)",
        ],
    ),
    "zone behind UTC, with minutes": (
        lambda lang: locale.zone_name("America/St_Johns", lang, AT),
        [
            "St John’s (\u2066UTC−3:30\u2069)",
            "Saint-Jean de Terre-Neuve (\u2066UTC−3:30\u2069)",
            "San Juan de Terranova (\u2066UTC−3:30\u2069)",
            "سانت جونس (\u2066UTC−3:30\u2069)",
        ],
    ),
    "zone on UTC in winter": (
        lambda lang: locale.zone_name("Europe/London", lang, AT),
        [
            "London (\u2066UTC\u2069)",
            "Londres (\u2066UTC\u2069)",
            "Londres (\u2066UTC\u2069)",
            "لندن (\u2066UTC\u2069)",
        ],
    ),
    "UTC itself": (lambda lang: locale.zone_name("UTC", lang, AT), ["UTC"] * 4),
    "number": (
        lambda lang: locale.format_number(1234567.5, lang),
        ["1,234,567.5", "1\u202f234\u202f567,5", "1.234.567,5", "1,234,567.5"],
    ),
    "share": (
        lambda lang: locale.format_share(0.254, lang),
        ["25%", "25\xa0%", "25\xa0%", "25%"],
    ),
    "size": (
        lambda lang: locale.format_size(183_700, lang),
        ["184 kB", "184\u202fko", "184 kB", "184 كيلوبايت"],
    ),
    "names": (
        lambda lang: locale.join_names(["Amal", "Jo", "Zoë"], lang),
        ["Amal, Jo and Zoë", "Amal, Jo et Zoë", "Amal, Jo y Zoë", "Amal وJo وZoë"],
    ),
    "no names": (lambda lang: locale.join_names([], lang), [""] * 4),
    "language": (
        lambda lang: locale.language_name("fr", lang),
        ["French", "français", "francés", "الفرنسية"],
    ),
    "unknown language": (lambda lang: locale.language_name("tlh", lang), ["tlh"] * 4),
    "country": (
        lambda lang: locale.country_name("JO", lang),
        ["Jordan", "Jordanie", "Jordania", "الأردن"],
    ),
    "unknown country": (lambda lang: locale.country_name("XX", lang), ["XX"] * 4),
}


@pytest.mark.parametrize("what", WRITTEN)
def test_format_in_each_language_is_written_whole(what: str):
    write, expected = WRITTEN[what]

    assert [write(language) for language in LANGUAGES] == expected


def test_format_time_is_that_of_the_zone():
    zones = ("UTC", "Asia/Amman", "America/Panama", "Asia/Kathmandu")

    assert [locale.format_time(AT, zone) for zone in zones] == ["06:05", "09:05", "01:05", "11:50"]


def test_zone_name_follows_summer_time():
    names = [
        locale.zone_name("Europe/London", "en", datetime(2027, month, 1, tzinfo=UTC))
        for month in (1, 7)
    ]

    assert names == ["London (\u2066UTC\u2069)", "London (\u2066UTC+1\u2069)"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_zone_name_of_every_zone_that_a_reader_may_choose_exists(language: str):
    zones = [zone for zone in available_timezones() if locale.is_zone(zone)]

    assert len(zones) > 400
    assert [zone for zone in zones if not locale.zone_name(zone, language, AT)] == []


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("Asia/Amman", True),
        ("UTC", True),
        ("", False),
        ("asia/amman", False),
        ("Asia", False),
        ("../../etc/passwd", False),
        ("localtime", False),
    ],
)
def test_is_zone_knows_zones_only(name: str, known: bool):
    assert locale.is_zone(name) is known


def test_local_instant_agrees_with_the_table_of_hard_cases():
    if not CASES.is_file():
        pytest.skip(f"The table of time zone cases ({CASES}) is not there.")
    with CASES.open() as file:
        cases = list(csv.DictReader(file))
    wrong = []
    for case in cases:
        local = datetime.fromisoformat(case["local_time"])
        expected: datetime | None = datetime.fromisoformat(case["utc"])
        if case["kind"] == "nonexistent":
            expected = None
        try:
            found = local_instant(local.date(), local.time(), case["zone"])
        except ValueError:
            found = None
        if found != expected:
            wrong.append((case["zone"], case["local_time"], found))

    assert len(cases) == 40
    assert wrong == []


@pytest.mark.parametrize("fold_", [0, 1])
def test_local_instant_of_a_time_that_comes_twice_is_the_first(fold_: int):
    found = local_instant(date(2026, 10, 25), time(2, 30, fold=fold_), "Europe/Zurich")

    assert found == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "at", "zone"),
    [
        (date(2026, 3, 29), time(2, 0), "Europe/Zurich"),
        (date(2026, 3, 29), time(2, 59, 59), "Europe/Zurich"),
        (date(2011, 12, 30), time(12), "Pacific/Apia"),
        (date(9999, 12, 31), time(23, 59), "America/Panama"),
        (date(1, 1, 1), time(0), "Asia/Amman"),
    ],
)
def test_local_instant_of_a_time_that_never_is_refused(day: date, at: time, zone: str):
    with pytest.raises(ValueError, match=r"^(the clocks skip this time|no instant before .*)$"):
        local_instant(day, at, zone)


@pytest.mark.parametrize(
    ("typed", "latin"),
    [
        ("٠١٢٣٤٥٦٧٨٩", "0123456789"),
        ("۰۱۲۳۴۵۶۷۸۹", "0123456789"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("٩:٣٠", "9:30"),
        ("12 قاعة", "12 قاعة"),
    ],
)
def test_latin_digits_of_arabic_and_persian_ones(typed: str, latin: str):
    assert locale.latin_digits(typed) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Élan  Vital", "elan vital"),
        ("E\u0301lan vital", "Élan vital"),
        ("Cœur d’enfant", "COEUR D'ENFANT"),
        ("Łódź", "lodz"),
        ("Børnefonden", "Bornefonden"),
        ("Straße", "STRASSE"),
        ("İstanbul", "istanbul"),
        ("Niños\u00a0del Sur", "ninos del sur"),
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمال", "امال"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("فاطمة", "فاطمه"),
        ("هدى", "هدي"),
        ("مؤمن", "مومن"),
        ("رائد", "رايد"),
        ("ﻷﺣﻤﺪ", "لأحمد"),
        ("ﻓﺎﻃﻤﺔ", "فاطمه"),
        ("کریم", "كريم"),
        ("\u200fأحمد\u200e", "أحمد"),
        ("Jo\u00adse", "jose"),
    ],
)
def test_fold_of_two_ways_to_write_a_name_is_the_same(one: str, other: str):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"), [("احمد", "حمد"), ("علي", "عالي"), ("Ana", "Anna"), ("a b", "ab")]
)
def test_fold_of_different_names_differs(one: str, other: str):
    assert fold(one) != fold(other)


def test_fold_sorts_names_as_readers_expect():
    names = ["Zoe", "Émile", "eva", "Œuvre", "Oxfam", "ياسر", "إيمان", "باسم", "أحمد"]

    assert sorted(names, key=fold) == [
        *("Émile", "eva", "Œuvre", "Oxfam", "Zoe"),
        *("أحمد", "إيمان", "باسم", "ياسر"),
    ]


@pytest.mark.parametrize("name", ["ﻷحمد", "İstanbul", "Œuvre ’ ـ", "Ǿ", "Straße", "ΑΣ"])
def test_fold_of_a_folded_name_changes_nothing(name: str):
    assert fold(fold(name)) == fold(name)


@pytest.mark.parametrize(
    ("wanted", "header", "chosen"),
    [
        (["ar"], "fr", "ar"),
        ([None, "es"], "fr", "es"),
        (["de", ""], "fr", "fr"),
        ([], "es-MX,es;q=0.9,en;q=0.8", "es"),
        ([], "de,en;q=0.3,ar;q=0.7", "ar"),
        ([], "FR-ca", "fr"),
        ([], "de, fr;q=0", "en"),
        ([], "*", "en"),
        ([], "", "en"),
        ([], "%%%;q=x", "en"),
    ],
)
def test_choose_language_asks_the_person_then_the_browser(
    wanted: list[str | None], header: str, chosen: str
):
    assert choose_language(wanted, parse_accept_header(header, LanguageAccept)) == chosen


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *(("en", "ltr"), ("fr", "ltr"), ("es", "ltr"), ("ar", "rtl")),
        *(("he", "rtl"), ("ps", "rtl"), ("pt-BR", "ltr")),
        *(("tlh", "auto"), ("", "auto"), ("x-??", "auto")),
    ],
)
def test_direction_is_known_or_left_to_the_browser(language: str, direction: str):
    assert locale.direction(language) == direction
