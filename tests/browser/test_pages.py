"""Every page, found by its links, in two languages, widths and colour schemes."""

import re
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext
from werkzeug.exceptions import HTTPException

from tests.browser.driving import MEETING, Stage, send, sideways, violations

FOLLOWED = 1
"""So many addresses of one route are looked through for links."""
SAVE_DRAFT = "main .buttons > button[name=action][value=draft]"
FIRST_VISIT_OCTETS = 60 * 1024
FIRST_VISIT_REQUESTS = 5
NARROW, WIDE = {"width": 320, "height": 640}, {"width": 1280, "height": 800}

# What is no page: files, and addresses that only send on.
NO_PAGES = re.compile(
    r"(^static|^healthz|^readyz|^meetings\.root|export|export_csv|xlsx|\.pdf|report_pdf|\.scores|\.syntax|\.quotes)$"
)
# Nothing leads there but what happened before: a letter, or a form that was sent.
STARTS = {
    "visitor": [
        "/{lang}/",
        "/{lang}/{meeting}/",
        "/{lang}/account/link-sent",
        "/{lang}/account/reset-sent",
        "/{lang}/{meeting}/surveys/themes/thanks",
    ],
    "organiser": ["/{lang}/{meeting}/", "/{lang}/{meeting}/desk/review/assign?call=advocacy&k=3"],
}
# Links in letters; a page for a meeting whose registration is not open, which the demo's is; what
# stands on another page until it is refused; what needs a passkey (tests/browser/test_passkeys.py).
NOT_REACHED = {
    "people.use_link", "people.reset_password", "registration.open", "people.sign_in_with_password",
    "people.add_passkey", "people.remove_passkey", "people.give_second_factor", "people.confirm_address",
    "people.remove_address",
    # What stands on rows that the demo does not have, in letters, and what pages fetch themselves.
    "agenda.portrait", "designer.meaning", "designer.meanings", "letters.choose_people", "letters.preview_group", "letters.send_group", "letters.use_default",
    "letters.version", "letters.withdraw_group", "meetings.answer_invitation", "meetings.security_text",
    "people.data_file", "people.erase_other", "people.erased", "people.merge_organisations",
    "meetings.erase", "questionnaires.answer_file", "surveys.ask_for_invitation", "surveys.by_session",
    "surveys.invitations", "surveys.invite_group", "surveys.invited", "surveys.resume", "surveys.worker",
    "people.own_photo", "people.search_organisations", "people.stop_letters", "people.undo_merge",
}  # fmt: skip
ERRORS = ["/{lang}/none/", "/{lang}/account/link/none", "/{lang}/account/reset/none"]
LINK = re.compile(r'<a [^>]*?href="(/[^"#]*)"')
OWN = {
    "participant": re.compile(r""),
    "submitter": re.compile(r"abstracts\.(show|edit|withdraw|submit)"),
    "reviewer": re.compile(r"review\.(index|review|conflict)"),
    "translator": re.compile(r"meetings\.translations"),
    "organiser": re.compile(r".*\.desk|(?!(abstracts|calendars|my|registration|people)\.)"),
    "administrator": re.compile(r"meetings\.new|people\.(recovery|remove|second)"),
}
"""Endpoints that are looked at with this person's eyes, besides what visitors can reach."""


def endpoint_of(app: Flask, path: str) -> str | None:
    try:
        endpoint: str = app.url_map.bind("localhost").match(path, method="GET")[0]
    except HTTPException:
        return None
    return endpoint


def fill_in(paths: list[str], lang: str) -> list[str]:
    return [path.format(lang=lang, meeting=MEETING) for path in paths]


def reach(app: Flask, context: BrowserContext, role: str, lang: str) -> dict[str, str]:
    """{endpoint: address} of the pages to which links lead this person in this language."""
    found: dict[str, list[str]] = {}
    waiting = fill_in(STARTS.get(role, STARTS["visitor"]), lang)
    while waiting:
        path = waiting.pop(0)
        endpoint = endpoint_of(app, urlsplit(path).path)
        known = found.get(endpoint or "", [])
        if endpoint is None or NO_PAGES.search(endpoint) or path in known or len(known) >= FOLLOWED:
            continue
        answer = context.request.get(path)
        landed = endpoint_of(app, urlsplit(answer.url).path)
        if "text/html" not in answer.headers["content-type"] or landed != endpoint:
            continue
        assert answer.status == 200, path
        found.setdefault(endpoint, []).append(path)
        links = [link.replace("&amp;", "&") for link in LINK.findall(answer.text())]
        waiting += [link for link in links if link.startswith(f"/{lang}/")]
    return {endpoint: paths[0] for endpoint, paths in found.items()}


def prepare(stage: Stage, role: str, lang: str) -> None:
    """What must exist for all pages of this person to exist."""
    if role == "participant":
        page = stage.open(role, lang)
        page.goto(f"/{lang}/{MEETING}/my/feeds")
        if not page.locator("[href$='/renew']").count():
            send(page)
    elif role == "submitter":
        page = stage.open(role, lang)
        page.goto(f"/{lang}/{MEETING}/calls/advocacy/submit")
        page.locator("[name=title]").fill("A draft")
        send(page, SAVE_DRAFT)


def addresses(app: Flask, stage: Stage, context: BrowserContext, role: str, lang: str) -> list[str]:
    """The pages that are looked at with this person's eyes."""
    found = reach(app, context, role, lang)
    if role == "visitor":
        return [*found.values(), *fill_in(ERRORS, lang)]
    if lang not in stage.public:
        stage.public[lang] = set(reach(app, stage.open().context, "visitor", lang))
    return [
        path
        for endpoint, path in found.items()
        if endpoint not in stage.public[lang] and OWN[role].match(endpoint)
    ]


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "role",
    [
        "organiser",
        "visitor",
        "participant",
        "submitter",
        "reviewer",
        "translator",
        "administrator",
    ],
)
def test_look_at_every_page_finds_nothing_wrong(
    application: Flask, stage: Stage, role: str, lang: str
):
    prepare(stage, role, lang)
    page = stage.open(role, lang)
    paths = addresses(application, stage, page.context, role, lang)
    assert paths
    wrong: list[str] = []
    for path in paths:
        page.emulate_media(color_scheme="light")
        page.set_viewport_size(NARROW)
        page.goto(path)
        assert page.locator("html").get_attribute("lang") == lang
        wrong += sideways(page) + violations(page)
        page.set_viewport_size(WIDE)
        page.emulate_media(color_scheme="dark")
        wrong += violations(page)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_visit_each_public_page_for_the_first_time_costs_little(
    application: Flask, stage: Stage, lang: str
):
    paths = reach(application, stage.open().context, "visitor", lang).values()
    costs = {path: cost_of_first_visit(stage, path, lang) for path in paths}
    assert {
        path: cost
        for path, cost in costs.items()
        if cost[0] > FIRST_VISIT_REQUESTS or cost[1] > FIRST_VISIT_OCTETS
    } == {}


def cost_of_first_visit(stage: Stage, path: str, lang: str) -> tuple[int, float]:
    """(requests, octets over the wire with headers)"""
    page = stage.open("visitor", lang)
    requests: list[str] = []
    octets: list[float] = []
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    wire.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    wire.on("Network.loadingFinished", lambda event: octets.append(event["encodedDataLength"]))
    page.goto(path)
    page.context.close()
    stage.contexts.remove(page.context)
    return len(requests), sum(octets)


def test_follow_links_reaches_every_page(application: Flask, stage: Stage):
    reached: set[str] = set()
    for role in ("visitor", *OWN):
        prepare(stage, role, "en")
        reached |= reach(application, stage.open(role).context, role, "en").keys()
    pages = {
        rule.endpoint
        for rule in application.url_map.iter_rules()
        if "GET" in (rule.methods or ())
        and not NO_PAGES.search(rule.endpoint)
        and not rule.rule.endswith((".ics", ".pdf", ".xlsx"))
    }
    assert pages - reached == NOT_REACHED


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_address_in_a_list_stands_whole_under_its_label_on_a_phone(stage: Stage, lang: str):
    page = stage.open("organiser", lang, width=360)
    page.goto(f"/{lang}/{MEETING}/desk/roles")

    lines: list[list[float]] = page.locator(".list td:has(bdi[dir=ltr])").evaluate_all(
        """cells => cells.map((cell) => {
          const value = cell.querySelector("bdi");
          const height = Number.parseFloat(getComputedStyle(cell).lineHeight);
          const below = value.getBoundingClientRect().top - cell.getBoundingClientRect().top;
          return [value.getClientRects().length, below > height ? 1 : 0];
        })"""
    )

    assert lines != []
    assert [line for line in lines if line != [1, 1]] == []
