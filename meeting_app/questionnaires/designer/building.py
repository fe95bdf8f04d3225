"""Rules for people who do not write them: "shown only if [question] [is] [answer]", several of which
must hold together or one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.expressions import BadExpression, number_text, parse
from meeting_app.questionnaires.expressions.syntax import tokens
from meeting_app.questionnaires.rules import QuestionKind


class Comparison(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    INCLUDES = "includes"
    INCLUDES_NOT = "includes_not"
    MORE = "more"
    LESS = "less"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LATER = "later"
    EARLIER = "earlier"
    ANSWERED = "answered"
    UNANSWERED = "unanswered"

    @property
    def needs_answer(self) -> bool:
        return self not in (Comparison.ANSWERED, Comparison.UNANSWERED)


class Join(StrEnum):
    """As rules write it."""

    ALL = "and"
    ANY = "or"


@dataclass(frozen=True, slots=True)
class Condition:
    item: Item
    comparison: Comparison
    answer: str = ""
    """As `write` takes it."""


_ALWAYS = (Comparison.ANSWERED, Comparison.UNANSWERED)
_EQUAL = (Comparison.IS, Comparison.IS_NOT)
_SEVERAL = (QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING)
_NUMBERS = (QuestionKind.WHOLE_NUMBER, QuestionKind.DECIMAL, QuestionKind.RATING)
_AMOUNTS = {
    Comparison.MORE: ">",
    Comparison.LESS: "<",
    Comparison.AT_LEAST: ">=",
    Comparison.AT_MOST: "<=",
}
_DAYS = {Comparison.LATER: ">", Comparison.EARLIER: "<"}
_SIGNS = {Comparison.IS: "=", Comparison.IS_NOT: "!=", **_AMOUNTS, **_DAYS}


def comparisons(kind: QuestionKind) -> tuple[Comparison, ...]:
    """What can be said about an answer of this kind."""
    if kind in _SEVERAL:
        return (Comparison.INCLUDES, Comparison.INCLUDES_NOT, *_ALWAYS)
    if kind in _NUMBERS or kind == QuestionKind.CALCULATION:
        return (*_EQUAL, *_AMOUNTS, *_ALWAYS)
    if kind == QuestionKind.DATE:
        return (*_EQUAL, *_DAYS, *_ALWAYS)
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
    given = _number(answer)
    is_number = item.kind in _NUMBERS or comparison in _AMOUNTS
    if not is_number and (given is None or item.kind != QuestionKind.CALCULATION):
        given = _quoted(answer)
    if given is None:
        return None
    match comparison:
        case Comparison.INCLUDES:
            return f"selected({asked}, {given})"
        case Comparison.INCLUDES_NOT:
            return f"not(selected({asked}, {given}))"
    return f"{asked} {_SIGNS[comparison]} {given}"


def read(part: str, asked: Mapping[str, Item]) -> Condition | None:
    """What `write` would write like this; None for any other rule. asked: questions by code."""
    try:
        tree: Any = parse(part).tree
    except BadExpression:
        return None
    match tree:
        case ["call", "not", ["call", "selected", ["q", code], ["str", answer]]]:
            sign = "not"
        case ["call", "selected", ["q", code], ["str", answer]]:
            sign = "selected"
        case [sign, ["q", code], ["str", answer]]:
            pass
        case [sign, ["q", code], ["num", number]]:
            answer = number_text(number)
        case [sign, ["q", code], ["neg", ["num", number]]]:
            answer = f"-{number_text(number)}"
        case _:
            return None
    if code not in asked:
        return None
    for comparison in comparisons(asked[code].kind):
        if _sign(comparison) == sign and comparison.needs_answer == bool(answer):
            return Condition(asked[code], comparison, answer)
    return None


def _sign(comparison: Comparison) -> str:
    match comparison:
        case Comparison.INCLUDES:
            return "selected"
        case Comparison.INCLUDES_NOT:
            return "not"
        case Comparison.ANSWERED:
            return "!="
        case Comparison.UNANSWERED:
            return "="
    return _SIGNS[comparison]


def parts(rule: str) -> tuple[Join | None, list[str]]:
    """What must hold together (ALL) or one by one (ANY), without the brackets around each; None where
    there is at most one. A rule that cannot be read is one part."""
    rule = _bare(rule)
    join = _join_of(rule)
    if join is None:
        return None, [rule] if rule else []
    pieces = _cut(rule, join)
    if len(pieces) == 1:
        return None, pieces
    found: list[str] = []
    for piece in pieces:
        inner, inside = parts(piece)
        found += inside if inner == join else [_bare(piece)]
    return join, found


def together(join: Join, conditions: Sequence[str]) -> str:
    """The rule that `parts` takes apart again."""
    if len(conditions) == 1:
        return conditions[0]
    return f" {join} ".join(f"({one})" if _needs_brackets(one) else one for one in conditions)


def _needs_brackets(rule: str) -> bool:
    try:
        return parse(rule).tree[0] in list(Join)
    except BadExpression:
        return True


def _join_of(rule: str) -> Join | None:
    try:
        head = parse(rule).tree[0]
    except BadExpression:
        return None
    return Join(str(head)) if head in list(Join) else None


def _depths(rule: str) -> list[tuple[str, int, int]]:
    """(text, where it begins, in how many brackets) of each token; a bracket is in itself."""
    found, depth = [], 0
    for kind, text, at in tokens(rule):
        is_bracket = kind == "sign" and text in "()"
        depth += is_bracket and text == "("
        found.append((text if kind in ("sign", "name") else "", at, depth))
        depth -= is_bracket and text == ")"
    return found


def _cut(rule: str, join: Join) -> list[str]:
    places = [at for text, at, depth in _depths(rule) if text == join and not depth]
    starts = [0, *(at + len(join) for at in places)]
    pieces = [rule[start:end] for start, end in zip(starts, [*places, len(rule)], strict=True)]
    return pieces if all(piece.strip() for piece in pieces) else [rule]


def _bare(rule: str) -> str:
    """Without blanks and brackets around all of it."""
    rule = rule.strip()
    try:
        parse(rule)
    except BadExpression:
        return rule
    while rule.startswith("(") and all(depth for _text, _at, depth in _depths(rule)):
        rule = rule[1:-1].strip()
    return rule


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
