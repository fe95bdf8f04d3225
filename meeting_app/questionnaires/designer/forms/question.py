"""One question with everything that can be said of it; what its kind does not know is left out."""

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import BooleanField, HiddenField, StringField
from wtforms.validators import Length

from meeting_app.core.forms import LocalTextField, PlainText, strip
from meeting_app.core.web import local
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.checking import Check, Finding, unknown_columns
from meeting_app.questionnaires.definition import Choice, Definition
from meeting_app.questionnaires.designer.forms.building import BuilderField
from meeting_app.questionnaires.designer.forms.equivalents import EquivalentsField
from meeting_app.questionnaires.designer.forms.kinds import (
    ALL_FIELDS,
    LARGEST_FILE,
    MEGABYTE,
    AmountField,
    fields_of,
    is_default,
    number_field,
    rule_field,
)
from meeting_app.questionnaires.designer.forms.options import MOST_LINES, OptionsField
from meeting_app.questionnaires.designer.words import finding_sentence
from meeting_app.questionnaires.expressions.syntax import LONGEST
from meeting_app.questionnaires.forms import FactsForm
from meeting_app.questionnaires.library import other_label
from meeting_app.questionnaires.logic import RULES, Trouble, compile_logic
from meeting_app.questionnaires.models import Question
from meeting_app.questionnaires.queries import item_of


class QuestionForm(FactsForm):
    seen = HiddenField()
    label = LocalTextField(_l("What you ask"), long=True)
    hint = LocalTextField(
        lazy_pgettext("field", "Hint"),
        description=_l("What helps to answer; below the question."),
        source_needed=False,
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
    choices_min = number_field(_l("How many answers at least"), 1, 500)
    choices_max = number_field(_l("How many answers or ranks at most"), 1, 500)
    scale_low = LocalTextField(_l("Name of the low end of the scale"), source_needed=False)
    scale_high = LocalTextField(_l("Name of the high end of the scale"), source_needed=False)
    total = number_field(_l("How many points to give out"), 2, 1000)
    word_limit = number_field(_l("How many words at most"), 1, 5000)
    length_limit = number_field(_l("How many characters at most"), 1, rules.LONG_TEXT_LENGTH)
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
    file_megabytes = number_field(_l("How large a file may be, in megabytes"), 1, LARGEST_FILE)
    required = BooleanField(_l("An answer is needed"))
    required_if = rule_field(_l("An answer is needed only if"), _l("A rule. Empty: as said above."))
    need = BuilderField(_l("Have the rule written: an answer is needed only if …"))
    required_message = LocalTextField(
        _l("What people read who left it out"),
        description=_l("Empty for our own sentence."),
        source_needed=False,
    )
    relevant = rule_field(
        _l("Shown only if"),
        _l("A rule. Empty: always shown. You can have it written for you below."),
    )
    when = BuilderField(_l("Have the rule written: shown only if …"))
    constraint = rule_field(
        _l("An answer is right only if"),
        _l("A rule in which a dot stands for the answer. Empty: every answer is."),
    )
    constraint_message = LocalTextField(
        _l("What people read whose answer is not right"), source_needed=False
    )
    calculation = rule_field(
        lazy_pgettext("field", "Calculation"), _l("How the value is reckoned from other answers.")
    )
    default = StringField(
        _l("Answer that stands there at first"),
        description=_l("For answers from a list: the code; several with blanks between."),
        validators=[Length(max=LONGEST), PlainText()],
        filters=[strip],
    )
    choice_filter = rule_field(
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
        self.item = definition.by_code.get(question.code) or item_of(question)
        self._notice_others()
        kept = fields_of(self.item.kind)
        count = len(self.item.options)
        self.options_left_out = count if count > MOST_LINES else 0
        if self.options_left_out:
            kept -= {"options", "other"}
        languages = question.meeting.languages
        if "options" in kept:
            self.options.prepare(self.item.options, retired, languages, self.item.label.source)
        for name in [one for one in self._fields if one in ALL_FIELDS - kept]:
            del self[name]
        self.ask_in(languages)
        if "required_if" not in kept:
            del self.need
        for builder, rule in self._builders():
            builder.prepare(definition, self.item, rule)
        self.answered = answered
        if "options" not in self._fields:
            del self.means

    def _builders(self) -> list[tuple[BuilderField, Any]]:
        """(builder, the field of its rule)"""
        pairs = (("when", "relevant"), ("need", "required_if"))
        return [
            (self._fields[name], self._fields[rule]) for name, rule in pairs if name in self._fields
        ]

    def _notice_others(self) -> None:
        """`seen` says what the question was when the form was opened."""
        stored = json.dumps(Definition((self.item,)).as_json(), sort_keys=True)
        self.digest = sha256(stored.encode()).hexdigest()[:16]
        if not self.is_submitted():
            self.seen.data = self.digest

    def _ask_what_they_mean(self) -> None:
        left = {row.code for row in self.options.data}
        gone = {
            choice.code: local(choice.label)
            for choice in self.item.options
            if choice.code in self.answered and choice.code not in left
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
        """Do what a button says that saves nothing; whether it was one. Called for every form that
        was sent, before its validation."""
        acted = False
        if "options" in self._fields:
            acted = self.options.act(action)
            self._ask_what_they_mean()
        for builder, rule in self._builders():
            had = rule.data
            acted = builder.act(action) or acted
            if rule.name == "required_if" and rule.data and rule.data != had:
                self.required.data = False  # or the rule would say nothing
        return acted

    def equivalents(self) -> dict[str, str | None]:
        return self.means.data if "means" in self._fields else {}

    def changes(self, question: Question) -> dict[str, Any]:
        """{attribute of the row: its new value}"""
        found: dict[str, Any] = {}
        for name in (ALL_FIELDS & set(self._fields)) - {"options"}:
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
        if self.seen.data != self.digest:
            self.seen.data = self.digest
            self.form_errors.append(
                _(
                    "Somebody has changed this question since you opened it. What you typed stands here: "
                    "look at the question in another tab, then save yours or leave it."
                )
            )
            return False
        for name, message in self._faults():
            field = self._fields[name]
            if not field.errors:
                field.errors = [message]
            good = False
        return good

    def _faults(self) -> Iterator[tuple[str, Any]]:
        said = {name: field.data for name, field in self._fields.items()}
        if _is_above(said.get("choices_min"), said.get("choices_max")):
            yield "choices_max", _("Enter at least as many as above.")
        if "options" in self._fields and _is_above(
            said.get("choices_min"), len(self.choices() or ())
        ):
            yield "choices_min", _("There are fewer answers to choose from.")
        if _is_above(said.get("number_min"), said.get("number_max")):
            yield "number_max", _("Enter a number that is not below the smallest one.")
        changed = {name: said[name] for name in RULES if name in said}
        choices = self.choices()
        options = self.item.options if choices is None else tuple(choices)
        item = replace(self.item, **changed, options=options)
        items = [item if one.code == item.code else one for one in self.definition.items]
        logic = compile_logic(Definition(tuple(items)))
        found = [
            (
                problem.rule,
                Finding(_CHECKS[problem.trouble], what=problem.what, error=problem.error),
            )
            for problem in logic.problems
            if problem.code == item.code
        ]
        found += [
            (name, Finding(Check.UNKNOWN_COLUMN, what=column))
            for name in RULES
            if (rule := logic.rule(item, name))
            for column in unknown_columns(item, name, rule)
        ]
        for name, finding in found:
            if name in self._fields:
                yield name, finding_sentence(finding, "")
        if said.get("default") and not is_default(item, str(said["default"])):
            yield "default", _("This is no answer that the question takes.")


_EMPTY = dict.fromkeys((*RULES, "default", "file_kinds"), "")
_CHECKS = {
    Trouble.UNREADABLE: Check.UNREADABLE,
    Trouble.NO_SUCH_QUESTION: Check.NO_SUCH_QUESTION,
    Trouble.CIRCLE: Check.CIRCLE,
}


def _is_above(low: float | None, high: float | None) -> bool:
    return low is not None and high is not None and low > high


def data_of(question: Question) -> dict[str, Any]:
    """For a form that was not sent yet."""
    found = {name: getattr(question, name) for name in ALL_FIELDS - {"options", "file_megabytes"}}
    size = question.file_size
    return {**found, "file_megabytes": max(1, size // MEGABYTE) if size else None}
