"""Server and page say the same of the same rules and answers, in real Chromium."""

import gzip
import json
import struct
import sys
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from meeting_app.questionnaires.definition import value_text
from meeting_app.questionnaires.expressions import Scope, evaluate, number_text, parse
from meeting_app.questionnaires.expressions.machines import MOST_WORK
from meeting_app.questionnaires.expressions.patterns import compile_pattern
from meeting_app.questionnaires.logic import Logic, assess, compile_logic
from tests.browser.static_pages import STATIC, open_page
from tests.questionnaires.generating import TODAY, Case, a_case, every_pair

CASES = 1000
NUMBERS = 20_000

ASSESS = """async (sent) => {
  const { assess } = await import("/static/logic.js?v=1");
  const { evaluate, numberText } = await import("/static/logic.js?v=1");
  const said = (value) => [typeof value, Object.is(value, -0) ? "-0"
    : typeof value === "number" ? numberText(value) : value];
  return JSON.stringify(JSON.parse(sent).map(({ rules, answers, today, single }) => {
    const state = assess(rules, new Map(answers), today);
    return {
      relevant: [...state.relevant].sort(),
      required: [...state.required].sort(),
      failed: [...state.failed].sort(),
      offered: [...state.offered].map(([code, left]) => [code, [...left].sort()]),
      values: [...state.values],
      single: single.map(({ tree, here, columns }) =>
        said(evaluate(tree, { values: new Map(answers), today, here, columns }))),
    };
  }));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page, faults = open_page(browser)
    yield page
    page.context.close()
    assert faults == []


def said(value: object) -> list[object]:
    """As typeof and what can be compared: not a number is one, nought has a sign."""
    if isinstance(value, float):
        return ["number", "-0" if str(value) == "-0.0" else number_text(value)]
    return ["boolean" if isinstance(value, bool) else "string", value]


def singles(case: Case, logic: Logic) -> list[tuple[str, dict[str, Any]]]:
    """Each rule by itself, with all answers: (where and what, what it is told)."""
    return [
        (
            f"{code}.{name}: {rule.source}",
            {
                "tree": rule.tree,
                "here": value_text(case.values.get(code)),
                "columns": dict(one.columns) if (one := next(iter(options), None)) else {},
            },
        )
        for code, mine in logic.rules.items()
        for name, rule in mine.items()
        for options in [case.definition.by_code[code].options]
    ]


def test_server_and_page_assess_alike(page: Page):
    cases = [a_case(seed) for seed in range(CASES)]
    compiled = [compile_logic(case.definition) for case in cases]
    told = [singles(case, logic) for case, logic in zip(cases, compiled, strict=True)]
    texts = [{code: value_text(value) for code, value in case.values.items()} for case in cases]
    sent = [
        {
            "rules": logic.as_json(),
            "answers": list(answers.items()),
            "today": TODAY,
            "single": [one for _where, one in single],
        }
        for logic, answers, single in zip(compiled, texts, told, strict=True)
    ]

    found = json.loads(page.evaluate(ASSESS, json.dumps(sent, allow_nan=False)))

    assert len(found) == CASES
    for case, logic, answers, single, mine in zip(cases, compiled, texts, told, found, strict=True):
        state = assess(logic, case.values, TODAY)
        for (where, one), page_says in zip(single, mine.pop("single"), strict=True):
            scope = Scope(answers, TODAY, one["here"], one["columns"])
            server_says = said(evaluate(one["tree"], scope))
            assert page_says == server_says, f"seed {case.seed}, {where}, answers {answers}"
        assert mine == {
            "relevant": sorted(state.relevant, key=units),
            "required": sorted(state.required, key=units),
            "failed": sorted(state.failed, key=units),
            "offered": [[code, sorted(left, key=units)] for code, left in state.offered.items()],
            "values": [[code, value_text(value)] for code, value in state.values.items()],
        }, f"seed {case.seed}, rules {[where for where, _one in single]}, answers {answers}"


def units(text: str) -> bytes:
    """JavaScript sorts by units of UTF-16."""
    return text.encode("utf-16-be")


def test_server_and_page_say_the_same_of_every_pair(page: Page):
    trees = list(every_pair())
    found = page.evaluate(
        """async (sent) => {
          const { evaluate, numberText } = await import("/static/logic.js?v=1");
          const said = (value) => [typeof value, Object.is(value, -0) ? "-0"
            : typeof value === "number" ? numberText(value) : value];
          const scope = { values: new Map(), today: "", here: "", columns: {} };
          return JSON.stringify(JSON.parse(sent).map((tree) => said(evaluate(tree, scope))));
        }""",
        json.dumps(trees),
    )

    scope = Scope({}, "")
    pairs = zip(trees, json.loads(found), strict=True)
    differing = [
        (tree, page_says, server_says)
        for tree, page_says in pairs
        if page_says != (server_says := said(evaluate(tree, scope)))
    ]
    assert differing[:20] == []


def test_server_and_page_stop_reading_long_texts_alike(page: Page):
    tree = parse("regex(., 'é*(a|🌊)*')").tree
    limit = MOST_WORK // len(compile_pattern("é*(a|🌊)*"))
    texts = ["🌊" * (limit - 1), "🌊" * limit, "🌊" * (limit + 1)]
    found = page.evaluate(
        """async ([tree, texts]) => {
          const { evaluate } = await import("/static/logic.js?v=1");
          return texts.map((here) => evaluate(tree, { values: new Map(), today: "", here, columns: {} }));
        }""",
        [tree, texts],
    )

    assert found == [evaluate(tree, Scope({}, "", text)) for text in texts] == [True, True, False]


def test_server_and_page_write_numbers_alike(page: Page):
    chance = Random(4)
    doubles = [struct.unpack("d", chance.randbytes(8))[0] for _number in range(NUMBERS)]
    numbers = [one for one in doubles if abs(one) < float("inf")]
    numbers += [chance.randint(-(10**6), 10**6) / 10 ** chance.randint(0, 12) for _one in doubles]
    written = page.evaluate(
        """async (sent) => {
          const { numberText } = await import("/static/logic.js?v=1");
          return JSON.stringify(JSON.parse(sent).map(numberText));
        }""",
        json.dumps(numbers),
    )

    assert json.loads(written) == [number_text(number) for number in numbers]


def test_server_and_page_take_the_same_letters_for_white_space(page: Page):
    """A question answered with white space alone is not answered."""
    letters = [chr(code) for code in range(sys.maxunicode + 1) if not 0xD800 <= code <= 0xDFFF]
    page_says = page.evaluate(
        """async (letters) => {
          const { assess } = await import("/static/logic.js?v=1");
          const rules = [{ code: "q", kind: "short_text" }];
          return [...letters].filter((one) => !assess(rules, new Map([["q", one]]), "").values.size).join("");
        }""",
        "".join(letters),
    )

    assert page_says == "".join(letter for letter in letters if not letter.strip())


def test_both_scripts_are_small():
    files = [(STATIC / name).read_bytes() for name in ("logic.js",)]
    assert sum(len(gzip.compress(file)) for file in files) < 6_000
