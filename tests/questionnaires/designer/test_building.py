"""Rules that are written for people who do not write rules."""

import pytest

from meeting_app.questionnaires.definition import Item
from meeting_app.questionnaires.designer.building import Comparison, comparisons, joined, write
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


@pytest.mark.parametrize(
    ("kind", "answer"),
    [("short_text", " "), ("short_text", "'\""), ("whole_number", "many"), ("decimal", "1e5"),
     ("decimal", ".5"), ("rating", "")],
)  # fmt: skip
def test_write_of_an_answer_that_no_rule_can_name_makes_none(kind: str, answer: str):
    assert write(item(kind), Comparison.IS, answer) is None


def test_joined_holds_only_where_both_do():
    rule = joined("${a} = 1 or ${b} = 1", "${c} = 1")

    assert rule == "(${a} = 1 or ${b} = 1) and ${c} = 1"
    assert joined("  ", "${c} = 1") == "${c} = 1"
    scope = Scope({"a": "1", "c": "2"}, "2027-01-01")
    assert not to_boolean(evaluate(parse(rule).tree, scope))
