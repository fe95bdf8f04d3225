"""The small language of rules: what it takes, what it refuses, and what it says."""

import json
import math
import re
import time
import warnings

import pytest
from hypothesis import given
from hypothesis.strategies import floats, text

from meeting_app.questionnaires.expressions import (
    BadExpression,
    Problem,
    Scope,
    evaluate,
    number_text,
    parse,
)
from meeting_app.questionnaires.expressions.machines import MOST_STEPS, MOST_WORK, matches
from meeting_app.questionnaires.expressions.patterns import BadPattern, compile_pattern


def says(source: str, here: str = "", **values: str) -> object:
    return evaluate(parse(source).tree, Scope(values, "2026-11-26", here, {"region": "east"}))


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3 - -4 div 2", 9.0),
        ("7 mod 3 = 1 and not(0)", True),
        ("-7 mod 3", -1.0),
        ("1 div 0 > 10", True),
        ("'a' = \"a\"", True),
        ("'1.0' = 1", True),
        ("'1.0' = '1'", False),
        ("'' < 1", False),
        ("'' = 0", False),
        ("true() = 'false'", True),
        ("1 < 2 = true()", True),
        ("if(1 > 2, 'a', if(2 > 1, 'b', 'c'))", "b"),
        ("coalesce('', 'x')", "x"),
        ("concat('a', 1.50, true())", "a1.5true"),
        ("round(2.5) + round(-2.5)", 1.0),
        ("round(0.49999999999999994)", 0.0),
        ("round(4503599627370495.5)", 4503599627370496.0),
        ("1 div round(-0.2)", -math.inf),
        ("1 div int(-0.9)", -math.inf),
        ("int(-2.7)", -2.0),
        ("number('abc') = number('abc')", False),
        ("string-length('a😀é')", 3.0),
        ("today() > '2026-11-25'", True),
        ("today() - '2026-11-01'", 25.0),
        ("date('2026-02-30') < today()", False),
        ("min(3, 1, 2) + max(3, '4')", 5.0),
        ("starts-with('abc', 'a') and ends-with('abc', 'c') and contains('abc', '')", True),
        ("region = 'east'", True),
        ("boolean('false')", True),
        ("string(1 div 3)", "0.3333333333333333"),
    ],
)
def test_evaluate_as_xpath_does(source: str, expected: object):
    assert says(source) == expected


def test_evaluate_asks_answers_and_the_one_at_hand():
    assert says("${a} = 'yes' or selected(${b}, 'x')", a="no", b="y x") is True
    assert says("count-selected(.) <= 2 and selected-at(., 1) = 'b'", here="a b") is True
    assert says(". >= 12", here="12") is True
    assert says(". >= 12", here="") is False
    assert says("${never} = ''") is True
    assert says("${a} + ${b} = 3", a="1", b="2") is True


@pytest.mark.parametrize(
    ("pattern", "whole", "other"),
    [
        ("^[0-9]{8}$", "12345678", "123456789"),
        ("[A-Z]{2}-\\d+", "CD-12", "cd-12"),
        ("(foo|bar)?baz", "barbaz", "foobarbaz"),
        ("[^,\\]]+", "a b", "a,b"),
        (".*", "أي نص", "a\nb"),
        ("\\u0623.{1,2}", "أبت", "بأت"),
        ("a{2,}", "aaaa", "a"),
        ("", "", "a"),
        ("[\\d.-]+", "1.5-2", "1,5"),
        ("\\S+@\\S+\\.\\w{2,}", "a@b.org", "a b@c.org"),
        ("a|b|", "b", "ab"),
    ],
)
def test_regex_matches_whole_texts(pattern: str, whole: str, other: str):
    source = f'regex(., "{pattern}")'
    assert (says(source, whole), says(source, other)) == (True, False)


@pytest.mark.parametrize("pattern", ["(a|aa)*(a|ab)*c", ".*(.|..){470}c"])
@pytest.mark.parametrize("text", ["a" * 10_000 + "b", "é" * 10_000, "ab d" * 2_500])
def test_regex_takes_time_that_grows_with_the_text_alone(pattern: str, text: str):
    started = time.perf_counter()
    assert says(f"regex(., '{pattern}')", text) is False
    assert time.perf_counter() - started < 2


def test_regex_of_many_states_reads_short_texts_alone():
    """The costliest that is read at all: as many states at once as there are, no letter twice."""
    pattern = ".*.{0,470}x"
    longest = MOST_WORK // len(compile_pattern(pattern))
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + longest - 1)) + "x"
    started = time.process_time()

    assert says(f"regex(., '{pattern}')", letters) is True
    assert time.process_time() - started < 2
    assert says(f"regex(., '{pattern}')", "x" + letters) is False


def test_machine_forgets_steps_and_says_the_same():
    letters = "".join(chr(code) for code in range(0x4E00, 0x4E00 + 3 * MOST_STEPS))
    machine = compile_pattern(f".*{letters[-1]}a")

    assert (matches(machine, letters + "a"), matches(machine, letters)) == (True, False)


@pytest.mark.parametrize(
    ("source", "problem", "what"),
    [
        ("${a} =", Problem.UNFINISHED, ""),
        ("", Problem.UNFINISHED, ""),
        ("${a} == 2", Problem.UNREADABLE, "="),
        ("${a} = ’yes’", Problem.UNREADABLE, "’"),
        ("(1", Problem.UNFINISHED, ""),
        ("1)", Problem.UNREADABLE, ")"),
        ("pulldata('x', 'y')", Problem.UNKNOWN_FUNCTION, "pulldata"),
        ("__import__('os')", Problem.UNKNOWN_FUNCTION, "__import__"),
        ("selected(${a})", Problem.ARGUMENTS, "selected"),
        ("regex(., ${a})", Problem.PATTERN_NOT_FIXED, "regex"),
        ("regex(., '(a+)+')", Problem.PATTERN, "repeated twice"),
        ("regex(., '(a*b?)*c')", Problem.PATTERN, "repeated twice"),
        ("regex(., '(?=a)b')", Problem.PATTERN, "not supported"),
        ("regex(., '(a)\\1')", Problem.PATTERN, "not supported"),
        (r"regex(., '\u+041')", Problem.PATTERN, "unfinished"),
        (r"regex(., '\u00')", Problem.PATTERN, "unfinished"),
        ("regex(., 'a++')", Problem.PATTERN, "not supported"),
        ("regex(., '[a')", Problem.PATTERN, "unfinished"),
        ("regex(., '((((((a){9}){9}){9}){9}){9}){9}')", Problem.PATTERN, "too large"),
        ("1 " * 40_000, Problem.TOO_LONG, ""),
        ("(" * 1000 + "1" + ")" * 1000, Problem.TOO_DEEP, ""),
        ("not(" * 800 + "1" + ")" * 800, Problem.TOO_DEEP, ""),
        ("1+" * 2000 + "1", Problem.TOO_DEEP, ""),
        ("-" * 3000 + "1", Problem.TOO_DEEP, ""),
    ],
)
def test_parse_refuses_at_once(source: str, problem: Problem, what: str):
    took = []
    for _ in range(3):  # the collector of garbage may come in between
        started = time.process_time()
        with pytest.raises(BadExpression) as caught:
            parse(source)
        took.append(time.process_time() - started)
    assert min(took) < 0.1
    assert (caught.value.problem, caught.value.what if what else "") == (problem, what)


@pytest.mark.parametrize(("sign", "expected"), [("+", 199.0), ("or", True), ("=", True)])
def test_the_tallest_tree_is_evaluated_deep_in_a_page(sign: str, expected: object):
    def below(frames: int) -> object:
        return below(frames - 1) if frames else says(f" {sign} ".join(["1"] * 199))

    assert below(300) == expected


def test_expression_names_what_it_asks_about():
    found = parse("selected(${a}, 'x') and ${b} != 'y' and 'z' = ${b} and region = ${c}")

    assert found.questions == {"a", "b", "c"}
    assert found.columns == {"region"}
    assert found.codes == {("a", "x"), ("b", "y"), ("b", "z")}


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.1 + 0.2, "0.30000000000000004"), (1e-7, "0.0000001"), (1e21, "1" + "0" * 21), (-0.0, "0")],
)
def test_number_text_has_no_exponent(number: float, text: str):
    assert number_text(number) == text


@pytest.mark.parametrize("source", ["9" * 400, "1" + "0" * 309])
def test_number_too_large_to_count_is_infinite_and_goes_to_the_page(source: str):
    tree = parse(source).tree
    json.dumps(tree, allow_nan=False)
    assert (says(source), says(f"-{source}")) == (math.inf, -math.inf)


@given(floats())
def test_number_text_is_read_again_as_the_same_number(number: float):
    text = number_text(number)
    assert "e" not in text.lower().replace("infinity", "")
    assert float(text) == number or math.isnan(number)


@given(text(max_size=200))
def test_parse_reads_or_refuses_any_text(source: str):
    try:
        found = parse(source)
    except BadExpression as bad:
        at = bad.at
    else:
        at = 0
        json.dumps(found.tree, allow_nan=False)
        assert isinstance(says(source), (str, float, bool))
    assert 0 <= at <= len(source)


@given(text(alphabet="abc()[]{}|*+?.^$\\\\,-0123w", max_size=40), text("abc0 ", max_size=20))
def test_pattern_says_what_pythons_own_says(pattern: str, answer: str):
    """Where both take it: ours refuses more, and knows no `]` or `{` by themselves."""
    try:
        machine = compile_pattern(pattern)
    except BadPattern:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        try:
            own = re.compile(pattern, re.ASCII)
        except re.error:
            return
    assert matches(machine, answer) is (own.fullmatch(answer) is not None)
