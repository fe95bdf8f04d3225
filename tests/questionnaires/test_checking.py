"""What is said of a questionnaire before it opens."""

import pytest

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.checking import Check, Finding, check, count_errors, is_never
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.expressions import parse
from meeting_app.questionnaires.rules import QuestionKind
from tests.support.factories import a_text

LANGUAGES = ("en", "fr", "es", "ar")


def choice(code: str, **columns: str) -> Choice:
    return Choice(code, a_text(code.capitalize()), columns)


def item(code: str, kind: str = "short_text", **values: object) -> Item:
    values.setdefault("label", a_text(f"About {code}?"))
    return Item(code, QuestionKind(kind), **values)  # type: ignore[arg-type]


WORK = item("work", "one_choice", options=(choice("local", area="x"), choice("global", area="y")))
HELP = item("help", "several_choices", other=True, options=(choice("cash"), choice("other")))


def found(*items: Item, retired: tuple[str, ...] = ()) -> list[tuple[str, str, str, str]]:
    return [
        (str(one.check), one.code, one.field, one.what)
        for one in check(Definition(items), LANGUAGES, retired)
    ]


def test_check_of_a_good_questionnaire_finds_nothing():
    assert (
        found(
            item("consent", "yes_no", required=True),
            item("part", "section"),
            WORK,
            item("where", parent="part", relevant="${work} = 'local'", personal=True, why=a_text()),
            item("sum", "calculation", calculation="1 + 1"),
        )
        == []
    )


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        ((), ("nothing_asked", "", "", "")),
        ((item("a", label=LocalText("en", " ")),), ("no_label", "a", "label", "")),
        ((item("a", "ranking"),), ("no_options", "a", "options", "")),
        (
            (item("a", "grid", options=(Choice("x", LocalText("en", "")),)),),
            ("option_without_label", "a", "options", "x"),
        ),
        ((item("a", relevant="1 +"),), ("unreadable", "a", "relevant", "")),
        ((item("a", required_if="${b} = 1"),), ("no_such_question", "a", "required_if", "b")),
        ((item("a", relevant="${old} = ''"),), ("retired_question", "a", "relevant", "old")),
        ((item("a", relevant="${a} != 'x'"),), ("circle", "a", "relevant", "")),
        ((WORK, item("a", required_if="${work} = 'x'")), ("unknown_option", "a", "required_if", "x")),
        ((item("a", constraint="local", constraint_message=a_text()),), ("unknown_column", "a", "constraint", "local")),
        ((item("w", "one_choice", options=WORK.options, choice_filter="area = 'x' and zone = 'y'"),), ("unknown_column", "w", "choice_filter", "zone")),
        ((item("a"), item("b", relevant="a = 'x'")), ("unknown_column", "b", "relevant", "a")),
        ((HELP, item("help_other")), ("beside_taken", "help", "other", "help_other")),
        ((item("a", relevant="false()"),), ("unreachable", "a", "relevant", "")),
        ((item("a", personal=True, why=a_text()),), ("no_consent", "", "", "")),
        ((item("consent_1", personal=True),), ("no_reason", "consent_1", "why", "")),
        ((item("a", "calculation"),), ("no_calculation", "a", "calculation", "")),
        ((item("a", relevant="${b} = 'x'"), item("b")), ("later_question", "a", "relevant", "b")),
        ((item("a", constraint=". != 'x'"),), ("no_message", "a", "constraint_message", "")),
        ((item("a"), item("b", label=a_text(" About  A?"))), ("same_label", "b", "label", "a")),
        ((item("a"), item("s", "section")), ("empty_section", "s", "label", "")),
        ((item("a", label=LocalText.of({"en": "A", "fr": "A", "ar": "A"})),), ("missing_translation", "a", "label", "es")),
        ((item("a", label=a_text().translated("en", "New")), ), ("outdated_translation", "a", "label", "fr")),
    ],
)  # fmt: skip
def test_check_names_the_question_and_the_field(
    items: tuple[Item, ...], expected: tuple[str, str, str, str]
):
    said = found(*items, retired=("old",))

    if expected[0] == "outdated_translation":
        assert said == [(*expected[:3], language) for language in ("fr", "es", "ar")]
    else:
        assert said == [expected]


def test_check_says_an_unknown_option_and_that_nobody_gets_there():
    assert found(WORK, item("a", relevant="${work} = 'gone'")) == [
        ("unknown_option", "a", "relevant", "gone"),
        ("unreachable", "a", "relevant", ""),
    ]


def test_check_names_the_section_that_nobody_reaches_and_not_what_is_in_it():
    said = found(
        item("s", "section", relevant="1 = 2"),
        item("a", parent="s", relevant="1 = 2"),
        item("b", parent="s"),
    )

    assert said == [("unreachable", "s", "relevant", "")]


def test_check_of_a_circle_names_those_that_stand_in_it():
    said = found(
        item("a", relevant="${b} = 1"),
        item("b", calculation="${a} + 1", kind="calculation"),
        item("c"),
    )

    assert [one for one in said if one[0] == "circle"] == [
        ("circle", "a", "relevant", ""),
        ("circle", "b", "relevant", ""),
    ]


def test_check_counts_the_texts_that_lack_a_language_once_per_question():
    text = LocalText.of({"en": "A", "fr": "A", "es": "A"})
    one = item("a", "one_choice", label=text, options=(Choice("x", text), choice("y")))

    said = check(Definition((one,)), LANGUAGES)

    assert said == [Finding(Check.MISSING_TRANSLATION, "a", "label", "ar", 2)]


def test_check_puts_errors_first():
    said = check(
        Definition((item("s", "section"), item("a", relevant="1 +"), item("b", relevant="2 +"))),
        LANGUAGES,
    )

    assert [(one.check.is_error, one.code) for one in said] == [
        (True, "a"),
        (True, "b"),
        (False, "s"),
    ]
    assert count_errors(said) == 2


@pytest.mark.parametrize(
    ("rule", "never"),
    [
        ("${work} = 'local'", False),
        ("'gone' = ${work}", True),
        ("${work} = ''", False),
        ("${work} != 'gone'", False),
        ("not(${work} = 'gone')", False),
        ("${work} = 'gone' or ${work} = 'local'", False),
        ("${work} = 'gone' or ${work} = 'away'", True),
        ("${work} = 'local' and ${work} = 'global'", True),
        ("${work} = 'local' and (${help} != '' and selected(${work}, 'global'))", True),
        ("selected(${help}, 'cash') and selected(${help}, 'other')", False),
        ("${help} = 'cash' and ${help} = 'other'", True),
        ("selected(${help}, 'gone')", True),
        ("${help_other} = 'x'", False),
        ("${work_other} = 'x'", True),
        ("${nobody} = 'x'", True),
        ("${nobody} = ''", False),
        ("1 = 1", False),
        ("1 > 2", True),
        ("regex('a', 'b')", True),
        ("today() = '2000-01-02'", False),
        (". = 'x'", False),
    ],
)
def test_is_never_says_yes_only_where_it_is_certain(rule: str, never: bool):
    assert is_never(parse(rule).tree, {"work": WORK, "help": HELP}) is never
