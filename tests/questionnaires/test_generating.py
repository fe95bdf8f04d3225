"""What is compared between server and page leaves out no word of the language."""

from collections import Counter
from typing import Any

from meeting_app.questionnaires.expressions import FUNCTIONS
from meeting_app.questionnaires.expressions.syntax import POWER
from meeting_app.questionnaires.logic import RULES, Trouble, assess, compile_logic
from meeting_app.questionnaires.rules import QuestionKind
from tests.questionnaires.generating import TODAY, a_case

SEEDS = range(1000)


def heads(tree: Any) -> list[str]:
    mine = [str(tree[1] if tree[0] == "call" else tree[0])]
    parts = tree[1:2] if tree[0] == "regex" else tree[1:]
    return mine + [head for part in parts if isinstance(part, list) for head in heads(part)]


def test_cases_say_every_word_and_meet_every_circumstance():
    words: Counter[str] = Counter()
    met: Counter[str] = Counter()
    for seed in SEEDS:
        case = a_case(seed)
        logic = compile_logic(case.definition)
        state = assess(logic, case.values, TODAY)
        for mine in logic.rules.values():
            for name, rule in mine.items():
                met[name] += 1
                words.update(heads(rule.tree))
        met.update(str(problem.trouble) for problem in logic.problems)
        met.update(str(item.kind) for item in case.definition.items)
        met["nested"] += any(item.parent for item in case.definition.items)
        met["hidden"] += len(state.relevant) < len(case.definition.items)
        met["failed"] += bool(state.failed)
        met["needed"] += bool(state.required)
        met["narrowed"] += any(
            state.offered[code] < {one.code for one in case.definition.by_code[code].options}
            for code in state.offered
        )
        met["beside"] += any(code.endswith("_other") for code in state.values)

    syntax = {"num", "str", "q", ".", "column", "neg"}
    assert words.keys() == {*FUNCTIONS, *POWER, *syntax}
    assert min(words.values()) >= 50
    circumstances = {"nested", "hidden", "failed", "needed", "narrowed", "beside"}
    troubles = {Trouble.NO_SUCH_QUESTION, Trouble.CIRCLE}
    assert met.keys() == {*RULES, *QuestionKind, *troubles, *circumstances}
    assert min(met.values()) >= 20


def test_case_is_the_same_for_the_same_seed():
    assert a_case(7) == a_case(7)
