"""Four people in four languages, one after another, from the survey to a subscribed calendar."""

import re
from datetime import datetime, timedelta
from urllib.request import urlopen
from zoneinfo import ZoneInfo

from icalendar import Calendar
from icalendar import Event as Entry
from playwright.sync_api import Page, expect

from tests.browser.driving import (
    MEETING,
    Stage,
    follow,
    link_in,
    path_of,
    send,
    tick,
    violations,
)

TITLE = "Écouter les grands-mères avant de rédiger le projet"
TEXT = (
    "Dans trois villages, les grands-mères savaient quels enfants allaient partir. "
    "Nous demandons que chaque projet commence par les entendre, et que le budget le prévoie."
)
SUBMITTER = "josue.mugisho@example.net"
PARTICIPANT = "amal.haddad@example.org"
ZONE = ZoneInfo("Asia/Amman")
DECIDE = "/desk/decisions?call=advocacy"


def check(page: Page) -> None:
    assert violations(page) == []


def answer_survey(page: Page) -> None:
    page.goto("/ar/")
    follow(page.locator(f"main a[href='/ar/{MEETING}/']").first)
    follow(page.locator(f"main a[href='/ar/{MEETING}/surveys/themes']"))
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    check(page)
    tick(page, "q-organisation_kind", "local")
    tick(page, "q-region", "middle_east_north_africa")
    tick(page, "q-crises", "conflict")
    tick(page, "q-crises", "displacement")
    for place, select in enumerate(page.locator("select[name^=q-topics-]").all()[:3], 1):
        select.select_option(str(place))
    page.locator("[name=q-why]").fill("لأن الأسر هي أول من يحمي الطفل.")
    tick(page, "q-obstacles", "funding")
    tick(page, "q-children_heard", "3")
    tick(page, "q-formats", "workshop")
    tick(page, "q-attendance", "in_person")
    send(page)
    expect(page).to_have_url(re.compile("/surveys/themes/thanks"))
    check(page)


def submit_abstract(page: Page) -> str:
    """Write a draft, leave it, continue, submit. The abstract's code."""
    page.goto(f"/fr/{MEETING}/calls/advocacy")
    follow(page.locator(f"main a[href='/fr/{MEETING}/calls/advocacy/submit']"))
    page.locator("[name=title]").fill(TITLE)
    expect(page.locator("[name=language]")).to_have_value("fr")
    send(page, ".buttons [name=action][value=draft]")
    code = path_of(page).split("/")[-1]
    page.goto(f"/fr/{MEETING}/my")
    follow(page.locator(f"main a[href$='/abstracts/{code}']").first)
    follow(page.locator(f"main a[href$='/abstracts/{code}/edit']"))
    expect(page.locator("[name=title]")).to_have_value(TITLE)
    page.locator("[name=text]").fill(TEXT)
    tick(page, "q-addressee", "donors")
    page.locator("[name=q-demand]").fill("Prévoir l’écoute des aînées dans chaque budget.")
    send(page, "main [name=action][value=add]")
    page.locator("[name=presenter2_name]").fill("Espérance Furaha")
    page.locator("[name=presenter2_email]").fill("esperance.furaha@example.org")
    page.locator("[name=presenter2_organisation]").fill("Kivu Watoto Pamoja")
    check(page)
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()
    assert path_of(page) == f"/fr/{MEETING}/abstracts/{code}"
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("Espérance Furaha")
    return code


def assign_reviewers(page: Page) -> None:
    page.goto(f"/en/{MEETING}/desk/review?call=advocacy")
    page.locator("[name=k]").select_option("3")
    follow(page.locator("form[action$='/desk/review/assign'] button"))
    check(page)
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()


def review(page: Page, code: str) -> None:
    page.goto(f"/es/{MEETING}/review/")
    entry = f"a[href='/es/{MEETING}/review/{code}']"
    follow(page.locator(f"main td {entry}, main th {entry}"))
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("h1")).to_have_attribute("lang", "fr")
    expect(page.locator("main")).not_to_contain_text("Espérance Furaha")
    check(page)
    tick(page, "score-force", "5")
    tick(page, "score-voices", "4")
    page.locator("[name=comment]").fill("Una demanda clara, contada por quienes la viven.")
    send(page)
    expect(page.locator(".notice.done")).to_contain_text(code)


def decide_and_announce(page: Page, code: str) -> None:
    page.goto(f"/en/{MEETING}{DECIDE}")
    follow(page.locator(f"main a[href='/en/{MEETING}/desk/decisions/{code}']"))
    expect(page.locator("main")).to_contain_text("Una demanda clara")
    tick(page, "outcome", "accept")
    send(page)
    page.goto(f"/en/{MEETING}/desk/decisions/announce?call=advocacy")
    expect(page.locator("details.letter[open], details.letter").first).to_be_visible()
    check(page)
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()


def follow_letter(page: Page, stage: Stage, code: str) -> None:
    """The letter is in French and leads to the abstract."""
    letter = stage.service.letter(SUBMITTER, f"/abstracts/{code}", TITLE)
    assert letter["Content-Language"] == "fr"
    page.goto(link_in(letter, "/abstracts/"))
    assert path_of(page) == f"/fr/{MEETING}/abstracts/{code}"
    expect(page.locator("h1")).to_have_text(TITLE)


def make_session(page: Page) -> str:
    """Of the accepted abstract. The session's code."""
    page.goto(f"/en/{MEETING}/desk/agenda")
    send(page, "form[action$='/from-accepted'] button")
    follow(page.locator("#unplaced a", has_text=TITLE))
    return path_of(page).split("/")[-1]


def place(page: Page, session: str, starts: str) -> datetime:
    """On the first day, in the first room."""
    page.goto(f"/en/{MEETING}/desk/agenda/{session}/place")
    day = page.locator("[name=day] option").first.get_attribute("value")
    assert day is not None
    page.locator("[name=day]").select_option(day)
    page.locator("[name=room]").select_option(index=1)
    page.locator("[name=starts]").fill(starts)
    page.locator("[name=minutes]").fill("45")
    check(page)
    send(page)
    return datetime.fromisoformat(f"{day}T{starts}").replace(tzinfo=ZONE)


def publish(page: Page) -> int:
    """The number of the version."""
    page.goto(f"/en/{MEETING}/desk/agenda/publish")
    number = int(re.findall(r"\d+", page.locator("h1").inner_text())[0])
    expect(page.locator("main")).to_contain_text(TITLE)
    check(page)
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()
    return number


def register(page: Page) -> None:
    page.goto(f"/ar/{MEETING}/register")
    check(page)
    tick(page, "mode", "online")
    page.locator("[name=name]").fill("أمل حداد")
    page.locator("[name=organisation]").press_sequentially("جمعية ظل الزيتون")
    page.locator(".options [role=option]").first.click()
    page.locator("[name=country]").select_option("JO")
    tick(page, "languages", "ar")
    expect(page.locator("[data-question=guide]")).to_be_hidden()
    tick(page, "q-newcomer", "yes")
    tick(page, "q-guide", "yes")
    send(page)
    expect(page.locator(".notice.done")).to_be_visible()


def star(page: Page, session: str) -> None:
    page.goto(f"/ar/{MEETING}/agenda")
    follow(page.locator(f"main a[href^='/ar/{MEETING}/sessions/{session}']").first)
    expect(page.locator("h1 [lang=fr]")).to_have_text(TITLE)
    check(page)
    send(page, "form[action$='/star'] button")
    expect(page.locator("form[action$='/unstar'] button")).to_be_visible()


def make_feed(page: Page) -> str:
    """The address that a calendar program would be given."""
    page.goto(f"/ar/{MEETING}/my/feeds")
    send(page)
    check(page)
    return page.locator("input[readonly][type=url]").first.input_value()


def entry(address: str) -> Entry:
    """The session in the feed, fetched by its address alone."""
    with urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        calendar = Calendar.from_ical(answer.read())
    [found] = [one for one in calendar.walk("VEVENT") if one["SUMMARY"] == TITLE]
    assert isinstance(found, Entry)
    return found


def test_go_through_the_year_in_four_languages_ends_in_a_calendar(stage: Stage):
    answer_survey(stage.open("visitor", "ar"))

    submitter = stage.open("submitter", "fr", zone="Africa/Lubumbashi")
    abstract = submit_abstract(submitter)

    organiser = stage.open("organiser", "en")
    assign_reviewers(organiser)
    review(stage.open("reviewer", "es"), abstract)
    decide_and_announce(organiser, abstract)
    follow_letter(submitter, stage, abstract)

    session = make_session(organiser)
    starts_at = place(organiser, session, "07:15")
    version = publish(organiser)

    participant = stage.newcomer(PARTICIPANT, "ar")
    register(participant)
    star(participant, session)
    feed = make_feed(participant)
    first = entry(feed)
    assert first["DTSTART"].params["TZID"] == "Asia/Amman"
    assert first.start == starts_at
    assert first.end == starts_at + timedelta(minutes=45)

    moved_to = place(organiser, session, "07:30")
    assert publish(organiser) == version + 1
    second = entry(feed)
    assert second["UID"] == first["UID"]
    assert second.start == moved_to
    assert second["SEQUENCE"] > first["SEQUENCE"]

    participant.goto(f"/ar/{MEETING}/agenda/changes")
    expect(participant.locator("main")).to_contain_text(TITLE)
    check(participant)
