"""Which letters a person gets: chosen on the account page, or by the link in a letter."""

import re
from contextlib import closing
from contextvars import Context
from datetime import datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from meeting_app.core import outbox, worker
from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.outbox import Letter, OutgoingMail
from meeting_app.core.signing import sign
from meeting_app.people import service
from meeting_app.people.feature import FEATURE
from meeting_app.people.models import LettersWanted, Person
from tests.conftest import NOW
from tests.support.factories import a_person
from tests.support.pages import Visitor

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@pytest.fixture
def person(app: Flask) -> Person:
    begin_write()
    made = a_person("Amal Haddad", language="fr")
    db.session.commit()
    return made


def _wanted(person: Person) -> LettersWanted:
    db.session.rollback()
    return LettersWanted(db.session.get_one(Person, person.id).letters)


def _ask(app: Flask, method: str, path: str) -> TestResponse:
    """As a mail program would: without a cookie, in a context of its own."""
    db.session.commit()
    client = app.test_client(use_cookies=False)
    answer: TestResponse = Context().run(client.open, path, method=method, data=ONE_CLICK)
    db.session.expire_all()
    return answer


def _path(person: Person, lang: str = "en", *, at: datetime = NOW) -> str:
    return f"/{lang}/account/letters/{service.stop_token(person.id, at)}"


def _reminder(person: Person, *, necessary: bool = False) -> Letter:
    return Letter(
        "test.reminder", "c", person.email, person.name, person.language, "Rappel", "Bonjour\n",
        person_id=person.id, necessary=necessary,
    )  # fmt: skip


def _sent(app: Flask, folder: Path) -> list[EmailMessage]:
    rules = worker._rules([FEATURE])
    with closing(outbox.Folder(folder)) as keep:
        while outbox.send_next(keep, "meeting@example.org", NOW, rules=rules):
            pass
    return [
        message_from_bytes(path.read_bytes(), policy=policy.default)  # type: ignore[misc]
        for path in sorted(folder.glob("*.eml"))
    ]


def test_letter_that_is_not_necessary_can_be_stopped_by_one_click(
    app: Flask, person: Person, tmp_path: Path
):
    begin_write()
    outbox.post(_reminder(person), NOW)
    db.session.commit()
    (made,) = _sent(app, tmp_path)
    body = made.get_body(("plain",))
    assert body is not None
    found = re.fullmatch(r"<http://localhost(/fr/account/letters/\S+)>", made["List-Unsubscribe"])
    assert found is not None

    assert made["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert body.get_content().splitlines()[-1] == f"http://localhost{found[1]}"
    assert _ask(app, "POST", found[1]).status_code == 200
    assert _wanted(person) == LettersWanted.NECESSARY


def test_necessary_letter_offers_no_way_to_stop_it(app: Flask, person: Person, tmp_path: Path):
    begin_write()
    outbox.post(_reminder(person, necessary=True), NOW)
    db.session.commit()
    (made,) = _sent(app, tmp_path)
    body = made.get_body(("plain",))
    assert body is not None

    assert made["List-Unsubscribe"] is None
    assert body.get_content() == "Bonjour\n"


@pytest.mark.parametrize(
    ("necessary", "wanted", "active", "left", "reason"),
    [
        (False, LettersWanted.ALL, True, 1, ""),
        (False, LettersWanted.NECESSARY, True, 0, "stopped"),
        (False, LettersWanted.ALL, False, 0, "erased"),
        (True, LettersWanted.NECESSARY, True, 1, ""),
    ],
)
def test_choice_made_after_the_letter_was_written_counts_when_it_leaves(
    app: Flask, person: Person, tmp_path: Path, necessary, wanted, active, left, reason
):
    begin_write()
    outbox.post(_reminder(person, necessary=necessary), NOW)
    person.letters, person.active = wanted, active
    db.session.commit()

    assert len(_sent(app, tmp_path)) == left
    assert db.session.scalars(select(OutgoingMail.withdrawn_reason)).one() == reason


@pytest.mark.parametrize("lang", LANGUAGES)
def test_stop_letters_shows_a_button_and_says_nothing_about_who(
    visitor: Visitor, person: Person, lang: str
):
    page = visitor.get(_path(person, lang))
    assert _wanted(person) == LettersWanted.ALL  # looking changes nothing

    after = visitor.follow(visitor.send(page))
    assert _wanted(person) == LettersWanted.NECESSARY
    visitor.send(after, form=after.form("/all"))

    assert _wanted(person) == LettersWanted.ALL
    for shown in (page, after):
        assert "Amal" not in shown.html
        assert person.email not in shown.html


def test_stop_letters_by_one_click_needs_no_cookie_and_no_form(app: Flask, person: Person):
    assert app.config["WTF_CSRF_ENABLED"]

    for _ in range(2):  # mail programs ask again
        answer = _ask(app, "POST", _path(person, "ar"))
        assert (answer.status_code, "Location" in answer.headers) == (200, False)
        assert "Set-Cookie" not in answer.headers
    assert _wanted(person) == LettersWanted.NECESSARY


def test_resume_letters_without_its_form_changes_nothing(app: Flask, person: Person):
    begin_write()
    person.letters = LettersWanted.NECESSARY
    db.session.commit()

    answer = _ask(app, "POST", f"{_path(person)}/all")

    assert answer.status_code == 400
    assert _wanted(person) == LettersWanted.NECESSARY


@pytest.mark.parametrize(
    "spoil", ["cut", "other purpose", "before the person", "nobody", "inactive"]
)
def test_stop_letters_with_a_link_that_is_not_theirs_is_not_found(
    app: Flask, person: Person, spoil: str
):
    path = _path(person)
    if spoil == "cut":
        path = path[:-1]
    elif spoil == "other purpose":
        path = f"/en/account/letters/{sign('other', [person.id, int(NOW.timestamp())])}"
    elif spoil == "before the person":
        path = _path(person, at=NOW - timedelta(days=1))
    elif spoil == "nobody":
        path = f"/en/account/letters/{service.stop_token(person.id + 1000, NOW)}"
    else:
        db.session.rollback()
        begin_write()
        person.active = False
        db.session.commit()
    client = app.test_client()

    assert [client.get(path).status_code, client.post(path, data=ONE_CLICK).status_code] == [
        404,
        404,
    ]
    assert _wanted(person) == LettersWanted.ALL


def test_letters_saves_the_choice_of_who_is_signed_in(app: Flask, person: Person):
    visitor = Visitor(app, person)
    account = visitor.get("/fr/account/")
    assert "/fr/account/letters" in account.links()

    visitor.send(visitor.get("/fr/account/letters"), {"letters": "necessary"})
    assert _wanted(person) == LettersWanted.NECESSARY
    visitor.send(visitor.get("/fr/account/letters"), {"letters": "all"})
    assert _wanted(person) == LettersWanted.ALL


def test_letters_with_a_choice_that_is_none_is_refused(app: Flask, person: Person):
    visitor = Visitor(app, person)

    visitor.send(visitor.get("/en/account/letters"), {"letters": "none"}, status=422)

    assert _wanted(person) == LettersWanted.ALL


def test_merge_takes_letters_and_their_links_along_and_undo_brings_them_back(
    app: Flask, person: Person
):
    begin_write()
    kept = a_person("Amal H.")
    kept.created_at = NOW + timedelta(days=1)  # younger than the letter
    outbox.post(_reminder(person), NOW)
    done = service.merge(kept, person, by=None, now=NOW)
    number = select(OutgoingMail.person_id)

    assert db.session.scalars(number).one() == kept.id
    assert service.get_by_stop_token(service.stop_token(person.id, NOW)) is kept

    service.undo_merge(done, by=None, now=NOW)
    assert db.session.scalars(number).one() == person.id
    assert service.get_by_stop_token(service.stop_token(person.id, NOW)) is person
