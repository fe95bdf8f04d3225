"""A client that checks every page it fetches, as a careful reader would."""

import re
from collections import Counter
from contextvars import Context
from dataclasses import dataclass, field
from datetime import datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from flask import Flask
from passlib.totp import TOTP
from sqlalchemy import func, select, update
from werkzeug.test import TestResponse

from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.people import service
from meeting_app.people.models import Person, SignIn

VOID = frozenset(
    {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
UNFILLED = re.compile(r"%\(\w+\)|\{\{|\{%|<LocalText|LocalText\(|Undefined|object at 0x")


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    text: str = ""
    inside: tuple[str, ...] = ()


@dataclass
class FormOnPage:
    action: str
    method: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    """As a browser would send them untouched, in order."""
    options: dict[str, list[str]] = field(default_factory=dict)
    """Choices offered by selects, radios and check boxes, by name."""


class Parsed(HTMLParser):
    """The elements of a page in order, with their text, and its forms."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.forms: list[FormOnPage] = []
        self.text = ""
        self._open: list[Element] = []
        self._form: FormOnPage | None = None
        self._select: str | None = None
        self._area: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, inside=tuple(e.tag for e in self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)
        self._note_form(tag, attributes)

    def _note_form(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "form":
            self._form = FormOnPage(
                attributes.get("action", ""), attributes.get("method", "get").lower()
            )
            self.forms.append(self._form)
        if self._form is None:
            return
        name = attributes.get("name")
        if tag == "input" and name and "disabled" not in attributes:
            kind, value = attributes.get("type", "text"), attributes.get("value", "")
            if kind in ("radio", "checkbox"):
                self._form.options.setdefault(name, []).append(attributes.get("value", "on"))
                if "checked" in attributes:
                    self._form.fields.append((name, attributes.get("value", "on")))
            elif kind not in ("submit", "button", "file"):
                self._form.fields.append((name, value))
        elif tag == "select" and name:
            self._select = name
            self._form.options.setdefault(name, [])
        elif tag == "option" and self._select:
            self._form.options[self._select].append(attributes.get("value", ""))
            if "selected" in attributes:
                self._form.fields.append((self._select, attributes.get("value", "")))
        elif tag == "textarea" and name:
            self._area = [name, ""]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open[-1].tag != tag:
            self._open.pop()
        if self._open:
            self._open.pop()
        if tag == "form":
            self._form = None
        elif tag == "select" and self._select and self._form:
            name, offered = self._select, self._form.options[self._select]
            if offered and name not in dict(self._form.fields):
                self._form.fields.append((name, offered[0]))
            self._select = None
        elif tag == "textarea" and self._area and self._form:
            text = self._area[1].removeprefix("\r").removeprefix("\n")
            self._form.fields.append((self._area[0], text))
            self._area = None

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1] += data
        if not any(e.tag in ("script", "style", "datalist") for e in self._open):
            self.text += data
        for element in self._open:
            element.text += data

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]


class Page:
    """A page as fetched and checked."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.html = response.get_data(as_text=True)
        self.parsed = Parsed(self.html)

    @property
    def text(self) -> str:
        """All text of the page, white space folded."""
        return " ".join(self.parsed.text.split())

    @property
    def heading(self) -> str:
        return " ".join(self.parsed.all("h1")[0].text.split())

    def texts(self, tag: str) -> list[str]:
        return [" ".join(element.text.split()) for element in self.parsed.all(tag)]

    def links(self) -> list[str]:
        return [e.attributes["href"] for e in self.parsed.all("a") if "href" in e.attributes]

    def errors(self) -> dict[str, str]:
        """Error texts by the id of the field that they are tied to."""
        by_id = {e.attributes["id"]: e for e in self.parsed.elements if "id" in e.attributes}
        found = {}
        for element in self.parsed.elements:
            if element.attributes.get("aria-invalid") == "true":
                for described in element.attributes.get("aria-describedby", "").split():
                    if described.endswith("-error"):
                        found[element.attributes["id"]] = " ".join(by_id[described].text.split())
        return found

    def form(self, action_ends: str | None = None) -> FormOnPage:
        """The POST form of the page (not the sign-out button), or the one with that action."""
        for form in self.parsed.forms:
            if form.method != "post" or form.action.endswith("/sign-out"):
                continue
            if action_ends is None or form.action.endswith(action_ends):
                return form
        raise AssertionError(f"no such form on the page: {action_ends}")


def check(page: Page, lang: str) -> None:
    """Raise AssertionError where a page breaks a rule of the house."""
    parsed = page.parsed
    html = parsed.all("html")[0].attributes
    assert html.get("lang") == lang, f"lang is {html.get('lang')}, not {lang}"
    assert html.get("dir") == LANGUAGES[lang].direction
    headings = parsed.all("h1")
    assert len(headings) == 1, f"{len(headings)} h1"
    assert page.heading, "the h1 is empty"
    title = " ".join(parsed.all("title")[0].text.split())
    assert title.startswith(page.heading), f"title {title!r} does not begin with {page.heading!r}"
    assert len(parsed.all("main")) == 1
    ids = Counter(e.attributes["id"] for e in parsed.elements if e.attributes.get("id"))
    assert not (twice := [name for name, times in ids.items() if times > 1]), f"ids twice: {twice}"
    for element in parsed.elements:
        assert "style" not in element.attributes, f"inline style on {element.tag}"
        events = [name for name in element.attributes if name.startswith("on")]
        assert not events, f"inline script on {element.tag}: {events}"
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for target in element.attributes.get(name, "").split():
                assert target in ids, f"{element.tag} {name} names no element: {target}"
    _check_labels(parsed)
    for form in parsed.forms:
        if form.method == "post":
            names = {name for name, _ in form.fields}
            assert {"csrf_token", "form_key"} <= names, f"form {form.action} lacks its keys"
    assert not (found := UNFILLED.search(parsed.text)), f"unfilled: {found}"
    for image in parsed.all("img"):
        assert "alt" in image.attributes


def _check_labels(parsed: Parsed) -> None:
    labelled = {e.attributes.get("for") for e in parsed.all("label")}
    for element in parsed.elements:
        if element.tag not in ("input", "select", "textarea"):
            continue
        if element.attributes.get("type") in ("hidden", "submit", "button"):
            continue
        has_label = (
            element.attributes.get("id") in labelled
            or "label" in element.inside
            or "aria-label" in element.attributes
            or "aria-labelledby" in element.attributes
        )
        assert has_label, f"no label for {element.attributes}"


def give_second_factor(now: datetime) -> None:
    """In the sign-in that was started last, as if its pages had been walked."""
    begin_write()
    newest = select(func.max(SignIn.id)).scalar_subquery()
    db.session.execute(update(SignIn).where(SignIn.id == newest).values(second_factor_at=now))
    db.session.commit()


def code_of(secret: str, now: datetime) -> str:
    """What an authenticator app shows at that instant."""
    code: str = TOTP(key=secret).generate(time=int(now.timestamp())).token
    return code


def set_up_second_factor(visitor: "Visitor", page: "Page") -> "Page":
    """Walk through the real pages from the one that asks for a second factor to where it leads;
    returns that page."""
    now = visitor.app.config["NOW"]
    adding = visitor.get(next(link for link in page.links() if "/authenticator" in link))
    secret = "".join(adding.texts("code")[0].split())
    answer = visitor.send(adding, {"code": code_of(secret, now)})
    codes = visitor.follow(answer)
    shown = Page(visitor.send(codes, status=200))
    buttons = [e for e in shown.parsed.all("a") if e.attributes.get("class") == "button"]
    return visitor.get(buttons[-1].attributes["href"])


class Visitor:
    """A browser, signed in as `person` or as nobody. second_factor: it was given."""

    def __init__(
        self, app: Flask, person: Person | None = None, *, second_factor: bool = True
    ) -> None:
        self.app = app
        self.client = app.test_client()
        if person is not None:
            self.sign_in(person, second_factor=second_factor)

    def sign_in(self, person: Person, *, second_factor: bool = True) -> None:
        """Through the real link page."""
        now = self.app.config["NOW"]
        email, language = person.email, person.language
        db.session.commit()
        begin_write()
        token = service.make_link(email, language=language, now=now)
        db.session.commit()
        page = self.get(f"/en/account/link/{token}")
        self.send(page)
        if second_factor:
            give_second_factor(now)

    def get(self, path: str, *, status: int = 200, lang: str | None = None) -> Page:
        """Fetch and check a page."""
        response = self.fetch(path, headers={"Accept-Language": "en"})
        assert response.status_code == status, f"{path}: {response.status_code}, not {status}"
        page = Page(response)
        check(page, lang or self._language(path))
        return page

    def fetch(self, path: str, **kwargs: Any) -> TestResponse:
        """Fetch whatever is there, unchecked: files, redirects, JSON."""
        return self._open("GET", path, **kwargs)

    def _open(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        """In a context of its own, as another process would: the test's session is not shared."""
        db.session.commit()
        response: TestResponse = Context().run(self.client.open, path, method=method, **kwargs)
        db.session.expire_all()
        return response

    def send(
        self,
        page: Page,
        values: dict[str, Any] | None = None,
        *,
        form: FormOnPage | None = None,
        button: tuple[str, str] | None = None,
        status: int = 303,
    ) -> TestResponse:
        """Fill in the page's form and send it as a browser would. A list sends several values,
        None leaves the field out."""
        form = form or page.form()
        values = values or {}
        known = {name for name, _ in form.fields} | set(form.options)
        assert set(values) <= known, f"not on the form: {set(values) - known}"
        data = [(name, value) for name, value in form.fields if name not in values]
        for name, value in values.items():
            for one in value if isinstance(value, list) else [value]:
                if one is not None:
                    data.append((name, one))
        if button:
            data.append(button)
        path = form.action or page.response.request.full_path.rstrip("?")
        return self.post(path, data, status=status)

    def post(self, path: str, data: list[tuple[str, Any]], *, status: int = 303) -> TestResponse:
        sent: dict[str, list[Any]] = {}
        for name, value in data:
            sent.setdefault(name, []).append(value)
        response = self._open("POST", path, data=sent)
        assert response.status_code == status, (
            f"{path}: {response.status_code}, not {status}: {Parsed(response.text).text.split()[:400]}"
        )
        if response.status_code in (200, 422) and response.mimetype == "text/html":
            check(Page(response), self._language(path))
        return response

    def follow(self, response: TestResponse) -> Page:
        """The page that a redirect leads to."""
        return self.get(response.headers["Location"])

    @staticmethod
    def _language(path: str) -> str:
        first = path.split("/")[1] if path.startswith("/") else path.split("/")[3]
        return first if first in LANGUAGES else "en"


def way_back(response: TestResponse) -> str:
    """Where signing in leads on to."""
    return parse_qs(urlsplit(response.headers["Location"]).query)["next"][0]
