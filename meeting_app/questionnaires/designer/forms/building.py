"""The part of a question's form that writes a rule for people who do not write rules."""

from collections.abc import Callable
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from wtforms import SelectChoice, SelectField, StringField

from meeting_app.core.forms import Form, strip
from meeting_app.core.locale import language_name, latin_digits
from meeting_app.core.web import plain
from meeting_app.people.forms import country_choices
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.designer import building
from meeting_app.questionnaires.designer.building import Comparison
from meeting_app.questionnaires.library import WORKING_LANGUAGES
from meeting_app.questionnaires.rules import QuestionKind

ASK, WRITE = "rule-ask", "rule-write"
"""What its buttons send as `action`."""
COMPARISONS = {
    Comparison.IS: lazy_pgettext("comparison", "is"),
    Comparison.IS_NOT: lazy_pgettext("comparison", "is not"),
    Comparison.INCLUDES: lazy_pgettext("comparison", "includes"),
    Comparison.INCLUDES_NOT: lazy_pgettext("comparison", "does not include"),
    Comparison.MORE: lazy_pgettext("comparison", "is more than"),
    Comparison.LESS: lazy_pgettext("comparison", "is less than"),
    Comparison.LATER: lazy_pgettext("comparison", "is later than"),
    Comparison.EARLIER: lazy_pgettext("comparison", "is earlier than"),
    Comparison.ANSWERED: lazy_pgettext("comparison", "was answered"),
    Comparison.UNANSWERED: lazy_pgettext("comparison", "was not answered"),
}


class RuleBuilder(Form):
    when_question = SelectField(_l("The answer to"), validate_choice=False)
    when_is = SelectField(lazy_pgettext("comparison", "Condition"), validate_choice=False)
    when_choice = SelectField(lazy_pgettext("comparison", "Answer"), validate_choice=False)
    when_text = StringField(lazy_pgettext("comparison", "Answer"), filters=[strip])

    def prepare_builder(self, definition: Definition, item: Item) -> None:
        """Offer the questions that are asked before; of the one that was chosen, its answers."""
        before = []
        for one in definition.items:
            if one.code == item.code:
                break
            if one.is_answered:
                before.append(one)
        self.asked = {one.code: one for one in before}
        if not before:
            del self.when_question
        else:
            self.when_question.choices = [
                SelectChoice("", _("Choose a question")),
                *(SelectChoice(one.code, f"{plain(one.label)} ({one.code})") for one in before),
            ]
        chosen = self._chosen
        if chosen is None:
            for name in ("when_is", "when_choice", "when_text"):
                del self[name]
            return
        self.when_is.choices = [
            SelectChoice(one, COMPARISONS[one]) for one in building.comparisons(chosen.kind)
        ]
        answers = _answers(chosen)
        if answers:
            self.when_choice.choices = answers
            del self.when_text
        else:
            del self.when_choice
            if chosen.kind == QuestionKind.DATE:
                self.when_text.render_kw = {"type": "date"}
            if chosen.kind in rules.NUMBERED_KINDS or chosen.kind == QuestionKind.FILE:
                del self.when_text

    @property
    def _chosen(self) -> Item | None:
        if "when_question" not in self._fields:
            return None
        return self.asked.get(self.when_question.data or "")

    @property
    def answer_field(self) -> Any:
        """In which the answer to compare with is said, or None."""
        return self._fields.get("when_choice") or self._fields.get("when_text")

    def act_on_builder(self, action: str) -> bool:
        """Whether the button was one of the builder's."""
        if action == WRITE:
            self._write()
        return action in (ASK, WRITE)

    def _write(self) -> None:
        chosen = self._chosen
        if chosen is None or "when_is" not in self._fields:
            return
        known = {str(one) for one in building.comparisons(chosen.kind)}
        said = self.when_is.data if self.when_is.data in known else min(known)
        field = self.answer_field
        answer = (field.data or "") if field is not None else ""
        if chosen.kind in (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL, QuestionKind.RATING):
            answer = latin_digits(answer)
        written = building.write(chosen, Comparison(said), answer)
        if written is None:
            (field if field is not None else self.when_is).errors = [
                _("Say with which answer to compare; a text without quotation marks of both kinds.")
            ]
            return
        relevant = self._fields["relevant"]
        relevant.data = building.joined(relevant.data or "", written)
        self.when_question.data = ""
        for name in ("when_is", "when_choice", "when_text"):
            if name in self._fields:
                del self[name]


def _answers(item: Item) -> list[SelectChoice]:
    """From which the answer is chosen; empty where it is written."""
    if item.kind in rules.CODED_KINDS:
        return [SelectChoice(one.code, plain(one.label) or one.code) for one in item.options]
    ways: dict[QuestionKind, Callable[[], list[SelectChoice]]] = {
        QuestionKind.YES_NO: lambda: [SelectChoice("yes", _("yes")), SelectChoice("no", _("no"))],
        QuestionKind.RATING: lambda: [
            SelectChoice(str(point), str(point)) for point in range(1, item.limits.scale_points + 1)
        ],
        QuestionKind.COUNTRY: lambda: country_choices()[1:],
        QuestionKind.LANGUAGE: lambda: [
            SelectChoice(code, language_name(code, g.lang)) for code in WORKING_LANGUAGES
        ],
    }
    return ways[item.kind]() if item.kind in ways else []
