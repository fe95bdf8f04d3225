"""Forms made from questions: what is taken, what is refused, what is read back."""

from typing import Any

import pytest
from flask import Flask, g
from werkzeug.datastructures import MultiDict

from meeting_app.core.forms import Form
from meeting_app.core.requests import new_form_key
from meeting_app.questionnaires.forms import fill, make_form, read_answers
from meeting_app.questionnaires.models import Questionnaire
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.support.factories import a_meeting

RANKS = [("q-topics-care", "2"), ("q-topics-climate", "1"), ("q-topics-cash", "")]
GOOD = [
    *RANKS,
    ("q-work", "local"),
    ("q-crises", "flood"),
    ("q-crises", "war"),
    ("q-heard", "4"),
    ("q-town", " Goma "),
    ("q-why", "one two\r\nthree"),
]


def sent(
    app: Flask, asked: Questionnaire, data: list[tuple[str, str]], *, complete: bool = True
) -> tuple[Form, bool]:
    """The form as a person sent it, and whether it was valid."""
    with app.test_request_context("/", method="POST"):
        g.lang, g.now, g.form_was_sent = "en", NOW, False
        made = make_form(Form, asked)
        form = made(
            formdata=MultiDict([*data, ("form_key", new_form_key(NOW))]), meta={"csrf": False}
        )
        form.complete = complete  # type: ignore[attr-defined]
        good = form.validate()
        return form, good


def errors(form: Form) -> dict[str, list[str]]:
    return {name: [str(one) for one in found] for name, found in form.errors.items()}


def test_read_answers_gives_values_by_code(app: Flask):
    asked = a_questionnaire(a_meeting())

    form, good = sent(app, asked, GOOD)

    assert good, errors(form)
    assert read_answers(form, asked) == {
        "topics": ["climate", "care"],
        "work": "local",
        "crises": ["flood", "war"],
        "heard": 4,
        "town": " Goma ",
        "why": "one two\nthree",
    }


def test_read_answers_leaves_out_what_was_not_answered(app: Flask):
    asked = a_questionnaire(a_meeting())

    form, good = sent(app, asked, [*RANKS, ("q-work", "global"), ("q-town", " \t"), ("q-why", "")])

    assert good
    assert read_answers(form, asked) == {"topics": ["climate", "care"], "work": "global"}


def test_validate_without_required_answers_says_what_to_do(app: Flask):
    asked = a_questionnaire(a_meeting())

    form, good = sent(app, asked, [("q-town", "Goma")])

    assert not good
    assert errors(form) == {
        "q-topics": ["Give at least the first rank."],
        "q-work": ["Choose one of the answers."],
    }


def test_validate_incomplete_form_of_a_draft_is_good(app: Flask):
    asked = a_questionnaire(a_meeting())

    form, good = sent(app, asked, [("q-town", "Goma")], complete=False)

    assert good
    assert read_answers(form, asked) == {"town": "Goma"}


@pytest.mark.parametrize(
    ("name", "values", "sentence"),
    [
        ("q-work", ["elsewhere"], "Choose from the answers of the list."),
        ("q-crises", ["war", "flood", "drought"], "Choose at most 2 answers."),
        ("q-crises", ["war", "war"], "Choose from the answers of the list."),
        ("q-heard", ["6"], "Choose from the answers of the list."),
        ("q-heard", ["many"], "Choose from the answers of the list."),
        ("q-town", ["x" * 21], "Shorten the text to at most 20 characters."),
        ("q-town", ["a\x07b"], "Take out the control characters: they cannot be shown."),
        ("q-why", ["1 2 3 4 5 6"], "The text has 6 words; at most 5 are possible."),
        ("q-topics-cash", ["1"], "Give each rank to one option only."),
        ("q-topics-cash", ["4"], "Choose ranks from the list."),
        ("q-topics-cash", ["first"], "Choose ranks from the list."),
    ],
)
def test_validate_wrong_answer_is_refused_at_its_question(
    app: Flask, name: str, values: list[str], sentence: str
):
    asked = a_questionnaire(a_meeting())
    data = [(n, v) for n, v in GOOD if n != name] + [(name, value) for value in values]

    form, good = sent(app, asked, data)

    assert not good
    assert list(errors(form).values()) == [[sentence]]


def test_validate_ranking_of_few_places_takes_no_more(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [a_question("top", "ranking", choices_max=1, options=options("a", "b"))],
    )

    assert sent(app, asked, [("q-top-a", "1")])[1]
    assert errors(sent(app, asked, [("q-top-a", "1"), ("q-top-b", "2")])[0]) == {
        "q-top": ["Choose ranks from the list."]
    }


def test_fill_shows_stored_values(app: Flask):
    asked = a_questionnaire(a_meeting())
    values: dict[str, Any] = {
        "topics": ["cash", "care"],
        "work": "local",
        "crises": ["war"],
        "heard": 2,
        "why": "So",
    }
    with app.test_request_context("/"):
        g.lang, g.now, g.form_was_sent = "en", NOW, False
        form = make_form(Form, asked)()
        fill(form, asked, values)

    assert read_answers(form, asked) == values


def test_make_form_falls_back_with_the_language_marked(app: Flask):
    asked = a_questionnaire(a_meeting(), [a_question("x", "short_text")])
    asked.questions[0].label = asked.questions[0].label.translated("ar", "")
    with app.test_request_context("/"):
        g.lang, g.now, g.form_was_sent = "ar", NOW, False
        form = make_form(Form, asked)()

    assert form["q-x"].label.text == '<span lang="en" dir="ltr">About x?</span>'
