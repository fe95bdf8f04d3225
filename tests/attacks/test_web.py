"""What browsers, caches, strangers and other hosts get. Each check is also made with the protection
taken away, and must notice."""

import re
import socket
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from email.message import Message
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from flask import Flask, redirect, request, send_from_directory
from sqlalchemy import func, select

from meeting_app.calendars import queries as feeds
from meeting_app.calendars import service as calendars
from meeting_app.calendars.models import Feed
from meeting_app.core import files, web, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people import service as people
from meeting_app.people.models import Person
from tests.attacks.faults import Fault, as_built, noticed
from tests.conftest import NOW
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor
from tests.support.world import World, make_app

ROOT = Path(__file__).parents[2]
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


def header_values(world: World) -> dict[str, dict[str, str | None]]:
    """Of every page of an organiser that differs from what is promised."""
    found = {}
    for endpoint, address in world.addresses["en"].items():
        answer = world.get("organiser", address)
        if answer.mimetype == "text/html":
            given = {name: answer.headers.get(name) for name in HEADERS}
            if given != HEADERS:
                found[endpoint] = given
        answer.close()
    return found


def headers_are_not_set(world: World, patch: pytest.MonkeyPatch) -> None:
    kept = [one for one in world.app.after_request_funcs[None] if one is not web._set_headers]
    patch.setitem(world.app.after_request_funcs, None, kept)


def scripts_may_stand_in_pages(_world: World, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(web.HEADERS, "Content-Security-Policy", "default-src 'self' 'unsafe-inline'")


@pytest.mark.parametrize("fault", [None, headers_are_not_set, scripts_may_stand_in_pages])
def test_every_page_carries_every_header_whole(
    attacked: World, monkeypatch: pytest.MonkeyPatch, fault: Any
):
    if fault:
        fault(attacked, monkeypatch)

    assert (header_values(attacked) == {}) is (fault is None)


def test_https_is_kept_to_where_the_address_says_so(tmp_path: Path):
    for base, expected in (
        ("http://localhost", None),
        ("https://meeting.example.org", "max-age=31536000; includeSubDomains"),
    ):
        folder = tmp_path / base.split("://")[0]
        folder.mkdir()
        app = make_app(folder, BASE_URL=base, NOW=NOW)
        answer = app.test_client().get("/en/")
        assert answer.headers.get("Strict-Transport-Security") == expected
        with app.app_context():
            db.engine.dispose()


def counts(world: World) -> dict[str, int]:
    with world.app.app_context():
        found = {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in db.metadata.sorted_tables
        }
        db.session.remove()
    return found


def tokenless(world: World) -> dict[str, set[int]]:
    """{endpoint: answers} of forms that were sent without the token of their page."""
    client, other = world.clients["organiser"], world.clients["reviewer"]
    foreign = dict(Page(Context().run(other.get, "/en/account/")).form().fields)["csrf_token"]
    exempt = world.app.extensions["csrf"]._exempt_views
    found: dict[str, set[int]] = {}
    for endpoint, address in world.addresses["en"].items():
        view = world.app.view_functions[endpoint]
        rule = next(r for r in world.app.url_map.iter_rules() if r.endpoint == endpoint)
        if "POST" not in (rule.methods or ()) or f"{view.__module__}.{view.__name__}" in exempt:
            continue
        answers = [
            Context().run(client.post, address, data={}),
            Context().run(client.post, address, data={"csrf_token": foreign}),
            Context().run(client.post, address, data={}, headers={"Origin": "null"}),
            Context().run(client.post, address, data='{"a": 1}', content_type="text/plain"),
            Context().run(client.post, address, json={"csrf_token": "x"}),
        ]
        found[endpoint] = {answer.status_code for answer in answers}
        for answer in answers:
            answer.close()
    return found


@pytest.mark.parametrize("protected", [True, False], ids=["as built", "fault: no token is asked"])
def test_forms_without_their_token_are_refused_and_change_nothing(
    attacked: World, monkeypatch: pytest.MonkeyPatch, protected: bool
):
    monkeypatch.setitem(attacked.app.config, "WTF_CSRF_CHECK_DEFAULT", protected)
    before = counts(attacked)

    found = tokenless(attacked)

    assert len(found) > 40
    assert (set().union(*found.values()) == {400}) is protected
    if protected:
        assert counts(attacked) == before


def held_back(browser: Visitor) -> set[str | None]:
    """How pages of somebody signed in may be kept."""
    pages = ("/en/account/", "/en/m/my", "/en/m/desk/roles")
    return {browser.fetch(page).headers.get("Cache-Control") for page in pages}


def pages_may_be_kept(app: Flask, patch: pytest.MonkeyPatch) -> None:
    kept = [one for one in app.after_request_funcs[None] if one is not web._set_headers]
    patch.setitem(app.after_request_funcs, None, kept)


@pytest.mark.parametrize("fault", [None, pages_may_be_kept])
def test_no_cache_keeps_the_page_of_somebody(app, monkeypatch: pytest.MonkeyPatch, fault: Any):
    browser = Visitor(app, an_organiser(a_meeting("m")))
    if fault:
        fault(app, monkeypatch)

    assert (held_back(browser) == {"no-store"}) is (fault is None)


@pytest.mark.parametrize("fault", [None, "kept in common"])
def test_two_people_behind_one_cache_get_pages_of_their_own(app, fault: str | None):
    """A cache that keeps what it may, by address and by what the answer varies with."""
    kept: dict[str, str] = {}
    browsers = [Visitor(app, a_person("Amal")), Visitor(app, a_person("Basile"))]
    seen = []
    for browser in browsers:
        address = "/en/account/"
        if address not in kept:
            answer = browser.fetch(address)
            text = answer.text
            if fault or "no-store" not in answer.headers.get("Cache-Control", ""):
                kept[address] = text
        else:
            text = kept[address]
        seen.append(re.findall(r"Amal|Basile", text)[0])

    assert (seen == ["Amal", "Basile"]) is (fault is None)


def telling(html: str, secrets: set[str]) -> list[str]:
    """Addresses on a page that hold somebody's address, or a session."""
    links = re.findall(r'(?:href|action|src)="([^"]+)"', html)
    return [
        link
        for link in links
        if not link.startswith(("mailto:", "otpauth:"))  # another program's
        and (re.search(r"@|%40", link) or any(secret in link for secret in secrets))
    ]


def test_no_address_tells_who_is_who(attacked: World):
    with attacked.app.app_context():
        emails = set(db.session.scalars(select(Person.email)))
        db.session.remove()
    cookie = attacked.clients["organiser"].get_cookie("session")
    assert cookie is not None
    for role in ("organiser", "participant"):
        for endpoint, address in attacked.addresses["en"].items():
            answer = attacked.get(role, address)
            if answer.mimetype == "text/html":
                assert telling(answer.text, {cookie.value, *emails}) == [], endpoint
            answer.close()


def test_no_address_tells_who_is_who_would_be_noticed():
    assert telling('<a href="/en/people?email=amal%40example.org">', set()) != []
    assert telling('<a href="/en/?s=secret">', {"secret"}) != []
    assert telling('<a href="mailto:meeting@example.org">', set()) == []


def sign_out_does_nothing(app: Flask, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(app.view_functions, "people.sign_out", lambda **_: redirect("/en/"))


@pytest.mark.parametrize("fault", [None, sign_out_does_nothing])
def test_sign_out_leaves_nothing_behind(app, monkeypatch: pytest.MonkeyPatch, fault: Any):
    browser = Visitor(app, a_person())
    page = browser.get("/en/account/")
    form = next(f for f in page.parsed.forms if f.action.endswith("/sign-out"))
    if fault:
        fault(app, monkeypatch)
    answer = browser.fetch(form.action, headers={})  # a GET signs nobody out
    assert answer.status_code in (302, 405)
    answer = browser._open("POST", form.action, data=dict(form.fields))

    held = (
        "storage" in answer.headers.get("Clear-Site-Data", "")
        and browser.fetch("/en/account/").status_code == 303
    )
    assert held is (fault is None)


def broken(app: Flask, patch: pytest.MonkeyPatch) -> str:
    """The page of a fault on our side, as a reader in production gets it."""

    def fail(**_: Any) -> Any:
        raise RuntimeError("SELECT secret FROM person -- /srv/meeting")

    patch.setitem(app.view_functions, "meetings.home", fail)
    patch.setitem(app.config, "TESTING", False)
    answer = app.test_client().get("/fr/")
    assert answer.status_code == 500
    return answer.text


def faults_are_shown(app: Flask, patch: pytest.MonkeyPatch) -> None:
    shown = dict(app.error_handler_spec[None][None])
    shown[Exception] = lambda _error: (traceback.format_exc(), 500)
    patch.setitem(app.error_handler_spec[None], None, shown)


@pytest.mark.parametrize("fault", [None, faults_are_shown])
def test_a_fault_on_our_side_tells_nothing_of_it(
    app, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, fault: Any
):
    if fault:
        fault(app, monkeypatch)
    text = broken(app, monkeypatch)

    told = [w for w in ("SELECT", "Traceback", "RuntimeError", "/srv", "meeting_app") if w in text]
    assert (told == [] and 'lang="fr"' in text) is (fault is None)
    if fault is None:
        assert "RuntimeError" in caplog.text  # the operator's log has it


NOWHERE = (
    "/.git/config", "/.env", "/static/../config.py", "/static/%2e%2e/config.py", "/static/.gitignore",
    "/static/pyproject.toml", "/static/", "/media/", "/metrics", "/openapi", "/console", "/debug", "/admin",
    "/en/2027/desk/../../../etc/passwd", "/wp-login.php", "/en//evil.example",
)  # fmt: skip


def let_in(app: Flask) -> dict[str, int]:
    client = app.test_client()
    found = {}
    for address in NOWHERE:
        answer = client.get(address)
        where = answer.headers.get("Location", "")
        if answer.status_code not in (404, 308) or not re.match(
            r"$|/[^/]|http://localhost/", where
        ):
            found[address] = answer.status_code
        answer.close()
    return found


def the_whole_folder_is_served(app: Flask, patch: pytest.MonkeyPatch) -> None:
    patch.setitem(
        app.view_functions, "static", lambda filename: send_from_directory(ROOT, filename)
    )


@pytest.mark.parametrize("fault", [None, the_whole_folder_is_served])
def test_what_is_not_there_is_not_there(app, monkeypatch: pytest.MonkeyPatch, fault: Any):
    if fault:
        fault(app, monkeypatch)

    assert (let_in(app) == {}) is (fault is None)
    assert app.test_client().open("/en/", method="TRACE").status_code == 405


@contextmanager
def public(tmp_path: Path, hosts: list[str] | None) -> Iterator[Flask]:
    app = make_app(tmp_path, BASE_URL="https://meeting.example.org", TRUSTED_HOSTS=hosts, NOW=NOW)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(
    ("hosts", "held"),
    [(["meeting.example.org"], True), (None, False)],
    ids=["as built", "fault: any host"],
)
def test_another_host_is_refused(tmp_path: Path, hosts: list[str] | None, held: bool):
    with public(tmp_path, hosts) as app:
        client = app.test_client()
        answers = [
            client.get("/en/", headers={"Host": "evil.example"}).status_code,
            client.get("/en/", base_url="https://evil.example").status_code,
            client.get(
                "/en/account/sign-in", headers={"Host": "meeting.example.org:evil"}
            ).status_code,
        ]

    assert (set(answers) == {400}) is held


def letters_follow_the_request(patch: pytest.MonkeyPatch) -> None:
    from meeting_app.people import letters

    def theirs(endpoint: str, **values: Any) -> str:
        host = request.headers.get("X-Forwarded-Host", request.host)
        return f"https://{host}/{values.get('token', '')}"

    patch.setattr(letters, "absolute_url", theirs)


@pytest.mark.parametrize("fault", [as_built, letters_follow_the_request])
def test_letters_hold_our_own_address_whatever_host_was_asked(
    app, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    person = a_person()
    email = person.email
    fault(monkeypatch)
    visitor = Visitor(app)
    fields = dict(visitor.get("/en/account/sign-in").form().fields)
    fields |= {"email": email}
    visitor._open(
        "POST",
        "/en/account/sign-in",
        data=fields,
        headers={"X-Forwarded-Host": "evil.example", "X-Forwarded-Proto": "https"},
    )
    body = db.session.scalars(select(OutgoingMail.body)).one()

    with noticed(fault):
        assert "evil.example" not in body
        assert "http://localhost/" in body


NAMES = (
    'a"\r\nX-Evil: y.pdf', "résumé « été ».pdf", "ملف المشاركين.pdf", "x" * 300 + ".pdf",
    "../../etc/passwd", "CON", "a\x00b.pdf", "\u202egnp.exe", 'a";filename=evil.html',
)  # fmt: skip


def offered(app: Flask, name: str, respond: Any) -> tuple[list[str], set[str]]:
    """(values of Content-Disposition, other headers) of a download with this name."""
    folder = app.config["DATA_DIR"]
    stored = files.store(folder, name, "application/pdf", b"%PDF", NOW)
    stored.original = name
    with app.test_request_context():
        answer = respond(folder, stored)
    found = answer.headers.getlist("Content-Disposition"), set(answer.headers.keys())
    answer.close()
    return found


def raw_name(folder: Path, stored: files.StoredFile) -> Any:
    answer = files.respond(folder, stored)
    name = re.sub("[\r\n\0]", "\t", stored.original)  # a newline would be refused by Werkzeug
    answer.headers.set("Content-Disposition", f'attachment; filename="{name}"')
    return answer


@pytest.mark.parametrize("respond", [files.respond, raw_name], ids=["as built", "fault: raw"])
def test_names_of_files_make_one_header_and_no_other(app, respond: Any):
    held = []
    for name in NAMES:
        (value,), headers = offered(app, name, respond)
        parsed = Message()
        parsed["Content-Disposition"] = value
        held.append(
            value.isascii()
            and parsed.get_content_disposition() == "attachment"
            and "evil" not in dict(parsed.get_params(header="Content-Disposition") or ())
            and (given := parsed.get_filename()) is not None
            and given.isprintable()
            and not set(given) & set("/\\")
            and "X-Evil" not in headers
        )

    assert all(held) is (respond is files.respond)


def any_feed(patch: pytest.MonkeyPatch) -> None:
    """As if the whole token did not matter."""
    patch.setattr(feeds, "hash_token", lambda _secret: Feed.secret_hash)


@pytest.mark.parametrize("fault", [as_built, any_feed])
def test_a_feed_opens_by_its_own_whole_secret_alone(
    app, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    meeting = a_meeting("m")
    mine = calendars.make_feed(meeting, a_person(), "en", NOW)
    secret = mine.secret
    db.session.commit()
    fault(monkeypatch)
    browser = Visitor(app)
    wrong = [
        secret[:-1] + ("A" if secret[-1] != "A" else "B"),
        secret[:-1],
        secret + "A",
        secret.swapcase(),
        "",
    ]
    answers = [browser.fetch(f"/feeds/{one}.ics") for one in wrong]

    with noticed(fault):
        assert [(one.status_code, one.headers.get("Location")) for one in answers] == [
            (404, None)
        ] * len(wrong)
    if fault is as_built:
        assert browser.fetch(f"/feeds/{secret}.ics").status_code == 200


def test_a_renewed_feed_is_gone_at_once(app):
    meeting = a_meeting("m")
    person = a_person()
    browser = Visitor(app, person)
    feed = calendars.make_feed(meeting, db.session.get_one(Person, person.id), "en", NOW)
    old, number = feed.secret, feed.id
    db.session.commit()
    browser.send(browser.get(f"/en/m/my/feeds/{number}/renew"))

    assert browser.fetch(f"/feeds/{old}.ics").status_code == 404


class Trap:
    """A port on loopback that counts who comes."""

    def __enter__(self) -> "Trap":
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.port = self._socket.getsockname()[1]
        self.visits = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen)
        self._thread.start()
        return self

    def _listen(self) -> None:
        while self._open:
            try:
                connection, _address = self._socket.accept()
            except TimeoutError:
                continue
            self.visits += 1
            connection.sendall(b"HTTP/1.0 200 OK\r\n\r\n")
            connection.close()

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()


def addresses_are_looked_at(patch: pytest.MonkeyPatch) -> None:
    """As if a page fetched what somebody typed, to show a preview of it."""
    keep = people.find_or_add_organisation

    def fetching(name: str, *rest: Any, **more: Any) -> Any:
        if found := re.search(r"http://\S+", name):
            urlopen(found[0], timeout=2).close()
        return keep(name, *rest, **more)

    patch.setattr(people, "find_or_add_organisation", fetching)
    patch.setattr("meeting_app.abstracts.service.find_or_add_organisation", fetching)


@pytest.mark.parametrize("fault", [as_built, addresses_are_looked_at])
def test_no_address_that_somebody_typed_is_ever_fetched(
    app, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    from meeting_app.abstracts import service as abstracts
    from meeting_app.abstracts.service import NamedPresenter
    from tests.abstracts.factories import a_call, a_content

    meeting = a_meeting("m")
    call = a_call(meeting)
    fault(monkeypatch)
    with Trap() as trap:
        typed = f"http://127.0.0.1:{trap.port}/x"
        abstract = abstracts.submit(
            call,
            a_content(
                title=typed,
                text=f"See {typed} and <img src={typed}>",
                presenters=(NamedPresenter(typed, "p@example.org", typed),),
            ),
            person=a_person(typed),
            form_opened_at=NOW,
            now=NOW,
        )
        code = abstract.code
        organiser = Visitor(app, an_organiser(meeting))
        organiser.get(f"/en/m/abstracts/{code}")
        organiser.get("/en/m/desk/abstracts")
        organiser.fetch("/en/m/desk/abstracts.xlsx").close()
        db.session.commit()
        worker.run_due(app)
        visits = trap.visits

    with noticed(fault):
        assert visits == 0


def takes_everything(patch: pytest.MonkeyPatch) -> None:
    """As if a form filled whatever column bears the name of a field."""

    def fill(person: Person, **_values: Any) -> None:
        for name, value in request.form.items():
            if name in ("is_administrator", "active", "fs_uniquifier"):
                setattr(
                    person, name, value == "1" if name in ("is_administrator", "active") else value
                )

    patch.setattr(people, "describe", fill)


@pytest.mark.parametrize("fault", [as_built, takes_everything])
def test_a_form_gives_nobody_more_than_it_asks_for(
    app, monkeypatch: pytest.MonkeyPatch, fault: Fault
):
    person = a_person("Amal")
    number, other = person.id, a_person().id
    browser = Visitor(app, person)
    fields = dict(browser.get("/en/account/").form().fields)
    fault(monkeypatch)
    more = {
        "is_administrator": "1", "active": "", "email": "other@example.org", "role": "organiser",
        "id": str(other), "person_id": str(other), "email_confirmed_at": "2020-01-01", "owner": str(other),
        "created_by": str(other), "status": "accepted", "meeting_id": "1", "fs_uniquifier": "x",
    }  # fmt: skip
    browser._open("POST", "/en/account/", data=fields | more)
    begin_write()
    db.session.rollback()
    found = db.session.get_one(Person, number)

    with noticed(fault):
        assert not found.is_administrator
        assert found.active
        assert found.email != "other@example.org"
        assert found.fs_uniquifier != "x"
