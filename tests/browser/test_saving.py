"""What is typed into a form that was saved once is kept without pressing anything."""

import re

from playwright.sync_api import expect

from tests.browser.driving import MEETING, Stage

TEXT = "[name^='q-']:is(textarea, input[type=text], input:not([type]))"


def test_typing_is_saved_soon_after_the_last_key(stage: Stage):
    page = stage.open("visitor", "en")
    page.goto(f"/en/{MEETING}/surveys/themes")
    text = page.locator(f"main {TEXT}").first
    text.fill("Begun")
    page.locator("main .buttons [name=go][value=save]").click()
    expect(page).to_have_url(re.compile(r"/continue/[\w-]{43}\?"))
    name = text.get_attribute("name")

    with page.expect_response(re.compile(r"/save$"), timeout=10_000) as answer:
        page.locator(f"[name={name}]").fill("Begun, and then written on 🌊")
    assert answer.value.json()["revision"] == 2
    expect(page.locator("main .saved")).to_contain_text(re.compile(r"Saved \d\d:\d\d"))
    other = page.context.new_page()
    other.goto(page.url)

    expect(other.locator(f"[name={name}]")).to_have_value("Begun, and then written on 🌊")
