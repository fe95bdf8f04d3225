"""Passkeys with Chromium's own virtual device: added, given as the second factor, signed in with."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from meeting_app.demo.content.people import PEOPLE
from tests.browser.driving import (
    MEETING,
    Service,
    Stage,
    follow,
    link_in,
    path_of,
    send,
    sideways,
    violations,
)

DESK = f"/en/{MEETING}/desk/"
ORGANISER = next(person["email"] for person in PEOPLE if person["key"] == "organiser")
ASK = "[data-passkey] button[type=submit]"


@pytest.fixture
def stage(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """Browsers bind passkeys to names, and refuse numbers such as 127.0.0.1."""
    service = Service(tmp_path_factory.mktemp("service"), "localhost")
    stage = Stage(service, browser, {}, {})
    yield stage
    stage.close()
    assert service.stop() == 0
    assert stage.faults == []


def give_device(page: Page, *, verifies: bool = True) -> None:
    """A phone in the pocket; verifies: it knows its owner's finger."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": verifies,
        "isUserVerified": verifies,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": device})


def sign_out(page: Page) -> None:
    page.goto("/en/account/")
    with page.expect_navigation():
        page.locator(".account form button").click()


def ask_device(page: Page) -> None:
    assert violations(page) + sideways(page) == []
    with page.expect_navigation():
        page.locator(ASK).click()


def test_passkey_is_added_given_and_signed_in_with(stage: Stage):
    page = stage.open("organiser", "en")
    give_device(page)
    page.goto("/en/account/second-factor")
    follow(page.locator("main a[href*='/second-factor/passkey']"))
    expect(page.locator("[data-without-passkeys]")).to_have_count(0)
    page.locator("[name=name]").fill("my phone")
    ask_device(page)
    assert path_of(page) == "/en/account/recovery-codes"
    page.goto("/en/account/second-factor")
    expect(page.locator("main")).to_contain_text("my phone")

    sign_out(page)
    page.goto(f"/en/account/sign-in?next={DESK}")
    ask_device(page)
    assert path_of(page) == DESK
    expect(page.locator("h1")).not_to_contain_text("Second factor")

    sign_out(page)
    page.goto(f"/en/account/sign-in?next={DESK}")
    page.locator("[name=email]").first.fill(ORGANISER)
    send(page, "main form[data-guard] button >> nth=0")
    page.goto(link_in(stage.service.letter(ORGANISER, "/account/link/"), "/account/link/"))
    send(page)
    assert path_of(page) == "/en/account/second-factor/give"
    ask_device(page)
    assert path_of(page) == DESK


def test_passkey_of_another_device_signs_nobody_in(stage: Stage):
    page = stage.open("visitor", "en")
    give_device(page)
    page.goto("/en/account/sign-in")
    page.locator(ASK).click()

    expect(page.locator("[data-passkey] [role=alert]")).to_be_visible()
    assert path_of(page) == "/en/account/sign-in"
