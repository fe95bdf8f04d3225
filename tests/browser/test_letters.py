"""An organiser words a letter and sees what it becomes."""

import pytest
from playwright.sync_api import expect

from tests.browser.driving import MEETING, Stage, send, sideways, violations

PAGE = f"/en/{MEETING}/desk/letters/templates"


def test_preview_follows_what_is_typed_and_placeholders_go_where_the_cursor_is(stage: Stage):
    page = stage.open("organiser", "en")
    page.goto(f"{PAGE}/review.declined")
    letter = page.locator("#preview-en article").first
    expect(letter).to_contain_text("About your abstract: Listening to children in camps")

    page.locator("[name=subject_en]").fill("News of ")
    page.locator("details:has(code) > summary").click()
    page.locator("[name=subject_en]").focus()
    page.keyboard.press("End")
    page.get_by_role("button", name="{meeting}").click()

    expect(page.locator("[name=subject_en]")).to_have_value("News of {meeting}")
    expect(letter).to_contain_text("News of Annual Meeting 2027")
    page.locator("[name=body_en]").fill("Dear {nobody}, <b>read</b> https://example.org/a.")
    expect(letter).to_contain_text("Dear {nobody}, <b>read</b> https://example.org/a.")
    expect(letter.locator("a")).to_have_attribute("href", "https://example.org/a")
    expect(page.locator("#preview-en .error").first).to_contain_text("no such placeholder")
    page.reload()
    expect(letter).to_contain_text("About your abstract: Listening to children in camps")


def test_reword_a_letter_without_script_for_somebody_searched(stage: Stage):
    page = stage.open("organiser", "ar", script=False, width=320)
    page.goto(f"/ar/{MEETING}/desk/letters/templates/registration.confirmed")
    page.locator("[name=body_ar]").fill("{greeting}\n\n{opening}\n\n{registration_page}")
    send(page, "main [name=action][value=search]")
    expect(page.locator("[name=body_ar]")).to_have_value(
        "{greeting}\n\n{opening}\n\n{registration_page}"
    )
    page.locator("[name=to]").select_option(index=1)
    send(page, "main [name=action][value=preview]")
    expect(page.locator("#preview-ar article").first).to_contain_text("/register")
    send(page, "main form[data-guard] > .buttons > button")
    expect(page.locator(".notice.done")).to_be_visible()
    expect(page.locator("[name=body_ar]")).to_have_value(
        "{greeting}\n\n{opening}\n\n{registration_page}"
    )


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("width", [320, 1280])
def test_pages_about_wordings_are_accessible_and_fit(stage: Stage, lang: str, width: int):
    page = stage.open("organiser", lang, width=width)
    for path in ("", "/review.accepted", "/review.accepted/default"):
        page.goto(f"/{lang}/{MEETING}/desk/letters/templates{path}")
        page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
        assert violations(page) == []
        assert sideways(page) == []
