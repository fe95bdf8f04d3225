"""Parsing an expression into a tree of lists, which is also what the page's script evaluates.

Grammar: XPath 1.0 (https://www.w3.org/TR/xpath-10/) without paths, axes and predicates; a question is
named as ${code}, the answer at hand as `.`, and in a choice filter a column of the options by its name.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import isfinite

from meeting_app.questionnaires.expressions.patterns import BadPattern, compile_pattern

LONGEST = 5_000
"""Characters of an expression."""
DEEPEST = 60
"""Of brackets and calls."""
TALLEST = 200
"""Of the tree: a chain such as `a or b or c` is as tall as it has links."""

Tree = list[object]
"""["num", 1.5] | ["str", "x"] | ["q", "code"] | ["."] | ["column", "name"] | ["neg", a]
| [operator, a, b] | ["call", name, a, ...] | ["regex", a, machine]"""

FUNCTIONS: dict[str, tuple[int, int | None]] = {
    "selected": (2, 2),
    "count-selected": (1, 1),
    "selected-at": (2, 2),
    "string-length": (1, 1),
    "regex": (2, 2),
    "today": (0, 0),
    "if": (3, 3),
    "coalesce": (2, 2),
    "concat": (1, None),
    "contains": (2, 2),
    "starts-with": (2, 2),
    "ends-with": (2, 2),
    "not": (1, 1),
    "true": (0, 0),
    "false": (0, 0),
    "boolean": (1, 1),
    "number": (1, 1),
    "string": (1, 1),
    "date": (1, 1),
    "int": (1, 1),
    "round": (1, 1),
    "abs": (1, 1),
    "min": (1, None),
    "max": (1, None),
}
"""{name: (fewest arguments, most; None for any number)}"""

POWER = {
    "or": 1,
    "and": 2,
    "=": 3,
    "!=": 3,
    "<": 4,
    "<=": 4,
    ">": 4,
    ">=": 4,
    "+": 5,
    "-": 5,
    "*": 6,
    "div": 6,
    "mod": 6,
}
_TOKEN = re.compile(
    r"""\s*(?:
      (?P<question>\$\{\s*[^{}\s]{1,200}\s*\})
    | (?P<number>\d+(?:\.\d*)?|\.\d+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<sign><=|>=|!=|[=<>+*(),.-])
    | (?P<name>[^\W\d][\w-]*(?:[.:][\w-]+)*)
    )""",
    re.VERBOSE,
)


class Problem(StrEnum):
    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    UNREADABLE = "unreadable"
    UNFINISHED = "unfinished"
    UNKNOWN_FUNCTION = "unknown_function"
    ARGUMENTS = "arguments"
    PATTERN = "pattern"
    PATTERN_NOT_FIXED = "pattern_not_fixed"


class BadExpression(ValueError):
    """at: how many characters were read before. what: the word or sign in question, or the reason
    of a BadPattern."""

    def __init__(self, problem: Problem, at: int = 0, what: str = "") -> None:
        super().__init__(f"{problem} at {at}: {what}")
        self.problem = problem
        self.at = at
        self.what = what


@dataclass(frozen=True, slots=True)
class Expression:
    source: str
    tree: Tree

    @property
    def questions(self) -> frozenset[str]:
        """Codes of the questions that it asks about."""
        return frozenset(str(node[1]) for node in _walk(self.tree) if node[0] == "q")

    @property
    def columns(self) -> frozenset[str]:
        """Names of the columns of options that it asks about."""
        return frozenset(str(node[1]) for node in _walk(self.tree) if node[0] == "column")

    @property
    def codes(self) -> frozenset[tuple[str, str]]:
        """(question, option) pairs that it compares: ${q} = 'a', selected(${q}, 'a')."""
        return frozenset(_pairs(self.tree))


def _walk(tree: Tree) -> Iterator[Tree]:
    yield tree
    for part in tree[1:2] if tree[0] == "regex" else tree[1:]:
        if isinstance(part, list):
            yield from _walk(part)


def _is_taller(tree: Tree, most: int) -> bool:
    """Without recursion: what is found may be as tall as the source is long."""
    level = [tree]
    for _step in range(most):
        level = [
            part for node in level if node[0] != "regex" for part in node if isinstance(part, list)
        ]
        if not level:
            return False
    return True


def _pairs(tree: Tree) -> Iterator[tuple[str, str]]:
    for node in _walk(tree):
        if node[0] in ("=", "!="):
            sides = node[1:]
        elif node[0] == "call" and node[1] == "selected":
            sides = node[2:]
        else:
            continue
        first, second = sides
        for one, other in ((first, second), (second, first)):
            if one[0] == "q" and other[0] == "str":  # type: ignore[index]
                yield str(one[1]), str(other[1])  # type: ignore[index]


@lru_cache(maxsize=1024)  # half a megabyte each at worst, a kilobyte as a rule
def parse(source: str) -> Expression:
    """BadExpression where it cannot be read, is longer than LONGEST or nested deeper than DEEPEST."""
    if len(source) > LONGEST:
        raise BadExpression(Problem.TOO_LONG)
    return Expression(source, _Parser(source).whole())


class _Parser:
    def __init__(self, source: str) -> None:
        self.tokens = list(tokens(source))
        self.number = 0
        self.end = len(source)

    def whole(self) -> Tree:
        tree = self._expression(0, 0)
        if _is_taller(tree, TALLEST):
            raise BadExpression(Problem.TOO_DEEP)
        if self.number < len(self.tokens):
            _kind, text, at = self.tokens[self.number]
            raise BadExpression(Problem.UNREADABLE, at, text)
        return tree

    def _peek(self) -> tuple[str, str, int]:
        if self.number < len(self.tokens):
            return self.tokens[self.number]
        return "end", "", self.end

    def _next(self) -> tuple[str, str, int]:
        found = self._peek()
        if found[0] == "end":
            raise BadExpression(Problem.UNFINISHED, self.end)
        self.number += 1
        return found

    def _expect(self, sign: str) -> None:
        _kind, text, at = self._next()
        if text != sign:
            raise BadExpression(Problem.UNREADABLE, at, text)

    def _expression(self, power: int, depth: int) -> Tree:
        if depth > DEEPEST:
            raise BadExpression(Problem.TOO_DEEP, self._peek()[2])
        left = self._operand(depth)
        for _link in range(TALLEST):
            kind, text, _at = self._peek()
            mine = POWER.get(text, 0) if kind in ("sign", "name") else 0
            if mine <= power:
                return left
            self.number += 1
            left = [text, left, self._expression(mine, depth + 1)]
        raise BadExpression(Problem.TOO_DEEP, self._peek()[2])

    def _operand(self, depth: int) -> Tree:
        kind, text, at = self._next()
        if kind == "number":
            number = float(text)
            # JSON has no word for what is too large to count.
            return ["num", number] if isfinite(number) else ["div", ["num", 1.0], ["num", 0.0]]
        if kind == "text":
            return ["str", text[1:-1]]
        if kind == "question":
            return ["q", text[2:-1].strip()]
        if text == ".":
            return ["."]
        if text == "(":
            tree = self._expression(0, depth + 1)
            self._expect(")")
            return tree
        if text == "-":
            return ["neg", self._expression(POWER["*"], depth + 1)]
        if kind == "name":
            if self._peek()[1] == "(":
                return self._call(text, at, depth)
            return ["column", text]
        raise BadExpression(Problem.UNREADABLE, at, text)

    def _call(self, name: str, at: int, depth: int) -> Tree:
        if name not in FUNCTIONS:
            raise BadExpression(Problem.UNKNOWN_FUNCTION, at, name)
        self._expect("(")
        given: list[Tree] = []
        while self._peek()[1] != ")":
            if given:
                self._expect(",")
            given.append(self._expression(0, depth + 1))
        self._expect(")")
        fewest, most = FUNCTIONS[name]
        if len(given) < fewest or (most is not None and len(given) > most):
            raise BadExpression(Problem.ARGUMENTS, at, name)
        if name != "regex":
            return ["call", name, *given]
        if given[1][0] != "str":
            raise BadExpression(Problem.PATTERN_NOT_FIXED, at, name)
        try:
            return ["regex", given[0], compile_pattern(str(given[1][1]))]
        except BadPattern as bad:
            raise BadExpression(Problem.PATTERN, at, bad.reason) from bad


def tokens(source: str) -> Iterator[tuple[str, str, int]]:
    """(group of _TOKEN, text, where it begins); BadExpression where there is none."""
    at = 0
    end = len(source.rstrip())
    while at < end:
        found = _TOKEN.match(source, at)
        if found is None or found.lastgroup is None:
            blank = len(source[at:]) - len(source[at:].lstrip())
            raise BadExpression(Problem.UNREADABLE, at + blank, source[at + blank :][:1])
        yield found.lastgroup, found[found.lastgroup], found.start(found.lastgroup)
        at = found.end()
