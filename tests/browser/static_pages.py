"""Pages of a test's own, with the scripts, the style and the headers of the service, without it."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page, Route

from meeting_app.core.web import HEADERS

STATIC = Path(__file__).parents[2] / "meeting_app/static"
HOST = "http://localhost"
"""Chromium trusts it as it trusts HTTPS; nothing of it leaves the browser."""
KINDS = {"js": "text/javascript", "css": "text/css", "svg": "image/svg+xml"}
EMPTY = "<!doctype html><html lang=en><title>x</title>"


def _fulfil(html: str) -> Callable[[Route], None]:
    def answer(route: Route) -> None:
        name = re.fullmatch(rf"{HOST}/static/([a-z]+\.(js|css|svg))\?v=\w+", route.request.url)
        route.fulfill(
            body=(STATIC / name[1]).read_text() if name else html,
            content_type=f"{KINDS[name[2]] if name else 'text/html'}; charset=utf-8",
            headers=HEADERS,
        )

    return answer


def open_page(browser: Browser, html: str = EMPTY, lang: str = "en") -> tuple[Page, list[str]]:
    """A page in a browser of its own, and what goes wrong in it, from now on. Close its context."""
    context = browser.new_context(locale=lang, viewport={"width": 360, "height": 800})
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on(
        "console",
        lambda said: faults.append(said.text) if said.type in ("error", "warning") else None,
    )
    page = context.new_page()
    page.route("**/*", _fulfil(html))
    page.goto(f"{HOST}/")
    return page, faults
