"""What is typed into a form that was saved once is kept without pressing anything."""

import re
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.driving import MEETING, Stage, violations

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


def begun_in_a_browser(stage: Stage) -> Page:
    """A new abstract of which the title was typed, and saved by the page's script."""
    page = stage.open("submitter", "en")
    page.goto(f"/en/{MEETING}/calls/advocacy/submit")
    with page.expect_response(re.compile(r"/submit/save$"), timeout=10_000) as answer:
        page.locator("[name=title]").fill("Begun 🌊")
    assert answer.value.status == 200
    return page


def test_abstract_is_begun_by_typing_and_goes_on_in_the_same_draft(stage: Stage):
    page = begun_in_a_browser(stage)
    expect(page.locator("main .saved")).to_have_text(re.compile(r"^Saved \d\d:\d\d$"))
    expect(page).to_have_url(re.compile(r"/abstracts/[A-Z0-9]{6}/edit$"))

    with page.expect_response(re.compile(r"/edit/save$"), timeout=10_000):
        page.locator("[name=text]").fill("Words")
    other = page.context.new_page()
    other.goto(page.url)

    expect(other.locator("[name=title]")).to_have_value("Begun 🌊")
    expect(other.locator("[name=text]")).to_have_value("Words")


def test_abstract_written_in_two_windows_shows_both_texts(stage: Stage):
    page = begun_in_a_browser(stage)
    expect(page).to_have_url(re.compile(r"/abstracts/[A-Z0-9]{6}/edit$"))
    other = page.context.new_page()
    other.goto(page.url)
    with other.expect_response(re.compile(r"/edit/save$"), timeout=10_000):
        other.locator("[name=title]").fill("From the other window")

    with page.expect_response(re.compile(r"/edit/save$"), timeout=10_000) as answer:
        page.locator("[name=title]").fill("From this window")
    assert answer.value.status == 409
    expect(page.locator("main .saved")).to_have_text(
        "Another window has saved other answers. Save here to see both."
    )
    page.locator("main .buttons [name=action][value=draft]").click()

    expect(page.locator("h1")).to_have_text("Saved in another window too")
    expect(page.locator("main .own")).to_have_text(["From this window", "From the other window"])
    assert violations(page) == []


def test_abstract_keeps_its_text_when_the_sign_in_ends_while_it_is_written(stage: Stage):
    page = begun_in_a_browser(stage)
    expect(page).to_have_url(re.compile(r"/abstracts/[A-Z0-9]{6}/edit$"))
    page.context.clear_cookies()

    with page.expect_response(re.compile(r"/edit/save$"), timeout=10_000):
        page.locator("[name=title]").fill("Written after that")
    expect(page.locator("main .saved")).to_contain_text("your sign-in has ended")
    expect(page.locator("[name=title]")).to_have_value("Written after that")
    page.locator("main .buttons [name=action][value=draft]").click()
    expect(page.locator("h1")).to_have_text("This form has expired")
    page.locator("main form .button").click()
    expect(page.locator("h1")).to_have_text("Sign in")
    back = parse_qs(urlsplit(page.url).query)["next"][0]
    page.context.add_cookies(stage.states["submitter"]["cookies"])
    page.goto(back)

    expect(page.locator("[name=title]")).to_have_value("Written after that")
