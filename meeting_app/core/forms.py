"""Forms with a one-time key, and the fields that WTForms lacks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from werkzeug.datastructures import MultiDict
from wtforms import Field, HiddenField, StringField
from wtforms.validators import StopValidation, ValidationError
from wtforms.widgets import TextInput

from meeting_app.core import unsent
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import LANGUAGES, latin_digits
from meeting_app.core.localtext import LocalText
from meeting_app.core.requests import new_form_key, opened_at

# Control characters that no text needs; tab, line feed and carriage return stay.
_CONTROL = {code for code in range(32) if code not in (9, 10, 13)} | {127}


class Form(FlaskForm):
    """Base of all forms. A form sent twice makes one row (see core.requests)."""

    form_key = HiddenField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        if not args and "formdata" not in kwargs and (typed := unsent.find()):
            kwargs["formdata"] = MultiDict(typed)
        super().__init__(*args, **kwargs)
        if (
            not self.is_submitted()
            or g.form_was_sent
            or opened_at(self.form_key.data or "") is None
        ):
            self._key_was_good = not self.is_submitted()
            self.form_key.data = new_form_key(g.now)
        else:
            self._key_was_good = True

    def ask_in(self, languages: Sequence[str]) -> None:
        """Ask for organisers' texts in these languages alone, and in those they have already."""
        for field in self:
            if isinstance(field, LocalTextField):
                field.ask_in(languages)

    @property
    def opened_at(self) -> datetime:
        return opened_at(self.form_key.data or "") or g.now

    @property
    def status(self) -> int:
        """The HTTP status of the page that shows this form."""
        return 422 if self.errors else 200

    @property
    def is_searching(self) -> bool:
        """Whether the button of a field was pressed that only looks something up."""
        return any(getattr(field, "is_searching", False) for field in self)

    def validate(self, extra_validators: Any = None) -> bool:
        if self.is_searching:
            for field in self:
                if getattr(field, "is_searching", False):
                    field.search()
            return False
        good = bool(super().validate(extra_validators))
        return self.has_good_key() and good

    def has_good_key(self) -> bool:
        """Ask again after `start_write`: the form may have come in from elsewhere meanwhile."""
        if self._key_was_good and not g.form_was_sent:
            return True
        self.form_errors.append(
            _("This form was already sent, with other content. Check it and send it again.")
            if g.form_was_sent
            else _("This form has expired. Nothing was lost: check it and send it again.")
        )
        if self._key_was_good:
            self._key_was_good, self.form_key.data = False, new_form_key(g.now)
        return False

    def refuse(self, refusal: Refused) -> None:
        """Undo what the verb had changed and show its sentence, at its field if it names one."""
        db.session.rollback()
        field = self._fields.get(refusal.field) if refusal.field else None
        if field is not None:
            field.errors = [*field.errors, str(refusal.message)]
        else:
            self.form_errors.append(str(refusal.message))


class Button(Form):
    """A form that is only a button."""


class PlainText:
    """Validator: no control characters; text is kept as typed otherwise."""

    def __call__(self, form: Any, field: Field) -> None:
        for value in field.data if isinstance(field.data, list) else [field.data]:
            if isinstance(value, str) and any(ord(char) in _CONTROL for char in value):
                raise ValidationError(_("Take out the control characters: they cannot be shown."))


class Words:
    """Validator: at most `limit` words, counted as runs between white space in all scripts."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.field_flags = {"data_words": limit}

    def __call__(self, form: Any, field: Field) -> None:
        count = len((field.data or "").split())
        if count > self.limit:
            raise ValidationError(
                _(
                    "The text has %(count)d words; at most %(limit)d are possible.",
                    count=count,
                    limit=self.limit,
                )
            )


class Needed:
    """Validator: something must be entered. Says what to do rather than that it is required."""

    def __init__(self, message: Any = None) -> None:
        self.message = message
        self.field_flags = {"required": True}

    def __call__(self, form: Any, field: Field) -> None:
        data = field.data
        if field.process_errors and self.message is None:
            raise StopValidation  # why it could not be read says more than that it is needed
        if (
            data is None
            or data is False
            or (isinstance(data, (str, list, dict)) and not _full(data))
        ):
            field.errors = []
            raise StopValidation(str(self.message or _("Enter this: it is needed.")))


def _full(data: str | list[Any] | dict[str, Any]) -> bool:
    return bool(data.strip() if isinstance(data, str) else data)


def strip(value: str | None) -> str | None:
    """Filter: no white space at the ends, one form of line ends."""
    return value.replace("\r\n", "\n").strip() if isinstance(value, str) else value


def digits(value: str | None) -> str | None:
    """Filter: Arabic-Indic digits as Latin ones."""
    return latin_digits(value).strip() if isinstance(value, str) else value


class NumberField(StringField):
    """A whole number, typed in Latin or Arabic-Indic digits; `data` is an int or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        raw = latin_digits(valuelist[0]).strip() if valuelist else ""
        self.raw_text = valuelist[0] if valuelist else ""
        self.data = None
        if raw:
            try:
                self.data = int(raw)
            except ValueError:
                raise ValueError(_("Enter a whole number, such as 12.")) from None

    def _value(self) -> str:
        return str(self.data) if self.data is not None else getattr(self, "raw_text", "")


class LocalTextField(Field):
    """Organisers' text: one input per language of the meeting.

    `data` is {language: text}; use `value(old)` to get the LocalText. Posted as `<name>-<language>`.
    The source of a new text is the language of the page, or else the first that is given.
    """

    widget = TextInput()

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        languages: Sequence[str] = tuple(LANGUAGES),
        long: bool = False,
        source_needed: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.languages = tuple(languages)
        self.long = long
        self.source_needed = source_needed
        self.source = self.languages[0]
        self.data: dict[str, str] = {}
        self.process_errors: list[str] = []
        self.wrong: list[str] = []
        """Languages whose text the error is about; empty for the first input."""

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        value = data if data is not None else self.default
        self.is_new = not isinstance(value, LocalText)
        if self.is_new and g.get("lang") in self.languages:
            self.source = g.lang
        if isinstance(value, LocalText):
            self.source = value.source
            self.data = {code: value.own(code) for code in self.languages}
        else:
            self.data = dict(value or {})
        self.process_errors = []
        if formdata is not None and any(
            f"{self.name}-{code}" in formdata for code in self.languages
        ):
            self.data = {
                code: strip(formdata.get(f"{self.name}-{code}", "")) or ""
                for code in self.languages
            }

    def ask_in(self, languages: Sequence[str]) -> None:
        """Called after processing, so that no language with a text is left out."""
        kept = {code for code, text in self.data.items() if text} | set(languages)
        if not self.is_new:
            kept.add(self.source)
        self.languages = tuple(code for code in LANGUAGES if code in kept)
        if self.source not in self.languages:
            self.source = self.languages[0]

    def pre_validate(self, form: Any) -> None:
        if self.is_new and not self.data.get(self.source):
            given = (code for code in self.languages if self.data.get(code))
            self.source = next(given, self.source)
        if self.source_needed and not self.data.get(self.source):
            raise StopValidation(
                _(
                    "Enter the text in %(language)s: the others are made from it.",
                    language=LANGUAGES[self.source].name,
                )
            )
        PlainText()(form, _Values(list(self.data.values())))

    @property
    def wrong_entry(self) -> "Entry":
        """Where the error leads to."""
        found = [entry for code, *_rest, entry in self.entries if code in self.wrong]
        return (found or [self.entries[0][3]])[0]

    @property
    def entries(self) -> list[tuple[str, str, str, "Entry"]]:
        """(code, own name, direction, input), source language first."""
        codes = sorted(self.languages, key=lambda code: code != self.source)
        return [
            (
                code,
                LANGUAGES[code].name,
                LANGUAGES[code].direction,
                Entry(f"{self.id}-{code}", f"{self.name}-{code}", self.data.get(code, "")),
            )
            for code in codes
        ]

    def value(self, old: LocalText | None = None) -> LocalText:
        """The text as edited, keeping the states of translations that did not change."""
        if old is not None:
            return old.edited(self.data)
        texts = {code: text for code, text in self.data.items() if text}
        return LocalText.of(
            texts or {self.source: ""}, self.source if self.source in texts else None
        )


class _Values:
    def __init__(self, data: list[str]) -> None:
        self.data = data


@dataclass(frozen=True, slots=True)
class Entry:
    """One language's input of a LocalTextField."""

    id: str
    name: str
    data: str


class RankingField(Field):
    """An order of options: a rank for each, from 1. `data` is the codes, best first.

    Posted as `<name>-<code>` = rank. Options left without a rank are not part of the order.
    places: how many ranks there are to give; one per option unless said otherwise.
    """

    widget = TextInput()

    def __init__(
        self,
        label: Any = None,
        validators: Any = None,
        *,
        options: Iterable[tuple[str, Any]] = (),
        places: int | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, **kwargs)
        self.options = list(options)
        self.places = min(places or len(self.options), len(self.options))
        self.ranks: dict[str, str] = {}

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.data = list(data or [])
        self.ranks = {code: str(place) for place, code in enumerate(self.data, 1)}
        names = {code: f"{self.name}-{code}" for code, _label in self.options}
        if formdata is None or not any(name in formdata for name in names.values()):
            return
        self.ranks = {c: latin_digits(formdata.get(n, "")).strip() for c, n in names.items()}
        given = {
            code: int(rank)
            for code, rank in self.ranks.items()
            if rank.isascii() and rank.isdigit() and len(rank) < 4
        }
        self.data = sorted(given, key=lambda code: given[code])
        if len(set(given.values())) < len(given):
            self.process_errors.append(_("Give each rank to one option only."))
        elif any(rank and code not in given for code, rank in self.ranks.items()) or any(
            not 1 <= rank <= self.places for rank in given.values()
        ):
            self.process_errors.append(_("Choose ranks from the list."))
