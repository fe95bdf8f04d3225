"""A form of a field team, as they use it: taken in, answered in Arabic on a phone, handed out."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.driving import Stage, begin_survey, follow, send, sideways, tick, violations
from tests.questionnaires.xlsform.forms import DATA, LIBYA, real, understood

FORM = DATA / LIBYA
SURVEY = "/ar/2027/surveys/msna"
DESK = "/ar/2027/desk"
MOST_ROUNDS = 30


def take_in(organiser: Page) -> None:
    begin_survey(organiser, f"{DESK}/surveys/new/xlsform", "msna", "ar", "تقييم الاحتياجات")
    send(organiser)
    organiser.locator("input[type=file]").set_input_files(FORM)
    send(organiser)
    expect(organiser.locator("main")).to_contain_text("enumerator_id")
    assert sideways(organiser) == []
    send(organiser)


ANSWER_ALL = """() => {
  const seen = (one) => one.checkVisibility();
  let number = 0;
  const change = (one, value) => {
    one.value = value;
    one.dispatchEvent(new Event("input", { bubbles: true }));
    number += 1;
  };
  for (const box of document.querySelectorAll("[data-question]:not(:has([data-question]))")) {
    if (!seen(box)) continue;
    const choices = [...box.querySelectorAll(".choice input")].filter(seen);
    if (choices.length) {
      if (choices.some((one) => one.checked)) continue;
      choices[0].labels[0].click();
      number += 1;
      continue;
    }
    for (const one of box.querySelectorAll("select, textarea, input:not([type=hidden])")) {
      if (!seen(one) || one.value) continue;
      if (one.tagName === "SELECT") change(one, one.options[1].value);
      else change(one, one.inputMode === "numeric" ? "1" : "نصّ");
    }
  }
  return number;
}"""
"""Gives each question that is shown and not answered anything that it takes."""


def answer_what_is_asked(page: Page) -> None:
    while page.evaluate(ANSWER_ALL):  # an answer may show more questions
        pass


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
    follow(organiser.locator("main a[href$='/xlsform']"))
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
