"""What can be said of a question of which kind."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import StringField, TextAreaField
from wtforms.validators import NumberRange, Optional

from meeting_app.core.forms import NumberField, PlainText, strip
from meeting_app.core.locale import latin_digits
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import QuestionKind

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50
"""Megabytes."""
_CHOICES = ("options", "other", "shuffled", "choice_filter")
_SCALE = ("scale_low", "scale_high")
_NUMBERS = ("number_min", "number_max")
_TEXTS = ("word_limit", "length_limit")
OF_KIND: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.ONE_CHOICE: _CHOICES,
    QuestionKind.SEVERAL_CHOICES: (*_CHOICES, "choices_min", "choices_max"),
    QuestionKind.RANKING: ("options", "shuffled", "choice_filter", "choices_max"),
    QuestionKind.RATING: _SCALE,
    QuestionKind.GRID: ("options", "shuffled", *_SCALE),
    QuestionKind.POINTS: ("options", "shuffled", "total"),
    QuestionKind.SHORT_TEXT: _TEXTS,
    QuestionKind.LONG_TEXT: _TEXTS,
    QuestionKind.WHOLE_NUMBER: _NUMBERS,
    QuestionKind.DECIMAL: _NUMBERS,
    QuestionKind.FILE: ("file_kinds", "file_megabytes"),
    QuestionKind.CALCULATION: ("calculation",),
}
"""Besides what every kind knows."""
ALL_KNOW = ("label", "hint", "relevant")
ASKED = (
    "required", "required_if", "required_message", "constraint", "constraint_message", "default",
)  # fmt: skip
"""Of what people answer themselves."""
FACTS = ("personal", "why", "seen_by", "kept", "hidden_from_reviewers")
"""Of whatever has an answer."""
NO_DEFAULT = rules.NUMBERED_KINDS | {QuestionKind.FILE}


def fields_of(kind: QuestionKind) -> frozenset[str]:
    if kind in rules.UNANSWERED_KINDS:
        return frozenset(ALL_KNOW)
    asked = ASKED if kind != QuestionKind.CALCULATION else ()
    known = {*ALL_KNOW, *OF_KIND.get(kind, ()), *asked, *FACTS}
    return frozenset(known - ({"default"} if kind in NO_DEFAULT else set()))


class AmountField(StringField):
    """A number, with Latin or Arabic-Indic digits; `data` is a float or None."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.raw_text = valuelist[0] if valuelist else ""
        raw = latin_digits(self.raw_text).strip().replace(",", ".")
        self.data = None
        if raw:
            try:
                self.data = float(raw)
            except ValueError:
                raise ValueError(_("Enter a number, such as 2.5.")) from None
            if not abs(self.data) <= rules.LARGEST:
                self.data = None
                raise ValueError(_("Enter a number, such as 2.5."))

    def _value(self) -> str:
        if self.data is None:
            return getattr(self, "raw_text", "")
        return f"{self.data:g}" if abs(self.data) < 1e6 else str(self.data).removesuffix(".0")


def rule_field(label: Any, description: Any) -> Any:
    return TextAreaField(
        label,
        description=description,
        filters=[strip],
        validators=[PlainText()],
        render_kw={"rows": 2, "dir": "ltr", "spellcheck": "false", "class": "rule"},
    )


def number_field(label: Any, least: int, most: int, description: Any = "") -> Any:
    return NumberField(
        label,
        description=description,
        validators=[
            Optional(),
            NumberRange(
                least,
                most,
                message=_l("Enter a number from %(least)s to %(most)s.", least=least, most=most),
            ),
        ],
    )


def is_default(item: Item, text: str) -> bool:
    """Whether this text is an answer to the question, as expressions see one."""
    value: Any = text
    try:
        if item.kind in (QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING):
            value = text.split()
        elif item.kind in (QuestionKind.RATING, QuestionKind.WHOLE_NUMBER):
            value = int(text)
        elif item.kind == QuestionKind.DECIMAL:
            value = float(text)
    except ValueError:
        return False
    return rules.fault(item.limits, value) is None


ALL_FIELDS = frozenset(name for kind in QuestionKind for name in fields_of(kind)) | {
    "options",
    "default",
}
