"""Choosing an organisation: typed with the keyboard, and without a script."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import Stage, path_of, send

NAME = "جمعية ظل الزيتونة لرعاية الطفل"


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_choose_with_the_keyboard_alone(stage: Stage, lang: str):
    page = stage.open("participant", lang, width=320)
    page.goto(f"/{lang}/account/")
    box = page.locator("[name=organisation]")
    expect(page.locator("[name=organisation-search]")).to_be_hidden()
    box.fill("")
    box.press_sequentially("ظل الزيتون")
    expect(box).to_have_attribute("aria-expanded", "true")
    first = page.locator(".options [role=option]").first
    expect(first).to_contain_text(NAME)

    box.press("ArrowDown")
    expect(first).to_have_attribute("aria-selected", "true")
    assert box.get_attribute("aria-activedescendant") == first.get_attribute("id")
    box.press("Enter")

    expect(box).to_have_value(NAME)
    expect(box).to_have_attribute("aria-expanded", "false")
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()
    expect(page.locator("[name=organisation]")).to_have_value(NAME)


def test_escape_closes_the_list_and_keeps_what_was_typed(stage: Stage):
    page = stage.open("participant", "en")
    page.goto("/en/account/")
    box = page.locator("[name=organisation]")
    box.fill("")
    box.press_sequentially("relif")
    expect(page.locator(".options [role=option]")).to_have_count(2)

    box.press("Escape")

    expect(page.locator(".options")).to_be_hidden()
    expect(box).to_have_value("relif")


def test_choose_without_script_searches_with_the_button(stage: Stage):
    page = stage.open("participant", "ar", script=False, width=320)
    page.goto("/ar/account/")
    page.locator("[name=organisation]").fill("ظل الزيتون")
    send(page, "[name=organisation-search]")
    page.locator(".found label", has_text=NAME).click()
    send(page)

    assert path_of(page) == "/ar/account/"
    expect(page.locator(".notice.done")).to_be_visible()
    expect(page.locator("[name=organisation]")).to_have_value(NAME)
