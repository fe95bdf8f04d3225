"""The service as a process of its own, and what the tests that drive a browser share."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from axe_core_python.base import AXE_SCRIPT
from passlib.totp import TOTP
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Request,
    Response,
    expect,
)

ROOT = Path(__file__).parents[2]
MEETING = "2027"
READY_WITHIN_SECONDS = 90
STOPS_WITHIN_SECONDS = 10
LETTER_WITHIN_SECONDS = 30
NOT_INHERITED = frozenset(
    {"BASE_URL", "DATABASE_URL", "DEMO", "MAIL_FROM", "SECRET_KEY", "SMTP_URL", "WORKER_OF"}
)
# What Chromium notes for a page that answers, rightly, with another status than 200.
STATUS_NOTED = re.compile(r"Failed to load resource: .* status of (400|401|404|409|410|422) ")
SEND = "main form[data-guard] > .buttons > button:not([name])"
"""The button of the page's form."""

Scheme = Literal["light", "dark"]
Found = TypeVar("Found")


def wait_for(look: Callable[[], Found | None], seconds: float, what: str) -> Found:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = look()
        if found is not None:
            return found
        time.sleep(0.1)
    pytest.fail(f"Not within {seconds} seconds: {what}")


class Service:
    """`flask serve` on a free port, with a data folder of its own and the demo meeting."""

    def __init__(self, folder: Path, name: str = "127.0.0.1") -> None:
        """name: of this machine, as it stands in addresses."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://{name}:{port}"
        self.folder = folder
        self.environment = {
            **{name: value for name, value in os.environ.items() if name not in NOT_INHERITED},
            "FLASK_APP": "wsgi",
            "DATA_DIR": str(folder),
            "HOST": "127.0.0.1",
            "BASE_URL": self.url,
            "PORT": str(port),
            "SURVEY_LEAST_SECONDS": "0",  # a driven browser is quicker than people
        }
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "flask", "serve"],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=log,
            )
        wait_for(self._is_ready, READY_WITHIN_SECONDS, "the service is ready")

    @property
    def log(self) -> Path:
        return self.folder / "service.log"

    def _is_ready(self) -> bool | None:
        if self.process.poll() is not None:
            pytest.fail(f"The service ended by itself:\n{self.log.read_text()}")
        try:
            with urlopen(f"{self.url}/readyz", timeout=5) as answer:
                return answer.status == 200 or None
        except (URLError, OSError):
            return None

    def _command(self, *words: str) -> str:
        command = [sys.executable, "-m", "flask", *words]
        done = subprocess.run(
            command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, check=True, text=True
        )
        return done.stdout

    def links(self) -> dict[str, str]:
        """{role: single-use sign-in address}"""
        found: dict[str, str] = json.loads(self._command("demo", "links", "--json"))
        return found

    def administrators_link(self) -> str:
        return self._command("first-organiser").strip()

    def letters(self, address: str) -> list[EmailMessage]:
        """The letters that this address got, oldest first."""
        read = [
            message_from_bytes(path.read_bytes(), policy=policy.default)
            for path in sorted((self.folder / "letters").glob("*.eml"))
        ]
        return [letter for letter in read if address in str(letter["To"])]

    def letter(self, address: str, about: str, subject: str = "") -> EmailMessage:
        """The newest letter to this address with `about` in it and `subject` in its subject."""

        def look() -> EmailMessage | None:
            fitting = [
                one
                for one in self.letters(address)
                if about in text_of(one) and subject in one["Subject"]
            ]
            return fitting[-1] if fitting else None

        return wait_for(look, LETTER_WITHIN_SECONDS, f"a letter to {address} about {about}")

    def stop(self) -> int:
        """SIGTERM; the exit code. Fails when that takes too long."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOPS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            pytest.fail(f"The service did not stop within {STOPS_WITHIN_SECONDS} seconds.")


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    text: str = body.get_content()
    return text


def link_in(letter: EmailMessage, about: str) -> str:
    """The address in the letter that has `about` in it."""
    return next(
        word for word in text_of(letter).split() if word.startswith("http") and about in word
    )


@dataclass
class Stage:
    """Opens browsers for people, and notes what should not happen in any of them."""

    service: Service
    browser: Browser
    states: dict[str, Any]
    """Of the demo's people who have signed in: cookies by role, kept from test to test."""
    public: dict[str, set[str]]
    """By language, the endpoints that visitors reach, kept from test to test."""
    contexts: list[BrowserContext] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(
        self,
        role: str = "visitor",
        lang: str = "en",
        *,
        width: int = 1280,
        scheme: Scheme = "light",
        script: bool = True,
        zone: str = "Asia/Amman",
    ) -> Page:
        """An empty tab of a browser of its own. role: of the demo, or "visitor", "administrator"."""
        context = self.browser.new_context(
            base_url=self.service.url,
            locale=lang,
            timezone_id=zone,
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=script,
            viewport={"width": width, "height": 800},
            storage_state=self._state(role) if role != "visitor" else None,
        )
        context.set_default_timeout(20_000)
        self.contexts.append(context)
        context.on("console", self._note_console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        context.on("request", self._note_request)
        context.on("response", self._note_response)
        return context.new_page()

    def _state(self, role: str) -> Any:
        if role not in self.states:
            context = self.browser.new_context()
            page = context.new_page()
            if role == "administrator":
                page.goto(self.service.administrators_link())
                page.locator("[name=email]").fill("first@example.org")
            else:
                page.goto(self.service.links()[role])
            send(page)
            if role == "administrator":
                add_authenticator(page)
            self.states[role] = context.storage_state()
            context.close()
        return self.states[role]

    def newcomer(self, address: str, lang: str, *, script: bool = True, **kwargs: Any) -> Page:
        """Somebody whom the service does not know yet asks for a link and follows the letter."""
        page = self.open("visitor", lang, script=script, **kwargs)
        page.goto(f"/{lang}/account/sign-in")
        page.locator("[name=email]").first.fill(address)
        send(page)
        page.goto(link_in(self.service.letter(address, "/account/link/"), "/account/link/"))
        send(page)
        return page

    def _note_console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not STATUS_NOTED.match(message.text + " "):
            self.faults.append(f"console: {message.text} {message.location.get('url')}")

    def _note_request(self, request: Request) -> None:
        if request.url.startswith("http") and not request.url.startswith(self.service.url + "/"):
            self.faults.append(f"request to another host: {request.url}")

    def _note_response(self, response: Response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")

    def close(self) -> None:
        for context in self.contexts:
            context.close()


def add_authenticator(page: Page) -> None:
    """From the page that asks for a second factor."""
    follow(page.locator("main a[href*='/second-factor/authenticator']"))
    secret = "".join(page.locator(".qr code").inner_text().split())
    page.locator("[name=code]").fill(TOTP(key=secret).generate().token)
    send(page)


def follow(link: Locator) -> None:
    """Press it and wait until the whole of the next page is there: a click alone waits for less."""
    with link.page.expect_navigation():
        link.click()


def send(page: Page, button: str = SEND) -> None:
    """Press a button that sends a form; fails with what the page says when it is refused."""
    with page.expect_navigation() as answered:
        page.locator(button).first.click()
    if answered.value is None or answered.value.status != 200:
        refused = page.locator(".notice.refused")
        said = refused.inner_text() if refused.count() else page.locator("main").inner_text()[:500]
        pytest.fail(f"{page.url} was refused: {said}")


def begin_survey(organiser: Page, address: str, slug: str, lang: str, title: str) -> None:
    """Fill in the form of a new survey that is open for ten years; it is not sent yet."""
    organiser.goto(address)
    for name, value in {
        "slug": slug,
        f"title-{lang}": title,
        "opens_at": "2026-01-01T09:00",
        "closes_at": "2036-01-01T09:00",
    }.items():
        organiser.locator(f"[name={name}]").fill(value)


def tick(page: Page, name: str, value: str) -> None:
    """Choose an answer by its label, as people do."""
    box = page.locator(f"input[name='{name}'][value='{value}']")
    if not box.is_checked():
        page.locator(f"label[for='{box.get_attribute('id')}']").click()
    expect(box).to_be_checked()


def path_of(page: Page) -> str:
    return urlsplit(page.url).path


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong on the page."""
    page.evaluate(f"() => {{ {AXE_SCRIPT} }}")
    options: dict[str, Any] = {"resultTypes": ["violations"]}
    found = page.evaluate("options => axe.run(document, options)", options)["violations"]
    return [
        f"{page.url} {one['id']}: {' '.join(node['target'][0:1])} {node['html'][:150]}: "
        f"{node['failureSummary']}"
        for one in found
        for node in one["nodes"][:3]
    ]


def sideways(page: Page) -> list[str]:
    """What makes the page wider than the window, if it is."""
    found: list[str] = page.evaluate(
        """() => {
          const root = document.documentElement;
          if (root.scrollWidth <= root.clientWidth) return [];
          const out = [...document.querySelectorAll("body *")].filter((one) => {
            const box = one.getBoundingClientRect();
            return box.width && (box.right > root.clientWidth + 1 || box.left < -1);
          });
          return [`${root.scrollWidth} > ${root.clientWidth}`, ...out.slice(0, 5).map((one) => one.outerHTML.slice(0, 150))];
        }"""
    )
    return [f"{page.url} scrolls sideways: {' | '.join(found)}"] if found else []
