"""Headers, error pages, addresses."""

from collections.abc import Iterator
from contextvars import Context
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_babel import force_locale, gettext
from werkzeug.test import TestResponse

from meeting_app.core.db import db
from meeting_app.core.locale import LANGUAGES, babel_locale
from meeting_app.core.web import absolute_url, iso, static
from tests.conftest import NOW
from tests.support.factories import a_person
from tests.support.pages import Page, Visitor, check
from tests.support.world import make_app

SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; img-src 'self' data:; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """As it runs for real: not testing, behind HTTPS, with a page that breaks."""
    app = make_app(
        tmp_path_factory.mktemp("public"),
        NOW=NOW,
        TESTING=False,
        BASE_URL="https://m.example.org",
        LOOPBACK=False,
        TRUSTED_HOSTS=["m.example.org"],
        SESSION_COOKIE_NAME="__Host-session",
        SESSION_COOKIE_SECURE=True,
    )

    @app.route("/<language:lang>/broken")
    def broken() -> str:
        db.session.execute(db.text("SELECT a secret that is no column"))
        return "never"

    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def _fetch(app: Flask, path: str, **kwargs: Any) -> TestResponse:
    kwargs = {"base_url": "https://m.example.org", "method": "GET"} | kwargs
    response: TestResponse = Context().run(app.test_client().open, path, **kwargs)
    return response


def _security(response: TestResponse) -> dict[str, str]:
    return {name: response.headers.get(name, "") for name in SECURITY}


@pytest.mark.parametrize(
    ("path", "status", "cache"),
    [
        ("/en/account/sign-in", 200, "no-store"),
        ("/en/account/", 302, "no-store"),
        ("/en/nowhere/at/all", 404, "no-store"),
        ("/healthz", 200, "no-store"),
        ("/static/app.css", 200, "public, max-age=31536000, immutable"),
        ("/static/none.css", 404, "no-store"),
    ],
)
def test_headers_of_every_answer_are_strict(visitor: Visitor, path: str, status: int, cache: str):
    response = visitor.fetch(path, buffered=True)

    assert response.status_code in (status, 303 if status == 302 else status)
    assert _security(response) == SECURITY
    assert response.headers["Cache-Control"] == cache
    assert "Strict-Transport-Security" not in response.headers


def test_headers_of_a_static_file_that_did_not_change_keep_it(visitor: Visitor):
    first = visitor.fetch("/static/app.css", buffered=True)
    again = visitor.fetch(
        "/static/app.css", headers={"If-None-Match": first.headers["ETag"]}, buffered=True
    )

    assert (again.status_code, again.headers["Cache-Control"]) == (
        304,
        "public, max-age=31536000, immutable",
    )


def test_headers_behind_https_hold_browsers_to_it(public: Flask):
    response = _fetch(public, "/en/account/sign-in")

    assert _security(response) == SECURITY
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_cookie_behind_https_is_bound_to_the_host(public: Flask):
    (cookie,) = _fetch(public, "/en/account/sign-in").headers.getlist("Set-Cookie")
    name, *flags = [part.strip() for part in cookie.split(";")]

    assert name.startswith("__Host-session=")
    assert sorted(flag for flag in flags if not flag.startswith("Expires")) == [
        *("HttpOnly", "Path=/", "SameSite=Lax", "Secure")
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("path", "method", "status", "data"),
    [
        ("nowhere/at/all", "GET", 404, None),
        ("account/link-sent", "POST", 405, {}),
        ("account/sign-in", "POST", 413, {"email": "a" * 3_000_000}),
        ("account/sign-in", "POST", 400, {"email": "a@example.org"}),
    ],
)
def test_error_page_is_in_the_readers_language(
    app: Flask,
    lang: str,
    path: str,
    method: str,
    status: int,
    data: dict[str, str] | None,
):
    visitor = Visitor(app)
    visitor.client.set_cookie("zone", "Asia/Amman")
    response = visitor._open(method, f"/{lang}/{path}", data=data)
    page = Page(response)

    assert response.status_code == status
    check(page, lang)
    assert _security(response) == SECURITY


def test_error_pages_have_their_own_words_in_each_language(app: Flask):
    headings = {
        lang: Visitor(app).get(f"/{lang}/no/such", status=404).heading for lang in LANGUAGES
    }
    expected = {}
    for lang in LANGUAGES:
        with force_locale(babel_locale(lang)):
            expected[lang] = gettext("This page was not found")

    assert headings == expected
    assert headings["en"] != headings["fr"]


def test_error_page_without_a_language_in_its_address_follows_the_browser(visitor: Visitor):
    response = visitor.fetch("/nowhere", headers={"Accept-Language": "ar-JO, en;q=0.5"})

    check(Page(response), "ar")
    assert response.status_code == 404


def test_error_page_of_a_wrong_method_says_which_are_possible(visitor: Visitor):
    response = visitor._open("POST", "/en/account/link-sent", data={})

    assert response.status_code == 405
    assert set(response.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_error_page_of_a_bug_shows_nothing_of_it(public: Flask, lang: str):
    response = _fetch(public, f"/{lang}/broken")
    page = Page(response)

    assert response.status_code == 500
    check(page, lang)
    assert [
        w for w in ("secret", "Traceback", "OperationalError", "SELECT") if w in page.html
    ] == []
    assert _security(response) == SECURITY


def test_request_for_another_host_is_refused(public: Flask):
    response = _fetch(public, "/en/account/sign-in", base_url="https://evil.example.com")

    assert response.status_code == 400
    assert "evil.example.com" not in response.text
    assert "Set-Cookie" not in response.headers


def test_static_address_changes_with_the_content(app: Flask):
    sheet = Visitor(app).get("/en/account/sign-in").parsed.all("link")[0].attributes["href"]
    content = (Path(app.static_folder or "") / "app.css").read_bytes()
    assert sheet == f"/static/app.css?v={sha256(content).hexdigest()[:10]}"


@pytest.mark.parametrize(
    ("path", "arabic"),
    [
        ("/en/account/sign-in", "/ar/account/sign-in"),
        ("/en/account/sign-in?next=/en/2027/&a=1&a=2", None),
        ("/en/account/link/abc", "/ar/account/link/abc"),
        ("/en/account/sign-in?lang=fr", "/ar/account/sign-in?lang=fr"),
        ("/en/account/sign-in?endpoint=x", "/ar/account/sign-in?endpoint=x"),
        (
            "/en/account/sign-in?_external=1&_scheme=javascript",
            "/ar/account/sign-in?_external=1&_scheme=javascript",
        ),
        ("/en/account/link/abc?token=other", "/ar/account/link/abc?token=other"),
    ],
)
def test_switch_url_is_this_very_page_whatever_the_query_says(
    app: Flask, path: str, arabic: str | None
):
    status = 410 if "/link/" in path else 200
    page = Visitor(app).get(path, status=status)
    (link,) = [
        e.attributes["href"] for e in page.parsed.all("a") if e.attributes.get("hreflang") == "ar"
    ]

    assert link == (arabic or "/ar/account/sign-in?next=%2Fen%2F2027%2F&a=1&a=2")


def test_switch_url_of_an_unknown_page_leads_home(visitor: Visitor):
    page = visitor.get("/en/no/such", status=404)
    links = {e.attributes["href"] for e in page.parsed.all("a") if "hreflang" in e.attributes}

    assert links == {"/en/", "/fr/", "/es/", "/ar/"}


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/fr/account/link-sent"),
        ("https://m.example.org", "https://m.example.org/fr/account/link-sent"),
        ("https://example.org/meeting", "https://example.org/meeting/fr/account/link-sent"),
    ],
)
def test_absolute_url_stands_under_base_url(
    app: Flask, monkeypatch: pytest.MonkeyPatch, base: str, address: str
):
    monkeypatch.setitem(app.config, "BASE_URL", base)

    assert absolute_url("people.link_sent", lang="fr") == address


def test_iso_of_an_instant_ends_in_z():
    assert (iso(NOW), iso(NOW.date())) == ("2026-11-20T09:00:00Z", "2026-11-20")


def test_page_of_a_person_is_not_kept_by_anybody(app: Flask):
    response = Visitor(app, a_person("Amal")).fetch("/en/account/")

    assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-store")


def test_static_address_of_a_script_changes_with_every_script(app: Flask):
    """app.js asks for logic.js with its own version."""
    assert app.static_folder
    scripts = sorted(Path(app.static_folder).glob("*.js"))
    expected = sha256(b"".join(script.read_bytes() for script in scripts)).hexdigest()[:10]
    with app.test_request_context():
        found = [static(script.name) for script in scripts]

    assert found == [f"/static/{script.name}?v={expected}" for script in scripts]
