"""Passwords: which are taken, signing in with one, changing and resetting it."""

import re
import threading
import time
from datetime import timedelta
from statistics import median

import pytest
from flask import Flask
from sqlalchemy import select, update

from meeting_app.core import limits
from meeting_app.core.db import db, write_beside
from meeting_app.core.outbox import OutgoingMail
from meeting_app.people import service as people
from meeting_app.people.models import Action, AuditEntry, Link, Person, Purpose, SignIn
from meeting_app.people.rules import Fault, find_fault
from meeting_app.people.service import passwords
from meeting_app.people.views.tries import PASSWORDS_OF_SOURCE
from tests.conftest import NOW
from tests.people.test_second_factor import SECRET, an_authenticator
from tests.support.factories import a_meeting, a_person, an_organiser
from tests.support.pages import Page, Visitor, code_of

GOOD = "tremble fork violin heron"
WITH_PASSWORD = "/en/account/sign-in/password"
ARABIC = "رحلة القمر فوق البحر الأبيض في ليلة من ليالي الخريف الباردة جدا ١٢"


def somebody(password: str = GOOD, **values: object) -> Person:
    person = a_person(**values)  # type: ignore[arg-type]
    people.set_password(person, password, NOW, with_rights=False)
    db.session.commit()
    return person


def sign_in(browser: Visitor, email: str, password: str, *, status: int = 303) -> Page:
    page = browser.get("/en/account/sign-in")
    form = page.form("/sign-in/password")
    return Page(
        browser.send(page, {"email": email, "password": password}, form=form, status=status)
    )


def letters(kind: str) -> list[str]:
    return list(
        db.session.scalars(
            select(OutgoingMail.address).where(OutgoingMail.kind == f"people.{kind}")
        )
    )


@pytest.mark.parametrize(
    "password",
    [
        "password", "12345678", "football", "iloveyou", "trustno1", "1q2w3e4r", "qwertyui", "11111111",
        "Passw0rd!", "P@ssw0rd2024!", "azerty123456", "dragon99", "monkey monkey", "superman1!", "motdepasse",
        "contraseña1", "habibi123", "محمد123456", "abcdefghij", "xxxxxxxx", "asdfasdf", "ضصثقفغعه", "20202020",
    ],
)  # fmt: skip
def test_find_fault_common_password_is_refused(password: str):
    assert find_fault(password, least=8) == Fault.COMMON


@pytest.mark.parametrize(
    "password",
    [
        GOOD,
        "xk3!Lm9q",
        ARABIC,
        "🐢🌿🫖🎺🧵🪁🥁🌵",
        "Ngaoundéré42km",
        "a quiet grey heron",
        "٤ق ش غيمة",
    ],
)
def test_find_fault_other_passwords_are_taken(password: str):
    assert find_fault(password, least=8, own=["Amal Kariem", "amal@example.org"]) is None


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("x7!kQ2m", Fault.SHORT),
        ("x" * 201, Fault.LONG),
        ("for-AMAL-kariem", Fault.OWN),
        ("Example, example 7", Fault.OWN),
    ],
)
def test_find_fault_says_what_is_wrong(password: str, fault: Fault):
    assert find_fault(password, least=8, own=["Amal Kariem", "x@example.org"]) == fault


def test_set_password_is_kept_as_argon2id_under_its_parameters(app: Flask):
    person = somebody()

    assert re.fullmatch(
        r"\$argon2id\$v=19\$m=19456,t=2,p=1\$[^$]{22}\$[^$]{43}", person.password or ""
    )
    assert passwords.NOBODYS.split("$")[:4] == (person.password or "").split("$")[:4]


@pytest.mark.parametrize("password", [ARABIC, "🐢🌿🫖🎺🧵🪁🥁🌵 and blanks "])
def test_password_in_any_script_is_taken_whole(app: Flask, password: str):
    person = a_person()
    browser = Visitor(app, person)
    browser.send(browser.get("/en/account/password"), {"new_password": password})

    assert len(password) >= 19
    sign_in(Visitor(app), person.email, password[:-1], status=422)
    sign_in(Visitor(app), person.email, password)


def test_password_composed_otherwise_by_another_keyboard_is_the_same(app: Flask):
    person = somebody("une forêt très éloignée")
    sign_in(Visitor(app), person.email, "une fore\u0302t tre\u0300s e\u0301loigne\u0301e")


def test_sign_in_with_password_signs_in_and_leads_on(app: Flask):
    person = somebody()
    browser = Visitor(app)
    page = browser.get("/en/account/sign-in?next=/en/account/addresses")
    values = {"email": person.email.upper(), "password": GOOD}
    answer = browser.send(page, values, form=page.form("/password?next=/en/account/addresses"))

    assert answer.headers["Location"] == "/en/account/addresses"
    assert browser.fetch("/en/account/").status_code == 200
    assert db.session.scalars(select(SignIn.method)).all() == ["password"]


def test_sign_in_with_wrong_password_is_refused_and_in_the_trail(app: Flask):
    person = somebody()
    browser = Visitor(app)
    page = sign_in(browser, person.email, "another thing", status=422)

    assert list(page.errors()) == ["password"]
    assert f'value="{person.email}"' in page.html
    assert "another thing" not in page.html
    assert browser.fetch("/en/account/").status_code == 303
    last = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert last is not None
    assert (last.action, last.about_id) == (Action.SIGN_IN_FAILED, person.id)


def test_sign_in_refused_once_can_be_sent_again_from_the_same_page(app: Flask):
    person = somebody()
    browser = Visitor(app)
    refused = sign_in(browser, person.email, "another thing", status=422)

    browser.send(refused, {"password": GOOD}, form=refused.form("/sign-in/password"))
    assert browser.fetch("/en/account/").status_code == 200


@pytest.mark.parametrize("kind", ["unknown", "without password", "inactive"])
def test_sign_in_answers_alike_whoever_it_is(
    app: Flask, kind: str, monkeypatch: pytest.MonkeyPatch
):
    """Status, words, headers; and one hashing each, the same in cost: that is what takes the time."""
    somebody(email="known@example.org")
    other = somebody(email="other@example.org") if kind == "inactive" else None
    if other:
        other.active = False
    if kind == "without password":
        a_person(email="other@example.org")
    checked: list[str] = []
    verify = passwords.verify_password

    def note(password: str, stored: str) -> bool:
        checked.append(stored.rsplit("$", 2)[0])
        return verify(password, stored)

    monkeypatch.setattr(passwords, "verify_password", note)
    answers = []
    for email in ("known@example.org", "other@example.org"):
        page = sign_in(Visitor(app), email, GOOD + "x", status=422)
        words = re.sub(r'(csrf_token|form_key)" type="hidden" value="[^"]*"', "", page.html)
        headers = {
            k: v for k, v in page.response.headers if k not in ("Set-Cookie", "Content-Length")
        }
        answers.append((words.replace(email, ""), headers))

    assert answers[0] == answers[1]
    assert checked == ["$argon2id$v=19$m=19456,t=2,p=1"] * 2


def test_is_password_right_takes_as_long_for_nobody(app: Flask):
    """In turn, so that a busy machine is busy for both."""
    stored = somebody().password
    took: dict[bool, list[float]] = {True: [], False: []}
    for _ in range(15):
        for known in took:
            begun = time.thread_time()
            assert people.is_password_right("no", stored if known else None) is False
            took[known].append(time.thread_time() - begun)

    assert abs(median(took[True]) - median(took[False])) < 0.3 * median(took[True])


def test_password_is_checked_while_others_write(app: Flask, monkeypatch: pytest.MonkeyPatch):
    person = somebody()
    written: list[bool] = []

    def check(_password: str, _stored: str) -> bool:
        written.append(write_beside(update(Person).values(zone="Asia/Amman")))
        return True

    monkeypatch.setattr(passwords, "verify_password", check)
    sign_in(Visitor(app), person.email, GOOD)

    assert written == [True]


def test_no_more_than_two_hashings_run_at_once(app: Flask, monkeypatch: pytest.MonkeyPatch):
    running, most = 0, 0
    lock = threading.Lock()

    def slow(_password: str, _stored: str) -> bool:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1
        return False

    monkeypatch.setattr(passwords, "verify_password", slow)
    threads = [
        threading.Thread(target=people.is_password_right, args=("x", None)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert most == 2


def test_eleventh_wrong_password_waits_and_the_owner_still_gets_in(app: Flask):
    person = somebody()
    attacker, owner = Visitor(app), Visitor(app)
    owner.client.environ_base["REMOTE_ADDR"] = "192.0.2.7"
    for number in range(10):
        attacker.client.environ_base["HTTP_X_FORWARDED_FOR"] = f"198.51.100.{number}"
        sign_in(attacker, person.email, f"wrong {number}", status=422)

    refused = attacker.get("/en/account/sign-in")
    values = {"email": person.email, "password": GOOD}
    answer = attacker.send(refused, values, form=refused.form("/sign-in/password"), status=429)
    assert "Wait ten minutes" in Page(answer).text
    sign_in(owner, person.email, GOOD)
    sign_in(attacker, somebody().email, GOOD)


def test_right_passwords_from_one_office_never_wait(app: Flask):
    persons = [somebody() for _ in range(3)]
    for _ in range(5):
        for person in persons:
            sign_in(Visitor(app), person.email, GOOD)


def test_fifty_first_wrong_password_from_one_source_waits(app: Flask):
    for number in range(50):
        assert limits.count(PASSWORDS_OF_SOURCE, "127.0.0.1"), number
    browser = Visitor(app)
    page = browser.get("/en/account/sign-in")
    values = {"email": "x@example.org", "password": "y"}
    browser.send(page, values, form=page.form("/sign-in/password"), status=429)


def test_password_first_one_needs_no_old_one_and_ends_other_sign_ins(app: Flask):
    person = a_person()
    mine, other = Visitor(app, person), Visitor(app, person)
    mine.send(mine.get("/en/account/password"), {"new_password": GOOD})

    assert mine.fetch("/en/account/").status_code == 200
    assert other.fetch("/en/account/").status_code == 303
    assert letters("password_changed") == [person.email]


def test_password_change_wants_the_old_one(app: Flask):
    person = somebody()
    browser = Visitor(app, person)
    page = browser.get("/en/account/password")
    values = {"new_password": "another forest of words", "password": "no"}
    refused = Page(browser.send(page, values, status=422))

    assert list(refused.errors()) == ["password"]
    sign_in(Visitor(app), person.email, GOOD)
    browser.send(browser.get("/en/account/password"), values | {"password": GOOD})
    sign_in(Visitor(app), person.email, "another forest of words")
    sign_in(Visitor(app), person.email, GOOD, status=422)


def test_password_of_an_organiser_is_longer(app: Flask):
    browser = Visitor(app, an_organiser(a_meeting()))
    page = browser.get("/en/account/password")

    assert "At least 12 characters" in page.text
    refused = Page(browser.send(page, {"new_password": "xk3!Lm9qv"}, status=422))
    assert refused.errors() == {"new_password": "Error: Use at least 12 characters."}


def reset_link(browser: Visitor, email: str) -> str:
    browser.send(browser.get("/en/account/reset"), {"email": email})
    body = db.session.scalars(select(OutgoingMail.body).order_by(OutgoingMail.id.desc())).first()
    found = re.search(r"http://localhost(/\w+/account/reset/\S+)", body or "")
    assert found
    return found[1]


def test_reset_sets_a_new_password_and_signs_in(app: Flask):
    person = somebody()
    stolen, browser = Visitor(app, person), Visitor(app)
    link = reset_link(browser, person.email)
    browser.get(link)
    browser.send(browser.get(link), {"new_password": "another forest of words"})

    assert [
        browser.fetch("/en/account/").status_code,
        stolen.fetch("/en/account/").status_code,
    ] == [200, 303]
    browser.get(link, status=410)
    sign_in(Visitor(app), person.email, GOOD, status=422)


def test_reset_refused_password_leaves_the_link_usable(app: Flask):
    browser, person = Visitor(app), somebody()
    link = reset_link(browser, person.email)
    refused = Page(browser.send(browser.get(link), {"new_password": "password"}, status=422))

    assert list(refused.errors()) == ["new_password"]
    browser.send(refused, {"new_password": "another forest of words"})


def test_reset_link_ends_after_an_hour_by_a_newer_one_and_with_the_address(app: Flask):
    browser, person = Visitor(app), somebody()
    first = reset_link(browser, person.email)
    second = reset_link(browser, person.email)
    browser.get(first, status=410)
    browser.get(second)
    app.config["NOW"] = NOW + timedelta(minutes=61)
    browser.get(second, status=410)
    third = reset_link(browser, person.email)
    browser.get(third)
    extra = people.addresses.EmailAddress(
        person_id=person.id, address="x@example.net", is_primary=False
    )
    db.session.add(extra)
    db.session.flush()
    people.make_primary(extra, app.config["NOW"])
    browser.get(third, status=410)


def test_reset_leaves_the_second_factor_as_it_is(app: Flask):
    person = an_organiser(a_meeting("m"))
    an_authenticator(person)
    browser = Visitor(app)
    browser.send(browser.get(reset_link(browser, person.email)), {"new_password": GOOD})

    answer = browser.fetch("/en/m/desk/rooms")
    assert answer.headers["Location"] == "/en/account/second-factor?next=/en/m/desk/rooms"
    browser.send(browser.get("/en/account/second-factor/give"), {"code": code_of(SECRET, NOW)})
    assert browser.fetch("/en/m/desk/rooms").status_code == 200


def test_reset_known_and_unknown_address_answer_alike_with_one_letter_each(app: Flask):
    a_person(email="known@example.org")
    answers = []
    for email in ("known@example.org", "unknown@example.org"):
        browser = Visitor(app)
        answer = browser.send(browser.get("/en/account/reset"), {"email": email})
        answers.append((answer.status_code, answer.headers["Location"], answer.data))

    assert answers[0] == answers[1]
    assert letters("reset_password") == ["known@example.org"]
    assert letters("no_account") == ["unknown@example.org"]


@pytest.mark.parametrize("made_for", list(Purpose))
@pytest.mark.parametrize("used_at", ["link", "reset"])
def test_link_of_one_purpose_is_refused_at_the_page_of_another(
    app: Flask, made_for: Purpose, used_at: str
):
    person = a_person()
    token = people.make_link(person.email, language="en", now=NOW, purpose=made_for, person=person)
    db.session.commit()
    fits = made_for in people.SIGNS_IN if used_at == "link" else made_for == Purpose.RESET_PASSWORD

    browser = Visitor(app)
    browser.get(f"/en/account/{used_at}/{token}", status=200 if fits else 410)
    fields = dict(browser.get("/en/account/reset").form().fields)
    data = fields | {"new_password": GOOD, "email": "first@example.org"}
    answer = browser._open("POST", f"/en/account/{used_at}/{token}", data=data)

    assert answer.status_code == (303 if fits else 410)
    used = db.session.scalars(select(Link.used_at)).one()
    assert used == (NOW if fits else None)
