"""One service and one browser per test process; a stage on which each test opens its browsers."""

import os
import shutil
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.browser.driving import Service, Stage

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
EXPECT_WITHIN_MILLISECONDS = 15_000


def _not_run(reason: str) -> NoReturn:
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        _not_run("The browser tests were not run: chromium is not installed.")
    expect.set_options(timeout=EXPECT_WITHIN_MILLISECONDS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def service(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    service = Service(tmp_path_factory.mktemp("service"))
    yield service
    assert service.stop() == 0, service.log.read_text()


@pytest.fixture(scope="session")
def states() -> dict[str, Any]:
    """Cookies of the demo's people who have signed in, by role."""
    return {}


@pytest.fixture(scope="session")
def public() -> dict[str, set[str]]:
    """What visitors reach, by language."""
    return {}


@pytest.fixture
def stage(
    service: Service, browser: Browser, states: dict[str, Any], public: dict[str, set[str]]
) -> Iterator[Stage]:
    stage = Stage(service, browser, states, public)
    yield stage
    stage.close()
    assert stage.faults == []
