"""A form of a field team, as they use it: taken in, answered in Arabic on a phone, handed out."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Locator, Page, expect

from tests.browser.driving import Stage, send, sideways, tick, violations
from tests.questionnaires.xlsform.forms import DATA, LIBYA, real, understood

FORM = DATA / LIBYA
SURVEY = "/ar/2027/surveys/msna"
DESK = "/ar/2027/desk"
MOST_ROUNDS = 30


def take_in(organiser: Page) -> None:
    organiser.goto(f"{DESK}/surveys/new/xlsform")
    for name, value in {
        "slug": "msna",
        "title-ar": "تقييم الاحتياجات",
        "opens_at": "2026-01-01T09:00",
        "closes_at": "2036-01-01T09:00",
    }.items():
        organiser.locator(f"[name={name}]").fill(value)
    send(organiser)
    organiser.locator("input[type=file]").set_input_files(FORM)
    send(organiser)
    expect(organiser.locator("main")).to_contain_text("enumerator_id")
    assert sideways(organiser) == []
    send(organiser)


def answer(box: Locator) -> None:
    """Anything that the question takes, as a person would give it."""
    for kind in ("radio", "checkbox"):
        choice = box.locator(f".choice:visible input[type={kind}]")
        if choice.count():
            if not box.locator(f"input[type={kind}]:checked").count():
                choice.first.locator("xpath=../label").click()
            return
    select = box.locator("select:visible")
    if select.count():
        if not select.input_value():
            select.select_option(index=1)
        return
    for field in box.locator("input:visible:not([type=hidden]), textarea:visible").all():
        if not field.input_value():
            field.fill("1" if field.get_attribute("inputmode") == "numeric" else "نصّ")


def answer_what_is_asked(page: Page) -> None:
    boxes = page.locator("[data-question]:visible:not(:has([data-question]))")
    for number in range(400):
        if number >= boxes.count():  # an answer may show more questions
            return
        answer(boxes.nth(number))


def correct(page: Page) -> None:
    """What is refused as too small or too large gets the next number."""
    wrong = page.locator("input[inputmode=numeric][aria-invalid=true]:visible")
    for field in wrong.all():
        value = int(field.input_value() or "0")
        field.fill(str(value + 1 if value < 19 else 0))


@pytest.mark.skipif(not FORM.exists(), reason="the shared data are not here")
def test_real_form_is_taken_in_answered_in_arabic_and_handed_out(stage: Stage):
    organiser = stage.open("organiser", "ar")
    take_in(organiser)
    phone = stage.open("visitor", "ar", width=360)
    phone.goto(SURVEY)
    assert phone.locator("html").get_attribute("dir") == "rtl"

    hidden = phone.locator("[data-question=consented]")
    expect(hidden).to_be_hidden()
    tick(phone, "q-consent", "yes")
    expect(hidden).to_be_visible()
    able = phone.locator("[data-question=not_hoh_ability_toanswer]")
    expect(able).to_be_hidden()
    tick(phone, "q-hoh", "no")
    expect(able).to_be_visible()
    tick(phone, "q-hoh", "yes")
    expect(able).to_be_hidden()

    receipt = _send_until_taken(phone)

    sheet = _download(organiser, f"{DESK}/surveys/msna.xlsx").worksheets[0]
    heads, row = ([cell or "" for cell in line] for line in sheet.iter_rows(values_only=True))
    given = dict(zip(heads, row, strict=True))
    assert receipt in given.values()
    assert (given["consent"], given["hoh"]) == ("yes", "yes")
    assert given["not_hoh_ability_toanswer"] == ""
    organiser.goto(f"{DESK}/surveys/msna")
    organiser.locator("main a[href$='/xlsform']").click()
    address = organiser.locator("main a[href$='.xlsx']").get_attribute("href")
    assert address is not None
    form = organiser.request.get(address)
    back, first = understood(form.body()), understood(real(LIBYA))
    assert (back.definition, back.kept, back.parts) == (first.definition, first.kept, first.parts)


def _send_until_taken(phone: Page) -> str:
    for _round in range(MOST_ROUNDS):
        answer_what_is_asked(phone)
        with phone.expect_navigation() as answered:
            phone.locator("main form[data-guard] > .buttons > button").first.click()
        assert answered.value is not None
        if answered.value.status == 200:
            break
        assert answered.value.status == 422
        correct(phone)
    assert "/thanks" in phone.url, phone.locator(".notice.refused").inner_text()
    assert (sideways(phone), violations(phone)) == ([], [])
    return phone.url.partition("receipt=")[2]


def _download(page: Page, address: str) -> Any:
    return load_workbook(BytesIO(page.request.get(address).body()), read_only=True)
