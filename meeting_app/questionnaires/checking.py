"""What is wrong with a questionnaire before anybody answers it, as far as it can be known then."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from meeting_app.core.localtext import LocalText, State
from meeting_app.questionnaires import expressions, rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.expressions import BadExpression, Expression, Scope, evaluate
from meeting_app.questionnaires.logic import RULES, Logic, Trouble, compile_logic
from meeting_app.questionnaires.rules import QuestionKind

CONSENT = "consent"
"""A note or question whose code begins like this asks for consent, or says what becomes of answers."""
TEXTS = (
    "label",
    "hint",
    "required_message",
    "constraint_message",
    "scale_low",
    "scale_high",
    "why",
)
WITH_OPTIONS = rules.CODED_KINDS | rules.NUMBERED_KINDS


class Check(StrEnum):
    NOTHING_ASKED = "nothing_asked"
    NO_LABEL = "no_label"
    NO_OPTIONS = "no_options"
    OPTION_WITHOUT_LABEL = "option_without_label"
    UNREADABLE = "unreadable"
    NO_SUCH_QUESTION = "no_such_question"
    RETIRED_QUESTION = "retired_question"
    CIRCLE = "circle"
    UNKNOWN_OPTION = "unknown_option"
    UNKNOWN_COLUMN = "unknown_column"
    BESIDE_TAKEN = "beside_taken"
    UNREACHABLE = "unreachable"
    NO_REASON = "no_reason"
    NO_CALCULATION = "no_calculation"
    # What follows is only worth a look.
    NO_CONSENT = "no_consent"
    LATER_QUESTION = "later_question"
    NO_MESSAGE = "no_message"
    SAME_LABEL = "same_label"
    EMPTY_SECTION = "empty_section"
    MISSING_TRANSLATION = "missing_translation"
    OUTDATED_TRANSLATION = "outdated_translation"

    @property
    def is_error(self) -> bool:
        return list(Check).index(self) < list(Check).index(Check.NO_CONSENT)


@dataclass(frozen=True, slots=True)
class Finding:
    check: Check
    code: str = ""
    """Of the question; empty for the whole questionnaire."""
    field: str = ""
    """The attribute of the question, or "options"."""
    what: str = ""
    """The code, column or language that it is about."""
    count: int = 0
    """Of texts."""
    error: BadExpression | None = None
    """Why a rule cannot be read."""


def check(
    definition: Definition, languages: Sequence[str], retired: Collection[str] = ()
) -> list[Finding]:
    """Errors first, then in the order of the questions. languages: of the meeting. retired: codes
    of questions that are no longer asked."""
    logic = compile_logic(definition)
    found = [
        *_of_the_whole(definition),
        *(one for item in definition.items for one in _of_item(item, languages)),
        *_of_rules(logic, frozenset(retired)),
    ]
    places = {item.code: place for place, item in enumerate(definition.items)}
    return sorted(found, key=lambda one: (not one.check.is_error, places.get(one.code, -1)))


def count_errors(findings: Sequence[Finding]) -> int:
    return sum(one.check.is_error for one in findings)


def _of_the_whole(definition: Definition) -> Iterator[Finding]:
    if not definition.questions:
        yield Finding(Check.NOTHING_ASKED)
    if any(item.personal for item in definition.items) and not any(
        item.code.casefold().startswith(CONSENT) for item in definition.items
    ):
        yield Finding(Check.NO_CONSENT)
    labels = Counter(_folded(item) for item in definition.questions)
    seen: dict[str, str] = {}
    for item in definition.questions:
        label = _folded(item)
        if label and labels[label] > 1 and seen.setdefault(label, item.code) != item.code:
            yield Finding(Check.SAME_LABEL, item.code, "label", seen[label])
    for item in definition.items:
        beside = rules.other_code(item.code)
        if item.other and beside in definition.by_code:
            yield Finding(Check.BESIDE_TAKEN, item.code, "other", beside)
        if item.kind == QuestionKind.SECTION and not definition.inside(item.code):
            yield Finding(Check.EMPTY_SECTION, item.code, "label")


def _folded(item: Item) -> str:
    return " ".join(item.label.text.casefold().split())


def _of_item(item: Item, languages: Sequence[str]) -> Iterator[Finding]:
    if not item.label.text.strip():
        yield Finding(Check.NO_LABEL, item.code, "label")
    if item.kind in WITH_OPTIONS and not item.options:
        yield Finding(Check.NO_OPTIONS, item.code, "options")
    for option in item.options:
        if not option.label.text.strip():
            yield Finding(Check.OPTION_WITHOUT_LABEL, item.code, "options", option.code)
    if item.personal and not item.why:
        yield Finding(Check.NO_REASON, item.code, "why")
    if item.constraint.strip() and not item.constraint_message:
        yield Finding(Check.NO_MESSAGE, item.code, "constraint_message")
    if item.kind == QuestionKind.CALCULATION and not item.calculation.strip():
        yield Finding(Check.NO_CALCULATION, item.code, "calculation")
    yield from _of_translations(item, languages)


def _of_translations(item: Item, languages: Sequence[str]) -> Iterator[Finding]:
    """One finding for all texts of a question that lack the same language."""
    texts = list(_texts(item))
    for state, name in (
        (State.MISSING, Check.MISSING_TRANSLATION),
        (State.OUTDATED, Check.OUTDATED_TRANSLATION),
    ):
        for language in languages:
            lacking = [field for field, text in texts if text.state(language) is state]
            if lacking:
                yield Finding(name, item.code, lacking[0], language, len(lacking))


def _texts(item: Item) -> Iterator[tuple[str, LocalText]]:
    for name in TEXTS:
        text = getattr(item, name)
        if text and text.text.strip():
            yield name, text
    for option in item.options:
        if option.label.text.strip():
            yield "options", option.label


def _of_rules(logic: Logic, retired: frozenset[str]) -> Iterator[Finding]:
    names = {Trouble.UNREADABLE: Check.UNREADABLE, Trouble.CIRCLE: Check.CIRCLE}
    for problem in logic.problems:
        if problem.trouble is Trouble.NO_SUCH_QUESTION:
            is_retired = problem.what in retired
            found = Check.RETIRED_QUESTION if is_retired else Check.NO_SUCH_QUESTION
        else:
            found = names[problem.trouble]
        if found is Check.CIRCLE and not logic.rules.get(problem.code):
            continue  # it only waits for one that stands in the circle
        yield Finding(found, problem.code, problem.rule, problem.what, error=problem.error)
    places = {item.code: place for place, item in enumerate(logic.definition.items)}
    hidden: set[str] = set()
    for item in logic.definition.items:
        for name in RULES:
            if rule := logic.rule(item, name):
                yield from _of_rule(logic, item, name, rule, places)
        rule = logic.rule(item, "relevant")
        if item.parent in hidden:
            hidden.add(item.code)  # its section is what has to be changed
        elif rule and is_never(rule.tree, logic.definition.by_code):
            hidden.add(item.code)
            yield Finding(Check.UNREACHABLE, item.code, "relevant")


def _of_rule(
    logic: Logic, item: Item, name: str, rule: Expression, places: Mapping[str, int]
) -> Iterator[Finding]:
    known = logic.definition.by_code
    for question, code in sorted(rule.codes):
        if code and question in known and not _takes(known[question], code):
            yield Finding(Check.UNKNOWN_OPTION, item.code, name, code)
    for column in unknown_columns(item, name, rule):
        yield Finding(Check.UNKNOWN_COLUMN, item.code, name, column)
    if name in ("relevant", "required_if", "choice_filter"):
        for code in sorted(rule.questions):
            if places.get(code, -1) > places[item.code]:
                yield Finding(Check.LATER_QUESTION, item.code, name, code)


def unknown_columns(item: Item, name: str, rule: Expression) -> list[str]:
    """Names without brackets that say nothing in the item's rule of this name: their value is always
    empty. Only a choice filter may name columns of the options."""
    if name != "choice_filter":
        return sorted(rule.columns)
    columns = {column for option in item.options for column in option.columns} | {"name"}
    return sorted(rule.columns - columns)


def _takes(item: Item, code: str) -> bool:
    """Whether an answer can be this, as far as it is chosen from a list."""
    if item.kind in rules.CODED_KINDS:
        return any(option.code == code for option in item.options)
    return item.kind != QuestionKind.YES_NO or code in ("yes", "no")


def is_never(tree: Any, known: Mapping[str, Item]) -> bool:
    """Whether a rule is certainly false whatever anybody answers. Where it cannot be told, False."""
    head = tree[0]
    if head == "or":
        return is_never(tree[1], known) and is_never(tree[2], known)
    if head == "and":
        parts = list(_parts(tree))
        return any(is_never(part, known) for part in parts) or _contradict(parts, known)
    pair = _pair(tree)
    if pair is not None:
        question, code = pair
        return bool(code) and _never_is(question, code, known)
    return _is_fixed(tree) and not expressions.to_boolean(evaluate(tree, Scope({}, "2000-01-01")))


def _never_is(question: str, code: str, known: Mapping[str, Item]) -> bool:
    if question in known:
        return not _takes(known[question], code)
    base = known.get(question.removesuffix(rules.other_code("")))
    return base is None or not base.other


def _parts(tree: Any) -> Iterator[Any]:
    if tree[0] == "and":
        yield from _parts(tree[1])
        yield from _parts(tree[2])
    else:
        yield tree


def _pair(tree: Any) -> tuple[str, str] | None:
    """(question, code) of `${q} = 'code'` and `selected(${q}, 'code')`."""
    if tree[0] != "=" and tree[:2] != ["call", "selected"]:
        return None
    first, second = tree[-2:]
    for one, other in ((first, second), (second, first)):
        if one[0] == "q" and other[0] == "str":
            return one[1], other[1]
    return None


def _contradict(parts: Sequence[Any], known: Mapping[str, Item]) -> bool:
    """Two different answers at once to a question that takes one."""
    wanted: dict[str, str] = {}
    for part in parts:
        pair = _pair(part)
        if pair is None:
            continue
        question, code = pair
        several = (QuestionKind.SEVERAL_CHOICES, QuestionKind.RANKING)
        if part[0] != "=" and question in known and known[question].kind in several:
            continue
        if wanted.setdefault(question, code) != code:
            return True
    return False


def _is_fixed(tree: Any) -> bool:
    """Whether it says the same on every day, whoever answers what."""
    if tree[0] in ("q", ".", "column") or tree[:2] == ["call", "today"]:
        return False
    parts = tree[1:2] if tree[0] == "regex" else tree[1:]
    return all(_is_fixed(part) for part in parts if isinstance(part, list))
