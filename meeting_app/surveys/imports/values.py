"""From the cells of a row to the answer to one question."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from typing import NoReturn

from babel import Locale
from flask_babel import gettext as _

from meeting_app.core.locale import LANGUAGES, babel_locale, fold, latin_digits
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import CODED_KINDS, NUMBERED_KINDS, QuestionKind, Value
from meeting_app.surveys.imports.columns import Places

YES = {"1", "yes", "true", "oui", "si", "sí", "نعم", "x"}
NO = {"0", "no", "false", "non", "لا"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class BadCell(Exception):
    """column: its number. reason: a whole sentence."""

    def __init__(self, column: int, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def read_cells(item: Item, places: Places, cells: Sequence[str]) -> dict[str, Value]:
    """{code: value}, with the words beside "other"; empty where nothing was answered."""
    value = _of_options(item, places, cells) if places.options else None
    if value is None and places.whole is not None:
        value = _whole(item, places.whole, cells[places.whole].strip())
    found: dict[str, Value] = {} if value is None else {item.code: value}
    if places.other is not None and (words := cells[places.other].strip()):
        found[rules.other_code(item.code)] = words
    return found


def _of_options(item: Item, places: Places, cells: Sequence[str]) -> Value | None:
    """A column for each option."""
    said = {code: (column, cells[column].strip()) for code, column in places.options.items()}
    given = {code: pair for code, pair in said.items() if pair[1]}
    if not given:
        return None
    if item.kind == QuestionKind.SEVERAL_CHOICES:
        return [code for code in _order(item) if code in given and _is_yes(*given[code])]
    numbers = {code: _number(column, text) for code, (column, text) in given.items()}
    if item.kind == QuestionKind.RANKING:
        return sorted(numbers, key=lambda code: numbers[code])
    return {code: numbers[code] for code in _order(item) if code in numbers}


def _is_yes(column: int, text: str) -> bool:
    plain = latin_digits(text).lower()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise BadCell(column, _("“%(value)s” is neither 1 nor 0.", value=text[:60]))


def _order(item: Item) -> list[str]:
    return [option.code for option in item.options]


def _whole(item: Item, column: int, text: str) -> Value | None:
    if not text:
        return None
    if _CONTROL.search(text):
        raise BadCell(column, _("The cell has control characters, which cannot be shown."))
    if item.kind == QuestionKind.FILE:
        return None
    try:
        value = _read(item, text)
    except ValueError:
        raise BadCell(
            column, _("“%(value)s” is no answer to this question.", value=text[:60])
        ) from None
    return value


def _read(item: Item, text: str) -> Value:
    """ValueError for what is no answer."""
    if item.kind == QuestionKind.ONE_CHOICE:
        return _option(item, text)
    if item.kind in CODED_KINDS:
        return _options(item, text)
    if item.kind in NUMBERED_KINDS:
        pairs = [part.rpartition(":") for part in text.split()]
        return {_option(item, code): int(latin_digits(number)) for code, _s, number in pairs}
    read = _READERS.get(QuestionKind(item.kind))
    return read(text) if read else text


def _option(item: Item, text: str) -> str:
    """By its code, or by its wording in any language. ValueError where there is none."""
    codes = _order(item)
    if text in codes:
        return text
    return _labels(item).get(fold(text)) or _fail(text)


def _options(item: Item, text: str) -> list[str]:
    """Codes with blanks between, as XLSForm writes them; or wordings, a line each, or parted by
    semicolons or bars."""
    codes = set(_order(item))
    parts = text.split()
    if all(part in codes for part in parts):
        return list(dict.fromkeys(parts))
    if fold(text) in _labels(item):
        return [_option(item, text)]
    for delimiter in ("\n", ";", "|", ","):
        if delimiter in text:
            found = [_option(item, part.strip()) for part in text.split(delimiter) if part.strip()]
            return list(dict.fromkeys(found))
    return _fail(text)


def _labels(item: Item) -> Mapping[str, str]:
    return {
        fold(words): option.code
        for option in item.options
        for words in (option.label.text, *(t.text for t in option.label.translations.values()))
    }


def _yes_no(text: str) -> str:
    plain = latin_digits(text).lower()
    if plain in YES:
        return "yes"
    return "no" if plain in NO else _fail(text)


def _number(column: int, text: str) -> int:
    try:
        return int(latin_digits(text))
    except ValueError:
        raise BadCell(column, _("“%(value)s” is no whole number.", value=text[:60])) from None


def _named(names: Mapping[str, str], code: str, text: str) -> str:
    found = names.get(fold(text), "")
    return code if code in names.values() else found or _fail(text)


@cache
def _countries() -> Mapping[str, str]:
    return dict(_all_names("territories", 2))


@cache
def _languages() -> Mapping[str, str]:
    return dict(_all_names("languages", 3))


def _all_names(kind: str, longest: int) -> Iterator[tuple[str, str]]:
    for language in LANGUAGES:
        for code, name in getattr(Locale.parse(babel_locale(language)), kind).items():
            if len(code) <= longest and code.isalpha():
                yield fold(str(name)), code


_READERS: Mapping[QuestionKind, Callable[[str], Value]] = {
    QuestionKind.RATING: lambda text: int(latin_digits(text)),
    QuestionKind.WHOLE_NUMBER: lambda text: int(latin_digits(text)),
    QuestionKind.DECIMAL: lambda text: float(
        latin_digits(text).replace(",", ".").replace("٫", ".")
    ),
    QuestionKind.DATE: lambda text: latin_digits(text)[:10],
    QuestionKind.TIME: lambda text: latin_digits(text)[:5],
    QuestionKind.YES_NO: lambda text: _yes_no(text),
    QuestionKind.COUNTRY: lambda text: _named(_countries(), text.upper(), text),
    QuestionKind.LANGUAGE: lambda text: _named(_languages(), text.lower(), text),
}


def _fail(text: str) -> NoReturn:
    raise ValueError(text)
