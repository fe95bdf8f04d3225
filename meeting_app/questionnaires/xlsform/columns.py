"""What the columns of an XLSForm mean: their names as people write them, and their languages."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale
from babel.core import get_global
from flask_babel import gettext as _
from openpyxl.utils import get_column_letter

from meeting_app.core.locale import LANGUAGES
from meeting_app.questionnaires.xlsform import references
from meeting_app.questionnaires.xlsform.reading import Problem, Sheet

LANGUAGE_COLUMN = {
    "en": "English (en)",
    "fr": "French (fr)",
    "es": "Spanish (es)",
    "ar": "Arabic (ar)",
}
TEXTS = (
    "label",
    "hint",
    "required_message",
    "constraint_message",
    "meeting::scale_low",
    "meeting::scale_high",
    "meeting::why",
)
"""Columns with a column per language."""
OURS = ("meeting::kind", "meeting::limits", "meeting::code", "meeting::personal")
PLAIN = frozenset(
    (
        "type",
        "name",
        "required",
        "relevant",
        "constraint",
        "calculation",
        "default",
        "choice_filter",
        "appearance",
        "parameters",
        "list_name",
        *OURS,
    )
)
_ALIASES = {
    "list name": "list_name",
    "caption": "label",
    "relevance": "relevant",
    "bind::relevant": "relevant",
    "bind::required": "required",
    "bind::constraint": "constraint",
    "bind::calculate": "calculation",
    "calculate": "calculation",
    "constraint message": "constraint_message",
    "constraint_msg": "constraint_message",
    "bind::jr:constraintmsg": "constraint_message",
    "required message": "required_message",
    "bind::jr:requiredmsg": "required_message",
    "choice filter": "choice_filter",
    "command": "type",
    "tag": "name",
    "parameter": "parameters",
    "control::appearance": "appearance",
}
_IN_BRACKETS = re.compile(r"^(.*?)\s*\(\s*([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)$")
_CODE = re.compile(r"^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*$")


@cache
def _known_codes() -> frozenset[str]:
    """ISO 639 codes of languages, of two and three letters, as CLDR lists them."""
    likely = {key.split("_")[0] for key in get_global("likely_subtags")}
    named = {str(key).split("_")[0] for key in Locale("en").languages}
    return frozenset((likely | named | set(get_global("language_aliases"))) - {"und"})


@cache
def _by_name() -> Mapping[str, str]:
    """{name in English or in the language itself, in small letters: code} of the four languages."""
    names = {one.name.lower(): code for code, one in LANGUAGES.items()}
    return names | {Locale("en").languages[code].lower(): code for code in LANGUAGES}


def language_code(text: str) -> str | None:
    """Of "English (en)", "en", "French", "Arabic (ara)"; None where it names no known language."""
    bracketed = _IN_BRACKETS.match(text)
    code = bracketed[2] if bracketed else text
    if not bracketed and text.lower() in _by_name():
        return _by_name()[text.lower()]
    if not _CODE.match(code):
        return None
    primary = re.split("[-_]", code.lower())[0]
    if primary not in _known_codes():
        return None
    alias: str = get_global("language_aliases").get(primary, primary)
    return alias.split("_")[0]


@dataclass(slots=True)
class Columns:
    """The columns of one sheet. Keys are their names as our own export writes them."""

    sheet: Sheet
    keys: list[str | None] = field(default_factory=list)
    """Of each column; None for those that are left out."""
    languages: list[str] = field(default_factory=list)
    """Codes that the columns name, in their order."""
    problems: list[Problem] = field(default_factory=list)

    @property
    def kept(self) -> list[str]:
        """Keys of columns that we do not use."""
        return [key for key in self.keys if key and not is_used(key)]

    def head(self, key: str) -> str:
        """As it stands in the file."""
        return self.sheet.heads[self.keys.index(key)] if key in self.keys else key

    def text_key(self, base: str) -> str:
        """Of the first column with such a text."""
        keys = (key for key in self.keys if key and key.startswith(f"{base}::"))
        return next(keys, base)

    def rows(self) -> Iterator[tuple[int, dict[str, str]]]:
        """(number, {key: text}) of what is not empty; a cell without a column is a problem."""
        for number, cells in self.sheet.rows:
            found: dict[str, str] = {}
            for place, text in enumerate(cells):
                key = self.keys[place] if place < len(self.keys) else None
                if not text:
                    continue
                if key is not None:
                    found[key] = references.without_marks(text)
                elif place >= len(self.sheet.heads) or not self.sheet.heads[place]:
                    reason = _("The column has no name; what stands in it is left out.")
                    letter = get_column_letter(place + 1)
                    self.problems.append(Problem(self.sheet.title, number, letter, reason))
            if found:
                yield number, found


def text_key(base: str, language: str) -> str:
    return f"{base}::{LANGUAGE_COLUMN[language]}"


def is_used(key: str) -> bool:
    return key in PLAIN or any(
        key == text_key(base, language) for base in TEXTS for language in LANGUAGES
    )


def read_columns(sheet: Sheet, unnamed: str) -> Columns:
    """unnamed: the language of texts whose column names none."""
    made = Columns(sheet)
    parts = [_parts(head) for head in sheet.heads]
    named = [language_code(language) for base, language in parts if base in TEXTS and language]
    for place, (head, (base, language)) in enumerate(zip(sheet.heads, parts, strict=True), 1):
        key = _key(made, head, base, language, unnamed) if head else None
        if key is not None and base in TEXTS and not language and any(named):
            reason = _(
                "Beside columns that name their language this one names none: write "
                "“%(column)s::English (en)”, for example.",
                column=base,
            )
            made.problems.append(Problem(sheet.title, 1, head, reason))
            if any(pair[0] == base and language_code(pair[1]) == unnamed for pair in parts):
                key = None
        if key is not None and key in made.keys:
            reason = _("Another column means the same; this one is left out.")
            made.problems.append(Problem(sheet.title, 1, head or get_column_letter(place), reason))
            key = None
        made.keys.append(key)
    return made


def _parts(head: str) -> tuple[str, str]:
    """(name of the column, its language)"""
    whole = "::".join(part.strip() for part in head.split("::"))
    low = whole.lower()
    if low in _ALIASES or low in PLAIN or low in TEXTS:
        return _ALIASES.get(low, low), ""
    pieces = whole.split("::")
    if pieces[0].lower() == "meeting" and len(pieces) == 3:
        return f"meeting::{pieces[1].lower()}", pieces[2]
    if len(pieces) == 1 and ":" in whole:
        pieces = [part.strip() for part in whole.split(":", 1)]
    base = _ALIASES.get(pieces[0].lower(), pieces[0].lower())
    if base in TEXTS and len(pieces) == 2:
        return base, pieces[1]
    return whole, ""


def _key(made: Columns, head: str, base: str, language: str, unnamed: str) -> str | None:
    if base not in TEXTS:
        return base
    if not language:
        return text_key(base, unnamed)
    code = language_code(language)
    if code is None:
        reason = _(
            "“%(language)s” names no language that is known. Write its name and its code, such as "
            "“English (en)”. The column is kept, and not shown.",
            language=language,
        )
        made.problems.append(Problem(made.sheet.title, 1, head, reason))
        return f"{base}::{language}"
    if code not in made.languages:
        made.languages.append(code)
    return text_key(base, code) if code in LANGUAGES else f"{base}::{language}"
