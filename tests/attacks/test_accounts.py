"""Attacks on signing in. Each check is also run on a service into which the fault was put that it is
there for, and must notice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.meetings.service import end_role
from meeting_app.people import access
from meeting_app.people import service as people
from meeting_app.people.models import Link, Person, Purpose, SignIn
from meeting_app.people.queries import sign_in as sign_in_queries
from meeting_app.people.rules import passwords as password_rules
from meeting_app.people.service import links, passwords, second_factor, sign_in
from meeting_app.people.views import paths, tries
from tests.conftest import NOW
from tests.people.test_second_factor import SECRET, an_authenticator
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Visitor, code_of
from tests.support.world import make_app

GOOD = "tremble fork violin heron"
Holds = Callable[[Flask], bool]
Fault = Callable[[pytest.MonkeyPatch], None]


def patch(where: object, name: str, value: object) -> Fault:
    return lambda monkeypatch: monkeypatch.setattr(where, name, value)


def with_password(email: str | None = None) -> Person:
    person = a_person(email=email)
    people.set_password(person, GOOD, NOW, with_rights=False)
    db.session.commit()
    return person


def try_password(browser: Visitor, email: str, password: str) -> int:
    page = browser.get("/en/account/sign-in")
    data = dict(page.form("/sign-in/password").fields) | {"email": email, "password": password}
    status: int = browser._open("POST", "/en/account/sign-in/password", data=data).status_code
    return status


def is_in(browser: Visitor) -> bool:
    return browser.fetch("/en/account/").status_code == 200


def a_reset_link(person: Person, purpose: Purpose = Purpose.RESET_PASSWORD) -> str:
    token = people.make_link(person.email, language="en", now=NOW, purpose=purpose, person=person)
    db.session.commit()
    return f"/en/account/reset/{token}"


def choose(browser: Visitor, link: str, password: str = "another forest of words") -> int:
    """The status of sending the reset page's form, whatever it looks like."""
    data = dict(browser.get("/en/account/reset").form().fields) | {"new_password": password}
    data.pop("email")
    return int(browser._open("POST", link, data=data).status_code)


def hashes_once_for_unknown_addresses(app: Flask) -> bool:
    checked: list[str] = []
    verify = passwords.verify_password
    passwords.verify_password = lambda *given: checked.append(given[1]) or verify(*given)  # type: ignore[func-returns-value]
    try:
        assert try_password(Visitor(app), "unknown@example.org", "x") == 422
    finally:
        passwords.verify_password = verify
    return [one.split("$")[1:4] for one in checked] == [["argon2id", "v=19", "m=19456,t=2,p=1"]]


def eleventh_wrong_password_waits(app: Flask) -> bool:
    person, attacker = with_password(), Visitor(app)
    for number in range(10):
        attacker.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        assert try_password(attacker, person.email, str(number)) == 422
    return try_password(attacker, person.email, "11") == 429


def nothing_planted_outlives_the_sign_in(app: Flask) -> bool:
    browser = Visitor(app)
    planted = dict(browser.get("/en/account/sign-in").form().fields)
    browser.sign_in(a_person())
    fields = dict(browser.get("/en/account/").form().fields)
    sent = fields | {"csrf_token": planted["csrf_token"], "name": "Mallory"}
    return browser._open("POST", "/en/account/", data=sent).status_code == 400


def ended_cookie_is_signed_out(app: Flask) -> bool:
    person = with_password()
    browser = Visitor(app, person)
    assert is_in(browser)
    people.end_sign_ins(person, NOW, actor=None)
    return not is_in(browser)


def password_change_signs_others_out(app: Flask) -> bool:
    person = a_person()
    thief, owner = Visitor(app, person), Visitor(app, person)
    owner.send(owner.get("/en/account/password"), {"new_password": GOOD})
    return is_in(owner) and not is_in(thief)


def role_ended_closes_the_desk(app: Flask) -> bool:
    meeting = a_meeting("m")
    browser = Visitor(app, an_organiser(meeting))
    assert browser.fetch("/en/m/desk/rooms").status_code == 200
    from meeting_app.meetings.queries import list_roles

    for held in list_roles(meeting):
        end_role(held, NOW)
    return browser.fetch("/en/m/desk/rooms").status_code == 404


def idle_organiser_is_signed_out(app: Flask) -> bool:
    browser = Visitor(app, an_organiser(a_meeting()))
    app.config["NOW"] = NOW + timedelta(minutes=31)
    return not is_in(browser)


def long_sign_in_of_an_organiser_ends(app: Flask) -> bool:
    browser = Visitor(app, an_organiser(a_meeting()))
    for minutes in range(25, 12 * 60 + 25, 25):
        app.config["NOW"] = NOW + timedelta(minutes=minutes)
        browser.fetch("/en/")
        browser.fetch("/en/account/")
    return not is_in(browser)


def reset_link_works_once(app: Flask) -> bool:
    link, browser = a_reset_link(with_password()), Visitor(app)
    assert choose(browser, link) == 303
    return choose(Visitor(app), link, "a third forest of words") == 410


def newer_reset_link_ends_the_older(app: Flask) -> bool:
    person = with_password()
    link = a_reset_link(person)
    people.ask_for_reset(person.email, language="en", now=NOW)
    return choose(Visitor(app), link) == 410


def reset_link_ends_after_an_hour(app: Flask) -> bool:
    person = with_password()
    people.ask_for_reset(person.email, language="en", now=NOW)
    expires_at = db.session.scalars(select(Link.expires_at)).one()
    return expires_at == NOW + timedelta(minutes=60)


def link_of_another_purpose_is_refused(app: Flask) -> bool:
    link = a_reset_link(with_password(), Purpose.SIGN_IN)
    return choose(Visitor(app), link) == 410


def desk_wants_a_second_factor(app: Flask) -> bool:
    browser = Visitor(app, an_organiser(a_meeting("m")), second_factor=False)
    return browser.fetch("/en/m/desk/rooms").status_code == 303


def code_works_once(app: Flask) -> bool:
    person = a_person()
    an_authenticator(person)
    return [give(app, person, code_of(SECRET, NOW)) for _ in range(2)] == [303, 422]


def code_of_two_minutes_ago_is_refused(app: Flask) -> bool:
    person = a_person()
    an_authenticator(person)
    return give(app, person, code_of(SECRET, NOW - timedelta(minutes=2))) == 422


def recovery_code_works_once(app: Flask) -> bool:
    person = a_person()
    an_authenticator(person)
    code = people.make_recovery_codes(person, NOW)[0]
    return [give(app, person, code) for _ in range(2)] == [303, 422]


def give(app: Flask, person: Person, code: str) -> int:
    browser = Visitor(app, person, second_factor=False)
    data = dict(browser.get("/en/account/second-factor/give").form().fields) | {"code": code}
    return int(browser._open("POST", "/en/account/second-factor/give", data=data).status_code)


def reset_leaves_the_second_factor(app: Flask) -> bool:
    person = an_organiser(a_meeting("m"))
    an_authenticator(person)
    browser = Visitor(app)
    assert choose(browser, a_reset_link(person)) == 303
    return browser.fetch("/en/m/desk/rooms").status_code == 303


def common_password_is_refused(app: Flask) -> bool:
    browser = Visitor(app, a_person())
    data = dict(browser.get("/en/account/password").form().fields) | {"new_password": "football1"}
    return browser._open("POST", "/en/account/password", data=data).status_code == 422


def foreign_form_does_not_sign_in(app: Flask) -> bool:
    person, browser = with_password(), Visitor(app)
    data = {"email": person.email, "password": GOOD}
    browser._open("POST", "/en/account/sign-in/password", data=data)
    return not is_in(browser)


def next_leads_to_our_own_pages(app: Flask) -> bool:
    person, browser = with_password(), Visitor(app)
    data = dict(browser.get("/en/account/sign-in").form("/sign-in/password").fields)
    data |= {"email": person.email, "password": GOOD}
    path = "/en/account/sign-in/password?next=//evil.tld"
    answer = browser._open("POST", path, data=data)
    return str(answer.headers["Location"]).startswith("/en/")


def spend_nothing(token: str, *_purposes: Purpose, now: object) -> Link:
    from meeting_app.people.queries import find_link

    link = find_link(token)
    assert link
    return link


def ends_by_day_alone(now: Any) -> tuple[Any, ...]:
    return (SignIn.expires_at > now,)


def no_code_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_factor, "_take", lambda *_: True)


def forgets_codes_never(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_factor, "_use_code", lambda *_: "recovery code")


def links_are_never_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "use_link", spend_nothing)
    monkeypatch.setattr(links, "is_usable", lambda *_, now: True)
    monkeypatch.setattr(people, "is_usable", lambda *_, now: True)


def every_form_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    from flask import current_app

    monkeypatch.setitem(current_app.config, "WTF_CSRF_ENABLED", False)
    from meeting_app.core.forms import Form

    validate = Form.validate

    def without_key(self: Form, **given: Any) -> bool:
        self._key_was_good = True
        return bool(validate(self, **given))

    monkeypatch.setattr(Form, "validate", without_key)


def strangers_rights_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    from meeting_app.meetings import access as meeting_access

    monkeypatch.setattr(meeting_access, "organises", lambda *_: True)


def removes_factors_on_reset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "is_strong", lambda _person: True)


CHECKS: list[tuple[Holds, Fault]] = [
    (
        hashes_once_for_unknown_addresses,
        patch(people, "is_password_right", lambda password, stored: bool(stored)),
    ),
    (eleventh_wrong_password_waits, patch(tries, "may_try_password", lambda _account: True)),
    (
        nothing_planted_outlives_the_sign_in,
        lambda m: m.setattr("flask.sessions.SecureCookieSession.clear", lambda _self: None),
    ),
    (ended_cookie_is_signed_out, patch(sign_in_queries, "_is_open", ends_by_day_alone)),
    (password_change_signs_others_out, patch(passwords, "end_sign_ins", lambda *_, **__: 0)),
    (role_ended_closes_the_desk, strangers_rights_stay),
    (idle_organiser_is_signed_out, patch(sign_in_queries, "IDLE_ENDS", timedelta(days=1))),
    (long_sign_in_of_an_organiser_ends, patch(sign_in, "BOUNDED_LASTS", timedelta(days=30))),
    (reset_link_works_once, links_are_never_used_up),
    (newer_reset_link_ends_the_older, patch(passwords, "end_links", lambda *_, now: None)),
    (reset_link_ends_after_an_hour, patch(passwords, "RESET_LASTS", timedelta(hours=2))),
    (link_of_another_purpose_is_refused, links_are_never_used_up),
    (desk_wants_a_second_factor, patch(access, "is_strong", lambda _person: True)),
    (code_works_once, no_code_is_marked),
    (code_of_two_minutes_ago_is_refused, patch(second_factor, "STEP_SECONDS", 300)),
    (recovery_code_works_once, forgets_codes_never),
    (reset_leaves_the_second_factor, removes_factors_on_reset),
    (common_password_is_refused, patch(password_rules, "is_common", lambda _password: False)),
    (foreign_form_does_not_sign_in, every_form_is_taken),
    (next_leads_to_our_own_pages, patch(paths, "own_path", lambda address: address or "")),
]


@pytest.mark.parametrize("faulty", [False, True], ids=["as built", "fault"])
@pytest.mark.parametrize(("holds", "fault"), CHECKS, ids=[check.__name__ for check, _ in CHECKS])
def test_attack_is_held_and_would_be_noticed(
    app: Flask,
    monkeypatch: pytest.MonkeyPatch,
    holds: Holds,
    fault: Fault,
    faulty: bool,
):
    if faulty:
        fault(monkeypatch)

    assert holds(app) is not faulty


@pytest.mark.parametrize(
    ("weaker", "expected"),
    [
        ({}, "Secure; HttpOnly; Path=/; SameSite=Lax"),
        ({"SESSION_COOKIE_SECURE": False}, "HttpOnly; Path=/; SameSite=Lax"),
        ({"SESSION_COOKIE_HTTPONLY": False}, "Secure; Path=/; SameSite=Lax"),
        ({"SESSION_COOKIE_SAMESITE": None}, "Secure; HttpOnly; Path=/"),
    ],
    ids=["as built", "fault: not secure", "fault: for scripts", "fault: for other sites"],
)
def test_cookie_carries_its_flags_and_nothing_personal(
    tmp_path: Any, weaker: dict[str, Any], expected: str
):
    safe = {"BASE_URL": "https://localhost", "SESSION_COOKIE_NAME": "__Host-session"}
    app = make_app(tmp_path, **{**safe, "SESSION_COOKIE_SECURE": True, **weaker})
    cookie = app.test_client().get("/en/account/sign-in").headers["Set-Cookie"]
    name, _equals, rest = cookie.partition("=")
    flags = "; ".join(p for p in rest.split("; ")[1:] if not p.startswith("Expires"))

    assert (name, flags) == ("__Host-session", expected)
    assert "@" not in cookie


def an_account_from_the_first_day() -> None:
    people.make_person("admin@example.org", "Admin", language="en", reads=["en"], now=NOW)
    db.session.commit()


@pytest.mark.parametrize("fault", [None, an_account_from_the_first_day])
def test_new_service_has_no_account_and_would_be_noticed(
    tmp_path: Any, fault: Callable[[], None] | None
):
    app = make_app(tmp_path)
    with app.app_context():
        if fault:
            fault()
        accounts = db.session.scalars(select(Person)).all()
        db.session.remove()

    assert (accounts == []) is (fault is None)


def test_first_link_of_a_new_service_works_once(tmp_path: Any):
    app = make_app(tmp_path)
    with app.app_context():
        printed = app.test_cli_runner().invoke(args=["people", "first-organiser"]).output
        path = printed.strip().removeprefix("http://localhost")
        app.config["NOW"] = NOW
        assert db.session.scalars(select(Link.purpose)).all() == ["first_organiser"]
    assert app.test_client().get(path).status_code == 200
