"""The puzzle that an answer costs while programs fill a survey in, solved by the page's script."""

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.driving import MEETING, SEND, Service, Stage
from tests.browser.test_offline import fill

PATH = f"/en/{MEETING}/surveys/themes"


@pytest.fixture
def attacked(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
):
    """A service for which one answer in a minute is an attack."""
    monkeypatch.setenv("SURVEY_ANSWERS_PER_MINUTE", "1")
    service = Service(tmp_path_factory.mktemp("attacked"))
    stage = Stage(service, browser, {}, {})
    yield stage
    stage.close()
    assert service.stop() == 0
    assert stage.faults == []


def answered(page: Page, words: str) -> str:
    page.goto(PATH)
    fill(page, words)
    page.locator(SEND).click()
    page.wait_for_url(f"**{PATH}/thanks?receipt=*")
    return page.locator("main .notice.done bdi").first.inner_text()


def test_answer_under_attack_is_sent_after_the_puzzle_was_solved(attacked: Stage):
    page = attacked.open()
    first = answered(page, "Before the attack")
    page.goto(PATH)
    expect(page.locator("[data-puzzle]")).to_have_count(1)

    second = answered(page, "During the attack")

    assert len({first, second}) == 2


def test_answer_from_a_page_opened_before_the_attack_is_sent_on_the_second_try(attacked: Stage):
    early, other = attacked.open(), attacked.open()
    early.goto(PATH)
    fill(early, "Opened before")
    answered(other, "The attack begins")

    early.locator(SEND).click()
    expect(early.locator("main .notice.refused")).to_contain_text("check whether people send them")
    assert early.locator("main textarea").first.input_value() == "Opened before"
    early.locator(SEND).click()
    early.wait_for_url(f"**{PATH}/thanks?receipt=*")

    assert early.locator("main .notice.done bdi").count() == 1
