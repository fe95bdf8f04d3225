"""Placeholders: a fixed list of names, replaced once, never evaluated."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meeting_app.letters.placeholders import fill, find, parts, unknown

NAMES = ("name", "meeting", "days")
values = st.fixed_dictionaries({name: st.text() for name in NAMES})
# Texts dense in braces and names, so that placeholders come up and nest.
texts = st.lists(
    st.sampled_from(["{", "}", "{name}", "{email}", "name", "!r:>9", "{{", "}}", "\n", "é", " "])
    | st.text(max_size=3)
).map("".join)


def test_find_gives_each_name_once_in_order():
    assert find("{name} of {meeting}, {name}: { days } {Days} {}") == ["name", "meeting"]


@pytest.mark.parametrize(
    "text",
    [
        "{name!r:>9999999}",
        "{event.__init__}",
        "{{config}}",
        "{{name}}",
        "{ name }",
        "{name.__class__}",
        "{Name}",
        "{الاسم}",
        "{_}",
        "{name[0]}",
        "{%name%}".replace("%", "x"),
    ],
)
def test_unknown_names_what_is_no_placeholder(text: str):
    assert unknown(f"Dear {text}, {{meeting}}", NAMES) == [text]


@pytest.mark.parametrize(
    "text",
    ["{name} {days}", "{", "}", "{}", "a } b { c", "{2027}", "{ 3 people }", "{\nname\n}", ""],
)
def test_unknown_leaves_placeholders_and_other_braces(text: str):
    assert unknown(text, NAMES) == []


def test_fill_keeps_a_participant_called_like_a_placeholder():
    filled = fill("Dear {name}, {email}!", {"name": "{email}", "email": "{name}{days}"})

    assert filled == "Dear {email}, {name}{days}!"


def test_fill_evaluates_nothing():
    text = "{name.__class__} {name!r} {0} {{name}} %(name)s ${name} {other}"

    assert fill(text, {"name": "Ada"}) == (
        "{name.__class__} {name!r} {0} {Ada} %(name)s $Ada {other}"
    )


@given(texts, values)
def test_fill_with_the_placeholders_themselves_changes_nothing(text: str, given_values):
    assert fill(text, {name: f"{{{name}}}" for name in given_values}) == text


@given(texts, values)
def test_fill_is_as_long_as_its_parts_and_values(text: str, given_values):
    cut = list(parts(text, given_values))

    assert "".join(f"{{{part}}}" if is_name else part for part, is_name in cut) == text
    assert len(fill(text, given_values)) == sum(
        len(given_values[part]) if is_name else len(part) for part, is_name in cut
    )


@given(texts)
def test_fill_of_a_text_that_is_allowed_leaves_no_known_name_and_no_other(text: str):
    if not unknown(text, NAMES):
        assert set(find(text)) <= set(NAMES)
        assert find(fill(text, dict.fromkeys(NAMES, "x"))) == []


@pytest.mark.parametrize("text", ["{" * 200_000, "{a" * 100_000, "{ " * 100_000, "}{" * 100_000])
def test_unknown_and_find_of_a_huge_text_are_quick(text: str):
    start = time.perf_counter()
    unknown(text, NAMES)
    find(text)

    assert time.perf_counter() - start < 1
