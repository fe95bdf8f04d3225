"""Fields for answers that WTForms has none for. Each gives the answer as `data`, or None."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, RadioField, SelectMultipleField, StringField
from wtforms.widgets import TextInput

from meeting_app.core.forms import NumberField, strip
from meeting_app.core.locale import fold, latin_digits
from meeting_app.core.localtext import LocalText
from meeting_app.core.web import local, plain
from meeting_app.questionnaires.expressions import number_text

MOST_FOUND = 20
"""Options that a search shows at once."""

Named = tuple[str, Any]
"""(code, label)"""
Unnamed = tuple[str, LocalText]


class WholeField(NumberField):
    """A whole number; longer ones than any limit allows cannot be read."""

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = valuelist[0] if valuelist else ""
        if len(typed) > 40:
            self.raw_text, self.data = typed, None
            raise ValueError(_("Enter a whole number, such as 12."))
        try:
            super().process_formdata([_grouped(typed)] if typed else [])
        finally:
            self.raw_text = typed


class AmountField(StringField):
    """A decimal, with a point or a comma, in Latin or Arabic-Indic digits; `data` is a float."""

    raw_text = ""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw_text, self.data = (valuelist[0] if valuelist else ""), None
        if self.raw_text.strip():
            self.data = read_decimal(self.raw_text)
            if self.data is None:
                raise ValueError(_("Enter a number, such as 12.5."))

    def _value(self) -> str:
        if self.raw_text or self.data is None:
            return self.raw_text
        return number_text(float(self.data))


def _grouped(typed: str) -> str:
    """Without the blanks with which French and Spanish part thousands."""
    return "".join(typed.split())


def read_decimal(typed: str) -> float | None:
    """A comma is a decimal sign, unless there is a point besides it: then the last sign of the two is.

    "1,5" and "1.5" are the same, "1 234,5" and "1,234.5" too; a sign that comes twice parts
    thousands.
    """
    text = _grouped(latin_digits(typed))
    point, comma = text.rfind("."), text.rfind(",")
    if point >= 0 and comma >= 0:
        thousands = "." if comma > point else ","
        text = text.replace(thousands, "")
    elif text.count(",") > 1:
        text = text.replace(",", "")
    text = text.replace(",", ".")
    if not 0 < len(text) <= 40 or text.strip("+-.0123456789"):
        return None
    try:
        return float(Decimal(text))
    except InvalidOperation:
        return None


class MomentField(StringField):
    """A day or a time as the browser's own field sends it; digits may be Arabic-Indic where there is
    no such field. `data` is as rules.Value has it."""

    def __init__(
        self, *args: Any, kind: str, read: Callable[[str], str | None], **kwargs: Any
    ) -> None:
        super().__init__(*args, render_kw={"type": kind}, **kwargs)
        self.read = read

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = strip(valuelist[0]) if valuelist else None
        if self.data:
            found = self.read(latin_digits(self.data))
            if found is None:
                raise ValueError(
                    _("Enter a date as year, month and day, such as 2027-03-31.")
                    if self.render_kw["type"] == "date"
                    else _("Enter a time in hours and minutes, such as 14:30.")
                )
            self.data = found


def read_day(text: str) -> str | None:
    """Year first, as no two countries understand it differently."""
    parts = text.replace("/", "-").replace(".", "-").split("-")
    try:
        year, month, day = (int(part) for part in parts if len(part) <= 4)
        return date(year, month, day).isoformat() if year > 999 else None
    except ValueError:
        return None


def read_time(text: str) -> str | None:
    parts = text.split(":")
    try:
        hour, minute = (int(part) for part in parts[:2] if len(part) <= 2)
        return time(hour, minute).strftime("%H:%M")
    except ValueError:
        return None


class _Finding:
    """Of the fields below: only what is chosen and what a search has found is on the page.

    `<name>-find` holds the words, the button `<name>-search` looks for them; a form with such a
    field is not checked then, and keeps all that was typed.
    """

    is_searching = False
    words = ""
    data: Any

    def __init__(self, *args: Any, options: Iterable[Unnamed], **kwargs: Any) -> None:
        super().__init__(*args, choices=[], validate_choice=False, **kwargs)  # type: ignore[call-arg]
        self.options = list(options)
        self.errors: Any
        self.name: str

    def process(self, formdata: Any, *args: Any, **kwargs: Any) -> None:
        super().process(formdata, *args, **kwargs)  # type: ignore[misc]
        if formdata:
            self.words = formdata.get(f"{self.name}-find", "").strip()
            self.is_searching = f"{self.name}-search" in formdata

    def search(self) -> None:
        if not self.words:
            self.errors = [_("Write a part of the answer first, then search.")]

    def found(self, offered: Collection[str] | None) -> list[str]:
        """Codes of the options with all the words, those that begin with them first; of a short
        list all. offered: those that may be chosen, None for all."""
        left = [one for one in self.options if offered is None or one[0] in offered]
        if not self.words and len(left) <= MOST_FOUND:
            return [code for code, _label in left]
        wanted = fold(self.words).split()
        if not wanted:
            return []
        hits: list[tuple[bool, int, str]] = []
        for code, label in left:
            name = fold(plain(label))
            if all(word in name for word in wanted):
                hits.append((not name.startswith(wanted[0]), len(hits), code))
        return [code for _later, _place, code in sorted(hits)[:MOST_FOUND]]

    def shown(self, offered: Collection[str] | None) -> Iterator[tuple[str, Any, bool]]:
        """(code, label, chosen): what is chosen first."""
        chosen = self.data if isinstance(self.data, list) else [self.data]
        found = set(self.found(offered))
        left = [one for one in self.options if one[0] in chosen or one[0] in found]
        for code, label in sorted(left, key=lambda one: one[0] not in chosen):
            yield code, local(label), code in chosen


class FindOneField(_Finding, RadioField):
    """One of a long list."""


class FindSeveralField(_Finding, SelectMultipleField):
    """Several of a long list."""


class NumberedField(Field):
    """A number for each of some rows: `data` is {code: number}, those without one left out.

    Posted as `<name>-<code>`.
    """

    widget = TextInput()
    unreadable = ""

    def __init__(
        self, label: Any = None, validators: Any = None, *, options: Iterable[Named], **kwargs: Any
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.options = list(options)
        self.typed: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        given: Mapping[str, int] = data or {}
        self.data: dict[str, int] | None = dict(given)
        self.typed = {code: str(number) for code, number in given.items()}
        if formdata is None:
            return
        names = {code: f"{self.name}-{code}" for code, _label in self.options}
        if any(name in formdata for name in names.values()):
            self.typed = {code: formdata.get(name, "") for code, name in names.items()}
            self.data = self._read()

    def _read(self) -> dict[str, int]:
        found = {}
        for code, typed in self.typed.items():
            text = latin_digits(typed).strip()
            if text.isascii() and text.isdigit() and len(text) < 10:
                found[code] = int(text)
            elif text:
                self.process_errors = [self._sentence()]
        return found

    def _sentence(self) -> str:
        return _("Choose from the answers of the list.")


class GridField(NumberedField):
    """A rating from 1 to `points` for each row."""

    def __init__(self, *args: Any, points: int, ends: Mapping[int, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.points, self.ends = points, ends


class PointsField(NumberedField):
    """So many points altogether, shared out among the rows."""

    def __init__(self, *args: Any, total: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.total = total

    def _sentence(self) -> str:
        return _("Enter whole numbers, such as 12.")
