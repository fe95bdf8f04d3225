"""The rules of a questionnaire, applied to a form that was sent."""

from datetime import timedelta
from typing import Any

from flask import Flask

from meeting_app.core.db import db
from meeting_app.questionnaires import service
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.forms import read_answers
from meeting_app.questionnaires.models import Questionnaire
from tests.conftest import NOW
from tests.questionnaires.factories import a_question, a_questionnaire, options
from tests.questionnaires.sending import errors, sent
from tests.support.factories import a_meeting, a_text

LEADS = "Your other answers lead to this question: answer it too."


def travelling(**said: Any) -> Questionnaire:
    return a_questionnaire(
        a_meeting(),
        [
            a_question("comes", "yes_no", required=True),
            a_question("trip", "section", relevant="${comes} = 'yes'"),
            a_question("from", "short_text", parent="trip", required=True),
            a_question("to", "short_text", parent="trip", **said),
        ],
    )


def test_validate_hidden_question_is_neither_needed_nor_read(app: Flask):
    form, good = sent(app, travelling(), [("q-comes", "no"), ("q-from", "Goma\x07")])

    assert (good, read_answers(form)) == (True, {"comes": "no"})


def test_validate_question_that_was_unseen_brings_the_form_back(app: Flask):
    unseen = [("unseen", code) for code in ("trip", "from", "to")]

    form, good = sent(app, travelling(), [("q-comes", "yes"), *unseen])

    assert not good
    assert errors(form) == {"q-from": [LEADS]}


def test_validate_unseen_question_that_nobody_needs_is_shown_once(app: Flask):
    typed = [("q-comes", "yes"), ("q-from", "Goma")]

    form, good = sent(app, travelling(), [*typed, ("unseen", "to")])
    assert (good, form.form_errors) == (
        False,
        ["Your answers lead to further questions. Look at them, and send the form again."],
    )
    form, good = sent(app, travelling(), typed)
    assert (good, read_answers(form)) == (True, {"comes": "yes", "from": "Goma"})


def test_validate_question_needed_by_a_rule_says_so_in_its_own_words(app: Flask):
    asked = travelling(required_if="${from} = 'Goma'", required_message=a_text("Where to?"))

    form, _good = sent(app, asked, [("q-comes", "yes"), ("q-from", "Goma")])
    assert errors(form) == {"q-to": ["Where to?"]}
    form, good = sent(app, asked, [("q-comes", "yes"), ("q-from", "Lyon")])
    assert good


def test_validate_draft_may_lack_what_is_needed(app: Flask):
    _form, good = sent(app, travelling(), [("q-comes", "yes")], complete=False)

    assert good


def test_validate_answer_against_its_constraint_says_the_organisers_words(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question(
                "age", "whole_number", constraint=". >= 18", constraint_message=a_text("Too young.")
            ),
            a_question("day", "date", constraint=". <= today()"),
        ],
    )

    form, _good = sent(app, asked, [("q-age", "17"), ("q-day", "2026-11-21")])
    assert errors(form) == {
        "q-age": ["Too young."],
        "q-day": ["This answer cannot be right. Check it."],
    }
    form, good = sent(app, asked, [("q-age", "١٨"), ("q-day", "2026-11-20")])
    assert (good, read_answers(form)) == (True, {"age": 18, "day": "2026-11-20"})


def test_validate_option_that_a_filter_takes_away_is_refused(app: Flask):
    towns = [
        Choice(code, a_text(code), {"country": code[:2]})
        for code in ("cd-goma", "cd-uvira", "ly-sirte")
    ]
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question("country", "one_choice", options=options("cd", "ly")),
            a_question("town", "one_choice", options=towns, choice_filter="country = ${country}"),
        ],
    )

    form, good = sent(app, asked, [("q-country", "cd"), ("q-town", "cd-uvira")])
    assert (good, read_answers(form)) == (True, {"country": "cd", "town": "cd-uvira"})
    form, good = sent(app, asked, [("q-country", "ly"), ("q-town", "cd-uvira")])
    assert errors(form) == {"q-town": ["Choose from the answers of the list."]}
    item = form.definition.by_code["town"]
    shown = [c.value for c in form.ready(item).choices if not c.render_kw.get("hidden")]
    assert shown == ["ly-sirte"]


def test_read_stores_what_is_reckoned(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question("a", "whole_number"),
            a_question("b", "whole_number"),
            a_question("sum", "calculation", calculation="${a} + ${b}"),
            a_question("words", "calculation", calculation="concat(${t}, ${t})"),
            a_question("t", "long_text"),
        ],
    )

    form, good = sent(app, asked, [("q-a", "2"), ("q-b", "3"), ("q-t", "x" * 400)])
    response = service.store_response(
        asked, read_answers(form), language="en", person=None, now=NOW
    )

    assert good
    assert service.response_values(response) == {
        "a": 2, "b": 3, "sum": "5", "words": "x" * 800, "t": "x" * 400,
    }  # fmt: skip


def test_store_response_of_a_former_version_keeps_what_is_no_longer_asked(app: Flask):
    asked = a_questionnaire(
        a_meeting(),
        [
            a_question("old", "one_choice", options=options("a", "b")),
            a_question("gone", "short_text"),
        ],
    )
    service.store_response(asked, {"old": "a"}, language="en", person=None, now=NOW)
    service.begin_version(asked, NOW)
    asked.questions[1].retired = True
    asked.questions[0].options[1].retired = True
    db.session.flush()
    db.session.refresh(asked)

    response = service.store_response(
        asked,
        {"old": "b", "gone": "still said"},
        language="en",
        person=None,
        now=NOW + timedelta(minutes=1),
        version=1,
    )

    assert (response.version, asked.version) == (1, 2)
    assert service.response_values(response) == {"old": "b", "gone": "still said"}
