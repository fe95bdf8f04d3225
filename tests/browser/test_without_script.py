"""With JavaScript off, everything works."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.driving import MEETING, Stage, follow, path_of, send, tick


def test_answer_the_survey_without_script_keeps_the_ranking(stage: Stage):
    page = stage.open("visitor", "fr", script=False, width=320)
    page.goto(f"/fr/{MEETING}/surveys/themes")
    first, second = page.locator("select[name^=q-topics-]").all()[:2]
    first.select_option("1")
    second.select_option("1")
    tick(page, "q-region", "several")
    follow(page.locator(".buttons > button:not([name])"))
    wrong = page.locator("fieldset.wrong:has(select)")
    expect(wrong).to_be_visible()
    expect(first).to_have_value("1")
    expect(page.locator("[name=q-region][value=several]")).to_be_checked()
    second.select_option("2")
    for name, value in (
        ("q-organisation_kind", "local"),
        ("q-crises", "drought"),
        ("q-obstacles", "law"),
        ("q-children_heard", "2"),
        ("q-formats", "debate"),
        ("q-attendance", "online"),
    ):
        tick(page, name, value)
    send(page)
    assert path_of(page) == f"/fr/{MEETING}/surveys/themes/thanks"
    expect(page.locator(".notice.done")).to_be_visible()


def test_submit_an_abstract_without_script_with_a_second_presenter(stage: Stage):
    page = stage.open("submitter", "fr", script=False)
    page.goto(f"/fr/{MEETING}/calls/advocacy/submit")
    page.locator("[name=title]").fill("Sans script")
    page.locator("[name=text]").fill("Un texte court.")
    tick(page, "q-addressee", "donors")
    page.locator("[name=q-demand]").fill("Écouter.")
    expect(page.locator("[name=presenter2_name]")).to_have_count(0)
    send(page, "main [name=action][value=add]")
    expect(page.locator("[name=title]")).to_have_value("Sans script")
    page.locator("[name=presenter2_name]").fill("Deuxième Personne")
    page.locator("[name=presenter2_email]").fill("deuxieme@example.org")
    send(page)
    assert re.fullmatch(f"/fr/{MEETING}/abstracts/[A-Z0-9]{{6}}", path_of(page))
    expect(page.locator("h1")).to_have_text("Sans script")
    expect(page.locator("main")).to_contain_text("Deuxième Personne")


def test_place_a_session_without_script_puts_it_into_the_draft(stage: Stage):
    page = stage.open("organiser", "en", script=False)
    page.goto(f"/en/{MEETING}/desk/agenda/new")
    page.locator("[name=title-en]").fill("Placed without script")
    send(page)
    assert path_of(page).endswith("/place")
    page.locator("[name=day]").select_option(index=1)
    page.locator("[name=room]").select_option(index=2)
    page.locator("[name=starts]").fill("٠٦:٤٥")
    page.locator("[name=minutes]").fill("30")
    send(page)
    cell = page.locator("table.agenda td", has_text="Placed without script")
    expect(cell).to_contain_text("06:45–07:15")


@pytest.mark.parametrize("lang", ["ar", "es"])
def test_register_without_script_gives_a_place(stage: Stage, lang: str):
    page = stage.newcomer(f"script-{lang}@example.org", lang, script=False, width=320)
    page.goto(f"/{lang}/{MEETING}/register")
    tick(page, "mode", "online")
    page.locator("[name=name]").fill("Sin Guion")
    page.locator("[name=country]").select_option("CO")
    send(page)
    expect(page.locator(f"main a[href='/{lang}/{MEETING}/register/cancel']")).to_be_visible()
    letter = stage.service.letter(f"script-{lang}@example.org", f"/{lang}/{MEETING}/")
    assert letter["Content-Language"] == lang
    assert [part.get_content_type() for part in letter.iter_attachments()] == ["text/calendar"]
