"""Counting SQL statements."""

from typing import Any

from sqlalchemy import event

from meeting_app.core.db import db


class Statements:
    """Counts what is sent to the database while it is open."""

    def __enter__(self) -> "Statements":
        self.number = 0
        event.listen(db.engine, "before_cursor_execute", self._count)
        return self

    def __exit__(self, *_: Any) -> None:
        event.remove(db.engine, "before_cursor_execute", self._count)

    def _count(self, *_: Any) -> None:
        self.number += 1
