"""One-time form keys, the write lock, and what is committed."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import datetime, timedelta
from io import BytesIO
from time import sleep
from typing import Any

import pytest
from flask import Flask, g, render_template_string
from flask.testing import FlaskClient
from sqlalchemy import delete, event, func, select
from werkzeug.test import TestResponse
from wtforms import FileField, StringField

from meeting_app.core import requests
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form
from meeting_app.core.jobs import Job
from meeting_app.core.requests import SpentKey, new_form_key, reads_first, saved, start_write
from tests.conftest import NOW
from tests.support.pages import Page, Visitor
from tests.support.world import make_app

EXPIRED = "This form has expired. Nothing was lost: check it and send it again."
OTHER_CONTENT = "This form was already sent, with other content. Check it and send it again."


class NoteForm(Form):
    text = StringField()
    file = FileField()


def _add_page(app: Flask) -> None:
    """A page that keeps what is typed as a job, for forms sent many times; and one that takes the
    write lock only then."""

    @app.route("/<language:lang>/notes", methods=["GET", "POST"])
    def notes() -> Any:
        return keep_note(NoteForm())

    @app.route("/<language:lang>/read-first", methods=["GET", "POST"])
    @reads_first
    def notes_read_first() -> Any:
        form = NoteForm()
        if form.validate_on_submit() and (done := start_write()):
            return done
        return keep_note(form)

    def keep_note(form: NoteForm) -> Any:
        if not form.errors and form.validate_on_submit():
            row = Job(
                kind="note",
                key=f"{form.text.data}-{len(db.session.scalars(select(Job)).all())}",
                arguments={},
                run_at=g.now,
            )
            db.session.add(row)
            db.session.flush()
            try:
                if form.text.data == "refuse":
                    raise Refused("Not this one.", "text")
                if form.text.data == "forget":
                    return "not saved"
                if form.text.data == "fail":
                    raise ZeroDivisionError
            except Refused as refusal:
                form.refuse(refusal)
            else:
                return saved(f"/{g.lang}/notes?made={row.id}")
        errors = [str(e) for found in form.errors.values() for e in found]
        return render_template_string(
            "<form>{{ form.csrf_token }}{{ form.form_key }}{{ form.text }}</form><p>{{ errors }}</p>",
            form=form,
            errors=errors,
        ), form.status


@pytest.fixture(scope="module")
def notes_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    app = make_app(tmp_path_factory.mktemp("notes"), NOW=NOW)
    _add_page(app)
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def notes(notes_app: Flask) -> Flask:
    """On a database file of its own, without rows."""
    with notes_app.app_context():
        begin_write()
        for table in (Job, SpentKey):
            db.session.execute(delete(table))
        db.session.commit()
        db.session.remove()
    return notes_app


class Browser:
    """A client of the notes page, each request in a context of its own."""

    def __init__(self, app: Flask, path: str = "notes") -> None:
        self.app, self.path = app, path
        self.client: FlaskClient = app.test_client()

    def send(self, lang: str = "en", **data: Any) -> TestResponse:
        response: TestResponse = Context().run(self.client.post, f"/{lang}/{self.path}", data=data)
        return response


def _rows(app: Flask, *tables: Any) -> list[int]:
    with app.app_context():
        counts = [db.session.scalar(select(func.count()).select_from(t)) or 0 for t in tables]
        db.session.remove()
        return counts


def _fields(response: TestResponse) -> dict[str, str]:
    return {
        e.attributes["name"]: e.attributes.get("value", "")
        for e in Page(response).parsed.all("input")
    }


def _open(browser: Browser, lang: str = "en") -> dict[str, str]:
    return _fields(Context().run(browser.client.get, f"/{lang}/{browser.path}"))


def test_send_twice_makes_one_row_and_leads_to_the_same_place(notes: Flask):
    browser = Browser(notes)
    fields = _open(browser) | {"text": "once"}
    first, second = browser.send(**fields), browser.send(**fields)

    assert (first.status_code, first.location) == (303, "/en/notes?made=1")
    assert (second.status_code, second.location) == (303, "/en/notes?made=1")
    assert _rows(notes, Job, SpentKey) == [1, 1]


def test_send_of_two_forms_with_the_same_text_makes_two_rows(notes: Flask):
    browser = Browser(notes)
    one, two = _open(browser), _open(browser)
    answers = [browser.send(**(fields | {"text": "same"})).location for fields in (one, two)]

    assert answers == ["/en/notes?made=1", "/en/notes?made=2"]


@pytest.mark.parametrize("path", ["notes", "read-first"])
def test_send_of_one_form_twenty_times_at_once_makes_one_row(notes: Flask, path: str):
    browser = Browser(notes, path)
    fields = _open(browser) | {"text": "once"}
    cookie = browser.client.get_cookie("session")
    assert cookie is not None

    def send(_: int) -> tuple[int, str | None]:
        client = notes.test_client()
        client.set_cookie("session", cookie.value)
        answer = Context().run(client.post, f"/en/{path}", data=fields)
        return answer.status_code, answer.location

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))

    assert answers == [(303, "/en/notes?made=1")] * 20
    assert _rows(notes, Job, SpentKey) == [1, 1]


@pytest.mark.parametrize("path", ["notes", "read-first"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_send_again_with_other_content_is_refused_and_keeps_the_text(
    notes: Flask, lang: str, path: str
):
    browser = Browser(notes, path)
    fields = _open(browser, lang)
    browser.send(lang, **fields | {"text": "one"})
    answer = browser.send(lang, **fields | {"text": "two"})
    again = _fields(answer)

    assert answer.status_code == 422
    assert (again["text"], again["form_key"] == fields["form_key"]) == ("two", False)
    if lang == "en":
        assert OTHER_CONTENT in Page(answer).text
    assert browser.send(lang, **again).location == f"/{lang}/notes?made=2"
    assert _rows(notes, Job) == [2]


def test_form_that_is_sent_elsewhere_while_it_is_checked_is_asked_for_again(
    notes: Flask, monkeypatch: pytest.MonkeyPatch
):
    """Two sendings with other content: the second comes in between the first's check and its lock."""
    browser, other = Browser(notes, "read-first"), Browser(notes, "read-first")
    fields = _open(browser)
    cookie = browser.client.get_cookie("session")
    assert cookie is not None
    other.client.set_cookie("session", cookie.value)
    check = NoteForm.validate
    between: list[TestResponse] = []

    def validate(form: NoteForm, **more: Any) -> bool:
        good = check(form, **more)
        if form.text.data == "first" and not between:
            db.session.commit()
            between.append(other.send(**fields | {"text": "second"}))
        return good

    monkeypatch.setattr(NoteForm, "validate", validate)
    answer = browser.send(**fields | {"text": "first"})
    again = _fields(answer)

    assert between[0].status_code == 303
    assert (answer.status_code, again["text"]) == (422, "first")
    assert OTHER_CONTENT in Page(answer).text
    assert browser.send(**again).status_code == 303
    assert _rows(notes, Job, SpentKey) == [2, 2]


def test_form_that_is_checked_first_waits_for_nobody(notes: Flask):
    """Somebody else is writing: what is wrong is told at once, what is right is kept afterwards."""
    browser = Browser(notes, "read-first")
    wrong, right = _open(browser) | {"form_key": "x"}, _open(browser) | {"text": "typed"}
    with ThreadPoolExecutor(1) as pool:
        with notes.app_context():
            begin_write()
            assert browser.send(**wrong).status_code == 422
            waiting = pool.submit(browser.send, **right)
            sleep(0.3)
            assert not waiting.done()
            db.session.rollback()
            db.session.remove()
        assert waiting.result(20).status_code == 303
    assert _rows(notes, Job) == [1]


def test_send_again_with_another_file_is_other_content(notes: Flask):
    browser = Browser(notes)
    fields = _open(browser) | {"text": "one"}
    answers = [
        browser.send(**fields, file=(BytesIO(content), "a.txt")).status_code
        for content in (b"one", b"one", b"two")
    ]

    assert answers == [303, 303, 422]


@pytest.mark.parametrize("forge", ["", "x", "cut", "other secret", "not a list"])
def test_send_with_a_key_that_is_not_ours_is_refused_and_then_taken(notes: Flask, forge: str):
    browser = Browser(notes)
    fields = _open(browser) | {"text": "typed"}
    key = fields["form_key"]
    with notes.app_context():
        forged = {
            "cut": key[:-1],
            "not a list": str(requests._signer().dumps("text")),
        }.get(forge, forge)
    if forge == "other secret":
        forged = str(requests.URLSafeSerializer("another key", salt="form-key").dumps(["a", "b"]))
    answer = browser.send(**fields | {"form_key": forged})
    again = _fields(answer)

    assert (answer.status_code, again["text"]) == (422, "typed")
    assert EXPIRED in Page(answer).text
    assert _rows(notes, Job, SpentKey) == [0, 0]
    assert browser.send(**again).status_code == 303


def test_send_without_a_key_field_is_refused(notes: Flask):
    browser = Browser(notes)
    fields = _open(browser) | {"text": "typed"}
    del fields["form_key"]

    assert browser.send(**fields).status_code == 422
    assert _rows(notes, Job) == [0]


@pytest.mark.parametrize("text", ["refuse", "forget", "fail"])
def test_send_that_is_not_saved_leaves_no_row_and_no_lock(notes: Flask, text: str):
    browser = Browser(notes)
    fields = _open(browser)
    if text == "fail":
        with pytest.raises(ZeroDivisionError):
            browser.send(**fields | {"text": text})
    else:
        assert (
            browser.send(**fields | {"text": text}).status_code
            == {"refuse": 422, "forget": 200}[text]
        )

    assert _rows(notes, Job, SpentKey) == [0, 0]
    with ThreadPoolExecutor(1) as pool:  # another writer, which would wait for a lock left behind
        later = pool.submit(lambda: browser.send(**fields | {"text": "now"})).result(timeout=5)
    assert later.location == "/en/notes?made=1"


def test_refuse_shows_the_sentence_and_lets_the_same_form_be_sent_again(notes: Flask):
    browser = Browser(notes)
    answer = browser.send(**_open(browser) | {"text": "refuse"})

    assert "Not this one." in Page(answer).text
    assert browser.send(**_fields(answer) | {"text": "good"}).status_code == 303


def _statements(app: Flask, run: Any) -> list[str]:
    seen: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        run()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return seen


def test_send_takes_the_write_lock_before_any_other_statement(notes: Flask):
    browser = Browser(notes)
    fields = _open(browser) | {"text": "one"}
    seen = _statements(notes, lambda: browser.send(**fields))

    assert seen[0] == "BEGIN IMMEDIATE"
    assert [each for each in seen if each.startswith("BEGIN")] == ["BEGIN IMMEDIATE"]


def test_send_takes_the_write_lock_only_when_the_body_has_come(notes: Flask):
    """A phone on a slow line must not keep the others waiting while it sends."""
    browser = Browser(notes)
    fields = _open(browser) | {"text": "slow"}
    seen: list[str] = []

    class SlowBody(BytesIO):
        def read(self, *args: Any) -> bytes:
            seen.append("body")
            return super().read(*args)

        def readinto(self, buffer: Any) -> int:
            seen.append("body")
            return super().readinto(buffer)

    body = "&".join(f"{name}={value}" for name, value in fields.items()).encode()

    def send() -> None:
        Context().run(
            browser.client.post,
            "/en/notes",
            input_stream=SlowBody(body),
            content_length=len(body),
            content_type="application/x-www-form-urlencoded",
        )

    def note(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement.split("(")[0].split(" WHERE")[0])

    with notes.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    send()
    event.remove(engine, "before_cursor_execute", note)

    assert "body" in seen
    assert seen.index("BEGIN IMMEDIATE") > max(
        place for place, what in enumerate(seen) if what == "body"
    )
    assert _rows(notes, Job) == [1]


@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_read_neither_locks_nor_writes(notes: Flask, method: str):
    browser = Browser(notes)
    seen = _statements(
        notes,
        lambda: Context().run(browser.client.open, "/en/notes?form_key=x&text=y", method=method),
    )

    assert [s for s in seen if not s.startswith(("BEGIN", "SELECT"))] == []
    assert "BEGIN IMMEDIATE" not in seen
    assert _rows(notes, Job, SpentKey) == [0, 0]


def test_opened_at_is_the_instant_at_which_the_page_was_fetched(app: Flask, now: datetime):
    key = new_form_key(now)

    assert requests.opened_at(key) == now
    assert new_form_key(now) != key
    assert requests.opened_at(key[:-2]) is None


def test_forget_spent_keys_keeps_those_of_two_days(app: Flask, now: datetime):
    db.session.rollback()
    begin_write()
    for hours in (1, 47, 49):
        db.session.add(
            SpentKey(digest=str(hours), content="", spent_at=now - timedelta(hours=hours))
        )
    db.session.flush()
    requests.forget_spent_keys(now)
    db.session.commit()

    assert sorted(db.session.scalars(select(SpentKey.digest))) == ["1", "47"]


def test_sign_in_form_sent_twice_asks_for_one_link(visitor: Visitor):
    page = visitor.get("/fr/account/sign-in")
    first = visitor.send(page, {"email": "amal@example.org"})
    second = visitor.send(page, {"email": "amal@example.org"})
    other = visitor.send(page, {"email": "jo@example.org"}, status=422)

    assert first.location == second.location
    assert _fields(other)["email"] == "jo@example.org"
    assert db.session.scalar(select(func.count()).select_from(SpentKey)) == 1
