"""Without a mouse."""

from playwright.sync_api import Page, expect

from tests.browser.driving import MEETING, SEND, Stage, path_of, violations

MOST_STOPS = 150
RANKED = 3
HERE = """() => {
  const one = document.activeElement;
  return {tag: one.tagName, type: one.type ?? "", name: one.name ?? "", isSend: one.matches(%r)};
}"""


def press_tab_until(page: Page, selector: str) -> None:
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab never reaches {selector}")


def test_skip_link_leads_past_the_menus(stage: Stage):
    page = stage.open("visitor", "ar")
    page.goto(f"/ar/{MEETING}/")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    expect(page.locator("a.skip")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main, footer') !== null")


def test_every_stop_of_the_keyboard_is_seen(stage: Stage):
    page = stage.open("visitor", "en", width=320)
    page.goto(f"/en/{MEETING}/agenda")
    for _stop in range(15):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            """() => {
              const one = document.activeElement, style = getComputedStyle(one);
              const box = one.getBoundingClientRect();
              return {
                width: parseFloat(style.outlineWidth), style: style.outlineStyle,
                inside: box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
                html: one.outerHTML.slice(0, 100),
              };
            }"""
        )
        assert outline["width"] >= 2, outline
        assert outline["style"] != "none", outline
        assert outline["inside"], outline


def test_sign_in_with_the_keyboard_sends_a_letter(stage: Stage):
    page = stage.open("visitor", "es")
    page.goto("/es/account/sign-in")
    press_tab_until(page, "[name=email]")
    page.keyboard.type("teclado@example.org")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{stage.service.url}/es/account/link-sent")
    letter = stage.service.letter("teclado@example.org", "/es/account/link/")
    assert letter["Content-Language"] == "es"


def answer_with_keys(page: Page) -> None:
    """Tab through the form; Space chooses, arrows change, letters are typed."""
    answered: set[str] = set()
    ranks = 0
    for _stop in range(MOST_STOPS):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE % SEND)
        if here["isSend"]:
            return
        if not here["name"].startswith("q-") or here["name"] in answered:
            continue
        answered.add(here["name"])
        if here["type"] == "radio":
            page.keyboard.press("Space")
            page.keyboard.press("ArrowDown")
        elif here["type"] == "checkbox":
            page.keyboard.press("Space")
        elif here["tag"] == "SELECT" and ranks < RANKED:
            ranks += 1
            for _step in range(ranks):
                page.keyboard.press("ArrowDown")
        elif here["tag"] in ("TEXTAREA", "INPUT"):
            page.keyboard.type("From the keyboard")
    raise AssertionError("Tab never reaches the button")


def test_answer_the_survey_with_the_keyboard_is_possible(stage: Stage):
    page = stage.open("visitor", "en")
    page.goto(f"/en/{MEETING}/surveys/themes")
    answer_with_keys(page)
    assert page.locator("input[type=radio]:checked").evaluate_all(
        "all => all.map(one => one.id.slice(-2))"
    ) == ["-1", "-1", "-1", "-1"]
    page.keyboard.press("Enter")
    expect(page.locator("main .notice.done")).to_be_visible()
    assert path_of(page) == f"/en/{MEETING}/surveys/themes/thanks"


def test_send_an_empty_survey_leads_from_the_summary_to_the_field(stage: Stage):
    page = stage.open("visitor", "ar", width=320)
    page.goto(f"/ar/{MEETING}/surveys/themes")
    press_tab_until(page, SEND)
    with page.expect_navigation() as answered:
        page.keyboard.press("Enter")
    assert answered.value is not None
    assert answered.value.status == 422
    expect(page.locator("[data-focus]")).to_be_focused()
    assert violations(page) == []
    page.keyboard.press("Tab")
    link = page.locator("[data-focus] a").first
    expect(link).to_be_focused()
    target = (link.get_attribute("href") or "").removeprefix("#")
    page.keyboard.press("Enter")
    expect(page.locator(f"[id='{target}']")).to_be_focused()
