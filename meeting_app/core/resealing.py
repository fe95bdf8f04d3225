"""Sealing everything anew with the newest key, in small batches while the service runs.

A batch is a transaction of its own, short enough that nobody waits for it. Whatever was changed
meanwhile is sealed with the newest key already and left alone, so an interrupted change is simply
run again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnClause, Table, Text, column, select, table, update

from meeting_app.core.db import db
from meeting_app.core.secrets import Sealed, Unreadable, is_newest, seal, unseal

BATCH = 100
SEALED_ABOUT = "sealed_about"
"""In a column's `info`: the names of the columns that its sealed text is bound to."""


@dataclass(frozen=True, slots=True)
class Batch:
    changed: int
    unreadable: int
    last: Any
    """The key of the last row looked at; None when there was none left."""


def about(name: str, **values: object) -> str:
    """What the sealed text of a row is bound to. name: its table."""
    return " ".join([name, *(f"{key}={values[key]}" for key in sorted(values))])


def sealed_columns() -> Iterator[tuple[Table, str]]:
    """(table, name of the column) for each that holds sealed texts."""
    for one in db.metadata.sorted_tables:
        for found in one.columns:
            if isinstance(found.type, Sealed) or SEALED_ABOUT in found.info:
                yield one, found.name


def reseal(of: Table, name: str, after: Any) -> Batch:
    """The next rows after the key `after` (None: from the first), flushed, not committed."""
    (key,) = of.primary_key.columns
    bound: tuple[str, ...] = of.columns[name].info.get(SEALED_ABOUT, ())
    raw: ColumnClause[str] = column(name, Text)  # as it is stored, whatever the model makes of it
    bare = table(of.name, column(key.name), raw, *(column(one) for one in bound))
    wanted = select(bare).where(raw.is_not(None)).order_by(bare.c[key.name]).limit(BATCH)
    if after is not None:
        wanted = wanted.where(bare.c[key.name] > after)
    changed = unreadable = 0
    last = None
    for row in db.session.execute(wanted).mappings():
        last = row[key.name]
        if is_newest(row[name]):
            continue
        said = about(of.name, **{one: row[one] for one in bound}) if bound else ""
        try:
            again = seal(unseal(row[name], about=said), about=said)
        except Unreadable:
            unreadable += 1
            continue
        db.session.execute(
            update(bare).where(bare.c[key.name] == last, raw == row[name]).values({name: again})
        )
        changed += 1
    return Batch(changed, unreadable, last)
