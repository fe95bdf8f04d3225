"""The life of a request: its instant, its language and zone, the write lock, the one-time form key.

Order for a request that writes: the body is read, the clock is read, the write lock is taken, the
form key is spent; then the view runs. Whatever is not committed by `saved` is rolled back. A view
marked `reads_first` runs before that, and takes lock and key by itself with `start_write`.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, TypeVar
from uuid import uuid4

from flask import Flask, Response, abort, current_app, flash, g, redirect, request
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import String, delete
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column
from werkzeug.wrappers import Response as BaseResponse

from meeting_app.core.db import Base, begin_write, db
from meeting_app.core.locale import DEFAULT_LANGUAGE, LANGUAGES, choose_language, is_zone
from meeting_app.core.personal import NOT_PERSONAL
from meeting_app.core.secrets import Sealed

View = TypeVar("View", bound=Callable[..., Any])
READS = frozenset({"GET", "HEAD", "OPTIONS"})
KEYS_KEPT = timedelta(days=2)
LAST_PAGE = 1_000_000


class SpentKey(Base):
    """A form that was sent: the same form sent again leads to the same place."""

    __tablename__ = "spent_key"

    digest: Mapped[str] = mapped_column(String(64), primary_key=True)
    content: Mapped[str] = mapped_column(String(64), info=NOT_PERSONAL)
    """Hash of the fields, so that a repeated sending is told from a changed one."""
    location: Mapped[str | None] = mapped_column(Sealed, info=NOT_PERSONAL)
    """Sealed: it may hold a secret link, or the number of a receipt."""
    spent_at: Mapped[datetime]


def init_app(app: Flask) -> None:
    app.before_request(_begin)
    app.teardown_request(_end)
    app.url_value_preprocessor(_take_language)
    app.url_defaults(_give_language)


def new_form_key(now: datetime) -> str:
    """A key for one sending of one form; carries the signed instant at which it was opened."""
    made = _signer().dumps([uuid4().hex, now.isoformat()])
    return made if isinstance(made, str) else made.decode()


def opened_at(form_key: str) -> datetime | None:
    """When the form with this key was opened, or None when the key is not one of ours."""
    try:
        _, instant = _signer().loads(form_key)
    except (BadSignature, ValueError, TypeError):
        return None
    return datetime.fromisoformat(instant)


def takes(octets: int) -> Callable[[View], View]:
    """For a view whose form carries a file: how large its request may be, instead of
    MAX_CONTENT_LENGTH."""

    def decorate(view: View) -> View:
        view.largest_request = octets  # type: ignore[attr-defined]
        return view

    return decorate


def reads_first(view: View) -> View:
    """For a view that many send to at once, and that checks much before it stores little: others
    write meanwhile. It calls `start_write` before it writes."""
    view.reads_first = True  # type: ignore[attr-defined]
    return view


def start_write() -> BaseResponse | None:
    """Take the write lock and spend the form's key. What was read before stays as it was read: what
    others may have changed since and must not have, is to be asked for again.

    Returns the way to where the same form led, when it came in meanwhile. When it came in with other
    content, `g.form_was_sent` is set. Nothing happens where the request has begun to write.
    """
    if g.writes:
        return None
    session = db.session()
    session.expire_on_commit = False
    session.commit()  # ends the reading
    session.expire_on_commit = True
    return _begin_write()


def largest_request(app: Flask) -> int:
    """Octets that any view takes."""
    views = app.view_functions.values()
    usual: int = app.config["MAX_CONTENT_LENGTH"]
    return max(usual, *(getattr(view, "largest_request", 0) for view in views))


def saved(location: str, message: str | None = None) -> BaseResponse:
    """Commit, remember where the form led, and go there."""
    if g.spent_key is not None:
        g.spent_key.location = location
    db.session.commit()
    if message:
        flash(message, "done")
    return redirect(location, 303)


def note(write: Callable[[], None]) -> None:
    """For a request that only reads, but is itself worth an entry: end its transaction, `write`,
    commit. A GET changes nothing else."""
    db.session.rollback()
    begin_write()
    write()
    db.session.commit()


def keep() -> None:
    """Commit what stays although the page is shown again: a failed try in the audit trail, or what
    is shown once. The form can be sent again: its key is not spent. What follows only reads."""
    if g.spent_key is not None:
        db.session.delete(g.spent_key)
        g.spent_key = None
    db.session.commit()


@contextmanager
def pause_write() -> Iterator[None]:
    """Let go of the database while something slow is done that needs none of it, so that others
    write meanwhile. What was read must be read again; what was changed is lost."""
    spent = g.spent_key
    values = (spent.digest, spent.content) if spent is not None else None
    db.session.rollback()
    yield
    begin_write()
    g.spent_key = None
    if values is not None and db.session.get(SpentKey, values[0]) is None:
        g.spent_key = SpentKey(digest=values[0], content=values[1], spent_at=g.now)
        db.session.add(g.spent_key)


def forget_spent_keys(now: datetime) -> None:
    db.session.execute(delete(SpentKey).where(SpentKey.spent_at < now - KEYS_KEPT))


def read_clock() -> datetime:
    """Now, or the instant that a test has set."""
    instant = current_app.config.get("NOW")
    return instant if isinstance(instant, datetime) else datetime.now(UTC)


def page_number() -> int:
    """Which page of a long list the address asks for, from 1; nonsense asks for the first."""
    return max(1, min(request.args.get("page", 1, type=int), LAST_PAGE))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.config["SECRET_KEY"], salt="form-key")


def _begin() -> Response | BaseResponse | None:
    g.spent_key = None
    g.form_was_sent = g.writes = False
    g.now = read_clock()
    if b"%00" in request.query_string:
        abort(400)  # no text of ours has it, and PostgreSQL takes it for a fault
    if request.method in READS:
        return None
    view = current_app.view_functions.get(request.endpoint or "")
    if largest := getattr(view, "largest_request", None):
        request.max_content_length = request.max_form_memory_size = largest
    _ = request.form  # reads the whole body, which may take long
    g.now = read_clock()
    if not getattr(view, "reads_first", False):
        return _begin_write()
    key = _key()
    return _way_of(*key) if key else None


def _begin_write() -> BaseResponse | None:
    g.writes = True
    begin_write()
    return _spend()


def _key() -> tuple[str, str] | None:
    """(digest of the key of the form that was sent, of its content)"""
    form_key = request.form.get("form_key", "")
    if opened_at(form_key) is None:
        return None
    return sha256(form_key.encode()).hexdigest(), _content_digest()


def _way_of(digest: str, content: str) -> BaseResponse | None:
    """The way to where the same form led before."""
    spent = db.session.get(SpentKey, digest)
    if spent is not None and spent.location and spent.content == content:
        location = spent.location
        db.session.rollback()
        return redirect(location, 303)
    g.form_was_sent = spent is not None
    return None


def _spend() -> BaseResponse | None:
    key = _key()
    if key is None:
        return None
    digest, content = key
    for _ in range(2):
        way = _way_of(digest, content)
        if way is not None or g.form_was_sent:
            return way
        try:
            g.spent_key = SpentKey(digest=digest, content=content, spent_at=g.now)
            db.session.add(g.spent_key)
            db.session.flush()
        except IntegrityError:  # PostgreSQL: the same form, sent at the same time, was first
            db.session.rollback()
            begin_write()
            g.spent_key = None
        else:
            return None
    return None


def _content_digest() -> str:
    made = sha256(request.path.encode())
    for name, values in sorted(request.form.lists()):
        if name != "csrf_token":
            made.update(repr((name, values)).encode())
    for name, files in sorted(request.files.lists()):
        for file in files:
            made.update(repr((name, file.filename)).encode())
            made.update(file.stream.read())
            file.stream.seek(0)
    return made.hexdigest()


def _end(_error: BaseException | None) -> None:
    if "files" in request.__dict__:  # they were read; large ones lie in files of their own
        for _name, uploads in request.files.lists():
            for upload in uploads:
                upload.close()
    db.session.remove()


def _take_language(_endpoint: str | None, values: dict[str, str] | None) -> None:
    g.lang = (values or {}).pop("lang", None) or _language_of_path()


def _language_of_path() -> str:
    """For addresses without a language in front, or unknown ones."""
    first = request.path.split("/", 2)[1]
    if first in LANGUAGES:
        return first
    return choose_language([request.cookies.get("lang")], request.accept_languages)


def _give_language(endpoint: str, values: dict[str, object]) -> None:
    if "lang" not in values and current_app.url_map.is_endpoint_expecting(endpoint, "lang"):
        values["lang"] = g.get("lang", DEFAULT_LANGUAGE)


def reader_zone(chosen: str | None) -> str | None:
    """The zone in which this reader wants times besides the meeting's: address, person, browser."""
    for zone in (request.args.get("zone"), chosen, request.cookies.get("zone")):
        if zone and is_zone(zone):
            return zone
    return None
