"""What the rules of a questionnaire say of given answers: what is shown, needed, offered, reckoned and
wrong. The page's script does the same with `Logic.as_json()` (static/logic.js)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import heappop, heappush
from typing import Any

from meeting_app.questionnaires import expressions, rules
from meeting_app.questionnaires.definition import Definition, Item, value_text
from meeting_app.questionnaires.expressions import BadExpression, Expression, Scope, evaluate
from meeting_app.questionnaires.rules import Fault, QuestionKind, Value, Values

NO_COLUMNS: Mapping[str, str] = {}
RULES = ("relevant", "required_if", "constraint", "calculation", "choice_filter")

ROWS = rules.NUMBERED_KINDS | {QuestionKind.RANKING}
"""Kinds with a field for each option."""


class Trouble(StrEnum):
    UNREADABLE = "unreadable"
    NO_SUCH_QUESTION = "no_such_question"
    CIRCLE = "circle"
    """It depends on itself."""


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    """Of the question whose rule it is."""
    rule: str
    """One of RULES."""
    trouble: Trouble
    what: str = ""
    """The question that is not there."""
    error: BadExpression | None = None


@dataclass(frozen=True)
class Logic:
    """A definition with its expressions parsed. A rule that cannot be read counts as not there."""

    definition: Definition
    rules: Mapping[str, Mapping[str, Expression]]
    """{code: {name of the rule: expression}}"""
    order: tuple[Item, ...]
    """Each after what its relevance, calculation and filter depend on."""
    problems: tuple[Problem, ...]

    def rule(self, item: Item, name: str) -> Expression | None:
        return self.rules.get(item.code, {}).get(name)

    @property
    def is_still(self) -> bool:
        """Nothing on the page changes with the answers: it needs no script."""
        return not self.rules and not any(
            item.other or item.kind == QuestionKind.POINTS for item in self.definition.items
        )

    def as_json(self) -> list[dict[str, Any]]:
        """For the page, in `order`; what is not said is left out."""
        return [_plain(self, item) for item in self.order]


@dataclass(frozen=True, slots=True)
class State:
    relevant: frozenset[str]
    """Codes of questions, notes and sections to show."""
    required: frozenset[str]
    """What offers no option at all is not."""
    offered: Mapping[str, frozenset[str]]
    """Of questions with a choice filter: codes of the options that are left, always with "other"."""
    values: Mapping[str, Value]
    """What counts: answers of hidden questions are left out, calculations are there."""
    failed: frozenset[str]
    """Answered against their constraint."""


def compile_logic(definition: Definition) -> Logic:
    parsed: dict[str, dict[str, Expression]] = {}
    problems: list[Problem] = []
    by_code = definition.by_code
    beside = {
        other: item.code
        for item in definition.items
        if item.other and (other := rules.other_code(item.code)) not in by_code
    }
    known = {*by_code, *beside}
    for item in definition.items:
        for name in RULES:
            source = getattr(item, name)
            if not source.strip():
                continue
            try:
                expression = expressions.parse(source)
            except BadExpression as error:
                problems.append(Problem(item.code, name, Trouble.UNREADABLE, error=error))
                continue
            missing = sorted(expression.questions - known)
            problems += [
                Problem(item.code, name, Trouble.NO_SUCH_QUESTION, code) for code in missing
            ]
            parsed.setdefault(item.code, {})[name] = expression
    order, circles = _in_order(definition, parsed, beside)
    problems += [Problem(code, "relevant", Trouble.CIRCLE) for code in circles]
    return Logic(definition, parsed, order, tuple(problems))


def _needs(item: Item, mine: Mapping[str, Expression], beside: Mapping[str, str]) -> Iterator[str]:
    """Codes of what must be known before this one."""
    if item.parent:
        yield item.parent
    for name in ("relevant", "calculation", "choice_filter"):
        if name in mine:
            for code in mine[name].questions:
                yield code
                yield beside.get(code, code)


def _in_order(
    definition: Definition,
    parsed: Mapping[str, Mapping[str, Expression]],
    beside: Mapping[str, str],
) -> tuple[tuple[Item, ...], tuple[str, ...]]:
    """Kahn's topological order, otherwise as asked; what hangs on a circle comes last. And the codes
    of what stands in circles, or between two."""
    by_code = definition.by_code
    needs = {
        item.code: {
            code for code in _needs(item, parsed.get(item.code, {}), beside) if code in by_code
        }
        for item in definition.items
    }
    wanted_by: dict[str, list[str]] = {code: [] for code in needs}
    for code, needed in needs.items():
        for other in needed:
            wanted_by[other].append(code)
    place = {code: number for number, code in enumerate(needs)}
    missing = {code: len(needed) for code, needed in needs.items()}
    ready = [(place[code], code) for code, number in missing.items() if not number]
    ordered: list[str] = []
    while ready:
        _place, code = heappop(ready)
        ordered.append(code)
        for other in wanted_by[code]:
            missing[other] -= 1
            if not missing[other]:
                heappush(ready, (place[other], other))
    left = {code: None for code, number in missing.items() if number}
    circles = dict(left)
    while ends := [code for code in circles if circles.keys().isdisjoint(wanted_by[code])]:
        for code in ends:
            del circles[code]
    return tuple(by_code[code] for code in (*ordered, *left)), tuple(circles)


def assess(logic: Logic, values: Values, today: str) -> State:
    """values: as answered, those of hidden questions too. today: YYYY-MM-DD, where the person is."""
    found = _Assessment(logic, today)
    for item in logic.order:
        found.take(item, values)
    constrained = (item for item in logic.definition.items if item.code in found.kept)
    return State(
        frozenset(found.relevant),
        frozenset(found.needed()),
        found.offered,
        found.kept,
        frozenset(item.code for item in constrained if found.fails(item)),
    )


@dataclass(slots=True)
class _Assessment:
    logic: Logic
    today: str
    texts: dict[str, str] = field(default_factory=dict)
    kept: dict[str, Value] = field(default_factory=dict)
    relevant: set[str] = field(default_factory=set)
    offered: dict[str, frozenset[str]] = field(default_factory=dict)

    def take(self, item: Item, values: Values) -> None:
        if not self._is_relevant(item):
            return
        self.relevant.add(item.code)
        if not item.is_answered:
            return
        if narrow := self.logic.rule(item, "choice_filter"):
            self.offered[item.code] = self._left(item, narrow)
        value = (
            self._calculated(item)
            if item.kind == QuestionKind.CALCULATION
            else values.get(item.code)
        )
        if value is None or not rules.is_answer(value):
            return
        self._keep(item.code, value)
        if item.other and rules.OTHER in self.texts[item.code].split(" "):
            self._take_words(rules.other_code(item.code), values)

    def _take_words(self, code: str, values: Values) -> None:
        """Beside "other", unless a question of that name has them."""
        words = values.get(code)
        if code not in self.logic.definition.by_code and words and rules.is_answer(words):
            self._keep(code, words)

    def _keep(self, code: str, value: Value) -> None:
        self.kept[code] = value
        self.texts[code] = value_text(value)

    def needed(self) -> Iterator[str]:
        for item in self.logic.definition.items:
            offers_nothing = self.offered.get(item.code) == frozenset()
            if item.code in self.relevant and item.is_answered and not offers_nothing:
                rule = self.logic.rule(item, "required_if")
                if item.required or (rule and self._holds(rule, self.texts.get(item.code, ""))):
                    yield item.code

    def fails(self, item: Item) -> bool:
        rule = self.logic.rule(item, "constraint")
        return rule is not None and not self._holds(rule, self.texts[item.code])

    def _is_relevant(self, item: Item) -> bool:
        if item.parent and item.parent not in self.relevant:
            return False
        rule = self.logic.rule(item, "relevant")
        return rule is None or self._holds(rule)

    def _calculated(self, item: Item) -> str:
        rule = self.logic.rule(item, "calculation")
        if rule is None:
            return ""
        text = expressions.to_text(evaluate(rule.tree, Scope(self.texts, self.today)))
        return "" if text == "NaN" else text[: rules.LONG_TEXT_LENGTH]

    def _left(self, item: Item, rule: Expression) -> frozenset[str]:
        return frozenset(
            option.code
            for option in item.options
            if (item.other and option.code == rules.OTHER)
            or self._holds(rule, columns={"name": option.code, **option.columns})
        )

    def _holds(
        self, rule: Expression, here: str = "", columns: Mapping[str, str] = NO_COLUMNS
    ) -> bool:
        scope = Scope(self.texts, self.today, here, columns)
        return expressions.to_boolean(evaluate(rule.tree, scope))


def fault_of(item: Item, value: Value, state: State) -> Fault | None:
    """What is wrong with an answer, its constraint apart."""
    if item.code in state.offered:
        codes = value if isinstance(value, (list, dict)) else [value]
        if not state.offered[item.code].issuperset(str(code) for code in codes):
            return Fault.UNKNOWN_OPTION
    return rules.fault(item.limits, value)


def _plain(logic: Logic, item: Item) -> dict[str, Any]:
    said: dict[str, Any] = {"code": item.code, "kind": str(item.kind)}
    if item.parent:
        said["parent"] = item.parent
    if item.required:
        said["required"] = True
    if item.other:
        said["other"] = True
    for name in RULES:
        if rule := logic.rule(item, name):
            said[name] = rule.tree
    if item.kind == QuestionKind.POINTS:
        said["total"] = item.limits.total
    if item.kind in ROWS:
        said["rows"] = [option.code for option in item.options]
    if narrow := logic.rule(item, "choice_filter"):
        used = narrow.columns
        said["columns"] = {
            option.code: {
                name: text
                for name, text in {"name": option.code, **option.columns}.items()
                if name in used
            }
            for option in item.options
        }
    return said
