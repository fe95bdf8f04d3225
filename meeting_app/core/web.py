"""Pages: Jinja's set-up, security headers, error pages, static addresses, absolute addresses."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import (
    Flask,
    Response,
    current_app,
    g,
    jsonify,
    make_response,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from jinja2 import StrictUndefined
from markupsafe import Markup, escape
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.routing import BaseConverter, IntegerConverter

from meeting_app.core import locale, unsent
from meeting_app.core.db import db
from meeting_app.core.locale import LANGUAGES, direction
from meeting_app.core.localtext import LocalText, Shown

Page = str | Response | tuple[str, int] | Any
"""What a view may return."""

CSP = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "worker-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
STATIC_SECONDS = 365 * 24 * 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class LanguageConverter(BaseConverter):
    """`<language:lang>` in an address: one of the four."""

    regex = "|".join(LANGUAGES)
    part_isolating = True


class SlugConverter(BaseConverter):
    """Lower case, digits and hyphens. The first words of our own addresses are no slugs."""

    regex = r"(?!(?:account|new-meeting|promises)(?:/|$))[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?"


class WordConverter(BaseConverter):
    """A code that a file may have brought along: as a slug, with underscores too."""

    regex = r"[a-z0-9](?:[a-z0-9_-]{0,38}[a-z0-9])?"


class CodeConverter(BaseConverter):
    """Six capitals and digits."""

    regex = r"[A-Z0-9]{6}"


class NumberConverter(IntegerConverter):
    """A row's number: none that a database could not hold."""

    regex = r"\d{1,9}"


def init_app(app: Flask) -> None:
    app.url_map.converters.update(
        language=LanguageConverter,
        slug=SlugConverter,
        word=WordConverter,
        code=CodeConverter,
        int=NumberConverter,
    )
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(
        day=lambda day, zone=None: locale.format_day(day, g.lang, zone),
        short_day=lambda day: locale.format_short_day(day, g.lang),
        time=locale.format_time,
        instant=lambda at, zone: locale.format_instant(at, g.lang, zone),
        zone_name=lambda zone, at=None: locale.zone_name(zone, g.lang, at or g.now),
        number=lambda value: locale.format_number(value, g.lang),
        percent=lambda value: locale.format_share(value, g.lang),
        language_name=lambda code: locale.language_name(code, g.lang),
        country_name=lambda code: locale.country_name(code, g.lang),
        local=local,
        plain=plain,
        direction=direction,
    )
    app.jinja_env.globals.update(static=static, languages=list_languages(), switch_url=switch_url)
    app.jinja_env.tests["local"] = lambda value: isinstance(value, (LocalText, Shown))
    app.before_request(_choose_direction)
    app.after_request(_set_headers)
    app.register_error_handler(CSRFError, _csrf_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(SecurityError, _unknown_host)
    app.register_error_handler(Exception, _bug)


def list_languages() -> list[tuple[str, str, str]]:
    return [(found.code, found.name, found.direction) for found in LANGUAGES.values()]


def plain(text: LocalText | Shown | str | None, language: str | None = None) -> str:
    """The text in the reader's language, or the nearest."""
    if isinstance(text, LocalText):
        return text.in_(language or g.lang)
    return text.text if isinstance(text, Shown) else (text or "")


def local(text: LocalText | Shown | None) -> Markup:
    """The text in the reader's language; marked with its own where that differs."""
    if text is None:
        return Markup("")
    shown = text.shown_in(g.lang) if isinstance(text, LocalText) else text
    if shown.language == g.lang:
        return escape(shown.text)
    return Markup('<span lang="{}" dir="{}">{}</span>').format(
        shown.language, direction(shown.language), shown.text
    )


def static(name: str) -> str:
    """The address of a static file; changes with its content, so that it can be kept for ever."""
    return url_for(
        "static", filename=name, v=_version(str(Path(current_app.static_folder or "") / name))
    )


@cache
def _version(path: str) -> str:
    """All scripts have the same: one asks for another with its own."""
    own = Path(path)
    files = sorted(own.parent.glob("*.js")) if own.suffix == ".js" else [own]
    return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]


def switch_url(language: str) -> str:
    """This very address in another language."""
    if request.url_rule is None or "lang" not in request.url_rule.arguments:
        return f"/{language}/"
    path = url_for(request.endpoint or "", **{**(request.view_args or {}), "lang": language})
    # Not through url_for, which would obey a reader's "?_scheme=javascript".
    query = urlencode(list(request.args.items(multi=True)))
    return f"{path}?{query}" if query else path


def absolute_url(endpoint: str, **values: Any) -> str:
    """The full address of a page under BASE_URL; for letters, feeds and documents. Give `lang`."""
    base: str = current_app.config["BASE_URL"]
    scheme, _sep, host = base.rstrip("/").partition("://")
    host, _sep, path = host.partition("/")
    adapter = current_app.url_map.bind(host, script_name=f"/{path}", url_scheme=scheme)
    return adapter.build(endpoint, values, force_external=True)


def iso(at: datetime | date) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _choose_direction() -> None:
    g.dir = direction(g.lang)


def _set_headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    if current_app.config["BASE_URL"].startswith("https://"):
        response.headers.setdefault(
            "Strict-Transport-Security", f"max-age={STATIC_SECONDS}; includeSubDomains"
        )
    if request.endpoint == "static" and response.status_code in (200, 304):
        response.headers["Cache-Control"] = f"public, max-age={STATIC_SECONDS}, immutable"
        response.direct_passthrough = False
        response.get_data()  # a body in memory is compressed for every browser, a stream is not
    else:
        response.headers.setdefault("Cache-Control", "no-store")
    return response


def wants_json() -> bool:
    """It is a page's script that asks."""
    return request.accept_mimetypes.best == "application/json"


def _csrf_error(_error: CSRFError) -> Page:
    """Mostly of a form that was opened before its sender signed in again."""
    if wants_json():
        return jsonify(problem="out"), 400
    if typed := unsent.typed():
        _choose_direction()  # it comes before that
        return render_template("layout/expired.html", typed=typed), 400
    return show_error(
        400,
        _("This form has expired"),
        [_("Go back, reload the page, and send the form again. Nothing was changed.")],
    )


def _http_error(error: HTTPException) -> Page:
    if error.response is not None or error.code is None or error.code < 400:
        return error.get_response()
    texts: dict[int, tuple[str, str]] = {
        403: (_("This page is not for you"), _("Ask an organiser if you think that it should be.")),
        404: (
            _("This page was not found"),
            _("Check the address, or start again from the list of meetings."),
        ),
        405: (_("This page cannot do that"), _("Go back and use the buttons of the page.")),
        413: (_("This is too large"), _("Send less at a time. Nothing was changed.")),
        429: (_("Too many tries"), _("Wait a few minutes, then try again.")),
    }
    title, what_next = texts.get(
        error.code,
        (_("This did not work"), _("Go back and try again. Nothing was changed.")),
    )
    response = make_response(show_error(error.code, title, [what_next]))
    for name, value in error.get_headers():  # such as Allow with 405
        if name != "Content-Type":
            response.headers[name] = value
    return response


def _unknown_host(_error: SecurityError) -> Page:
    """For operators. No page of ours: no address can be built for a host that is not ours."""
    return Response("BASE_URL names another host.\n", 400, content_type="text/plain")


def _bug(error: Exception) -> Page:
    current_app.logger.exception("error on %s", request.endpoint)
    if current_app.testing:
        raise error
    db.session.rollback()  # the page asks the database who is signed in
    return show_error(
        500,
        _("Something went wrong on our side"),
        [
            _(
                "Nothing was changed. Try again in a few minutes; the organisers can see what happened."
            )
        ],
    )


def show_error(code: int, title: str, what_next: Iterable[str]) -> Page:
    if "lang" not in g:
        g.lang = locale.choose_language([request.path.split("/", 2)[1]], request.accept_languages)
    g.dir = direction(g.lang)
    return render_template(
        "layout/error.html", code=code, error_title=title, what_next=what_next
    ), code
