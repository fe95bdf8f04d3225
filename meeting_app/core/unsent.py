"""What was typed into a form that could not be taken, because its sender was no longer signed in: kept
until they are, and then in the form again.

Only for pages that ask for it (`keeps_typed`): no password may come here. Files are not kept.
"""

import json
from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any

from flask import current_app, flash, g, has_request_context, request
from flask_babel import gettext as _
from sqlalchemy import String, Text, delete, select
from sqlalchemy.orm import Mapped, mapped_column

from meeting_app.core.db import Base, db
from meeting_app.core.limits import Limit, count
from meeting_app.core.personal import NOT_PERSONAL, SPANS, Kept, Seen, held, personal
from meeting_app.core.privacy import Erasing, count_changed
from meeting_app.core.requests import READS, View, note
from meeting_app.core.secrets import Lost, Sealed, hash_token, new_token

Pairs = list[tuple[str, str]]
"""[(name of a field, its text), ...]"""
FILE = "unsent-file"
"""Instead of the name of a field, where the text is the name of a file."""
LARGEST = 200_000
"""Characters that are kept."""
TIMES = Limit("unsent forms", 60, 3600)
"""From one address: a whole room may share one."""


class UnsentForm(Base):
    """It is found by a secret, and shown to whoever may see its page. It ends after some days: a page
    that is only looked at takes nothing away."""

    __tablename__ = "unsent_form"
    __held__ = held(
        seen_by=Seen.NOBODY,
        why="so that nothing is lost that was typed before a sign-in ended",
        kept=Kept.UNSENT,
    )

    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    path: Mapped[str] = mapped_column(Text, info=NOT_PERSONAL)
    """Of its page; it is shown on no other."""
    typed: Mapped[str] = mapped_column(Sealed, info=personal("answers as typed"))
    """Pairs as JSON."""
    kept_at: Mapped[datetime]


def keeps_typed(view: View) -> View:
    """Decorate a view: what is typed on its page outlives a sign-in."""
    view.keeps_typed = True  # type: ignore[attr-defined]
    return view


def never_keeps(names: Collection[str]) -> Callable[[View], View]:
    """For such a view: nothing is stored of these fields. Whoever signs in next at a shared computer
    would see it, and it would outlast what is promised about it."""

    def decorate(view: View) -> View:
        view.never_keeps = names  # type: ignore[attr-defined]
        return view

    return decorate


def typed() -> Pairs:
    """What came with this request, without the form's keys; nothing where that is not to be kept."""
    if not getattr(_view(), "keeps_typed", False):
        return []
    keys = ("csrf_token", "form_key")
    found = [pair for pair in request.form.items(multi=True) if pair[0] not in keys]
    found += [(FILE, file.filename) for file in request.files.values() if file.filename]
    return found if sum(len(name) + len(text) for name, text in found) <= LARGEST else []


def _view() -> Any:
    return current_app.view_functions.get(request.endpoint or "")


def keep() -> str | None:
    """The address of the same page with what was typed in it; None where nothing was kept."""
    never = getattr(_view(), "never_keeps", ())
    found = [pair for pair in typed() if pair[0] not in never]
    if not found or not count(TIMES, request.remote_addr):
        return None
    token, path = new_token(), request.path
    row = {"token_hash": hash_token(token), "path": path, "kept_at": g.now}
    note(lambda: db.session.add(UnsentForm(**row, typed=json.dumps(found, ensure_ascii=False))))
    return f"{path}?kept={token}"


def is_asked_for() -> bool:
    """Does the address of this page bring back what was typed?"""
    return has_request_context() and request.method in READS and "kept" in request.args


def find() -> Pairs | None:
    """What the address of this page brings back."""
    if not is_asked_for():
        return None
    if "unsent" not in g:
        g.unsent = _find()
        if g.unsent:
            _say(g.unsent)
    found: Pairs | None = g.unsent
    return found


def _find() -> Pairs | None:
    row = db.session.get(UnsentForm, hash_token(request.args["kept"]))
    if row is None or row.path != request.path or row.kept_at <= g.now - SPANS[Kept.UNSENT]:
        return None
    return _read(row) or None


def _read(row: UnsentForm) -> Pairs:
    """Nothing where the key is lost."""
    pairs: list[Any] = [] if isinstance(row.typed, Lost) else json.loads(row.typed)
    return [(name, text) for name, text in pairs]


def _say(found: Pairs) -> None:
    flash(_("This form has expired. Nothing was lost: check it and send it again."), "refused")
    for name, text in found:
        if name == FILE:
            flash(_("Choose this file again: %(file)s", file=text), "refused")


def forget(now: datetime) -> int:
    """How many have ended."""
    return count_changed(delete(UnsentForm).where(UnsentForm.kept_at <= now - SPANS[Kept.UNSENT]))


def erase(erasing: Erasing) -> None:
    """Those that name the person: nothing else tells whose they are."""
    for row in db.session.scalars(select(UnsentForm)):
        if any(erasing.without_name(text) != text for _name, text in _read(row)):
            db.session.delete(row)
            erasing.counts["unsent_form"] += 1
