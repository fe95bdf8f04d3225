"""A phase that fails shows its values, as tests do; and no test waits for the disk."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from meeting_app.core.db import db

pytest.register_assert_rewrite("tests.journeys.year", "tests.journeys.witness")


@pytest.fixture(autouse=True)
def _unsafe_but_quick(app: Flask) -> Iterator[None]:
    """A thousand letters are three thousand transactions: none needs to survive a power cut here."""
    engine = db.engine
    is_sqlite = engine.dialect.name == "sqlite"
    moment = "checkout" if is_sqlite else "begin"

    def hurry(connection: Any, *_: Any) -> None:
        if is_sqlite:
            connection.execute("PRAGMA synchronous=OFF")
        else:
            connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")

    db.session.commit()
    event.listen(engine, moment, hurry)
    yield
    event.remove(engine, moment, hurry)
    db.session.remove()
    engine.dispose()
