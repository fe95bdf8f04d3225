"""What is shown, needed, offered, reckoned and wrong."""

import time
from dataclasses import replace

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.logic import Trouble, assess, compile_logic, fault_of
from meeting_app.questionnaires.rules import Fault, QuestionKind

TODAY = "2026-11-26"
X = LocalText("en", "x")


def an_item(code: str, kind: QuestionKind = QuestionKind.SHORT_TEXT, **said: object) -> Item:
    return Item(code, kind, X, **said)  # type: ignore[arg-type]


def of(*items: Item) -> Definition:
    return Definition(items)


def test_hidden_answers_do_not_count_and_hide_what_hangs_on_them():
    logic = compile_logic(
        of(
            an_item("work", QuestionKind.YES_NO),
            an_item("where", relevant="${work} = 'yes'", required=True),
            an_item("why", relevant="${where} != ''", required=True),
        )
    )
    values = {"work": "yes", "where": "Goma", "why": "because"}

    shown = assess(logic, values, TODAY)
    hidden = assess(logic, {**values, "work": "no"}, TODAY)

    assert (shown.relevant, shown.required) == ({"work", "where", "why"}, {"where", "why"})
    assert (hidden.relevant, hidden.required) == ({"work"}, set())
    assert hidden.values == {"work": "no"}


def test_section_hides_what_is_in_it():
    logic = compile_logic(
        of(
            an_item("s", QuestionKind.SECTION, relevant="${a} = '1'"),
            an_item("t", QuestionKind.SECTION, parent="s"),
            an_item("q", parent="t", required=True),
            an_item("a"),
        )
    )

    assert assess(logic, {"q": "x"}, TODAY).relevant == {"a"}
    assert assess(logic, {"q": "x", "a": "1"}, TODAY).relevant == {"a", "s", "t", "q"}


def test_calculation_is_used_by_rules_and_kept():
    number = QuestionKind.WHOLE_NUMBER
    logic = compile_logic(
        of(
            an_item("big", relevant="${sum} > 5"),
            an_item("sum", QuestionKind.CALCULATION, calculation="${a} + ${b}"),
            an_item("a", number),
            an_item("b", number),
        )
    )

    state = assess(logic, {"a": 2, "b": 4}, TODAY)

    assert (state.values["sum"], "big" in state.relevant) == ("6", True)
    assert "sum" not in assess(logic, {"a": 2}, TODAY).values


def test_required_if_and_constraint():
    logic = compile_logic(
        of(
            an_item("a", QuestionKind.WHOLE_NUMBER, constraint=". >= 2 and . < ${b}"),
            an_item("b", QuestionKind.WHOLE_NUMBER, required_if="${a} > 1"),
        )
    )

    assert assess(logic, {"a": 3}, TODAY).required == {"b"}
    assert assess(logic, {"a": 3, "b": 3}, TODAY).failed == {"a"}
    assert assess(logic, {"b": 3}, TODAY).failed == set()


def test_choice_filter_leaves_some_options():
    towns = (Choice("a", X, {"region": "n"}), Choice("b", X, {"region": "s"}))
    logic = compile_logic(
        of(
            an_item("region"),
            an_item(
                "town", QuestionKind.ONE_CHOICE, options=towns, choice_filter="region = ${region}"
            ),
        )
    )

    state = assess(logic, {"region": "s", "town": "a"}, TODAY)

    assert state.offered == {"town": {"b"}}
    town = logic.definition.by_code["town"]
    assert (fault_of(town, "a", state), fault_of(town, "b", state)) == (Fault.UNKNOWN_OPTION, None)


def test_words_beside_other_count_only_with_it():
    options = (Choice("a", X), Choice("other", X))
    logic = compile_logic(
        of(
            an_item("q", QuestionKind.SEVERAL_CHOICES, options=options, other=True),
            an_item("next", relevant="${q_other} = 'moon'"),
        )
    )

    with_it = assess(logic, {"q": ["a", "other"], "q_other": "moon"}, TODAY)
    without = assess(logic, {"q": ["a"], "q_other": "moon"}, TODAY)

    assert (with_it.values["q_other"], "next" in with_it.relevant) == ("moon", True)
    assert ("q_other" in without.values, "next" in without.relevant) == (False, False)


def test_question_named_like_the_words_beside_other_has_its_own_answer():
    options = (Choice("a", X), Choice("other", X))
    logic = compile_logic(
        of(
            an_item("q", QuestionKind.ONE_CHOICE, options=options, other=True),
            an_item("q_other", relevant="${q} = 'a'"),
        )
    )

    assert assess(logic, {"q": "other", "q_other": "x"}, TODAY).values == {"q": "other"}
    assert assess(logic, {"q": "a", "q_other": "x"}, TODAY).values == {"q": "a", "q_other": "x"}


def test_other_is_offered_whatever_the_filter_says():
    options = (Choice("a", X, {"region": "n"}), Choice("other", X))
    several = QuestionKind.SEVERAL_CHOICES
    filtered = an_item("q", several, options=options, choice_filter="region = 's'")

    assert assess(compile_logic(of(filtered)), {}, TODAY).offered == {"q": set()}
    with_other = replace(filtered, other=True)
    assert assess(compile_logic(of(with_other)), {}, TODAY).offered == {"q": {"other"}}


def test_question_that_offers_nothing_is_not_needed():
    options = (Choice("a", X, {"region": "n"}),)
    one = QuestionKind.ONE_CHOICE
    logic = compile_logic(
        of(
            an_item("region"),
            an_item(
                "town", one, options=options, choice_filter="region = ${region}", required=True
            ),
        )
    )

    assert assess(logic, {"region": "s"}, TODAY).required == set()
    assert assess(logic, {"region": "n"}, TODAY).required == {"town"}


def test_filter_takes_rows_of_a_grid():
    rows = (Choice("a", X, {"region": "n"}), Choice("b", X, {"region": "s"}))
    logic = compile_logic(
        of(an_item("g", QuestionKind.GRID, options=rows, choice_filter="region = 's'"))
    )
    state = assess(logic, {}, TODAY)
    grid = logic.definition.by_code["g"]

    assert (fault_of(grid, {"b": 2}, state), fault_of(grid, {"a": 2}, state)) == (
        None,
        Fault.UNKNOWN_OPTION,
    )


def test_what_hangs_on_a_circle_is_not_in_it():
    logic = compile_logic(
        of(
            an_item("after", relevant="${b} = 1"),
            an_item("b", relevant="${c} = 1"),
            an_item("c", relevant="${b} = 1"),
            an_item("self", relevant="${self} = 1"),
            an_item("free"),
        )
    )

    assert [one.code for one in logic.problems] == ["b", "c", "self"]
    assert [item.code for item in logic.order] == ["free", "after", "b", "c", "self"]


def test_question_named_like_the_words_beside_other_is_no_circle():
    logic = compile_logic(of(an_item("q", relevant="${q_other} = 1"), an_item("q_other")))

    assert (logic.problems, [item.code for item in logic.order]) == ((), ["q_other", "q"])


def test_a_thousand_questions_in_the_worst_order_are_compiled_at_once():
    chain = [an_item(f"q{number}", relevant=f"${{q{number - 1}}} = 1") for number in range(1, 1000)]
    definition = of(*reversed(chain), an_item("q0"))
    compile_logic(definition)

    started = time.process_time()
    logic = compile_logic(definition)

    assert time.process_time() - started < 0.3
    assert [item.code for item in logic.order] == [f"q{number}" for number in range(1000)]


def test_compile_names_what_is_wrong():
    logic = compile_logic(
        of(
            an_item("a", relevant="${gone} = 1"),
            an_item("b", relevant="${c} = 1"),
            an_item("c", relevant="${b} = 1", constraint=". ="),
        )
    )

    found = [(one.code, one.rule, one.trouble, one.what) for one in logic.problems]

    assert found == [
        ("a", "relevant", Trouble.NO_SUCH_QUESTION, "gone"),
        ("c", "constraint", Trouble.UNREADABLE, ""),
        ("b", "relevant", Trouble.CIRCLE, ""),
        ("c", "relevant", Trouble.CIRCLE, ""),
    ]


def test_as_json_says_what_the_page_needs_and_no_more():
    options = (Choice("a", X, {"region": "n", "size": "1"}), Choice("b", X))
    logic = compile_logic(
        of(
            an_item("s", QuestionKind.SECTION),
            an_item("p", QuestionKind.POINTS, options=options, parent="s", required=True),
            an_item("q", QuestionKind.ONE_CHOICE, options=options, choice_filter="region = ${p}"),
        )
    )

    assert logic.as_json() == [
        {"code": "s", "kind": "section"},
        {
            "code": "p",
            "kind": "points",
            "parent": "s",
            "required": True,
            "total": 100,
            "rows": ["a", "b"],
        },
        {
            "code": "q",
            "kind": "one_choice",
            "choice_filter": ["=", ["column", "region"], ["q", "p"]],
            "columns": {"a": {"region": "n"}, "b": {}},
        },
    ]


def test_definition_comes_back_from_json():
    label = LocalText.of({"en": "Where?", "ar": "أين؟"})
    definition = of(
        an_item("s", QuestionKind.SECTION),
        Item(
            "q",
            QuestionKind.GRID,
            label,
            parent="s",
            required=True,
            relevant="${a} = 1",
            options=(Choice("a", label, {"region": "n"}),),
            number_min=0.5,
            constraint_message=label,
        ),
    )

    assert Definition.from_json(definition.as_json()) == definition
