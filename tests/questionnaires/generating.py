"""Questionnaires, rules and answers by chance, the same for the same seed, with what tells two
implementations apart: odd numbers, days, scripts, names that mean something to JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.expressions import FUNCTIONS, BadExpression, parse
from meeting_app.questionnaires.expressions.patterns import compile_pattern
from meeting_app.questionnaires.expressions.syntax import POWER, Tree
from meeting_app.questionnaires.rules import QuestionKind, Value

X = LocalText("en", "x")
NUMBERS = (
    *("0", "1", "2", "3", "10", "2.5", ".5", "3.", "0.1", "0.2", "100", "0.0000001", "20783"),
    *("0.49999999999999994", "4503599627370495.5", "1234567890123456789", "1" + "0" * 21),
    *("9" * 400, "0." + "0" * 330 + "1", "179769313486231570" + "0" * 291),
)
DAYS = (
    *("2026-11-26", "2026-11-25", "2024-02-29", "2026-02-29", "1969-12-31", "1970-01-01"),
    *("0000-01-01", "0001-01-01", "0099-03-01", "9999-12-31", "2026-13-01", "2026-00-10"),
    *("2026-1-01", "2026-11-26 ", "٢٠٢٦-١١-٢٦", "2026-W48-4", "20261126", "2026-11-2x"),
)
TEXTS = (
    *(
        "",
        " ",
        "a",
        "b",
        "a b",
        "b a c",
        " a  b ",
        "yes",
        "no",
        "other",
        "a other",
        "true",
        "false",
    ),
    *("1", "01", "1.0", "-1", "-0", "0", " 12 ", "\t7\n", "+1", "1e3", "1e-7", "1e21", "0x10"),
    *("1_000", "1,5", ".5", "-.5", "5.", ".", "-", "--1", "NaN", "Infinity", "-Infinity", "1.2.3"),
    *(
        "٣",
        "１２",
        "²",
        "نعم",
        "أي نص طويل",
        "é",
        "e\u0301",
        "ß",
        "😀",
        "a😀b",
        "👨‍👩‍👧",
        "\u00a0",
        "\ufeff",
    ),
    *(
        "\u2003",
        "\u00a012",
        "12\u2003",
        "\u0085x",
        "<script>",
        "${a}",
        "' or '1'='1",
        '"',
        "\\",
        "a\nb",
        "\u200f",
        "١٠:٣٠",
    ),
    *("9" * 400, "9" * 401, "1" * 30, "0." + "0" * 20 + "1", "x" * 400, "constructor", "__proto__"),
    *DAYS,
)
PATTERNS = (
    *(
        "",
        "a",
        ".*",
        ".+",
        "[0-9]{8}",
        r"\d+",
        r"-?\d+(\.\d+)?",
        "[^ ]+",
        "a|b|",
        "(foo|yes)?",
        "(ab)*",
    ),
    *(
        r"\S+",
        r"\s*",
        r"[\u0600-\u06FF ]+",
        "😀",
        "a.b",
        r"[^\w]+",
        r"\D*",
        r"\ud83d\ude00",
        "a{2,}",
    ),
    *(
        "^yes$",
        ".{0,3}",
        "(a|b| )+",
        "[a-c ]*",
        r"[\d.-]+",
        r"\W",
        r"[\s\S]*",
        r"x{400}",
        "(é|e\u0301)",
    ),
)
CODES = (
    "constructor",
    "__proto__",
    "toString",
    "length",
    "سؤال",
    "a-b",
    "a.b",
    "1",
    "q1_other",
    "q2_other",
)
COLUMNS = ("region", "name", "constructor", "__proto__", "size")
KINDS = tuple(QuestionKind)
FLOATS = (0.1 + 0.2, 1e-7, 1e21, -0.0, 5e-324, 1.7976931348623157e308, 2.0, -3.25, 1e16, 123456.789)
TODAY = "2026-11-26"
TWO = [name for name, (fewest, _most) in FUNCTIONS.items() if fewest == 2 and name != "regex"]


def every_pair() -> Iterator[Tree]:
    """Trees of each operator and function, with every text or every two."""
    leaves: list[Tree] = [["str", text] for text in TEXTS]
    leaves += [["num", number] for number in (0.0, -0.0, 1.0, -0.5, 0.5, -2.5, 1e21, 1e-7)]
    leaves += [["call", "true"], ["call", "false"], ["div", ["num", 0.0], ["num", 0.0]]]
    for leaf in leaves:
        yield ["neg", leaf]
        for name, (fewest, _most) in FUNCTIONS.items():
            if fewest == 1:
                yield ["call", name, leaf]
        for pattern in PATTERNS:
            yield ["regex", leaf, compile_pattern(pattern)]
        for other in leaves:
            yield from ([sign, leaf, other] for sign in POWER)
            for name in (*TWO, "concat", "min", "max"):
                yield ["call", name, leaf, other]


@dataclass(frozen=True, slots=True)
class Case:
    seed: int
    definition: Definition
    values: dict[str, Value]


class Writer:
    """Writes expressions that can be parsed."""

    def __init__(self, chance: Random, codes: list[str], *, columns: bool = False) -> None:
        self.chance = chance
        self.codes = codes
        self.columns = columns

    def expression(self, depth: int = 4) -> str:
        while True:
            source = self._part(depth)
            try:
                parse(source)
            except BadExpression:
                continue  # as when a pattern has become too large
            return source

    def _part(self, depth: int) -> str:
        pick = self.chance.random()
        if depth <= 0 or pick < 0.2:
            return self._leaf()
        if pick < 0.6:
            sign = self.chance.choice(list(POWER))
            left, right = self._part(depth - 1), self._part(depth - 1)
            return f"({left} {sign} {right})" if pick < 0.4 else f"{left} {sign} {right}"
        if pick < 0.65:
            return f"-{self._part(depth - 1)}"
        return self._call(depth)

    def _leaf(self) -> str:
        match self.chance.randrange(10):
            case 0 | 1 | 2 | 3:
                return f"${{{self.chance.choice(self.codes)}}}"
            case 4 | 5:
                return self.chance.choice(NUMBERS)
            case 6:
                return "."
            case 7 if self.columns:
                return self.chance.choice((*COLUMNS, "nowhere"))
        return self.quoted(self.chance.choice(TEXTS))

    def quoted(self, text: str) -> str:
        sign = "'" if '"' in text else '"'
        return sign + text.replace(sign, "") + sign

    def _call(self, depth: int) -> str:
        name = self.chance.choice(list(FUNCTIONS))
        if name == "regex":
            return f"regex({self._part(depth - 1)}, {self.quoted(self._pattern())})"
        fewest, most = FUNCTIONS[name]
        count = fewest if most is not None else self.chance.randint(fewest, fewest + 3)
        return f"{name}({', '.join(self._part(depth - 1) for _number in range(count))})"

    def _pattern(self) -> str:
        if self.chance.random() < 0.6:
            return self.chance.choice(PATTERNS)
        parts = (
            "a",
            "b",
            ".",
            "[ab]",
            r"\d",
            r"\s",
            "(a|b)",
            "(a|bc)?",
            "[^a]",
            "é",
            "😀",
            "[٠-٩]",
        )
        counts = ("", "", "*", "+", "?", "{2}", "{0,2}", "{1,}", "*?")
        return "".join(
            self.chance.choice(parts) + self.chance.choice(counts)
            for _part in range(self.chance.randint(1, 4))
        )


def a_case(seed: int) -> Case:
    chance = Random(seed)
    codes = _codes(chance)
    kinds = [chance.choice(KINDS) for _code in codes]
    items: list[Item] = []
    sections: list[str] = []
    for place, (code, kind) in enumerate(zip(codes, kinds, strict=True)):
        items.append(_item(chance, code, kind, codes, place, sections))
        if kind is QuestionKind.SECTION:
            sections.append(code)
    values: dict[str, Value] = {}
    for item in items:
        if item.is_answered and chance.random() < 0.8:
            values[item.code] = _value(chance, item)
        if item.other and chance.random() < 0.7:
            values[rules.other_code(item.code)] = chance.choice(TEXTS)
    return Case(seed, Definition(tuple(items)), values)


def _codes(chance: Random) -> list[str]:
    codes = [f"q{number}" for number in range(chance.randint(3, 14))]
    for code in chance.sample(CODES, 2):
        codes[chance.randrange(len(codes))] = code
    return list(dict.fromkeys(codes))


def _item(
    chance: Random, code: str, kind: QuestionKind, codes: list[str], place: int, sections: list[str]
) -> Item:
    # Mostly about what was asked before, so that circles stay rare.
    near = codes[:place] * 4 + codes if chance.random() < 0.2 else codes[:place]
    named = [*near, "nowhere", *(rules.other_code(one) for one in near[:3])]
    writer = Writer(chance, named)

    def rule(likely: float, own: Writer = writer) -> str:
        return own.expression(chance.randint(0, 4)) if chance.random() < likely else ""

    has_options = kind in rules.CODED_KINDS or kind in rules.NUMBERED_KINDS
    other = kind in (QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES)
    other = other and chance.random() < 0.5
    options = tuple(
        Choice(one, X, {column: chance.choice(TEXTS) for column in chance.sample(COLUMNS, 2)})
        for one in (*chance.sample(("a", "b", "c", "1", "2", "__proto__", "نعم"), 4), rules.OTHER)
        if has_options and (one != rules.OTHER or other)
    )
    return Item(
        code,
        kind,
        X,
        parent=chance.choice(sections) if sections and chance.random() < 0.4 else None,
        required=chance.random() < 0.3,
        required_if=rule(0.3),
        relevant=rule(0.4),
        constraint=rule(0.4, Writer(chance, [*named, code])),
        calculation=rule(0.9) if kind is QuestionKind.CALCULATION else "",
        choice_filter=rule(0.7, Writer(chance, named, columns=True)) if options else "",
        options=options,
        other=other,
    )


def _value(chance: Random, item: Item) -> Value:
    codes = [option.code for option in item.options]
    match item.kind:
        case QuestionKind.ONE_CHOICE:
            return chance.choice([*codes, "gone"])
        case QuestionKind.SEVERAL_CHOICES | QuestionKind.RANKING:
            return chance.sample(codes, chance.randint(0, len(codes)))
        case QuestionKind.GRID | QuestionKind.POINTS:
            return {one: chance.randint(0, 9) for one in codes if chance.random() < 0.7}
        case QuestionKind.RATING:
            return chance.randint(1, 5)
        case QuestionKind.WHOLE_NUMBER:
            return chance.choice((0, 1, 2, 12, -5, 10**12, 20783))
        case QuestionKind.DECIMAL:
            return chance.choice(FLOATS)
        case QuestionKind.DATE:
            return chance.choice(DAYS)
        case QuestionKind.YES_NO:
            return chance.choice(("yes", "no"))
    return chance.choice(TEXTS)
