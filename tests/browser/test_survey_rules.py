"""A survey with rules, its page as the server makes it, filled in by a person in Chromium and sent
to the server, which sees the same as the page."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.questionnaires.forms.fields import read_decimal
from meeting_app.questionnaires.models import Response
from meeting_app.questionnaires.queries import values_of
from tests.browser.driving import tick
from tests.browser.static_pages import open_page
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting
from tests.support.pages import Visitor
from tests.surveys.factories import a_survey

LETTERS = "0123456789" * 3 + "٠١٢٩۰۵" * 2 + ",.,.-+ ٫٬\u00a0\u202fe_²"
PATH = "/{lang}/2027/surveys/themes"
TYPED: dict[str, tuple[str, dict[str, Any], dict[str, str], str]] = {
    "whole": ("whole_number", {}, {"q-whole": "١ ٢٠٠"}, "1200"),
    "minus": ("whole_number", {}, {"q-minus": "-007"}, "-7"),
    "amount": ("decimal", {}, {"q-amount": "1.234,50"}, "1234.5"),
    "arabic": ("decimal", {}, {"q-arabic": "٠٫٠٠٠٠٠٠١"}, "0.0000001"),
    "bad": ("decimal", {}, {"q-bad": "1e5"}, ""),
    "day": ("date", {}, {"q-day": "2026-02-28"}, "2026-02-28"),
    "hour": ("time", {}, {"q-hour": "14:30"}, "14:30"),
    "short": ("short_text", {}, {"q-short": " أ 😀 "}, " أ 😀 "),
    "mail": ("email", {}, {"q-mail": " a@example.org "}, "a@example.org"),
    "rated": ("rating", {}, {"q-rated": "4"}, "4"),
    "sure": ("yes_no", {}, {"q-sure": "no"}, "no"),
    "one": ("one_choice", {"options": options("a", "b")}, {"q-one": "b"}, "b"),
    "list": (
        "one_choice",
        {"options": options(*(f"c{number}" for number in range(20)))},
        {"q-list": "c7"},
        "c7",
    ),
    "some": ("several_choices", {"options": options("a", "b")}, {"q-some": "b"}, "b"),
    "place": ("country", {}, {"q-place": "LB"}, "LB"),
    "tongue": ("language", {}, {"q-tongue": "ar"}, "ar"),
    "order": (
        "ranking",
        {"options": options("a", "b", "c")},
        {"q-order-c": "1", "q-order-a": "2"},
        "c a",
    ),
    "grid": (
        "grid",
        {"options": options("a", "b")},
        {"q-grid-a": "2", "q-grid-b": "5"},
        "a:2 b:5",
    ),
    "shares": (
        "points",
        {"options": options("a", "b"), "total": 10},
        {"q-shares-a": "٧", "q-shares-b": "3"},
        "a:7 b:3",
    ),
}
"""{code: (kind, more of the question, {field: what is typed}, how expressions see it)}"""


@pytest.fixture
def opened(browser: Browser, visitor: Visitor) -> Iterator[Any]:
    found: list[tuple[Page, list[str]]] = []

    def show(lang: str, html: str | None = None) -> Page:
        html = html or visitor.get(PATH.format(lang=lang)).html
        html = html.replace(" data-offline=", " data-needs-a-server=")
        found.append(open_page(browser, html, lang))
        return found[-1][0]

    yield show
    for page, faults in found:
        page.context.close()
        assert faults == []


def sent(page: Page) -> list[tuple[str, str]]:
    pairs = page.evaluate("[...new FormData(document.querySelector('form[data-logic]'))]")
    return [(name, value) for name, value in pairs]


def stored() -> dict[str, Any]:
    (found,) = values_of(db.session.scalars(select(Response)).all()).values()
    return found


def fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name='{name}']")
    kind = field.first.get_attribute("type")
    if kind in ("radio", "checkbox"):
        tick(page, name, value)
    elif field.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value)
    else:
        field.fill(value)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_answer_shows_a_question_and_hides_it_without_losing_its_text(
    app: Flask, visitor: Visitor, opened: Any, lang: str
):
    a_survey(
        a_meeting("2027"),
        questions=[
            a_question("work", "yes_no", required=True),
            a_question("s", "section", relevant="${work} = 'yes'"),
            a_question("where", "short_text", parent="s", required=True),
            a_question("why", "long_text", required_if="${where} = 'غزة'"),
        ],
    )
    page = opened(lang)
    section, where = page.locator("[data-question=s]"), page.locator("[name=q-where]")
    optional = page.locator("[data-question=why] .optional")
    expect(section).to_be_hidden()
    expect(optional).to_be_visible()

    fill(page, "q-work", "yes")
    where.press_sequentially("غزة")
    expect(section).to_be_visible()
    expect(optional).to_be_hidden()
    fill(page, "q-work", "no")
    expect(section).to_be_hidden()
    expect(optional).to_be_visible()
    assert ("unseen", "where") in sent(page)
    fill(page, "q-work", "yes")

    expect(where).to_have_value("غزة")
    assert "unseen" not in dict(sent(page))
    page.locator("[name=q-why]").fill("نعم")
    visitor.post(PATH.format(lang=lang), sent(page))
    assert stored() == {"work": "yes", "where": "غزة", "why": "نعم"}


def test_answer_of_an_earlier_step_shows_a_question(app: Flask, visitor: Visitor, opened: Any):
    a_survey(
        a_meeting("2027"),
        questions=[
            a_question("s", "section"),
            a_question("some", "several_choices", options=options("a", "b"), parent="s"),
            a_question("t", "section"),
            a_question("number", "whole_number", parent="t"),
            a_question(
                "why",
                "short_text",
                parent="t",
                relevant="selected(${some}, 'b') and ${number} > 2",
            ),
        ],
    )
    page = opened("en")
    tick(page, "q-some", "a")
    tick(page, "q-some", "b")
    second = visitor.follow(visitor.post(PATH.format(lang="en"), sent(page)))
    page = opened("en", second.html)
    address = page.locator("main form[data-logic]").get_attribute("action")
    assert address is not None
    expect(page.locator("[name=q-why]")).to_be_hidden()
    fill(page, "q-number", "3")
    expect(page.locator("[name=q-why]")).to_be_visible()
    page.locator("[name=q-why]").fill("so")
    visitor.post(address, sent(page))
    assert stored() == {"some": ["a", "b"], "number": 3, "why": "so"}


def test_page_and_server_read_every_kind_alike(app: Flask, visitor: Visitor, opened: Any):
    questions = [a_question(code, kind, **more) for code, (kind, more, _t, _s) in TYPED.items()]
    seen = [
        a_question(f"saw-{code}", "short_text", relevant=f"string(${{{code}}}) = '{text}'")
        for code, (_kind, _more, _typed, text) in TYPED.items()
    ]
    a_survey(a_meeting("2027"), questions=[*questions, *seen])
    page = opened("en")

    for _kind, _more, typed, _text in TYPED.values():
        for name, value in typed.items():
            fill(page, name, value)
    for code in TYPED:
        page.locator(f"[name=q-saw-{code}]").fill("seen", timeout=2000)
    page.locator("[name=q-bad]").fill("")
    visitor.post(PATH.format(lang="en"), sent(page))

    found = stored()
    assert {code for code in found if code.startswith("saw-")} == {f"saw-{code}" for code in TYPED}


def test_page_and_server_read_typed_decimals_alike(browser: Browser):
    chance = Random(4)
    typed = ["".join(chance.choices(LETTERS, k=chance.randint(1, 9))) for _number in range(20_000)]
    page, faults = open_page(browser)
    read = page.evaluate(
        """async (typed) => {
          const { decimalOf } = await import("/static/logic.js?v=1");
          return typed.map((one) => [decimalOf(one)].map((number) => Number.isNaN(number) ? null : number)[0]);
        }""",
        typed,
    )
    page.context.close()

    assert sum(number is not None for number in read) > 1000
    differing = [
        (one, mine, theirs)
        for one, mine in zip(typed, read, strict=True)
        if mine != (theirs := read_decimal(one))
    ]
    assert (differing[:20], faults) == ([], [])
