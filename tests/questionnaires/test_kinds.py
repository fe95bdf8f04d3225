"""What each kind of question takes, refuses and gives."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, g

from meeting_app.core.forms import Form
from meeting_app.questionnaires import service
from meeting_app.questionnaires.forms import fill, make_form, read_answers
from meeting_app.questionnaires.forms.fields import read_day, read_decimal, read_time
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.rules import QuestionKind
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.questionnaires.sending import Data, a_file, errors, sent
from tests.support.factories import a_meeting, a_text, an_organisation

STRINGS = Path(__file__).parents[3] / "shared/data/strings/blns.json"
LIST = "Choose from the answers of the list."


def one(kind: str, **said: Any) -> Questionnaire:
    return a_questionnaire(a_meeting(), [a_question("x", kind, **said)])


def read(app: Flask, asked: Questionnaire, data: Data, lang: str = "en") -> Any:
    """The value, or the sentences of the refusal."""
    form, good = sent(app, asked, data, lang=lang)
    return read_answers(form).get("x") if good else errors(form).get("q-x")


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("12", 12),
        (" ١٢ ", 12),
        ("-3", -3),
        ("1 200", 1200),
        ("", None),
        ("12.5", ["Enter a whole number, such as 12."]),
        ("twelve", ["Enter a whole number, such as 12."]),
        ("9" * 5000, ["Enter a whole number, such as 12."]),
        ("1201", ["Enter a number that is at most 1,200."]),
        ("-4", ["Enter a number that is at least -3."]),
    ],
)
def test_read_whole_number_as_typed(app: Flask, typed: str, value: Any):
    asked = one("whole_number", number_min=-3, number_max=1200)

    assert read(app, asked, [("q-x", typed)]) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1.5", 1.5),
        ("1,5", 1.5),
        ("١٢٫٥", 12.5),
        ("1 234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234,567", 1234567.0),
        ("-0.25", -0.25),
        ("1e9", None),
        ("0x10", None),
        ("1.2.3", None),
        ("nan", None),
        ("infinity", None),
        ("9" * 41, None),
    ],
)
def test_read_decimal_with_point_or_comma(typed: str, value: float | None):
    assert read_decimal(typed) == value


def test_read_decimal_that_is_none_is_refused_and_shown_as_typed(app: Flask):
    form, good = sent(app, one("decimal"), [("q-x", "about 3")])

    assert not good
    assert errors(form) == {"q-x": ["Enter a number, such as 12.5."]}
    assert form["q-x"]._value() == "about 3"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("2027-03-31", "2027-03-31"),
        ("2027/3/1", "2027-03-01"),
        ("2027-02-30", None),
        ("31.03.2027", None),
        ("27-03-31", None),
        ("soon", None),
        ("2027-03-31T10:00", None),
    ],
)
def test_read_day_with_the_year_first(typed: str, value: str | None):
    assert read_day(typed) == value


@pytest.mark.parametrize(
    ("typed", "value"),
    [("9:05", "09:05"), ("14:30:00", "14:30"), ("25:00", None), ("14", None), ("2 pm", None)],
)
def test_read_time_in_hours_and_minutes(typed: str, value: str | None):
    assert read_time(typed) == value


def test_read_date_in_arabic_digits(app: Flask):
    assert read(app, one("date"), [("q-x", "٢٠٢٧-٠٣-٣١")]) == "2027-03-31"
    assert read(app, one("date"), [("q-x", "31 March")]) == [
        "Enter a date as year, month and day, such as 2027-03-31."
    ]
    assert read(app, one("time"), [("q-x", "late")]) == [
        "Enter a time in hours and minutes, such as 14:30."
    ]


def test_read_yes_no_takes_these_two(app: Flask):
    assert read(app, one("yes_no"), [("q-x", "no")]) == "no"
    assert read(app, one("yes_no"), [("q-x", "maybe")]) == [LIST]


def grid(**said: Any) -> Questionnaire:
    return one("grid", scale_points=4, options=options("food", "rooms"), **said)


def test_read_grid_gives_a_number_for_each_row(app: Flask):
    assert read(app, grid(), [("q-x-food", "4"), ("q-x-rooms", "١")]) == {"food": 4, "rooms": 1}
    assert read(app, grid(), [("q-x-food", "4")]) == {"food": 4}
    assert read(app, grid(), [("q-x-food", "5")]) == [LIST]
    assert read(app, grid(), [("q-x-food", "good")]) == [LIST]
    assert read(app, grid(), [("q-x-other", "4")]) is None


def test_read_grid_that_is_needed_wants_each_row(app: Flask):
    assert read(app, grid(required=True), [("q-x-food", "4")]) == ["Choose a number for each row."]


@pytest.mark.parametrize(
    ("care", "cash", "value"),
    [
        ("7", "3", {"care": 7, "cash": 3}),
        ("10", "", {"care": 10}),
        ("10", "0", {"care": 10, "cash": 0}),
        ("", "", None),
        ("7", "4", ["Your points add up to 11. Share out exactly 10."]),
        ("2.5", "7.5", ["Enter whole numbers, such as 12."]),
        ("-1", "11", ["Enter whole numbers, such as 12."]),
    ],
)
def test_read_points_add_up(app: Flask, care: str, cash: str, value: Any):
    asked = one("points", total=10, options=options("care", "cash"))

    assert read(app, asked, [("q-x-care", care), ("q-x-cash", cash)]) == value


def test_read_several_choices_needs_as_many_as_asked(app: Flask):
    asked = one("several_choices", choices_min=2, options=options("a", "b", "c"))

    assert read(app, asked, [("q-x", "a"), ("q-x", "c")]) == ["a", "c"]
    assert read(app, asked, [("q-x", "a")]) == ["Choose at least 2 answers."]
    assert read(app, asked, []) is None


def test_read_ranking_needs_as_many_as_asked(app: Flask):
    asked = one("ranking", choices_min=2, options=options("a", "b", "c"))

    assert read(app, asked, [("q-x-a", "1")]) == ["Give at least 2 ranks."]


def test_read_country_and_language_are_of_the_list(app: Flask):
    assert read(app, one("country"), [("q-x", "LY")]) == "LY"
    assert read(app, one("country"), [("q-x", "Libya")]) == [LIST]
    assert read(app, one("language"), [("q-x", "sw")]) == "sw"
    assert read(app, one("language"), [("q-x", "xx")]) == [LIST]
    assert read(app, one("country", required=True), [("q-x", "")]) == ["Choose a country."]


def test_form_names_countries_in_the_language_of_the_reader(app: Flask):
    names = {}
    for lang in ("en", "fr", "ar"):
        with app.test_request_context("/"):
            g.lang, g.now, g.form_was_sent = lang, NOW, False
            form = make_form(Form, one("country"))()
        choices = [(choice.value, str(choice.label)) for choice in form["q-x"].choices]
        names[lang] = (dict(choices)["DE"], choices[1][0])

    assert names == {"en": ("Germany", "AF"), "fr": ("Allemagne", "AF"), "ar": ("ألمانيا", "ET")}


def test_read_email_and_link(app: Flask):
    email = ["Enter an e-mail address, such as name@example.org."]
    link = ["Enter the address of a page, such as https://example.org."]

    assert read(app, one("email"), [("q-x", " amal@example.org ")]) == "amal@example.org"
    assert read(app, one("email"), [("q-x", "amal")]) == email
    assert read(app, one("email"), [("q-x", "")]) is None
    assert (
        read(app, one("link"), [("q-x", "https://example.org/a?b=ج")])
        == "https://example.org/a?b=ج"
    )
    for bad in ("javascript:alert(1)", "example.org", "http://[", "https://a b.org", "ftp://x.org"):
        assert read(app, one("link"), [("q-x", bad)]) == link


def test_read_organisation_is_asked_about_as_elsewhere(app: Flask):
    an_organisation("Children First")
    asked = one("organisation")

    assert read(app, asked, [("q-x", "Children First")]) == "Children First"
    assert read(app, asked, [("q-x", "Childrens First")]) == [
        "Organisations with a similar name are known. Choose one, or yours as new."
    ]


def test_read_other_keeps_the_words_beside_it(app: Flask):
    asked = one("one_choice", other=True, options=[*options("a"), ("other", a_text("Other"))])

    form, good = sent(app, asked, [("q-x", "other"), ("q-x_other", "Radio")])
    assert (good, read_answers(form)) == (True, {"x": "other", "x_other": "Radio"})
    form, good = sent(app, asked, [("q-x", "a"), ("q-x_other", "Radio")])
    assert (good, read_answers(form)) == (True, {"x": "a"})
    form, good = sent(app, asked, [("q-x", "other"), ("q-x_other", "a\x00b")])
    assert errors(form) == {"q-x_other": ["Take out the control characters: they cannot be shown."]}


def test_read_file_of_a_wrong_kind_or_size_is_refused(app: Flask):
    asked = one("file", file_kinds="pdf docx", file_size=10)
    kinds = ["Choose a file of one of these kinds: PDF, DOCX."]

    assert read(app, asked, [("q-x", a_file("cv.pdf"))]) == "new"
    assert read(app, asked, [("q-x", a_file("cv.html"))]) == kinds
    assert read(app, asked, [("q-x", a_file("pdf"))]) == kinds
    assert read(app, asked, [("q-x", a_file("cv.pdf", b"x" * 11))]) == [
        "Choose a file of at most 1 kB."
    ]
    assert read(app, asked, [("q-x", a_file("cv.pdf", b""))]) == [
        "This file is empty. Choose another one."
    ]
    assert read(app, asked, [("q-x-kept", "1.forged")]) is None


def test_list_of_many_options_is_a_select_and_of_thousands_is_searched(app: Flask):
    types = {}
    for number in (12, 13, 151):
        asked = one("one_choice", options=options(*(f"o{n}" for n in range(number))))
        form, good = sent(app, asked, [("q-x", "o7")])
        assert (good, read_answers(form)) == (True, {"x": "o7"})
        types[number] = form["q-x"].type

    assert types == {12: "RadioField", 13: "SelectField", 151: "FindOneField"}


def test_search_in_a_long_list_shows_what_is_found_and_what_was_chosen(app: Flask):
    asked = one("several_choices", options=options(*(f"town{n}" for n in range(3000))))

    form, good = sent(app, asked, [("q-x", "town7"), ("q-x-find", "299 TOWN"), ("q-x-search", "1")])
    assert (good, form.errors) == (False, {})
    with app.test_request_context("/"):
        g.lang = "en"
        found = [(code, chosen) for code, _label, chosen in form["q-x"].shown(None)]
    assert found == [
        ("town7", True),
        *((f"town{n}", False) for n in (299, 1299, 2299, *range(2990, 3000))),
    ]


def test_shuffled_options_keep_their_order_in_the_same_form(app: Flask):
    codes = [f"o{n}" for n in range(9)]
    asked = one(
        "one_choice",
        shuffled=True,
        other=True,
        options=[("other", a_text("Other")), *options(*codes)],
    )

    def order(seed: str) -> list[str]:
        form, _good = sent(app, asked, [("order", seed)])
        return [choice.value for choice in form["q-x"].choices]

    assert order("ABC234") == order("ABC234")
    assert len({tuple(order(seed)) for seed in ("A", "B", "C", "D")}) > 1
    assert (sorted(order("A")), order("A")[-1]) == (sorted([*codes, "other"]), "other")


def test_form_shows_defaults_and_a_stored_answer_instead(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question("n", "whole_number", default="3"),
            a_question("r", "rating", default="2"),
            a_question("s", "several_choices", default="a b", options=options("a", "b", "c")),
            a_question("p", "points", default="a:40 b:60", options=options("a", "b")),
            a_question("t", "short_text", default="so"),
        ],
    )
    with app.test_request_context("/"):
        g.lang, g.now, g.form_was_sent = "en", NOW, False
        fresh = make_form(Form, asked)()
        stored = make_form(Form, asked)()
        fill(stored, asked, {"n": 7})

    assert read_answers(fresh) == {
        "n": 3, "r": 2, "s": ["a", "b"], "p": {"a": 40, "b": 60}, "t": "so",
    }  # fmt: skip
    assert read_answers(stored) == {"n": 7}


@pytest.mark.parametrize(
    "kind", [kind for kind in QuestionKind if kind not in ("note", "section", "calculation")]
)
def test_hostile_texts_are_taken_unchanged_or_refused_with_a_sentence(app: Flask, kind: str):
    """Nothing breaks, nothing is changed on the way, no control character gets in."""
    if not STRINGS.exists():
        pytest.skip(f"{STRINGS.name} is not here: hostile texts were not tried")
    asked = one(kind, options=options("a", "b"), length_limit=5000)
    is_text = kind in ("short_text", "long_text")
    for text in json.loads(STRINGS.read_text()):
        form, good = sent(app, asked, [("q-x", text), ("q-x-a", text), ("q-x-choice", text)])
        found = read_answers(form).get("x") if good else None
        hostile = any(ord(char) < 32 and char not in "\t\n\r" for char in text)
        if is_text and text.strip():
            assert (good, found) == ((False, None) if hostile else (True, text))
        if found is not None:
            service.store_response(asked, read_answers(form), language="en", person=None, now=NOW)
        assert good or all(errors(form).values())
