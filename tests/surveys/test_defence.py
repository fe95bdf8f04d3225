"""What a survey does against programs that fill it in, with the real pages."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import count

import pytest
from flask import Flask
from sqlalchemy import func, select

from meeting_app.core.db import db
from meeting_app.questionnaires.models import Response
from meeting_app.surveys.rules import PUZZLE_BITS, solves
from tests.support.factories import a_meeting
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey
from tests.surveys.test_views import FILLED

PATH = "/en/2027/surveys/themes"
QUICK = "That was quicker than people read."
CHECKED = "So many answers arrive at present that we check whether people send them."


@pytest.fixture
def guarded(app: Flask) -> Iterator[Flask]:
    """Four answers in a minute are taken for an attack."""
    app.config.update(SURVEY_LEAST_SECONDS=2, SURVEY_ANSWERS_PER_MINUTE=4)
    yield app
    app.config.update(SURVEY_LEAST_SECONDS=0, SURVEY_ANSWERS_PER_MINUTE=0)


def later(app: Flask, seconds: int) -> None:
    app.config["NOW"] += timedelta(seconds=seconds)


def count_responses() -> int:
    return db.session.scalar(select(func.count()).select_from(Response)) or 0


def solve(challenge: str) -> str:
    return next(str(nonce) for nonce in count() if solves(challenge, str(nonce)))


def answer(app: Flask, times: int) -> None:
    for _ in range(times):
        later(app, 3)
        visitor = Visitor(app)
        visitor.send(visitor.get(PATH), FILLED, status=422)


def under_attack(app: Flask) -> None:
    """As many answers as a minute takes: programs that are too quick, and no answer among them."""
    a_survey(a_meeting("2027"))
    answer(app, 4)
    assert count_responses() == 0


def test_answer_quicker_than_people_read_is_refused_and_taken_later(
    guarded: Flask, visitor: Visitor
):
    a_survey(a_meeting("2027"))
    page = visitor.get(PATH)

    later(guarded, 1)
    again = Page(visitor.send(page, FILLED, status=422))
    assert QUICK in again.text
    assert dict(again.form().fields)["q-why"] == "Floods each year"
    later(guarded, 1)
    visitor.send(again)

    assert count_responses() == 1


def test_answer_in_quiet_times_asks_for_no_puzzle(guarded: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))

    page = visitor.get(PATH)

    assert "data-puzzle" not in page.html


def test_answer_under_attack_costs_a_puzzle_and_the_page_says_which(
    guarded: Flask, visitor: Visitor
):
    under_attack(guarded)
    page = visitor.get(PATH)
    later(guarded, 3)

    again = Page(visitor.send(page, FILLED, status=422))
    assert CHECKED in again.text
    assert count_responses() == 0
    (puzzle,) = [e for e in again.parsed.elements if "data-puzzle" in e.attributes]
    fields = dict(again.form().fields)
    assert puzzle.attributes["data-puzzle"] == fields["form_key"]
    assert puzzle.attributes["data-bits"] == str(PUZZLE_BITS)
    visitor.send(again, {"nonce": solve(fields["form_key"])})

    assert count_responses() == 1


def test_answer_under_attack_with_a_wrong_number_is_refused(guarded: Flask, visitor: Visitor):
    under_attack(guarded)
    page = visitor.get(PATH)
    later(guarded, 3)
    key = dict(page.form().fields)["form_key"]
    wrong = next(str(n) for n in count() if not solves(key, str(n)))

    visitor.send(page, FILLED | {"nonce": wrong}, status=422)
    visitor.send(page, FILLED | {"nonce": solve("another form")}, status=422)

    assert count_responses() == 0


def test_answer_under_attack_without_a_script_is_taken_after_a_minute(
    guarded: Flask, visitor: Visitor
):
    under_attack(guarded)
    page = visitor.get(PATH)
    later(guarded, 3)
    again = Page(visitor.send(page, FILLED, status=422))

    for _ in range(6):  # the attack goes on
        later(guarded, 5)
        answer(guarded, 1)
    early = Page(visitor.send(again, status=422))
    assert CHECKED in early.text
    for _ in range(3):
        later(guarded, 5)
        answer(guarded, 1)
    visitor.send(early)

    assert count_responses() == 1


def test_wait_of_one_form_is_not_good_for_another(guarded: Flask, visitor: Visitor):
    under_attack(guarded)
    page = visitor.get(PATH)
    later(guarded, 3)
    waited = dict(Page(visitor.send(page, FILLED, status=422)).form().fields)["wait"]
    later(guarded, 70)
    answer(guarded, 4)
    other = visitor.get(PATH)
    later(guarded, 3)

    visitor.send(other, FILLED | {"wait": waited}, status=422)

    assert count_responses() == 0


def test_attack_is_over_when_a_minute_was_quiet(guarded: Flask, visitor: Visitor):
    under_attack(guarded)
    limiter = guarded.extensions["limits"][0]
    limiter.storage.reset()  # as when the window has passed: it follows the real clock
    page = visitor.get(PATH)
    later(guarded, 3)

    visitor.send(page, FILLED)

    assert count_responses() == 1


def test_counts_hold_no_address(guarded: Flask, visitor: Visitor):
    a_survey(a_meeting("2027"))
    page = visitor.get(PATH)
    later(guarded, 3)

    visitor.send(page, FILLED)

    keys = list(guarded.extensions["limits"][0].storage.events)
    assert len(keys) == 2
    assert [key for key in keys if "127.0.0.1" in key] == []


def test_answers_to_one_survey_do_not_count_against_another(guarded: Flask, visitor: Visitor):
    under_attack(guarded)
    meeting = a_meeting("2028")
    a_survey(meeting)
    page = visitor.get("/en/2028/surveys/themes")
    later(guarded, 3)

    visitor.send(page, FILLED)

    assert count_responses() == 1
