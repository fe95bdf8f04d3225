"""Making one row of two: whatever refers to the row that goes refers to the one that stays.

Works on the tables' description alone: every foreign key to the column is found there, so that no
feature has to say what it keeps. A row that a unique constraint holds back stays where it is and
is named. Each change is remembered as a value that JSON can hold, and can be undone for as long as
nobody has changed the row since.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    FromClause,
    Index,
    MetaData,
    Table,
    UniqueConstraint,
    and_,
    exists,
    false,
    or_,
    select,
    update,
)
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.visitors import replacement_traverse

from meeting_app.core.db import db

Target = Column[Any] | InstrumentedAttribute[Any]
"""The column that others refer to: `Organisation.id`, `Person.id`."""


@dataclass(frozen=True, slots=True)
class Move:
    """One value of one row that changes."""

    table: str
    key: Mapping[str, Any]
    """{column of the primary key: value}, as it is after the move."""
    column: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class Plan:
    moves: tuple[Move, ...]
    held: tuple[Move, ...]
    """What stays, as the row that would result is there already."""


def plan(
    metadata: MetaData, target: Target, gone: Any, kept: Any, *, leave: Collection[Target] = ()
) -> Plan:
    """What a merge would do: all that refers to `gone` by a foreign key to `target`, in the order
    of tables and rows. leave: foreign keys that the caller takes care of. Changes nothing."""
    moves: list[Move] = []
    held: list[Move] = []
    for column in referring(metadata, target, leave):
        found = _look(column, gone, kept)
        moves += found.moves
        held += found.held
    return Plan(tuple(moves), tuple(held))


def apply(
    metadata: MetaData, target: Target, gone: Any, kept: Any, *, leave: Collection[Target] = ()
) -> Plan:
    """As `plan`, and do it. The result says what was done; keep its moves for `undo`."""
    moves: list[Move] = []
    held: list[Move] = []
    for column in referring(metadata, target, leave):
        # Each column in turn: two columns of one row may refer to the target.
        found = _look(column, gone, kept)
        for move in found.moves:
            _write(column.table, {**move.key, **_own(column, gone)}, column.name, gone, kept)
        moves += found.moves
        held += found.held
    db.session.expire_all()
    return Plan(tuple(moves), tuple(held))


def change(row: Any, column: str, new: Any) -> Move:
    """Change a value of a row of the session, in a way that `undo` knows to put back."""
    db.session.flush()
    table: Table = row.__table__
    key = {one.name: getattr(row, one.name) for one in table.primary_key.columns}
    move = Move(table.name, key, column, getattr(row, column), new)
    setattr(row, column, new)
    db.session.flush()
    return move


def undo(metadata: MetaData, moves: Sequence[Move]) -> list[Move]:
    """Put the old values back, last first. Returns those that stay as they are: the row is gone or
    was changed since, or a row like the one that would come back is there by now."""
    db.session.flush()
    left = []
    for move in reversed(moves):
        table = metadata.tables.get(move.table)
        if table is None or move.column not in table.c or not _put_back(table, move):
            left.append(move)
    db.session.expire_all()
    return left


def count_by_table(moves: Iterable[Move]) -> dict[str, int]:
    """{name of the table: rows}, most first."""
    counts: dict[str, int] = {}
    for move in moves:
        counts[move.table] = counts.get(move.table, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def as_values(moves: Iterable[Move]) -> list[dict[str, Any]]:
    """For a JSON column."""
    return [
        {
            "table": move.table,
            "key": dict(move.key),
            "column": move.column,
            "old": move.old,
            "new": move.new,
        }
        for move in moves
    ]


def from_values(values: Iterable[Mapping[str, Any]]) -> list[Move]:
    return [Move(**value) for value in values]


def referring(
    metadata: MetaData, target: Target, leave: Collection[Target] = ()
) -> Iterator[Column[Any]]:
    """The foreign keys to `target` in all tables, in the order of their names."""
    wanted = column_of(target)
    left = {column_of(one) for one in leave}
    for name in sorted(metadata.tables):
        for column in metadata.tables[name].columns:
            if column not in left and any(key.column is wanted for key in column.foreign_keys):
                yield column


def column_of(target: Target) -> Column[Any]:
    if isinstance(target, Column):
        return target
    found = target.property.columns[0]
    assert isinstance(found, Column)
    return found


def _look(column: Column[Any], gone: Any, kept: Any) -> Plan:
    db.session.flush()
    table = column.table
    assert isinstance(table, Table)
    keys = list(table.primary_key.columns)
    # A row of the same table must not come to refer to itself.
    itself = _refers_to_own_key(column, kept)
    wanted = (
        select(*keys, or_(_clash(table, column, kept), itself).label("held"))
        .where(column == gone)
        .order_by(*keys)
    )
    moves: list[Move] = []
    held: list[Move] = []
    for row in db.session.execute(wanted):
        key = {one.name: value for one, value in zip(keys, row, strict=False)}
        move = Move(table.name, {**key, **_own(column, kept)}, column.name, gone, kept)
        (held if row.held else moves).append(move)
    return Plan(tuple(moves), tuple(held))


def _own(column: Column[Any], value: Any) -> dict[str, Any]:
    return {column.name: value} if column.primary_key else {}


def _refers_to_own_key(column: Column[Any], kept: Any) -> ColumnElement[bool]:
    referred = next(iter(column.foreign_keys)).column
    return referred == kept if referred.table is column.table else false()


def _clash(table: Table, column: Column[Any], new: Any) -> ColumnElement[bool]:
    """Whether a row like this one is there already but for `column`, which is `new` in it."""
    other = table.alias()
    found = [
        exists().where(
            and_(
                other.c[column.name] == new,
                *(other.c[one] == table.c[one] for one in names if one != column.name),
                *([_of(table, where, other)] if where is not None else []),
                *([where] if where is not None else []),
            )
        )
        for names, where in _unique_sets(table)
        if column.name in names
    ]
    return or_(false(), *found)


def _unique_sets(table: Table) -> Iterator[tuple[list[str], ColumnElement[bool] | None]]:
    """(columns, condition of a partial index) of all that keeps rows apart."""
    yield [column.name for column in table.primary_key.columns], None
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield [column.name for column in constraint.columns], None
    for index in table.indexes:
        if index.unique:
            yield [column.name for column in index.columns], _condition(index)


def _condition(index: Index) -> ColumnElement[bool] | None:
    dialect = db.session.get_bind().dialect.name
    found: ColumnElement[bool] | None = index.dialect_options[dialect].get("where")
    return found


def _of(table: Table, condition: ColumnElement[bool], other: FromClause) -> ColumnElement[bool]:
    """The condition, about the rows of `other` instead of those of `table`."""

    def replace(element: Any, **_rest: Any) -> Any:
        if isinstance(element, Column) and element.table is table:
            return other.c[element.name]
        return None

    return replacement_traverse(condition, {}, replace)


def _write(table: FromClause, key: Mapping[str, Any], column: str, old: Any, new: Any) -> bool:
    assert isinstance(table, Table)
    same = [table.c[name] == value for name, value in key.items()]
    done = db.session.execute(
        update(table)
        .where(*same, table.c[column].is_(None) if old is None else table.c[column] == old)
        .values({column: new})
    )
    return bool(done.rowcount)  # type: ignore[attr-defined]


def _put_back(table: Table, move: Move) -> bool:
    same = [table.c[name] == value for name, value in move.key.items()]
    clash = _clash(table, table.c[move.column], move.old)
    if db.session.scalar(select(clash).where(*same)):
        return False
    return _write(table, move.key, move.column, move.new, move.old)
