"""A questionnaire is designed with the keyboard alone, and without a script."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MEETING, Stage, follow, path_of, send, sideways, violations


def open_last_call(page: Page, lang: str) -> str:
    """The address of the questionnaire of the demo's last call; nothing else of the demo needs it."""
    page.goto(f"/{lang}/{MEETING}/desk/questionnaires")
    follow(page.locator("main th a").last)
    return path_of(page)


def codes(page: Page) -> list[str]:
    return [name.removeprefix("q-") for name in page.locator(".outline > li").evaluate_all("all => all.map(one => one.id)")]  # fmt: skip


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_add_move_and_change_a_question_by_keyboard_without_script(stage: Stage):
    page = stage.open("organiser", "en", script=False)
    whole = open_last_call(page, "en")
    before = codes(page)

    page.goto(f"{whole}/add")
    page.locator("[name=label-en]").fill("How did you hear of us?")
    page.locator("[name=label-ar]").fill("كيف عرفتم عنا؟")
    send(page)
    page.locator("button[value=option-add]").focus()
    for number, text in enumerate(("A colleague", "A letter")):
        press_enter(page)
        page.locator(f"[name=options-{number}-en]").fill(text)
        page.locator("button[value=option-add]").focus()
    expect(page.locator("[name=options-0-en]")).to_have_value("A colleague")
    page.locator("[name=options-1-en]").focus()
    press_enter(page)  # in a field, Enter saves
    assert path_of(page) == whole
    assert codes(page) == [*before, "hear_us"]

    # The button that was pressed has the focus again, for as long as there is somewhere to go.
    page.locator("#q-hear_us button[value=up]").focus()
    for _place in before:
        press_enter(page)
        expect(page.locator("[autofocus]")).to_be_focused()
    assert codes(page) == ["hear_us", *before]

    page.goto(f"{whole}/try")
    expect(page.locator("main .choice label", has_text="A letter")).to_be_visible()
    page.goto(whole)
    follow(page.locator("#q-hear_us a", has_text="Remove"))
    send(page)
    assert codes(page) == before


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("ar", 320)])
def test_conditions_are_joined_by_keyboard_without_script(stage: Stage, lang: str, width: int):
    page = stage.open("organiser", lang, script=False, width=width)
    page.goto(open_last_call(page, lang))
    code = open_question_with_builder(page)

    for rule, place in (("when", "relevant"), ("need", "required_if")):
        text = page.locator(f"[name={place}]")
        for comparison in ("answered", "unanswered"):
            page.locator(f"[name={rule}-question]").select_option(code)
            page.locator(f"button[value={rule}-ask]").focus()
            press_enter(page)
            page.locator(f"[name={rule}-is]").select_option(comparison)
            page.locator(f"button[value={rule}-write]").focus()
            press_enter(page)
        expect(text).to_have_value(f"${{{code}}} != '' and ${{{code}}} = ''")
        page.locator(f"#{rule}-and").focus()
        page.keyboard.press("ArrowDown")
        page.locator(f"button[value={rule}-ask]").focus()
        press_enter(page)
        expect(text).to_have_value(f"${{{code}}} != '' or ${{{code}}} = ''")
        page.locator(f"button[value={rule}-drop-1]").focus()
        press_enter(page)
        expect(text).to_have_value(f"${{{code}}} != ''")


def open_question_with_builder(page: Page) -> str:
    """The last question of the questionnaire at hand that can be needed; the code of one before it."""
    links = page.locator(".outline > li a").evaluate_all("all => all.map(one => one.href)")
    for address in reversed([one for one in links if re.search(r"/questions/\d+$", one)]):
        page.goto(address)
        if page.locator("[name=need-question]").count():
            break
    option = page.locator("[name=need-question] option").nth(1)
    return str(option.get_attribute("value"))


@pytest.mark.parametrize(("lang", "width"), [("en", 1280), ("ar", 320)])
def test_pages_of_the_designer_hold_for_everybody(stage: Stage, lang: str, width: int):
    page = stage.open("organiser", lang, width=width)
    whole = open_last_call(page, lang)
    page.goto(whole)
    question = page.locator(".outline > li a").first.get_attribute("href")
    found = []
    for address in (whole, *(f"{whole}/{name}" for name in ("add", "library", "try", "check")),
                    f"{question}", f"{question}/kind", f"{question}/retire"):  # fmt: skip
        page.goto(address)
        found += violations(page) + sideways(page)
    page.goto(whole)
    code = open_question_with_builder(page)
    page.locator("[name=relevant]").fill(f"${{{code}}} != '' or string-length(${{{code}}}) > 2")
    page.locator("[name=need-question]").select_option(code)
    for button in ("when-ask", "option-lines"):
        if page.locator(f"button[value={button}]").count():
            follow(page.locator(f"button[value={button}]"))
            found += violations(page) + sideways(page)

    assert found == []
