"""Which role gets which page, and which form it may send: asked of the application, cell by cell."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from contextvars import Context
from typing import Any

from flask import Flask

from tests.support.pages import Page
from tests.support.world import World

ROLES = (
    "visitor",
    "participant",
    "submitter",
    "presenter",
    "reviewer",
    "chair",
    "translator_fr",
    "translator",
    "host",
    "interpreter",
    "desk_staff",
    "reading_organiser",
    "organiser",
    "other_organiser",
    "administrator",
)
PAGES = {200: "page", 404: "-", 410: "page", 503: "page"}
MAY = {200, 303, 409, 410, 422, 429}
"""What a form that was taken, or looked at and refused for what is in it, answers."""
Table = dict[str, dict[str, str]]
"""{endpoint: {role: cell}}"""


def looking(
    world: World, roles: Iterable[str] = ROLES, endpoints: Iterable[str] | None = None
) -> Table:
    """GET: "page", "sign in", "elsewhere", "-" for what answers as if it did not exist, or a status."""
    addresses = world.addresses["en"]
    return {
        endpoint: {role: _look(world, role, addresses[endpoint]) for role in roles}
        for endpoint in endpoints or sorted(addresses)
    }


def _look(world: World, role: str, address: str) -> str:
    answer = world.get(role, address)
    status, location = answer.status_code, answer.headers.get("Location", "")
    answer.close()
    if status in (301, 302, 303):
        return "sign in" if "/account/sign-in" in location else "elsewhere"
    return PAGES.get(status, str(status))


def sending(
    world: World, roles: Iterable[str] = ROLES, endpoints: Iterable[str] | None = None
) -> Table:
    """POST of a form with its keys and nothing else: "may", "sign in", "-", or a status. Whatever it
    changes is undone before the next."""
    found: Table = {}
    with _copy_of(world.app) as restore:
        for role in roles:
            keys = form_keys(world, role)
            for endpoint in endpoints or sorted(world.posts):
                answer = send(world, role, world.posts[endpoint], keys)
                found.setdefault(endpoint, {})[role] = _sent(answer)
                restore()
    return found


def form_keys(world: World, role: str) -> dict[str, str]:
    """As they stand in any form that this browser was given."""
    path = "/en/account/sign-in" if role == "visitor" else "/en/account/"
    fields = dict(Page(world.get(role, path)).form().fields)
    return {name: fields[name] for name in ("csrf_token", "form_key")}


def send(world: World, role: str, address: str, keys: dict[str, str], method: str = "POST") -> Any:
    """The browser is left as it was: signed in."""
    client = world.clients[role]
    cookies = dict(client._cookies or {})
    answer = Context().run(client.open, address, method=method, data=keys)
    client._cookies = cookies
    return answer


def _sent(answer: Any) -> str:
    status, location = answer.status_code, answer.headers.get("Location", "")
    if status == 404:
        return "-"
    if status == 303 and "/account/sign-in" in location:
        return "sign in"
    return "may" if status in MAY else str(status)


@contextmanager
def _copy_of(app: Flask) -> Iterator[Any]:
    """Yields what sets the database back to how it was at the beginning, if anybody changed it."""
    file = app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(file)) as live, closing(sqlite3.connect(":memory:")) as kept:
        live.backup(kept)
        seen = live.execute("PRAGMA data_version").fetchone()

        def restore() -> None:
            nonlocal seen
            if live.execute("PRAGMA data_version").fetchone() != seen:
                kept.backup(live)
                seen = live.execute("PRAGMA data_version").fetchone()

        try:
            yield restore
        finally:
            restore()
