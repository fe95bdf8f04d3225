"""Names for what the directory of organisations knows, in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import current_app
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp
from flask_babel import ngettext

from meeting_app.core.feature import Feature
from meeting_app.core.locale import country_name, join_names
from meeting_app.people.matching import Reason
from meeting_app.people.models import Organisation, OrganisationKind, Scope
from meeting_app.people.names.searching import Entry, Hit

KINDS: dict[str, Any] = {
    OrganisationKind.CORE: _lp("kind of organisation", "Core member"),
    OrganisationKind.GENERAL: _lp("kind of organisation", "General member"),
    OrganisationKind.ASSOCIATE: _lp("kind of organisation", "Associate member"),
    OrganisationKind.OBSERVER: _lp("kind of organisation", "Observer"),
    OrganisationKind.ACADEMIC: _lp("kind of organisation", "Academic"),
    OrganisationKind.GOVERNMENT: _lp("kind of organisation", "Government"),
    OrganisationKind.DONOR: _lp("kind of organisation", "Donor"),
    OrganisationKind.OTHER: _lp("kind of organisation", "Other"),
}
SCOPES: dict[str, Any] = {
    Scope.LOCAL: _lp("scope of organisation", "Local"),
    Scope.NATIONAL: _lp("scope of organisation", "National"),
    Scope.INTERNATIONAL: _lp("scope of organisation", "International"),
}
_REGIONS: dict[str, Any] = {
    "africa": _l("Africa"),
    "asia": _l("Asia"),
    "europe": _l("Europe"),
    "middle_east": _l("the Middle East"),
    "latin_america": _l("Latin America"),
    "east_africa": _l("East Africa"),
    "west_africa": _l("West Africa"),
    "southern_africa": _l("Southern Africa"),
    "central_africa": _l("Central Africa"),
    "pacific": _l("the Pacific"),
    "caribbean": _l("the Caribbean"),
    "north_america": _l("North America"),
    "south_america": _l("South America"),
    "arab": _l("the Arab world"),
}
_REASONS: dict[str, Any] = {
    Reason.EQUAL: _l("The names differ only in letters' forms, signs or small words."),
    Reason.ORDER: _l("The same words in another order."),
    Reason.PARTED: _l("The same letters, parted into words differently."),
    Reason.SPELLING: _l("Nearly the same spelling: %(words)s."),
    Reason.SHORTENED: _l("A word is shortened: %(words)s."),
    Reason.LEGAL_FORM: _l("They differ in the legal form only: %(words)s."),
    Reason.WEAK_WORD: _l("They differ in a word for the kind of body only: %(words)s."),
    Reason.SCOPE_WORD: _l("They differ only in: %(words)s."),
    Reason.ACRONYM_GIVEN: _l("One name gives the acronym that the other is: %(words)s."),
    Reason.ACRONYM_FITS: _l("The first letters of one name are the other: %(words)s."),
    Reason.ACRONYM_NEARLY: _l("The acronyms are nearly the same: %(words)s."),
    Reason.ALIAS: _l("Another name of one of them: %(words)s."),
    Reason.PLACE_ADDED: _l("Only one names a country or region: %(words)s."),
    Reason.SECTION: _l("They may be two sections of one organisation: %(words)s."),
    Reason.PART_OF: _l("One may be a part of the other."),
    Reason.WORD_ADDED: _l("One has more words than the other: %(words)s."),
    Reason.ALIKE: _l("Most words are the same; these are not: %(words)s."),
    Reason.OTHER_COUNTRY: _l("The names agree, the countries do not: %(words)s."),
    Reason.PLACES_DIFFER: _l("They name different countries or regions: %(words)s."),
    Reason.ACRONYMS_DIFFER: _l("They have different acronyms: %(words)s."),
    Reason.NUMBERS_DIFFER: _l("They have different numbers: %(words)s."),
    Reason.WORDS_DIFFER: _l("Words differ: %(words)s."),
    Reason.NO_NAME: _l("A name has no letters."),
}
_ABOUT_PLACES = frozenset({Reason.PLACE_ADDED, Reason.OTHER_COUNTRY, Reason.PLACES_DIFFER})
_MOST_WORDS = 6


def reason_text(reason: str, words: Sequence[str], language: str, *, isolated: bool = True) -> str:
    """The reason of a comparison as a sentence. isolated: names keep their own direction by marks
    that have no width."""
    shown = [place_text(word, language) for word in words] if reason in _ABOUT_PLACES else words
    some = [f"\u2068{word}\u2069" if isolated else word for word in shown[:_MOST_WORDS]]
    if len(words) > _MOST_WORDS:
        some.append("…")
    return str(_REASONS[Reason(reason)]) % {"words": join_names(some, language)}


def place_text(code: str, language: str) -> str:
    """A country by its code, or a region as people.names.places calls it."""
    return str(_REGIONS[code]) if code in _REGIONS else country_name(code, language)


def describe(found: Entry, language: str, alias: str | None = None) -> str:
    """What tells an organisation from one of a like name: country, kind, by which name found."""
    parts = [country_name(found.country, language)] if found.country else []
    if found.scope:
        parts.append(str(SCOPES[Scope(found.scope)]))
    if found.kind != OrganisationKind.OTHER:
        parts.append(str(KINDS[OrganisationKind(found.kind)]))
    if alias:
        isolated = f"\u2068{alias}\u2069"
        parts.append(_("also: %(name)s", name=isolated))
    return " · ".join(parts)


def describe_organisation(organisation: Organisation, language: str) -> str:
    """As `describe`, of a row of the directory."""
    row = organisation
    return describe(Entry(row.id, row.name, (), row.kind, row.scope, row.country), language)


def describe_hit(hit: Hit, language: str) -> str:
    return describe(hit.entry, language, hit.alias)


def rows_text(counts: Mapping[str, int]) -> list[str]:
    """{table: rows} in words, as the features that keep them say it: "3 people"."""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    counted = {table: say for feature in features for table, say in feature.counted.items()}
    return [
        counted[table](number)
        if table in counted
        else ngettext(
            "%(num)d other row (%(table)s)", "%(num)d other rows (%(table)s)", number, table=table
        )
        for table, number in counts.items()
        if number
    ]


def count_people(number: int) -> str:
    return ngettext("%(num)d person", "%(num)d people", number)


def count_organisations(number: int) -> str:
    return ngettext("%(num)d organisation", "%(num)d organisations", number)


def count_other_names(number: int) -> str:
    return ngettext("%(num)d other name", "%(num)d other names", number)
