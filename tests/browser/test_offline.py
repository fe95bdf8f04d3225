"""A survey on a weak network, in a real browser: kept on the device, sent on return, with a receipt."""

import gzip
import json
import re
from pathlib import Path
from typing import Any
from urllib.request import Request as HttpRequest
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.driving import MEETING, SEND, Stage, begin_survey, send, tick
from tests.questionnaires.xlsform.forms import a_workbook

PATH = f"/en/{MEETING}/surveys/themes"
DESK = f"/en/{MEETING}/desk"
STATIC = Path(__file__).parents[2] / "meeting_app" / "static"
WAITING = """async () => {
  const opened = indexedDB.open("surveys");
  const found = await new Promise((done) => { opened.onsuccess = () => done(opened.result); });
  const asked = found.transaction("waiting").objectStore("waiting").getAll();
  const all = await new Promise((done) => { asked.onsuccess = () => done(asked.result); });
  found.close();
  return all.length;
}"""


def is_ready(page: Page) -> None:
    expect(page.locator("[data-offline]")).to_have_attribute("data-ready", "true")


@pytest.fixture
def page(stage: Stage) -> Page:
    page = stage.open()
    page.goto(PATH)
    is_ready(page)
    stage.faults.clear()
    return page


def fill(page: Page, words: str) -> None:
    """Whatever has to be answered, and some words."""
    for group in page.locator("main fieldset:has(input[type=radio])").all():
        box = group.locator("input[type=radio]").first
        name, value = box.get_attribute("name"), box.get_attribute("value")
        assert name
        assert value
        tick(page, name, value)
    ranks = page.locator("main .ranks select")
    for place in range(ranks.count()):
        ranks.nth(place).select_option(str(place + 1))
    for group in page.locator("main fieldset:has(input[type=checkbox])").all():
        box = group.locator("input[type=checkbox]").first
        name, value = box.get_attribute("name"), box.get_attribute("value")
        assert name
        assert value
        tick(page, name, value)
    page.locator("main textarea").first.fill(words)


def texts(stage: Stage, words: str) -> int:
    """How many answers with these words organisers get."""
    organiser = stage.open("organiser")
    answers = organiser.request.get(f"/en/{MEETING}/desk/surveys/themes.csv")
    assert answers.status == 200
    return answers.text().count(words)


def receipts(page: Page) -> list[str]:
    return page.locator("[data-offline] .notice.done bdi").all_inner_texts()


def is_received(page: Page) -> None:
    expect(page.locator("[data-offline] .notice.done")).to_contain_text(
        "Received, number", timeout=40_000
    )


def forgiven(stage: Stage) -> None:
    """What Chromium notes of requests without a network is no fault."""
    stage.faults[:] = [
        one for one in stage.faults if "ERR_INTERNET_DISCONNECTED" not in one and "net::" not in one
    ]


def test_answer_filled_offline_is_sent_on_return_with_a_receipt(stage: Stage, page: Page):
    page.context.set_offline(True)
    page.reload()
    is_ready(page)
    fill(page, "Written without a network")
    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_contain_text("on this device: 1")
    assert page.evaluate(WAITING) == 1
    assert texts(stage, "Written without a network") == 0

    page.context.set_offline(False)
    is_received(page)

    (receipt,) = receipts(page)
    assert re.fullmatch("[A-Z0-9]{6}", receipt)
    assert page.evaluate(WAITING) == 0
    assert texts(stage, "Written without a network") == 1
    forgiven(stage)


def test_two_answers_filled_offline_from_one_kept_page_are_two(stage: Stage, page: Page):
    page.context.set_offline(True)
    for words in ("First on one device", "Second on one device"):
        page.goto(PATH)
        is_ready(page)
        fill(page, words)
        page.locator(SEND).click()
        expect(page.locator("[data-offline] .notice.warn")).to_be_visible()

    page.context.set_offline(False)
    expect(page.locator("[data-offline] .notice.done")).to_have_count(2, timeout=40_000)

    assert len(set(receipts(page))) == 2
    assert texts(stage, "First on one device") == 1
    assert texts(stage, "Second on one device") == 1
    forgiven(stage)


def test_answer_whose_receipt_was_lost_is_sent_again_and_stays_one(stage: Stage, page: Page):
    lost: list[int] = []

    def lose(route: Any) -> None:
        if route.request.method == "POST":
            lost.append(route.fetch().status)  # the server takes it ...
            route.abort()  # ... and the answer is lost
        else:
            route.continue_()

    page.context.route(f"**{PATH}", lose)
    fill(page, "Sent twice")
    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_be_visible()
    while len(lost) < 2:  # the page's own try, and the background's
        page.wait_for_timeout(100)
    page.wait_for_timeout(500)
    page.context.unroute(f"**{PATH}", lose)

    page.locator("[data-offline] .notice.warn button").click()
    is_received(page)

    assert lost == [200, 200]
    assert texts(stage, "Sent twice") == 1
    forgiven(stage)


def test_answer_with_a_network_is_sent_in_one_request(stage: Stage, page: Page):
    sent: list[str] = []
    page.on("request", lambda one: sent.append(one.method) if one.method == "POST" else None)
    fill(page, "Sent at once")

    page.locator(SEND).click()
    page.wait_for_url(f"**{PATH}/thanks?receipt=*")

    assert sent == ["POST"]
    assert texts(stage, "Sent at once") == 1


def test_form_that_is_not_kept_on_the_device_stays_as_typed_without_a_network(stage: Stage):
    page = stage.open("organiser")
    page.goto(f"/en/{MEETING}/desk/surveys/new")
    page.locator("[name=title-en]").fill("Typed on a train")
    page.context.set_offline(True)

    page.locator(SEND).click()

    expect(page.locator(".notice.refused")).to_contain_text("No connection.")
    expect(page.locator("[name=title-en]")).to_have_value("Typed on a train")
    page.context.set_offline(False)
    expect(page.locator(".notice.refused")).to_have_count(0)
    forgiven(stage)


def test_answer_that_was_not_taken_shows_why_and_keeps_what_was_typed(stage: Stage, page: Page):
    page.context.set_offline(True)
    page.locator("main textarea").first.fill("Something is missing")
    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_be_visible()
    page.context.set_offline(False)
    refused = page.locator("[data-offline] .notice.refused")
    expect(refused).to_be_visible()
    page.goto(PATH)

    refused.locator("button").first.click()
    expect(page.locator("main form .notice.refused")).to_be_visible()
    assert page.locator("main textarea").first.input_value() == "Something is missing"
    fill(page, "Nothing is missing")
    page.locator(SEND).click()
    page.wait_for_url(f"**{PATH}/thanks?receipt=*")
    page.goto(PATH)
    is_received(page)

    expect(refused).to_have_count(0)
    assert page.evaluate(WAITING) == 0
    forgiven(stage)


def test_answer_that_waits_is_gone_after_signing_out(stage: Stage):
    page = stage.open("participant")
    page.goto(PATH)
    is_ready(page)
    page.context.set_offline(True)
    page.locator("main textarea").first.fill("Not for everybody")  # and not what has to be answered
    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_be_visible()
    page.context.set_offline(False)
    expect(page.locator("[data-offline] .notice.refused")).to_be_visible()
    assert page.evaluate(WAITING) == 1

    page.locator("form[action$='/sign-out'] button").click()
    page.wait_for_url("**/en/")
    left = page.evaluate(
        """async () => [
          (await indexedDB.databases()).length,
          (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length,
        ]"""
    )

    stage.states.pop("participant")  # its sign-in has ended
    assert left == [0, 0, 0]
    forgiven(stage)


def test_worker_knows_this_survey_alone(stage: Stage, page: Page):
    scopes = page.evaluate(
        "async () => (await navigator.serviceWorker.getRegistrations()).map((one) => one.scope)"
    )

    assert scopes == [f"{stage.service.url}{PATH}"]


def test_scripts_for_weak_networks_weigh_little():
    names = ("outbox.js", "offline.js", "survey-worker.js")

    weight = sum(len(gzip.compress((STATIC / name).read_bytes(), 6)) for name in names)

    assert weight < 4400


def test_survey_weighs_at_most_thirty_kilobytes(stage: Stage):
    """Everything that a first visit fetches, as it goes over the wire."""
    page = stage.open("visitor", "ar")
    fetched: set[str] = set()
    page.on("request", lambda one: fetched.add(one.url))
    page.goto(f"/ar/{MEETING}/surveys/themes")
    expect(page.locator("[data-offline]")).to_have_attribute("data-ready", "true")
    weights = {}
    for url in fetched:
        asked = HttpRequest(url, headers={"Accept-Encoding": "br"})
        with urlopen(asked) as answer:
            weights[url.removeprefix(stage.service.url)] = len(answer.read())

    assert sum(weights.values()) < 30_000, json.dumps(weights, indent=1)


def survey_in_steps(organiser: Page, folder: Path) -> None:
    """Two groups are two pages; what the second asks depends on the first."""
    form = folder / "steps.xlsx"
    form.write_bytes(
        a_workbook(
            survey=[
                ("type", "name", "label::English (en)", "relevant"),
                ("begin_group", "you", "You", None),
                ("select_one yes_no", "came", "Did you come?", None),
                ("end_group", None, None, None),
                ("begin_group", "there", "There", None),
                ("text", "liked", "What did you like?", "${came} = 'yes'"),
                ("end_group", None, None, None),
            ],
            choices=[
                ("list_name", "name", "label::English (en)"),
                ("yes_no", "yes", "Yes"),
                ("yes_no", "no", "No"),
            ],
        )
    )
    begin_survey(organiser, f"{DESK}/surveys/new/xlsform", "steps", "en", "In steps")
    send(organiser)
    organiser.locator("input[type=file]").set_input_files(form)
    send(organiser)
    send(organiser)


def test_survey_in_steps_is_one_page_offline(stage: Stage, tmp_path: Path):
    organiser = stage.open("organiser")
    survey_in_steps(organiser, tmp_path)
    page = stage.open()
    page.goto(f"/en/{MEETING}/surveys/steps")
    is_ready(page)
    stage.faults.clear()
    expect(page.locator("[name=q-liked]")).to_have_count(0)
    page.context.set_offline(True)
    page.locator("main .buttons button").first.click()
    expect(page.locator("main form")).to_contain_text("it is one page then")

    page.reload()
    is_ready(page)
    expect(page.locator("[name=q-liked]")).to_be_hidden()
    tick(page, "q-came", "yes")
    page.locator("[name=q-liked]").fill("The water point")
    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_be_visible()
    page.context.set_offline(False)
    is_received(page)

    answers = organiser.request.get(f"{DESK}/surveys/steps.csv").text()
    assert answers.count("The water point") == 1
    forgiven(stage)


def survey_that_asks_for_an_organisation(organiser: Page) -> None:
    begin_survey(organiser, f"{DESK}/surveys/new", "camp", "en", "In the camp")
    chosen = organiser.locator("[name=questions]:checked")
    while chosen.count() > 1:
        chosen.last.uncheck(force=True)
    send(organiser)
    questions = organiser.locator("main a[href*='/desk/questionnaires/']").first
    number = re.search(r"/questionnaires/(\d+)", questions.get_attribute("href") or "")
    assert number
    organiser.goto(f"{DESK}/questionnaires/{number[1]}/library")
    organiser.locator("input[type=checkbox][value=organisation]").check(force=True)
    send(organiser)


def test_organisation_is_taken_as_typed_offline(stage: Stage):
    """One of the directory has nearly this name: with a network, the page asks back which is meant."""
    organiser = stage.open("organiser")
    survey_that_asks_for_an_organisation(organiser)
    page = stage.open()
    page.goto(f"/en/{MEETING}/surveys/camp")
    is_ready(page)
    stage.faults.clear()
    page.context.set_offline(True)
    page.reload()
    is_ready(page)
    page.locator("main .ranks select").first.select_option("1")
    page.locator("[name=q-organisation]").fill("Harbour Line Internationale")
    page.locator("main .buttons [name=go][value=save]").click()
    expect(page.locator("main form")).to_contain_text("This button needs a connection.")

    page.locator(SEND).click()
    expect(page.locator("[data-offline] .notice.warn")).to_be_visible()
    page.context.set_offline(False)
    is_received(page)

    answers = organiser.request.get(f"{DESK}/surveys/camp.csv").text()
    assert answers.count("Harbour Line Internationale") == 1
    forgiven(stage)
