"""Languages, directions, and dates, times, zones and numbers in four languages.

Pure: the language and the zone are arguments. Times are written 24-hour with Latin digits in all
four languages; Arabic-Indic digits are accepted on input.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent
from babel.units import format_unit
from werkzeug.datastructures import LanguageAccept


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    """In the language itself."""
    direction: str
    babel: str


LANGUAGES = {
    language.code: language
    for language in (
        Language("en", "English", "ltr", "en_GB"),
        Language("fr", "Français", "ltr", "fr"),
        Language("es", "Español", "ltr", "es"),
        Language("ar", "العربية", "rtl", "ar"),
    )
}
DEFAULT_LANGUAGE = "en"
_DIGITS = {ord(char): str(unicodedata.digit(char)) for char in "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹"} | {
    ord("٫"): ".",
    ord("٬"): "",
}
# What is written now this way, now that, and what Unicode does not take apart. Arabic: letters
# that writers (and Persian keyboards) use for one another; those with a hamza are taken apart.
_FORMS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ـ": ""}
    | {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "’": "'", "‘": "'", "‐": "-"}
)
_UNSEEN = ("Mn", "Me", "Cf")
"""Unicode categories of accents and of marks without width."""


def choose_language(wanted: Iterable[str | None], accepts: LanguageAccept) -> str:
    """The first usable of `wanted` (a person's choice first), then the browser's, then English."""
    for code in wanted:
        if code in LANGUAGES:
            return code
    for tag, quality in accepts:  # best first; "es-MX" is Spanish; quality 0 means "not this one"
        language = tag.split("-")[0].lower()
        if quality > 0 and language in LANGUAGES:
            return language
    return DEFAULT_LANGUAGE


def direction(language: str) -> str:
    """ "ltr" or "rtl"; "auto" for a language that Babel does not know."""
    if language in LANGUAGES:
        return LANGUAGES[language].direction
    found = _find(language)
    return found.text_direction if found else "auto"


def _find(language: str) -> Locale | None:
    try:
        return Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None


def babel_locale(language: str) -> str:
    return LANGUAGES[language].babel


@cache
def language_name(code: str, language: str) -> str:
    """The name of the language `code`, written in `language`."""
    found = _find(code)
    return (found.get_display_name(babel_locale(language)) if found else None) or code


@cache
def country_name(code: str, language: str) -> str:
    return Locale.parse(babel_locale(language)).territories.get(code, code)


def latin_digits(text: str) -> str:
    """Arabic-Indic and Persian digits and separators as Latin ones."""
    return text.translate(_DIGITS)


LONGEST_KEY = 200


def fold(text: str) -> str:
    """A key for sorting and comparing names: no case, no accents, one form of Arabic letters."""
    text = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    kept = (char for char in text.translate(_FORMS) if unicodedata.category(char) not in _UNSEEN)
    # One letter may become eighteen; the columns that keep keys take as much.
    return " ".join("".join(kept).split())[:LONGEST_KEY]


@cache
def _zones() -> frozenset[str]:
    """Read once: it means a walk through the whole folder of zones. Two entries are no places."""
    return frozenset(available_timezones() - {"Factory", "localtime"})


def is_zone(name: str) -> bool:
    return name in _zones()


def is_place(zone: str) -> bool:
    """Whether it is the zone of a place, with that place's rules for changing clocks. UTC, "Etc/GMT+3"
    and abbreviations such as "EST" are fixed shifts or name no place."""
    return is_zone(zone) and "/" in zone and not zone.startswith(("Etc/", "SystemV/", "posix/"))


def local_instant(day: date, at: time, zone: str) -> datetime:
    """The instant of a wall clock time. ValueError if the clocks skip that time, or if it lies at
    an end of the calendar; of a time that comes twice, the first."""
    local = datetime.combine(day, at.replace(tzinfo=None, fold=0), ZoneInfo(zone))
    try:
        instant = local.astimezone(UTC)
    except OverflowError as error:
        raise ValueError("no instant before the year 1 or after 9999") from error
    if instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise ValueError("the clocks skip this time")
    return instant


def local_day(instant: datetime, zone: str) -> date:
    return instant.astimezone(ZoneInfo(zone)).date()


def format_day(day: date | datetime, language: str, zone: str | None = None) -> str:
    """As "Tuesday 2 March 2027"."""
    if isinstance(day, datetime):
        day = local_day(day, zone or "UTC")
    if language == "en":
        return format_date(day, "EEEE d MMMM y", locale="en_GB")
    return _french_first(format_date(day, "full", locale=babel_locale(language)), language)


def format_short_day(day: date, language: str) -> str:
    """As "Tue 2 Mar"."""
    return _french_first(format_skeleton("MMMEd", day, locale=babel_locale(language)), language)


def format_month(day: str, language: str) -> str:
    """Of an ISO day, month or year: "5 Mar 2027", "Mar 2027", "2027"."""
    if len(day) == 4:
        return day
    if len(day) == 7:
        first = date.fromisoformat(f"{day}-01")
        return format_skeleton("yMMM", first, locale=babel_locale(language))
    shown = format_date(date.fromisoformat(day), "medium", locale=babel_locale(language))
    return _french_first(shown, language)


def format_days(starts_on: date, ends_on: date, language: str) -> str:
    """As "2 to 4 March 2027" would be read: both days in full, joined by a dash."""
    locale = babel_locale(language)
    if starts_on == ends_on:
        days = format_date(starts_on, "long", locale=locale)
    else:
        ends = format_date(ends_on, "long", locale=locale)
        if starts_on.year != ends_on.year:
            days = f"{format_date(starts_on, 'long', locale=locale)} – {ends}"
        elif starts_on.month != ends_on.month:
            days = f"{format_skeleton('MMMMd', starts_on, locale=locale)} – {ends}"
        else:
            days = f"{starts_on.day}–{ends}"
    return _french_first(days, language)


def _french_first(text: str, language: str) -> str:
    """French says the first of a month as an ordinal, which CLDR's patterns do not."""
    return re.sub(r"(?<!\d)1(?=[ –])", "1er", text) if language == "fr" else text


def format_time(instant: datetime, zone: str) -> str:
    return instant.astimezone(ZoneInfo(zone)).strftime("%H:%M")


def format_instant(instant: datetime, language: str, zone: str) -> str:
    """As "Tuesday 2 March 2027, 09:00"."""
    comma = "،" if language == "ar" else ","
    return f"{format_day(instant, language, zone)}{comma} {format_time(instant, zone)}"


def zone_name(zone: str, language: str, at: datetime) -> str:
    """As "Amman (UTC+3)": the city in the reader's language and the offset at that instant."""
    offset = at.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()
    minutes = int(offset.total_seconds()) // 60
    sign = "+" if minutes >= 0 else "−"
    hours, rest = divmod(abs(minutes), 60)
    shift = f"UTC{sign}{hours}" + (f":{rest:02}" if rest else "") if minutes else "UTC"
    if zone in ("UTC", "Etc/UTC"):
        return "UTC"
    # An isolated left-to-right run: the sign would wander in Arabic text otherwise.
    return f"{_city(zone, language)} (\u2066{shift}\u2069)"


@cache
def _city(zone: str, language: str) -> str:
    return get_timezone_location(zone, locale=babel_locale(language), return_city=True)


def format_number(value: float, language: str) -> str:
    return format_decimal(value, locale=babel_locale(language))


def format_share(value: float, language: str) -> str:
    """0.25 as "25%"."""
    return format_percent(value, locale=babel_locale(language))


def format_size(octets: int, language: str) -> str:
    """As "184 kB", in whole kilobytes of 1000 octets, at least one."""
    size = max(1, round(octets / 1000))
    return format_unit(size, "digital-kilobyte", "short", locale=babel_locale(language))


def join_names(names: Iterable[str], language: str) -> str:
    """As "A, B and C"."""
    return format_list(list(names), locale=babel_locale(language))
