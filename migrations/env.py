"""How Alembic reaches the application's database; run by `flask db` and by `flask serve`."""

from alembic import context
from flask import current_app

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
    with db.engine.connect().execution_options(write=True) as connection:
        _migrate(connection)


def _migrate(connection: object) -> None:
    context.configure(connection=connection, render_item=render_item, **SETTINGS)
    with context.begin_transaction():
        context.run_migrations()


assert current_app
run()
