"""What an expression says of given answers: XPath 1.0's conversions, with three of XLSForm's: a list
of choices is one text of codes with blanks between, dates compare as days, and text that is empty is
no number.

`meeting_app/static/logic.js` says the same in the page; tests/browser compares the two.
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from meeting_app.questionnaires.expressions.machines import matches
from meeting_app.questionnaires.expressions.syntax import Tree

Result = str | float | bool
Values = Mapping[str, str]
"""{code of a question: its answer as text}; what was not answered may be left out."""

EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, slots=True)
class Scope:
    """What names mean."""

    values: Values
    today: str
    """YYYY-MM-DD"""
    here: str = ""
    """The answer at hand: `.`"""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Of the option at hand, in a choice filter."""


def evaluate(tree: Tree, scope: Scope) -> Result:
    """Recursion is as deep as the tree is tall, see syntax.TALLEST."""
    return _READ[str(tree[0])](tree, scope)


def to_number(value: Result) -> float:
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    if isinstance(value, float):
        return value
    text = value.strip(" \t\r\n")
    if len(text) == 10 and text[4] == text[7] == "-":
        try:
            return (
                float(date.fromisoformat(text).toordinal() - EPOCH) if text.isascii() else math.nan
            )
        except ValueError:
            return math.nan
    digits = text.removeprefix("-")
    whole, _point, rest = digits.partition(".")
    if not digits.isascii() or not (whole + rest).isdigit() or len(digits) > 400:
        return math.nan
    return float(text)


def to_text(value: Result) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value)


def to_boolean(value: Result) -> bool:
    if isinstance(value, float):
        return value != 0 and not math.isnan(value)
    return bool(value)


def number_text(number: float) -> str:
    """As XPath writes it: no exponent, no `.0`, no `-0`."""
    if math.isnan(number):
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if not number:
        return "0"
    # Both languages write the shortest digits that mean this number; JavaScript's noughts follow.
    whole = format(Decimal(repr(number)), "f")
    return whole.removesuffix(".0")


def _truth(tree: Any, scope: Scope) -> bool:
    return to_boolean(evaluate(tree, scope))


def _equal(left: Result, right: Result) -> bool:
    if isinstance(left, bool) or isinstance(right, bool):
        return to_boolean(left) == to_boolean(right)
    if isinstance(left, float) or isinstance(right, float):
        return to_number(left) == to_number(right)
    return left == right


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if not left or math.isnan(left) or math.isnan(right):
        return math.nan
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if not right or math.isnan(left) or math.isnan(right) or math.isinf(left):
        return math.nan
    return math.fmod(left, right)


_OPERATIONS: dict[str, Callable[[float, float], Result]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "div": _divide,
    "mod": _remainder,
}


def _compared(tree: Any, scope: Scope) -> bool:
    return _equal(evaluate(tree[1], scope), evaluate(tree[2], scope)) is (tree[0] == "=")


def _operation(tree: Any, scope: Scope) -> Result:
    left = to_number(evaluate(tree[1], scope))
    return _OPERATIONS[tree[0]](left, to_number(evaluate(tree[2], scope)))


def _call(tree: Any, scope: Scope) -> Result:
    _head, name, *given = tree
    match name:
        case "if":
            return evaluate(given[1] if _truth(given[0], scope) else given[2], scope)
        case "coalesce":
            return to_text(evaluate(given[0], scope)) or to_text(evaluate(given[1], scope))
        case "today":
            return scope.today
        case "true":
            return True
        case "false":
            return False
    return _FUNCTIONS[name](*(evaluate(tree, scope) for tree in given))


def codes_of(value: Result) -> list[str]:
    """Of several choices: the codes in their text."""
    return [code for code in to_text(value).split(" ") if code]


def _selected_at(value: Result, place: Result) -> str:
    codes, number = codes_of(value), to_number(place)
    if math.isnan(number) or not 0 <= number < len(codes) or number != int(number):
        return ""
    return codes[int(number)]


def _whole(value: Result) -> float:
    number = to_number(value)
    if math.isnan(number) or math.isinf(number):
        return number
    return math.copysign(math.trunc(number), number)


def _round(value: Result) -> float:
    """To the nearest whole number, halves up, without a sum that would round by itself."""
    number = to_number(value)
    if math.isnan(number) or math.isinf(number):
        return number
    below = math.floor(number)
    return math.copysign(below + (number - below >= 0.5), number)


def _extreme(choose: Callable[[list[float]], float]) -> Callable[..., float]:
    def chosen(*values: Result) -> float:
        numbers = [to_number(value) for value in values]
        return math.nan if any(math.isnan(number) for number in numbers) else choose(numbers)

    return chosen


_FUNCTIONS: dict[str, Callable[..., Result]] = {
    "selected": lambda value, code: to_text(code).strip(" ") in codes_of(value),
    "count-selected": lambda value: float(len(codes_of(value))),
    "selected-at": _selected_at,
    "string-length": lambda value: float(len(to_text(value))),
    "concat": lambda *values: "".join(to_text(value) for value in values),
    "contains": lambda value, part: to_text(part) in to_text(value),
    "starts-with": lambda value, part: to_text(value).startswith(to_text(part)),
    "ends-with": lambda value, part: to_text(value).endswith(to_text(part)),
    "not": lambda value: not to_boolean(value),
    "boolean": to_boolean,
    "number": to_number,
    "string": to_text,
    "date": to_text,
    "int": _whole,
    "round": _round,
    "abs": lambda value: abs(to_number(value)),
    "min": _extreme(min),
    "max": _extreme(max),
}

_READ: dict[str, Callable[[Any, Scope], Result]] = {
    "num": lambda tree, _scope: tree[1],
    "str": lambda tree, _scope: tree[1],
    "q": lambda tree, scope: scope.values.get(tree[1], ""),
    ".": lambda _tree, scope: scope.here,
    "column": lambda tree, scope: scope.columns.get(tree[1], ""),
    "and": lambda tree, scope: to_boolean(evaluate(tree[1], scope)) and _truth(tree[2], scope),
    "or": lambda tree, scope: to_boolean(evaluate(tree[1], scope)) or _truth(tree[2], scope),
    "neg": lambda tree, scope: -to_number(evaluate(tree[1], scope)),
    "regex": lambda tree, scope: matches(tree[2], to_text(evaluate(tree[1], scope))),
    "call": _call,
    "=": _compared,
    "!=": _compared,
    **dict.fromkeys(_OPERATIONS, _operation),
}
