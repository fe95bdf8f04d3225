"""The database: session, base class, instants, and how SQLite is opened.

SQLite: WAL, `synchronous=FULL` (a confirmation survives a power cut), foreign keys, and
`BEGIN IMMEDIATE` from the first statement of a transaction that writes: one that reads first and
writes later fails at once in WAL whatever the busy timeout. Within a process, writers queue on a
lock, because SQLite's own waiting polls and is not fair.
"""

import sqlite3
import threading
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Connection,
    DateTime,
    Dialect,
    Engine,
    ExceptionContext,
    Executable,
    MetaData,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import DeclarativeBase, registry
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
WRITER_WAITS_SECONDS = 30
BUSY_MILLISECONDS = 30_000
_writing = threading.Lock()


class UTCDateTime(TypeDecorator[datetime]):
    """An aware instant, kept in UTC. A naive one is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    registry = registry(
        metadata=MetaData(naming_convention=NAMES), type_annotation_map={datetime: UTCDateTime}
    )


# A fault in the log must not hold what people wrote.
db = SQLAlchemy(model_class=Base, engine_options={"hide_parameters": True})


def begin_write() -> None:
    """Start the session's transaction as a writing one; must come before its first statement."""
    db.session.connection(execution_options={"write": True})


def write_beside(statement: Executable) -> bool:
    """Run one statement in a transaction of its own, for notes that may be lost: not at all when
    somebody else is writing. True when it was run."""
    try:
        with db.engine.connect() as connection:
            connection = connection.execution_options(write=True, waits=False)
            with connection.begin():
                if connection.dialect.name == "postgresql":
                    connection.exec_driver_sql("SET LOCAL lock_timeout = 100")
                connection.execute(statement)
    except (TimeoutError, OperationalError):
        return False
    return True


def insert_once(model: type[Base], unique: Sequence[str], **values: Any) -> None:
    """Insert the row, unless one with the same values in the columns `unique` is there."""
    insert_many_once(model, unique, [values])


def insert_many_once(
    model: type[Base], unique: Sequence[str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """As `insert_once`, all with the same columns, as one statement that is run for each."""
    on_postgresql = db.session.get_bind().dialect.name == "postgresql"
    insert = postgresql.insert if on_postgresql else sqlite.insert
    table: Any = model.__table__  # the row as it stands, without the session's care for objects
    made = insert(table).on_conflict_do_nothing(index_elements=unique)
    db.session.execute(made, [dict(row) for row in rows])


@event.listens_for(Engine, "handle_error")
def _forget_values(context: ExceptionContext) -> None:
    """PostgreSQL's error quotes the row; what people wrote must not reach the log."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None and error.args:
            words = str(error.args[0]).partition("\nDETAIL:")[0]
            error.args = (words, *error.args[1:])


@event.listens_for(Engine, "connect")
def _open_sqlite(connection: Any, _record: Any) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # the driver must not begin for us
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection: Connection) -> None:
    if connection.dialect.name != "sqlite":
        return
    options = connection.get_execution_options()
    if not options.get("write"):
        connection.exec_driver_sql("BEGIN")
        return
    waits = options.get("waits", True)
    if not _writing.acquire(timeout=WRITER_WAITS_SECONDS if waits else 0):
        raise TimeoutError("another writer held the database too long")
    connection.info["writing"] = True
    try:
        if not waits:
            connection.exec_driver_sql("PRAGMA busy_timeout=0")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    except BaseException:
        _end_write(connection)
        raise
    finally:
        if not waits:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")


@event.listens_for(Engine, "commit")
@event.listens_for(Engine, "rollback")
def _end_write(connection: Connection) -> None:
    if connection.info.pop("writing", False):
        _writing.release()


def vacuum() -> None:
    """Rewrite the database without what was deleted from it, and empty SQLite's log of changes.
    Must not be called within a transaction.

    PostgreSQL marks the room as free and writes over it later; see docs/data-protection.md.
    """
    if db.engine.dialect.name != "sqlite":
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM")
        return
    if not _writing.acquire(timeout=WRITER_WAITS_SECONDS):
        raise TimeoutError("another writer held the database too long")
    driver = db.engine.raw_connection()  # ours begins a transaction with the first statement
    try:
        driver.cursor().execute("VACUUM")
        driver.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        driver.close()
        _writing.release()
