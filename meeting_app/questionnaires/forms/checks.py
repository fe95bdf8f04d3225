"""What is said of an answer that cannot be taken, at its question."""

from typing import Any

from flask import g
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from wtforms import Field
from wtforms.validators import StopValidation, ValidationError

from meeting_app.core.locale import format_number
from meeting_app.core.web import local
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.logic import fault_of
from meeting_app.questionnaires.rules import Fault, QuestionKind

NEEDED = {
    QuestionKind.ONE_CHOICE: _l("Choose one of the answers."),
    QuestionKind.SEVERAL_CHOICES: _l("Choose at least one answer."),
    QuestionKind.RANKING: _l("Give at least the first rank."),
    QuestionKind.RATING: _l("Choose a number."),
    QuestionKind.GRID: _l("Choose a number for each row."),
    QuestionKind.POINTS: _l("Share out the points."),
    QuestionKind.WHOLE_NUMBER: _l("Enter a whole number, such as 12."),
    QuestionKind.DECIMAL: _l("Enter a number, such as 12.5."),
    QuestionKind.DATE: _l("Enter a date."),
    QuestionKind.TIME: _l("Enter a time."),
    QuestionKind.YES_NO: _l("Choose one of the answers."),
    QuestionKind.COUNTRY: _l("Choose a country."),
    QuestionKind.LANGUAGE: _l("Choose a language."),
    QuestionKind.ORGANISATION: _l("Enter the name of an organisation."),
    QuestionKind.EMAIL: _l("Enter an e-mail address, such as name@example.org."),
    QuestionKind.LINK: _l("Enter the address of a page, such as https://example.org."),
    QuestionKind.FILE: _l("Choose a file."),
}


class Answers:
    """Validator: required questions are answered, and the answer is one that the question takes.

    The form's `state` says which questions count at all.
    """

    def __init__(self, item: Item) -> None:
        self.item = item
        self.field_flags = {
            "required": item.required,
            "scale": item.kind == QuestionKind.RATING,
        }

    def __call__(self, form: Any, field: Field) -> None:
        item, state = self.item, form.state
        if field.errors:  # what was typed could not be read: its own sentence says so
            raise StopValidation
        if item.kind == QuestionKind.FILE and not field.is_there():
            raise StopValidation(_("This file is no longer kept. Choose it again."))
        value = form.answer(item)
        if rules.is_answer(value):
            if found := fault_of(item, value, state):
                raise ValidationError(sentence(item, found, value))
            if item.code in state.failed:
                raise ValidationError(
                    local(item.constraint_message) or _("This answer cannot be right. Check it.")
                )
        if form.complete and item.code in state.required and not _is_whole(item, value):
            raise StopValidation(_needed(item, form))


def _is_whole(item: Item, value: Any) -> bool:
    if item.kind == QuestionKind.GRID:
        return isinstance(value, dict) and len(value) == len(item.options)
    return rules.is_answer(value)


def _needed(item: Item, form: Any) -> Any:
    if item.required_message:
        return local(item.required_message)
    if item.code in form.newly_seen:
        return _("Your other answers lead to this question: answer it too.")
    return str(NEEDED.get(item.kind, _("Write an answer.")))


def sentence(item: Item, found: Fault, value: Any) -> Any:
    """item: whose value has this fault."""
    limits = item.limits
    match found:
        case Fault.TOO_MANY:
            return ngettext(
                "Choose at most %(num)d answer.",
                "Choose at most %(num)d answers.",
                limits.choices_max or 0,
            )
        case Fault.TOO_FEW:
            return _too_few(item)
        case Fault.TOO_LONG:
            return too_long(limits.length)
        case Fault.NOT_THE_TOTAL:
            return _(
                "Your points add up to %(sum)s. Share out exactly %(total)s.",
                sum=format_number(sum(value.values()), g.lang),
                total=format_number(limits.total, g.lang),
            )
        case Fault.TOO_SMALL:
            least = format_number(max(limits.least, -rules.LARGEST), g.lang)
            return _("Enter a number that is at least %(number)s.", number=least)
        case Fault.TOO_LARGE:
            most = format_number(min(limits.most, rules.LARGEST), g.lang)
            return _("Enter a number that is at most %(number)s.", number=most)
    return _("Choose from the answers of the list.")


def too_long(length: int) -> str:
    return ngettext(
        "Shorten the text to at most %(num)d character.",
        "Shorten the text to at most %(num)d characters.",
        length,
    )


def _too_few(item: Item) -> str:
    number = item.choices_min or 0
    if item.kind == QuestionKind.RANKING:
        return ngettext("Give at least %(num)d rank.", "Give at least %(num)d ranks.", number)
    return ngettext("Choose at least %(num)d answer.", "Choose at least %(num)d answers.", number)
