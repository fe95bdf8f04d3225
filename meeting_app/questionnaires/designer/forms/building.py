"""The part of a question's form that writes a rule for people who do not write rules."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext
from markupsafe import Markup
from wtforms import Field
from wtforms.validators import StopValidation
from wtforms.widgets import TextInput

from meeting_app.core.forms import strip
from meeting_app.core.locale import language_name, latin_digits
from meeting_app.core.web import plain
from meeting_app.people.forms import country_choices
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.designer import building
from meeting_app.questionnaires.designer.building import Comparison, Condition, Join
from meeting_app.questionnaires.designer.words import condition_sentence
from meeting_app.questionnaires.library import WORKING_LANGUAGES
from meeting_app.questionnaires.rules import QuestionKind

COMPARISONS = {
    Comparison.IS: lazy_pgettext("comparison", "is"),
    Comparison.IS_NOT: lazy_pgettext("comparison", "is not"),
    Comparison.INCLUDES: lazy_pgettext("comparison", "includes"),
    Comparison.INCLUDES_NOT: lazy_pgettext("comparison", "does not include"),
    Comparison.MORE: lazy_pgettext("comparison", "is more than"),
    Comparison.LESS: lazy_pgettext("comparison", "is less than"),
    Comparison.AT_LEAST: lazy_pgettext("comparison", "is at least"),
    Comparison.AT_MOST: lazy_pgettext("comparison", "is at most"),
    Comparison.LATER: lazy_pgettext("comparison", "is later than"),
    Comparison.EARLIER: lazy_pgettext("comparison", "is earlier than"),
    Comparison.ANSWERED: lazy_pgettext("comparison", "was answered"),
    Comparison.UNANSWERED: lazy_pgettext("comparison", "was not answered"),
}


JOINS = {Join.ALL: _l("All of these must hold"), Join.ANY: _l("One of these is enough")}


@dataclass(frozen=True, slots=True)
class Part:
    """Of the rule as it stands."""

    source: str
    sentence: Markup | None
    """None for what only a rule can say."""


class BuilderField(Field):
    """Writes the rule of another field. Posted as `<name>-question`, `-is`, `-answer`, `-join`, and
    `-joined`, which is the `-join` that the page showed; its buttons send `<name>-ask`,
    `<name>-write` and `<name>-drop-<n>` as `action`."""

    widget = TextInput()
    comparisons = COMPARISONS
    joins = JOINS

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        self.process_errors: list[str] = []
        self.posted = formdata or {}
        self.data = None

    def prepare(self, definition: Definition, item: Item, rule: Any) -> None:
        """rule: the field that holds it. Called once the form is made."""
        self.rule = rule
        self.asked: dict[str, Item] = {}
        for one in definition.items:
            if one.code == item.code:
                break
            if one.is_answered:
                self.asked[one.code] = one
        self.chosen = self.asked.get(self._said("question"))
        self.join = self._chosen_join()
        if self._said("join") != self._said("joined"):
            self._put(building.parts(self.rule.data or "")[1])

    def _said(self, what: str) -> str:
        return strip(self.posted.get(f"{self.name}-{what}", "")) or ""

    def _chosen_join(self) -> Join:
        """What was chosen just now counts, then what the rule says."""
        said = self._said("join")
        if said in list(Join) and said != self._said("joined"):
            return Join(said)
        written, _conditions = building.parts(self.rule.data or "")
        return written or (Join(said) if said in list(Join) else Join.ALL)

    def _put(self, conditions: list[str]) -> None:
        self.rule.data = building.together(self.join, conditions)

    @property
    def questions(self) -> list[tuple[str, str]]:
        return [(one.code, f"{plain(one.label)} ({one.code})") for one in self.asked.values()]

    @property
    def parts(self) -> list[Part]:
        """What the rule consists of."""
        _join, found = building.parts(self.rule.data or "")
        return [Part(one, self._sentence(one)) for one in found]

    def _sentence(self, part: str) -> Markup | None:
        found = building.read(part, self.asked)
        return condition_sentence(found, answer_name(found)) if found else None

    @property
    def possible(self) -> tuple[Comparison, ...]:
        """What can be said about the answer to the chosen question."""
        return building.comparisons(self.chosen.kind) if self.chosen else ()

    @property
    def comparison(self) -> Comparison | None:
        said = self._said("is")
        return Comparison(said) if said in self.possible else None

    @property
    def needs_answer(self) -> bool:
        return any(one.needs_answer for one in self.possible)

    @property
    def answers(self) -> list[tuple[str, Any]]:
        """From which the answer is chosen; empty where it is written."""
        return _answers(self.chosen) if self.chosen else []

    @property
    def answer(self) -> str:
        return self._said("answer")

    @property
    def is_date(self) -> bool:
        return self.chosen is not None and self.chosen.kind == QuestionKind.DATE

    def act(self, action: str) -> bool:
        """Do what a button says; whether it was one of these."""
        what = action.removeprefix(f"{self.name}-")
        if what == action:
            return False
        place = what.removeprefix("drop-")
        if what == "write":
            self._write()
        elif place != what and place.isascii() and place.isdigit():
            _join, conditions = building.parts(self.rule.data or "")
            del conditions[int(place[:4]) : int(place[:4]) + 1]
            self._put(conditions)
        return True

    def pre_validate(self, form: Any) -> None:
        if self.chosen is not None:
            raise StopValidation(
                _(
                    "A condition is begun here, but the rule does not have it yet: put it into the "
                    "rule, or choose no question."
                )
            )

    def _write(self) -> None:
        """Nothing yet where the condition could not be chosen: the page shows it then."""
        if self.chosen is None or self.comparison is None:
            return
        answer = latin_digits(self.answer)
        if self.answers or self.chosen.kind in rules.TEXT_KINDS:
            answer = self.answer
        written = building.write(self.chosen, self.comparison, answer)
        is_known = not self.answers or answer in dict(self.answers)
        if written is None or (self.comparison.needs_answer and not is_known):
            self.errors = [
                _("Say with which answer to compare; a text without quotation marks of both kinds.")
            ]
            return
        _join, conditions = building.parts(self.rule.data or "")
        self._put([*conditions, written])
        self.chosen = None


def answer_name(condition: Condition) -> str:
    """As people read it."""
    names = {code: str(name) for code, name in _answers(condition.item)}
    return names.get(condition.answer, condition.answer)


def _answers(item: Item) -> list[tuple[str, Any]]:
    """(as rules write it, as people read it)"""
    if item.kind in rules.CODED_KINDS:
        return [(one.code, plain(one.label) or one.code) for one in item.options]
    ways: dict[QuestionKind, Callable[[], list[tuple[str, Any]]]] = {
        QuestionKind.YES_NO: lambda: [("yes", _("yes")), ("no", _("no"))],
        QuestionKind.RATING: lambda: [
            (str(point), str(point)) for point in range(1, item.limits.scale_points + 1)
        ],
        QuestionKind.COUNTRY: lambda: [(one.value, one.label) for one in country_choices()[1:]],
        QuestionKind.LANGUAGE: lambda: [
            (code, language_name(code, g.lang)) for code in WORKING_LANGUAGES
        ],
    }
    return ways[item.kind]() if item.kind in ways else []
