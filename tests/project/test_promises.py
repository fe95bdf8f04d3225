"""What we promise: each sentence is proved by tests that exist, and the page says them all."""

import ast
import re
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from flask import Flask

from meeting_app.meetings.promises import PROMISES
from tests.conftest import NOW
from tests.support.factories import a_meeting
from tests.support.pages import Visitor

ROOT = Path(__file__).parent.parent.parent
PROVED = ROOT / "docs" / "promises.md"


def proofs() -> dict[str, list[str]]:
    """{promise: names of tests}"""
    rows = re.findall(r"^\| (\w+) \| (tests/.+) \|$", PROVED.read_text(), re.M)
    return {code: tests.split(", ") for code, tests in rows}


@cache
def names_in(path: Path) -> frozenset[str]:
    return frozenset(
        node.name for node in ast.parse(path.read_text()).body if isinstance(node, ast.FunctionDef)
    )


def test_every_promise_names_its_proofs():
    assert list(proofs()) == [promise.code for promise in PROMISES]


def test_every_proof_exists():
    missing = [
        one
        for tests in proofs().values()
        for one in tests
        if not (ROOT / one.partition("::")[0]).exists()
        or one.partition("::")[2] not in names_in(ROOT / one.partition("::")[0])
    ]

    assert missing == []


@pytest.mark.parametrize("lang", ["en", "fr", "es", "ar"])
def test_page_says_every_promise_and_every_page_leads_to_it(
    app: Flask, visitor: Visitor, lang: str
):
    a_meeting("2027")
    for path in ("", "2027/", "account/sign-in"):
        assert f"/{lang}/promises" in visitor.get(f"/{lang}/{path}").links()

    page = visitor.get(f"/{lang}/promises")

    assert len(page.texts("h2")) == len(PROMISES) + 3
    assert len(set(page.texts("h2"))) == len(PROMISES) + 3


def test_letters_hold_no_picture_and_no_link_that_counts():
    letters = [
        *(ROOT / "templates" / "letters").rglob("*"),
        ROOT / "templates" / "layout" / "letter.html",
    ]
    text = "".join(path.read_text() for path in letters if path.is_file())

    assert re.findall(r"<img|background=|url\(|/track|/click|/open/|utm_", text) == []


@pytest.mark.parametrize(
    ("setting", "contact"),
    [
        ("meeting@example.org", "mailto:meeting@example.org"),
        ("The meeting <meeting@example.org>", "mailto:meeting@example.org"),
        ("https://example.org/report", "https://example.org/report"),
    ],
)
def test_security_text_has_a_contact_and_a_date_less_than_a_year_ahead(
    app: Flask, visitor: Visitor, setting: str, contact: str
):
    app.config["SECURITY_CONTACT"] = setting

    answer = visitor.fetch("/.well-known/security.txt")

    assert (answer.status_code, answer.content_type) == (200, "text/plain; charset=utf-8")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert fields["Contact"] == contact
    assert fields["Canonical"] == "http://localhost/.well-known/security.txt"
    expires = datetime.strptime(fields["Expires"], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    assert timedelta(days=30) < expires - NOW < timedelta(days=365)
