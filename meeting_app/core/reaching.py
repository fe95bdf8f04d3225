"""Which rows lead from one table to another through foreign keys: in which meetings somebody has
anything, and who has anything in a meeting. Tables that are added later are found by themselves."""

from collections import deque
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, MetaData, Select, Table, select, union

from meeting_app.core.merging import Target, column_of, referring


def reach(metadata: MetaData, start: Target, end: Target) -> Select[Any]:
    """(start's value, end's value) of every row that names `start` and belongs to `end`: directly or
    through the rows that it belongs to, by the shortest way. Each pair once; NULL never.

    start, end: primary keys that other tables name.
    """
    pairs = union(*_pairs(metadata, column_of(start), column_of(end))).subquery()
    return select(pairs.c[0], pairs.c[1])


def _pairs(metadata: MetaData, start: Column[Any], end: Column[Any]) -> Iterator[Select[Any]]:
    for column in referring(metadata, start):
        assert isinstance(column.table, Table)
        way = _way(column.table, end, avoid=start.table)
        if way is None:
            continue
        wanted = select(column.label("start"), way[-1].label("end")).select_from(column.table)
        for step in way[:-1]:
            (key,) = step.foreign_keys
            wanted = wanted.join(key.column.table, step == key.column)
        yield wanted.where(column.is_not(None), way[-1].is_not(None))


def _way(table: Table, end: Column[Any], avoid: Any) -> list[Column[Any]] | None:
    """The foreign keys that lead from a table to `end`, one after the other; None for none."""
    waiting: deque[tuple[Table, list[Column[Any]]]] = deque([(table, [])])
    seen = {table, avoid}
    while waiting:
        here, way = waiting.popleft()
        for column in here.columns:
            for key in column.foreign_keys:
                there = key.column.table
                if key.column is end:
                    return [*way, column]
                if there not in seen and isinstance(there, Table):
                    seen.add(there)
                    waiting.append((there, [*way, column]))
    return None
