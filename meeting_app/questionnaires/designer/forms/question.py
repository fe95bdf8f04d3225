"""One question with everything that can be said of it; what its kind does not know is left out."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, StringField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from meeting_app.core.forms import LocalTextField, NumberField, PlainText, strip
from meeting_app.core.locale import latin_digits
from meeting_app.core.web import local
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.checking import Check, Finding
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.designer.forms.building import RuleBuilder
from meeting_app.questionnaires.designer.forms.options import EquivalentsField, OptionsField
from meeting_app.questionnaires.designer.words import finding_sentence
from meeting_app.questionnaires.expressions.syntax import LONGEST
from meeting_app.questionnaires.forms import FactsForm
from meeting_app.questionnaires.library import other_label
from meeting_app.questionnaires.logic import Trouble, compile_logic
from meeting_app.questionnaires.models import Question
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


def _rule(label: Any, description: Any) -> Any:
    return TextAreaField(
        label,
        description=description,
        filters=[strip],
        validators=[PlainText()],
        render_kw={"rows": 2, "dir": "ltr", "spellcheck": "false", "class": "rule"},
    )


def _number(label: Any, least: int, most: int, description: Any = "") -> Any:
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


class QuestionForm(RuleBuilder, FactsForm):
    label = LocalTextField(_l("What you ask"))
    hint = LocalTextField(
        _l("Hint"), description=_l("What helps to answer; below the question."), source_needed=False
    )
    options = OptionsField(_l("Answers to choose from"))
    means = EquivalentsField(_l("What people have answered so far"))
    other = BooleanField(
        _l("Offer “Other, please say” with a line to write on"),
    )
    shuffled = BooleanField(
        _l("Show the answers in a new order to everybody"),
        description=_l("So that none gains from standing first. “Other” stays at the end."),
    )
    choices_min = _number(_l("How many answers at least"), 1, 500)
    choices_max = _number(_l("How many answers or ranks at most"), 1, 500)
    scale_low = LocalTextField(_l("Name of the low end of the scale"), source_needed=False)
    scale_high = LocalTextField(_l("Name of the high end of the scale"), source_needed=False)
    total = _number(_l("How many points to give out"), 2, 1000)
    word_limit = _number(_l("How many words at most"), 1, 5000)
    length_limit = _number(_l("How many characters at most"), 1, rules.LONG_TEXT_LENGTH)
    number_min = AmountField(_l("Smallest number"))
    number_max = AmountField(_l("Largest number"))
    file_kinds = StringField(
        _l("Which kinds of file"),
        description=_l(
            "Endings with blanks between, such as: pdf docx. Empty for all that are taken."
        ),
        validators=[Length(max=200), PlainText()],
        filters=[strip],
        render_kw={"dir": "ltr"},
    )
    file_megabytes = _number(_l("How large a file may be, in megabytes"), 1, LARGEST_FILE)
    required = BooleanField(_l("An answer is needed"))
    required_if = _rule(_l("An answer is needed only if"), _l("A rule. Empty: as said above."))
    required_message = LocalTextField(
        _l("What people read who left it out"),
        description=_l("Empty for our own sentence."),
        source_needed=False,
    )
    relevant = _rule(
        _l("Shown only if"),
        _l("A rule. Empty: always shown. You can have it written for you below."),
    )
    constraint = _rule(
        _l("An answer is right only if"),
        _l("A rule in which a dot stands for the answer. Empty: every answer is."),
    )
    constraint_message = LocalTextField(
        _l("What people read whose answer is not right"), source_needed=False
    )
    calculation = _rule(_l("Calculation"), _l("How the value is reckoned from other answers."))
    default = StringField(
        _l("Answer that stands there at first"),
        description=_l("For answers from a list: the code; several with blanks between."),
        validators=[Length(max=LONGEST), PlainText()],
        filters=[strip],
    )
    choice_filter = _rule(
        _l("An answer is offered only if"),
        _l("A rule with the names of columns of the answers. Empty: all are offered."),
    )
    hidden_from_reviewers = BooleanField(
        _l("Do not show the answer to reviewers"),
        description=_l("Where it would tell who wrote the abstract."),
    )

    def prepare(
        self,
        question: Question,
        definition: Definition,
        retired: Sequence[Choice],
        answered: Collection[str],
    ) -> None:
        """answered: codes of options that answers name. Called once the form is made."""
        self.definition = definition
        self.item = definition.by_code.get(question.code) or Item(
            question.code, QuestionKind(question.kind), question.label
        )
        kept = fields_of(self.item.kind)
        languages = question.meeting.languages
        if "options" in kept:
            self.options.prepare(self.item.options, retired, languages)
        for name in [one for one in self._fields if one in _ALL_FIELDS - kept]:
            del self[name]
        self.ask_in(languages)
        self.prepare_builder(definition, self.item)
        if "options" in self._fields:
            self._ask_what_they_mean(answered)
        else:
            del self.means

    def _ask_what_they_mean(self, answered: Collection[str]) -> None:
        left = {row.code for row in self.options.data}
        gone = {
            choice.code: local(choice.label)
            for choice in self.item.options
            if choice.code in answered and choice.code not in left
        }
        present = {choice.code: local(choice.label) for choice in self._choices() if choice.label}
        self.means.ask(gone, present)

    def _choices(self) -> list[Choice]:
        """As they would be saved, "Other, please say" among them where it is wished for."""
        found = self.options.value(self.label.source)
        codes = {choice.code for choice in found}
        if "other" in self._fields and self.other.data and rules.OTHER not in codes:
            found.append(Choice(rules.OTHER, other_label(self.label.source)))
        return found

    def choices(self) -> list[Choice] | None:
        """None where the kind has none."""
        return self._choices() if "options" in self._fields else None

    def act(self, action: str) -> bool:
        """Do what a button says that saves nothing; whether it was one."""
        if "options" in self._fields and self.options.act(action):
            return True
        return self.act_on_builder(action)

    def changes(self, question: Question) -> dict[str, Any]:
        """{attribute of the row: its new value}"""
        found: dict[str, Any] = {}
        for name in _ALL_FIELDS & set(self._fields) - {"options"}:
            field = self._fields[name]
            if isinstance(field, LocalTextField):
                text = field.value(getattr(question, name))
                found[name] = text if text or name == "label" else None
            elif name == "file_megabytes":
                found["file_size"] = field.data * MEGABYTE if field.data else None
            else:
                found[name] = field.data if field.data is not None else _EMPTY.get(name)
        return found

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not good:
            return False
        for name, message in self._faults():
            field = self._fields[name]
            field.errors = [*field.errors, message]
            good = False
        return good

    def _faults(self) -> Iterator[tuple[str, Any]]:
        said = {name: field.data for name, field in self._fields.items()}
        if _is_above(said.get("choices_min"), said.get("choices_max")):
            yield "choices_max", _("Enter at least as many as above.")
        if _is_above(said.get("number_min"), said.get("number_max")):
            yield "number_max", _("Enter a number that is not below the smallest one.")
        changed = {
            name: said[name]
            for name in ("relevant", "required_if", "constraint", "calculation", "choice_filter")
            if name in said
        }
        item = replace(self.item, **changed, options=tuple(self.choices() or ()))
        items = [item if one.code == item.code else one for one in self.definition.items]
        for problem in compile_logic(Definition(tuple(items))).problems:
            if problem.code == item.code and problem.rule in self._fields:
                yield (
                    problem.rule,
                    finding_sentence(
                        Finding(_CHECKS[problem.trouble], what=problem.what, error=problem.error),
                        "",
                    ),
                )
        if said.get("default") and not is_default(item, str(said["default"])):
            yield "default", _("This is no answer that the question takes.")


_ALL_FIELDS = frozenset(name for kind in QuestionKind for name in fields_of(kind)) | {
    "options",
    "default",
}
_EMPTY = dict.fromkeys(
    (
        "relevant",
        "required_if",
        "constraint",
        "calculation",
        "choice_filter",
        "default",
        "file_kinds",
    ),
    "",
)
_CHECKS = {
    Trouble.UNREADABLE: Check.UNREADABLE,
    Trouble.NO_SUCH_QUESTION: Check.NO_SUCH_QUESTION,
    Trouble.CIRCLE: Check.CIRCLE,
}


def _is_above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


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


def data_of(question: Question) -> dict[str, Any]:
    """For a form that was not sent yet."""
    found = {name: getattr(question, name) for name in _ALL_FIELDS - {"options", "file_megabytes"}}
    size = question.file_size
    return {**found, "file_megabytes": max(1, size // MEGABYTE) if size else None}
