"""Rules for people who do not write them: "shown only if [question] [is] [answer]"."""

from enum import StrEnum

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.rules import QuestionKind


class Comparison(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    INCLUDES_NOT = "includes_not"
    MORE = "more"
    LESS = "less"
    LATER = "later"
    EARLIER = "earlier"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"

    @property
    def needs_answer(self) -> bool:
        return self not in (Comparison.ANSWERED, Comparison.UNANSWERED)


_ALWAYS = (Comparison.ANSWERED, Comparison.UNANSWERED)
_EQUAL = (Comparison.IS, Comparison.IS_NOT)
_SEVERAL = (QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING)
_NUMBERS = (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL, QuestionKind.RATING)


def comparisons(kind: QuestionKind) -> tuple[Comparison, ...]:
    """What can be said about an answer of this kind."""
    if kind in _SEVERAL:
        return (Comparison.INCLUDES, Comparison.INCLUDES_NOT, *_ALWAYS)
    if kind in _NUMBERS or kind == QuestionKind.CALCULATION:
        return (*_EQUAL, Comparison.MORE, Comparison.LESS, *_ALWAYS)
    if kind == QuestionKind.DATE:
        return (*_EQUAL, Comparison.LATER, Comparison.EARLIER, *_ALWAYS)
    if kind in rules.NUMBERED_KINDS or kind == QuestionKind.FILE:
        return _ALWAYS
    return (*_EQUAL, *_ALWAYS)


def write(item: Item, comparison: Comparison, answer: str) -> str | None:
    """The rule; None for an answer that it cannot be written for.

    answer: an option's code, "yes", a number with a point, YYYY-MM-DD, or the text.
    """
    asked = f"${{{item.code}}}"
    if not comparison.needs_answer:
        return f"{asked} {'!=' if comparison is Comparison.ANSWERED else '='} ''"
    is_number = item.kind in _NUMBERS
    given = _number(answer) if is_number else _quoted(answer)
    if given is None:
        return None
    match comparison:
        case Comparison.INCLUDES:
            return f"selected({asked}, {given})"
        case Comparison.INCLUDES_NOT:
            return f"not(selected({asked}, {given}))"
    signs = {
        Comparison.IS: "=",
        Comparison.IS_NOT: "!=",
        Comparison.MORE: ">",
        Comparison.LESS: "<",
        Comparison.LATER: ">",
        Comparison.EARLIER: "<",
    }
    return f"{asked} {signs[comparison]} {given}"


def joined(rule: str, more: str) -> str:
    """Both must hold."""
    if not rule.strip():
        return more
    return f"({rule.strip()}) and {more}"


def _number(answer: str) -> str | None:
    """As expressions write it: no sign but a minus, no exponent."""
    digits = answer.strip().removeprefix("-")
    whole, _point, rest = digits.partition(".")
    if not digits.isascii() or not whole.isdigit() or not (rest.isdigit() or not rest):
        return None
    return answer.strip().removesuffix(".")


def _quoted(answer: str) -> str | None:
    answer = answer.strip()
    if not answer or ("'" in answer and '"' in answer):
        return None
    mark = '"' if "'" in answer else "'"
    return f"{mark}{answer}{mark}"
