"""How Alembic reaches the application's database; run by `flask db` and by `flask serve`."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from meeting_app.core.db import db

SETTINGS = {
    "target_metadata": db.metadata,
    "render_as_batch": True,
    "compare_type": True,
}


def render_item(kind: str, item: object, _context: object) -> str | bool:
    """Our own column types as what they are in the database, so that migrations need no code of
    the application."""
    module = type(item).__module__
    if kind == "type" and module.startswith("meeting_app."):
        return f"sa.{item.impl!r}"  # type: ignore[attr-defined]
    return False


def run() -> None:
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    with (
        db.engine.connect().execution_options(write=True) as connection,
        _without_foreign_keys(connection),
    ):
        _migrate(connection)


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying and dropping it. With foreign keys on, the drop would
    empty or delete all rows that refer to it. They can only be switched outside of a transaction."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        connection.rollback()  # what was looked at last began a transaction
        driver.execute("PRAGMA foreign_keys=ON")


def _migrate(connection: Connection) -> None:
    context.configure(connection=connection, render_item=render_item, **SETTINGS)
    with context.begin_transaction():
        context.run_migrations()
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            if broken:
                raise RuntimeError(f"rows that refer to nothing, by table: {broken[:10]}")


assert current_app
run()
