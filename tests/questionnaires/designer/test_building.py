"""Rules that are written for people who do not write rules."""

import pytest

from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.designer.building import (
    Comparison,
    Condition,
    Join,
    comparisons,
    parts,
    read,
    together,
    write,
)
from meeting_app.questionnaires.expressions import Scope, evaluate, parse, to_boolean
from meeting_app.questionnaires.rules import QuestionKind
from tests.support.factories import a_text


def item(kind: str) -> Item:
    return Item("q", QuestionKind(kind), a_text())


@pytest.mark.parametrize(
    ("kind", "comparison", "answer", "rule", "holds", "fails"),
    [
        ("one_choice", "is", "local", "${q} = 'local'", "local", "global"),
        ("one_choice", "is_not", "local", "${q} != 'local'", "", "local"),
        ("several_choices", "includes", "a", "selected(${q}, 'a')", "b a", "ab"),
        ("ranking", "includes_not", "a", "not(selected(${q}, 'a'))", "", "a"),
        ("whole_number", "more", " 18 ", "${q} > 18", "19", "18"),
        ("decimal", "less", "-2.5", "${q} < -2.5", "-3", "-2.5"),
        ("rating", "is", "3", "${q} = 3", "3", ""),
        ("rating", "at_least", "3", "${q} >= 3", "3", "2"),
        ("whole_number", "at_most", "3", "${q} <= 3", "3", "4"),
        ("whole_number", "unanswered", "", "${q} = ''", "", "0"),
        ("calculation", "is", "3.5", "${q} = 3.5", "3.50", "3"),
        ("calculation", "is", "high", "${q} = 'high'", "high", "low"),
        ("calculation", "more", "-1", "${q} > -1", "0", "high"),
        ("time", "answered", "", "${q} != ''", "09:30", ""),
        ("several_choices", "unanswered", "", "${q} = ''", "", "a"),
        ("date", "later", "2027-01-02", "${q} > '2027-01-02'", "2027-01-03", "2027-01-02"),
        ("date", "earlier", "2027-01-02", "${q} < '2027-01-02'", "2027-01-01", "2027-01-02"),
        ("short_text", "is", "it's", '${q} = "it\'s"', "it's", "its"),
        ("file", "answered", "", "${q} != ''", "7", ""),
        ("grid", "unanswered", "", "${q} = ''", "", "a:1"),
    ],
)
def test_write_makes_a_rule_that_says_what_was_chosen(
    kind: str, comparison: str, answer: str, rule: str, holds: str, fails: str
):
    said = Comparison(comparison)
    assert said in comparisons(QuestionKind(kind))

    assert write(item(kind), said, answer) == rule

    for value, expected in ((holds, True), (fails, False)):
        found = evaluate(parse(rule).tree, Scope({"q": value}, "2027-01-01"))
        assert to_boolean(found) is expected
    asked = item(kind)
    assert read(rule, {"q": asked}) == Condition(asked, said, answer.strip())


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("short_text", " "), ("short_text", "'\""), ("whole_number", "many"), ("decimal", "1e5"),
     ("decimal", ".5"), ("rating", "")],
)  # fmt: skip
def test_write_of_an_answer_that_no_rule_can_name_makes_none(kind: str, answer: str):
    assert write(item(kind), Comparison.IS, answer) is None


def test_write_compares_no_amount_with_a_word():
    assert write(item("calculation"), Comparison.AT_LEAST, "high") is None


@pytest.mark.parametrize(
    "rule",
    ["", "1 +", "${q} = ${r}", "'a' = ${q}", "${gone} = 'a'", "selected(${q}, 'a')", "${q} + 1",
     "${q} > 'b'", "not(${q} = 'a')", "${q} = 'a' or ${q} = 'b'", "string-length(${q}) > 2"],
)  # fmt: skip
def test_read_of_what_the_builder_cannot_write_finds_nothing(rule: str):
    assert read(rule, {"q": item("one_choice")}) is None


@pytest.mark.parametrize(
    ("rule", "join", "found"),
    [
        ("  ", None, []),
        ("${a} = 1", None, ["${a} = 1"]),
        ("((${a} = 1))", None, ["${a} = 1"]),
        ("1 + and 2", None, ["1 + and 2"]),
        ("or or or", None, ["or or or"]),
        ("${a} = 1 and ${b} = 1", Join.ALL, ["${a} = 1", "${b} = 1"]),
        ("(${a} = 1) or (${b} = 1)", Join.ANY, ["${a} = 1", "${b} = 1"]),
        ("${a} = 1 and (${b} = 1 and ${c} = 1)", Join.ALL, ["${a} = 1", "${b} = 1", "${c} = 1"]),
        ("${a} = 1 and ${b} = 1 or ${c} = 1", Join.ANY, ["${a} = 1 and ${b} = 1", "${c} = 1"]),
        ("${a} = 1 and (${b} = 1 or ${c} = 1)", Join.ALL, ["${a} = 1", "${b} = 1 or ${c} = 1"]),
        ("not(${a} and ${b}) or ${c} = ') or ('", Join.ANY, ["not(${a} and ${b})", "${c} = ') or ('"]),
        ("(${a} or ${b}) = (${c} and ${d})", None, ["(${a} or ${b}) = (${c} and ${d})"]),
    ],
)  # fmt: skip
def test_parts_of_a_rule_put_together_again_mean_the_same(
    rule: str, join: Join | None, found: list[str]
):
    assert parts(rule) == (join, found)

    again = together(join or Join.ALL, found)

    assert parts(again) == (join, found)
    for number in range(16 if "+" not in rule and rule.strip() else 0):
        values = {code: str(number >> place & 1) for place, code in enumerate("abcd")}
        scope = Scope(values, "2027-01-01")
        said, meant = (to_boolean(evaluate(parse(one).tree, scope)) for one in (again, rule))
        assert said is meant


def test_together_brackets_what_is_joined_otherwise():
    conditions = ["${a} = 1 or ${b} = 1", "${c} = 1"]

    assert together(Join.ALL, conditions) == "(${a} = 1 or ${b} = 1) and ${c} = 1"
    assert together(Join.ANY, ["1 +", "${c} = 1"]) == "(1 +) or ${c} = 1"
    assert together(Join.ANY, []) == ""
