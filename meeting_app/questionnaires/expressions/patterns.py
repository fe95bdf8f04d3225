"""Regular expressions that always end in time that grows with the text alone.

A pattern becomes the states of a machine that both this module and the page's script run (Thompson's
construction: K. Thompson, "Regular Expression Search Algorithm", CACM 11(6), 1968), so that both say
the same of every text. What a backtracking engine could run for ever on is refused: the same forms
are opened in tools that have one.

A pattern is matched against the whole text, as the ODK XForms specification says of regex().
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from string import hexdigits

from meeting_app.questionnaires.expressions.machines import Machine, Ranges

LONGEST = 500
"""Characters of a pattern."""
MOST_STATES = 2_000
DEEPEST = 20
LAST = 0x10FFFF

DIGITS: Ranges = [(48, 57)]
WORDS: Ranges = [(48, 57), (65, 90), (95, 95), (97, 122)]
BLANKS: Ranges = [(9, 13), (32, 32), (160, 160), (0x1680, 0x1680), (0x2000, 0x200A)] + [
    (one, one) for one in (0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF)
]
CLASSES = {"d": DIGITS, "w": WORDS, "s": BLANKS}
CONTROLS = {"n": 10, "r": 13, "t": 9, "f": 12, "v": 11}


class BadPattern(ValueError):
    """`reason` is one of the words below; `features` say it in the reader's language."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def compile_pattern(pattern: str) -> Machine:
    """BadPattern with "too long", "too large", "unfinished", "not supported" or "repeated twice"."""
    if len(pattern) > LONGEST:
        raise BadPattern("too long")
    return _Builder().machine(_Reader(pattern).whole())


@dataclass(frozen=True, slots=True)
class _Node:
    kind: str
    """"set", "all" (one after the other), "any" (one of) or "repeat"."""
    parts: tuple["_Node", ...] = ()
    ranges: tuple[tuple[int, int], ...] = ()
    least: int = 1
    most: int | None = 1

    @property
    def varies(self) -> bool:
        """Is there a repetition in it that takes a varying number of characters?"""
        mine = self.kind == "repeat" and self.least != self.most
        return mine or any(part.varies for part in self.parts)


class _Reader:
    def __init__(self, pattern: str) -> None:
        self.pattern = pattern
        self.at = 0

    def whole(self) -> _Node:
        # The whole text is matched anyway: the anchors at both ends say nothing new.
        self._take("^")
        node = self._either(0)
        self._take("$")
        if self.at < len(self.pattern):
            raise BadPattern("unfinished")
        return node

    def _peek(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def _take(self, letter: str) -> bool:
        if self._peek() == letter:
            self.at += 1
            return True
        return False

    def _next(self) -> str:
        letter = self._peek()
        if not letter:
            raise BadPattern("unfinished")
        self.at += 1
        return letter

    def _either(self, depth: int) -> _Node:
        if depth > DEEPEST:
            raise BadPattern("too large")
        ways = [self._sequence(depth)]
        while self._take("|"):
            ways.append(self._sequence(depth))
        return ways[0] if len(ways) == 1 else _Node("any", tuple(ways))

    def _sequence(self, depth: int) -> _Node:
        parts = []
        while (letter := self._peek()) and letter not in "|)":
            if letter == "$" and self.at == len(self.pattern) - 1:
                break
            parts.append(self._repeated(depth))
        return _Node("all", tuple(parts))

    def _repeated(self, depth: int) -> _Node:
        node = self._one(depth)
        repeated = False
        while found := self._quantifier():
            least, most = found
            if repeated or (node.varies and most != 1):
                raise BadPattern("repeated twice")
            repeated = True
            node = _Node("repeat", (node,), least=least, most=most)
            self._take("?")  # a lazy repetition finds the same whole texts
            if self._peek() == "+":
                raise BadPattern("not supported")
        return node

    def _quantifier(self) -> tuple[int, int | None] | None:
        letter = self._peek()
        if letter and letter in "*+?":
            self.at += 1
            return {"*": (0, None), "+": (1, None), "?": (0, 1)}[letter]
        if letter != "{":
            return None
        self.at += 1
        end = self.pattern.find("}", self.at)
        if end < 0:
            raise BadPattern("unfinished")
        low, comma, high = self.pattern[self.at : end].partition(",")
        self.at = end + 1
        if not (low.isascii() and low.isdigit()) or (
            high and not (high.isascii() and high.isdigit())
        ):
            raise BadPattern("unfinished")
        least = int(low[:6])
        most = least if not comma else int(high[:6]) if high else None
        if least > MOST_STATES or (most is not None and (most > MOST_STATES or most < least)):
            raise BadPattern("too large")
        return least, most

    def _one(self, depth: int) -> _Node:
        letter = self._next()
        if letter == "(":
            if self._take("?") and not self._take(":"):
                raise BadPattern("not supported")
            node = self._either(depth + 1)
            if not self._take(")"):
                raise BadPattern("unfinished")
            return node
        if letter == "[":
            return self._set()
        if letter == ".":
            return _Node("set", ranges=((0, 9), (11, 12), (14, LAST)))
        if letter == "\\":
            return _Node("set", ranges=tuple(self._escape()))
        if letter in "*+?{":
            raise BadPattern("unfinished")
        if letter in "^$":
            raise BadPattern("not supported")
        return _Node("set", ranges=((ord(letter), ord(letter)),))

    def _escape(self) -> Ranges:
        letter = self._next()
        if letter in CLASSES:
            return CLASSES[letter]
        if letter.lower() in CLASSES and letter.isupper():
            return list(_others(CLASSES[letter.lower()]))
        if letter in CONTROLS:
            return [(CONTROLS[letter], CONTROLS[letter])]
        if letter == "u":
            digits = self.pattern[self.at : self.at + 4]
            self.at += 4
            if len(digits) < 4 or not set(digits) <= set(hexdigits):
                raise BadPattern("unfinished")
            code = int(digits, 16)
            return [(code, code)]
        if letter.isascii() and letter.isalnum():
            raise BadPattern("not supported")
        return [(ord(letter), ord(letter))]

    def _set(self) -> _Node:
        negated = self._take("^")
        found: Ranges = []
        first = True
        while first or self._peek() != "]":
            first = False
            low = self._member()
            if self._peek() == "-" and self.pattern[self.at + 1 : self.at + 2] not in ("]", ""):
                self.at += 1
                high = self._member()
                if len(low) != 1 or len(high) != 1 or high[0][1] < low[0][0]:
                    raise BadPattern("unfinished")
                found.append((low[0][0], high[0][1]))
            else:
                found += low
        self.at += 1
        return _Node("set", ranges=tuple(_others(found) if negated else sorted(found)))

    def _member(self) -> Ranges:
        letter = self._next()
        if letter == "\\":
            return self._escape()
        if letter == "[" and self._peek() == ":":
            raise BadPattern("not supported")
        return [(ord(letter), ord(letter))]


def _others(ranges: Ranges) -> Iterator[tuple[int, int]]:
    start = 0
    for low, high in sorted(ranges):
        if low > start:
            yield start, low - 1
        start = max(start, high + 1)
    if start <= LAST:
        yield start, LAST


@dataclass(slots=True)
class _Builder:
    states: Machine = field(default_factory=list)

    def machine(self, node: _Node) -> Machine:
        self._add("s", 0)
        end = self._add("m")
        self.states[0][1] = self._build(node, end)
        return self.states

    def _add(self, *state: object) -> int:
        if len(self.states) >= MOST_STATES:
            raise BadPattern("too large")
        self.states.append(list(state))
        return len(self.states) - 1

    def _build(self, node: _Node, then: int) -> int:
        """The number of the state with which `node` begins; it goes on to `then`."""
        match node.kind:
            case "set":
                return self._add("c", [list(pair) for pair in node.ranges], then)
            case "all":
                for part in reversed(node.parts):
                    then = self._build(part, then)
                return then
            case "any":
                start = self._build(node.parts[-1], then)
                for part in reversed(node.parts[:-1]):
                    start = self._add("s", self._build(part, then), start)
                return start
        (part,) = node.parts
        if node.most is None:
            loop = self._add("s", 0, then)
            self.states[loop][1] = self._build(part, loop)
            then = loop
        else:
            end = then
            for _time in range(node.most - node.least):
                then = self._add("s", self._build(part, then), end)
        for _time in range(node.least):
            then = self._build(part, then)
        return then
