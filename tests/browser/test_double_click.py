"""A form that is sent twice makes one row."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MEETING, SEND, Stage, path_of, send

ANSWER_AFTER_MILLISECONDS = 2000
SAVE_DRAFT = "main .buttons > [name=action][value=draft]"
TWICE = """async () => {
  const form = document.querySelector("main form[data-guard]");
  const body = new FormData(form);
  body.set("action", "draft");
  const ask = () => fetch(location.href, {method: "POST", body: new URLSearchParams(body)});
  const answers = await Promise.all([ask(), ask(), ask()]);
  return answers.map((one) => one.url);
}"""


@pytest.fixture
def page(stage: Stage) -> Page:
    return stage.open("submitter", "en")


def count_drafts(page: Page, title: str) -> int:
    """As one's own page lists them, seen in another tab."""
    other = page.context.new_page()
    other.goto(f"/en/{MEETING}/my")
    links = other.locator("main a[href*='/abstracts/']:has(bdi)", has_text=title)
    found = links.evaluate_all("all => all.map(one => one.pathname.replace('/edit', ''))")
    return len(set(found))


def write(page: Page, title: str) -> None:
    page.goto(f"/en/{MEETING}/calls/advocacy/submit")
    page.locator("[name=title]").fill(title)


def test_click_twice_on_a_slow_form_makes_one_draft(page: Page):
    write(page, "Clicked twice")
    page.locator(SAVE_DRAFT).scroll_into_view_if_needed()
    wire = page.context.new_cdp_session(page)
    wire.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": ANSWER_AFTER_MILLISECONDS,
            "downloadThroughput": -1,
            "uploadThroughput": -1,
        },
    )
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.url) if one.method == "POST" else None)
    box = page.locator(SAVE_DRAFT).bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    with page.expect_request(lambda one: one.method == "POST"):
        page.mouse.click(*middle)
    page.mouse.click(*middle)
    expect(page).to_have_url(re.compile(f"/en/{MEETING}/abstracts/"))
    assert len(sent) == 2
    assert count_drafts(page, "Clicked twice") == 1


def test_send_three_times_at_once_makes_one_draft(page: Page):
    write(page, "At once")
    landed = page.evaluate(TWICE)
    assert len(set(landed)) == 1
    assert "/abstracts/" in landed[0]
    assert count_drafts(page, "At once") == 1


def test_go_back_and_send_again_makes_one_draft(page: Page):
    write(page, "Sent again")
    send(page, SAVE_DRAFT)
    page.go_back()
    expect(page.locator("[name=title]")).to_have_value("Sent again")
    send(page, SAVE_DRAFT)
    assert path_of(page) != f"/en/{MEETING}/calls/advocacy/submit"
    assert count_drafts(page, "Sent again") == 1


def test_go_back_and_answer_the_survey_again_counts_once(stage: Stage):
    organiser = stage.open("organiser", "en")

    def answers() -> str:
        organiser.goto(f"/en/{MEETING}/desk/surveys/themes")
        return organiser.locator(".figures").first.inner_text()

    page = stage.open("visitor", "en")
    page.goto(f"/en/{MEETING}/surveys/themes")
    for name in page.locator("fieldset:not(:has(.optional)) input").evaluate_all(
        "all => [...new Set(all.map(one => one.name))]"
    ):
        page.locator(f"[name='{name}']").first.locator("xpath=../label").click()
    page.locator("select[name^=q-topics-]").first.select_option("1")
    send(page)
    once = answers()
    page.go_back()
    send(page, SEND)
    assert path_of(page) == f"/en/{MEETING}/surveys/themes/thanks"
    assert answers() == once
