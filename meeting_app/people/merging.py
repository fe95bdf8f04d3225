"""What a merge of two people would move: found in the tables' own description, for every feature.

A table whose `info` says {"merge": "stays"} is left alone: sign-ins, and what proves who somebody
is, belong to the account that they were made for.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    PrimaryKeyConstraint,
    Select,
    Table,
    UniqueConstraint,
    select,
)
from sqlalchemy.exc import IntegrityError

from meeting_app.core.db import db
from meeting_app.people.models import EmailAddress, Person

STAYS = "stays"
PERSON = "person"


@dataclass(frozen=True, slots=True)
class Move:
    """All rows of one table that name the person in one column."""

    table: str
    column: str
    moved: tuple[dict[str, Any], ...]
    """Primary keys."""
    kept_back: tuple[dict[str, Any], ...]
    """Primary keys of those that the other person has too, where only one can be."""


def columns_of_people() -> Iterator[Column[Any]]:
    """Every column that names a person and follows a merge."""
    for table in db.metadata.sorted_tables:
        if table.info.get("merge") == STAYS or table.name == EmailAddress.__tablename__:
            continue
        for column in table.columns:
            if any(key.column.table.name == PERSON for key in column.foreign_keys):
                yield column


def plan(kept: Person, gone: Person) -> list[Move]:
    """What would be moved from `gone` to `kept`, without changing anything. Addresses apart."""
    found = [_plan(column, kept.id, gone.id) for column in columns_of_people()]
    return [move for move in found if move.moved or move.kept_back]


def _plan(column: Column[Any], kept: int, gone: int) -> Move:
    table = column.table
    assert isinstance(table, Table)
    names = [key.name for key in table.primary_key]
    keys = [_key(names, row) for row in db.session.execute(_rows(table, column == gone))]
    taken: set[tuple[Any, ...]] = set()
    for together, where in _unique_sets(table, column):
        others = [one for one in together if one is not column]
        held = {
            tuple(row[len(names) :])
            for row in db.session.execute(_rows(table, column == kept, *where, also=others))
        }
        for row in db.session.execute(_rows(table, column == gone, *where, also=others)):
            values = tuple(row[len(names) :])
            if values in held and None not in values:
                taken.add(tuple(row[: len(names)]))
    return Move(
        table.name,
        column.name,
        tuple(key for key in keys if tuple(key.values()) not in taken),
        tuple(key for key in keys if tuple(key.values()) in taken),
    )


def _rows(
    table: Table, *where: ColumnElement[Any], also: Sequence[Column[Any]] = ()
) -> Select[Any]:
    """The primary key, then the columns `also`, in the order of the key."""
    return select(*table.primary_key, *also).where(*where).order_by(*table.primary_key)


def _key(names: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    return dict(zip(names, row[: len(names)], strict=True))


def _unique_sets(
    table: Table, column: Column[Any]
) -> Iterator[tuple[list[Column[Any]], tuple[ColumnElement[Any], ...]]]:
    """Columns that are unique together with this one, and which rows that is said of."""
    for constraint in table.constraints:
        if isinstance(constraint, (UniqueConstraint, PrimaryKeyConstraint)):
            if column in constraint.columns.values():
                yield list(constraint.columns), ()
    for index in table.indexes:
        if index.unique and column in index.columns.values():
            where = index.dialect_options["sqlite"].get("where")
            yield list(index.columns), () if where is None else (where,)


def change(table: str, key: Mapping[str, Any], column: str, old: Any, new: Any) -> dict[str, Any]:
    """One change as `PersonMerge.changes` keeps it."""
    return {"table": table, "key": dict(key), "column": column, "old": old, "new": new}


def write(one: Mapping[str, Any], *, back: bool = False) -> bool:
    """Make the change, or take it back, if the value is still what it is to be changed from.
    False when it is not, or when a rule of the table stands against it."""
    table = db.metadata.tables[one["table"]]
    column = table.columns[one["column"]]
    before, after = (one["new"], one["old"]) if back else (one["old"], one["new"])
    same = [table.columns[name] == value for name, value in one["key"].items()]
    statement = table.update().where(*same, column.is_not_distinct_from(before))
    try:
        with db.session.begin_nested():
            done = db.session.execute(statement.values({column.name: after}))
    except IntegrityError:
        return False
    return bool(done.rowcount)  # type: ignore[attr-defined]
