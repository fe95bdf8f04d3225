"""While a form is filled in: questions come and go, and nothing that was typed is lost."""

import json
from collections.abc import Callable, Iterator
from html import escape

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires.definition import Choice, Definition, Item
from meeting_app.questionnaires.logic import compile_logic
from meeting_app.questionnaires.rules import QuestionKind
from tests.browser.static_pages import open_page

X = LocalText("en", "x")
YES_NO = QuestionKind.YES_NO
Opened = Callable[..., Page]


def an_item(code: str, kind: QuestionKind = QuestionKind.SHORT_TEXT, **said: object) -> Item:
    return Item(code, kind, X, **said)  # type: ignore[arg-type]


def boxes(code: str, kind: str, options: str) -> str:
    return "".join(
        f'<div class="choice"><input type="{kind}" id="{code}-{one}" name="q-{code}" value="{one}">'
        f'<label for="{code}-{one}">{one}</label></div>'
        for one in options.split()
    )


def question(code: str, content: str, *, shown: bool = True) -> str:
    unseen = "" if shown else f'<input type="hidden" name="unseen" value="{code}">'
    return (
        f'<div data-question="{code}"{"" if shown else " hidden"}>{unseen}<fieldset class="field">'
        f"<legend>{code}</legend>{content}</fieldset></div>"
    )


def text(code: str) -> str:
    return (
        f'<label for="{code}">{code}</label><input id="{code}" name="q-{code}" dir="auto" required>'
    )


def html(items: tuple[Item, ...], content: str, lang: str) -> str:
    rules = escape(json.dumps(compile_logic(Definition(items)).as_json()))
    direction = "rtl" if lang == "ar" else "ltr"
    return f"""<!doctype html>
<html lang="{lang}" dir="{direction}" data-words="{{used}} of {{limit}} words" data-characters="{{used}} of {{limit}} characters" data-optional="(optional)" data-left="Points left: {{left}}">
<head><meta charset="utf-8"><title>x</title><link rel="stylesheet" href="/static/app.css?v=1">
<script type="module" src="/static/app.js?v=1"></script></head>
<body><main><h1>x</h1><form data-logic="{rules}" data-today="2026-11-26">{content}<button>x</button></form></main></body></html>"""


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    found: list[tuple[Page, list[str]]] = []

    def show(*items: Item, content: str, lang: str = "en") -> Page:
        found.append(open_page(browser, html(items, content, lang), lang))
        return found[-1][0]

    yield show
    for page, faults in found:
        page.context.close()
        assert faults == []


def wrapper(page: Page, code: str) -> Locator:
    return page.locator(f"[data-question='{code}']")


def sent(page: Page) -> list[list[str]]:
    """What the form would send."""
    found: list[list[str]] = page.evaluate("[...new FormData(document.querySelector('form'))]")
    return found


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_answer_shows_a_question_and_hides_it_without_losing_its_text(opened: Opened, lang: str):
    page = opened(
        an_item("work", YES_NO),
        an_item("where", relevant="${work} = 'yes'"),
        an_item("s", QuestionKind.SECTION, relevant="${where} = 'غزة'"),
        an_item("why", parent="s"),
        content=question("work", boxes("work", "radio", "yes no"))
        + question("where", text("where"), shown=False)
        + '<section data-question="s" hidden><input type="hidden" name="unseen" value="s"><h2>s</h2>'
        + question("why", text("why"), shown=False)
        + "</section>",
        lang=lang,
    )
    expect(wrapper(page, "where")).to_be_hidden()

    page.locator("label[for=work-yes]").click()
    expect(wrapper(page, "where")).to_be_visible()
    assert sent(page) == [["q-work", "yes"], ["q-where", ""], ["unseen", "s"], ["unseen", "why"], ["q-why", ""]]  # fmt: skip
    page.locator("#where").press_sequentially("غزة")
    expect(wrapper(page, "s")).to_be_visible()
    page.locator("#why").press_sequentially("نعم 😀")
    assert [name for name, _value in sent(page)] == ["q-work", "q-where", "q-why"]

    page.locator("label[for=work-no]").click()
    expect(wrapper(page, "where")).to_be_hidden()
    expect(wrapper(page, "s")).to_be_hidden()
    hidden = sorted(value for name, value in sent(page) if name == "unseen")
    assert hidden == ["s", "where", "why"]

    page.locator("label[for=work-yes]").click()
    expect(page.locator("#where")).to_have_value("غزة")
    expect(page.locator("#why")).to_have_value("نعم 😀")
    expect(page.locator("#why")).to_be_visible()
    assert "unseen" not in dict(sent(page))


def test_answers_of_other_steps_count(opened: Opened):
    page = opened(
        an_item("first"),
        an_item("some", QuestionKind.SEVERAL_CHOICES),
        an_item("next", relevant="${first} = 'a' and selected(${some}, 'y')"),
        an_item("other", relevant="${first} = 'b'"),
        content='<input type="hidden" name="q-first" value="a">'
        '<input type="hidden" name="q-some" value="x"><input type="hidden" name="q-some" value="y">'
        + question("next", text("next"), shown=False)
        + question("other", text("other")),
    )

    expect(wrapper(page, "next")).to_be_visible()
    expect(wrapper(page, "other")).to_be_hidden()


def test_required_mark_follows_the_rule(opened: Opened):
    page = opened(
        an_item("a", QuestionKind.WHOLE_NUMBER),
        an_item("b", required_if="${a} >= 3"),
        content=f'<div data-question="a">{text("a")}</div><div data-question="b">{text("b")}</div>',
    )
    optional = wrapper(page, "b").locator(".optional")
    expect(optional).to_have_text("(optional)")
    expect(page.locator("#b")).not_to_have_attribute("required", "")

    page.locator("#a").fill("٣")

    expect(optional).to_be_hidden()
    expect(page.locator("#b")).to_have_attribute("required", "")
    page.locator("#a").fill("2")
    expect(optional).to_be_visible()


def towns(kind: QuestionKind, **said: object) -> Item:
    options = tuple(
        Choice(code, X, {"region": region}) for code, region in (("a", "n"), ("b", "s"), ("c", "s"))
    )
    return an_item("town", kind, options=options, choice_filter="region = ${region}", **said)


def test_filter_hides_answers_and_brings_back_what_was_chosen(opened: Opened):
    page = opened(
        an_item("region"),
        towns(QuestionKind.ONE_CHOICE),
        an_item("why", relevant="${town} = 'b'"),
        content=question("region", text("region"))
        + question("town", boxes("town", "radio", "a b c"))
        + question("why", text("why")),
    )
    expect(wrapper(page, "town")).to_be_hidden()  # nothing is offered

    page.locator("#region").fill("s")
    expect(page.locator("label[for=town-a]")).to_be_hidden()
    page.locator("label[for=town-b]").click()
    expect(wrapper(page, "why")).to_be_visible()
    assert dict(sent(page))["q-town"] == "b"

    page.locator("#region").fill("n")
    expect(page.locator("label[for=town-a]")).to_be_visible()
    expect(page.locator("label[for=town-b]")).to_be_hidden()
    expect(wrapper(page, "why")).to_be_hidden()  # as what is not offered is not sent
    assert "q-town" not in dict(sent(page))

    page.locator("#region").fill("s")
    assert dict(sent(page))["q-town"] == "b"
    expect(wrapper(page, "why")).to_be_visible()


def test_filter_empties_a_list_and_fills_it_again(opened: Opened):
    options = "".join(f'<option value="{one}">{one}</option>' for one in ("", "a", "b", "c"))
    page = opened(
        an_item("region"),
        towns(QuestionKind.ONE_CHOICE),
        content=question("region", text("region"))
        + question("town", f'<select name="q-town" id="town" aria-label="town">{options}</select>'),
    )
    page.locator("#region").fill("s")
    page.locator("#town").select_option("c")

    page.locator("#region").fill("n")
    expect(page.locator("#town")).to_have_value("")
    page.locator("#region").fill("s")

    expect(page.locator("#town")).to_have_value("c")
    assert page.locator("#town option:not([hidden])").all_inner_texts() == ["", "b", "c"]


def test_filter_takes_rows_of_a_ranking(opened: Opened):
    rows = "".join(
        f'<li><select name="q-town-{one}" aria-label="{one}"><option value=""></option><option value="1">1</option></select></li>'
        for one in "abc"
    )
    page = opened(
        an_item("region"),
        towns(QuestionKind.RANKING),
        content=question("region", text("region")) + question("town", f"<ol>{rows}</ol>"),
    )

    page.locator("#region").fill("s")

    assert page.locator("li:not([hidden]) select").evaluate_all("all => all.map((one) => one.name)") == ["q-town-b", "q-town-c"]  # fmt: skip
    assert [name for name, _value in sent(page)] == ["q-region", "q-town-b", "q-town-c"]


def test_question_named_like_a_row_is_no_row(opened: Opened):
    page = opened(
        an_item("g", QuestionKind.GRID, options=(Choice("a", X), Choice("b", X))),
        an_item("g-c", QuestionKind.WHOLE_NUMBER),
        an_item("next", relevant="${g} = 'a:2'"),
        content=question("g", '<input name="q-g-a" value="2" aria-label="a">')
        + question("g-c", '<input name="q-g-c" value="7" aria-label="c">')
        + question("next", text("next"), shown=False),
    )

    expect(wrapper(page, "next")).to_be_visible()


def test_words_beside_other_are_asked_with_it_alone(opened: Opened):
    options = (Choice("a", X), Choice("other", X))
    beside = (
        '<div class="field"><label for="say">say</label><input id="say" name="q-q_other"></div>'
    )
    page = opened(
        an_item("q", QuestionKind.SEVERAL_CHOICES, options=options, other=True),
        an_item("next", relevant="${q_other} = 'moon'"),
        content=question("q", boxes("q", "checkbox", "a other")).replace("</fieldset>", f"</fieldset>{beside}")
        + question("next", text("next")),
    )  # fmt: skip
    expect(page.locator("#say")).to_be_hidden()

    page.locator("label[for=q-other]").click()
    page.locator("#say").fill("moon")
    expect(wrapper(page, "next")).to_be_visible()
    page.locator("label[for=q-other]").click()

    expect(page.locator("#say")).to_be_hidden()
    expect(page.locator("#say")).to_have_value("moon")
    expect(wrapper(page, "next")).to_be_hidden()


def test_points_left_are_said(opened: Opened):
    rows = "".join(
        f'<li><input name="q-p-{one}" id="p-{one}" aria-label="{one}"></li>' for one in "ab"
    )
    page = opened(
        an_item("p", QuestionKind.POINTS, options=(Choice("a", X), Choice("b", X)), total=10),
        content=question("p", f"<ul>{rows}</ul>"),
    )
    line = page.locator("[aria-live=polite]")
    expect(line).to_have_text("Points left: \u206610\u2069")

    page.locator("#p-a").fill("7")
    expect(line).to_have_text("Points left: \u20663\u2069")
    page.locator("#p-b").fill("٥")

    expect(line).to_have_text("Points left: \u2066-2\u2069")
    expect(line).to_have_class("counter over")


@pytest.mark.parametrize(
    "typed", ["", " a  b ", "نعم لا", "a\u00a0b\u2003c\ufeffd", "😀 👨‍👩‍👧 e\u0301", "a\n\nb\tc\u0085d", "x" * 40]
)  # fmt: skip
def test_counters_count_as_the_server_does(opened: Opened, typed: str):
    page = opened(
        an_item("w", QuestionKind.LONG_TEXT),
        content='<textarea data-words="5" name="q-w" aria-label="w"></textarea>'
        '<textarea data-characters="30" name="q-c" aria-label="c"></textarea>'
        '<textarea maxlength="30" name="q-m" aria-label="m"></textarea>',
    )
    for area in page.locator("textarea").all():
        area.fill(typed)

    words, characters = len(typed.split()), len(typed)
    assert page.locator(".counter").all_inner_texts() == [
        f"{words} of 5 words",
        *[f"{characters} of 30 characters"] * 2,
    ]
    assert page.locator(".counter.over").count() == (words > 5) + 2 * (characters > 30)
    assert page.locator("[name=q-m]").input_value() == typed
