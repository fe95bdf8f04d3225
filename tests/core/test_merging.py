"""Making one row of two, on tables of the test's own."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import (
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    UniqueConstraint,
    insert,
    select,
    update,
)

from meeting_app.core import merging
from meeting_app.core.db import begin_write, db
from meeting_app.core.merging import Move, Plan

METADATA = MetaData()
CLUB = Table(
    "merge_club",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("name", String(20)),
    Column("parent_id", ForeignKey("merge_club.id")),
)
BOOK = Table(
    "merge_book",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("club_id", ForeignKey("merge_club.id")),
    Column("title", String(20)),
    Column("is_first", Boolean, nullable=False, default=False),
    UniqueConstraint("club_id", "title"),
)
Index(
    "ix_merge_book_first",
    BOOK.c.club_id,
    unique=True,
    sqlite_where=BOOK.c.is_first,
    postgresql_where=BOOK.c.is_first,
)
FRIENDS = Table(
    "merge_friends",
    METADATA,
    Column("one_id", ForeignKey("merge_club.id"), primary_key=True),
    Column("other_id", ForeignKey("merge_club.id"), primary_key=True),
)
KEPT, GONE, THIRD = 1, 2, 3


@pytest.fixture
def tables(app: Flask) -> Iterator[None]:
    """Gone again with the transaction."""
    begin_write()
    METADATA.create_all(db.session.connection())
    names = ((KEPT, "kept"), (GONE, "gone"), (THIRD, "third"))
    for number, name in names:
        db.session.execute(insert(CLUB).values(id=number, name=name))
    yield
    db.session.rollback()


def books(*rows: tuple[int, int | None, str, bool]) -> None:
    for number, club, title, is_first in rows:
        db.session.execute(
            insert(BOOK).values(id=number, club_id=club, title=title, is_first=is_first)
        )


def owners() -> dict[int, int | None]:
    rows = db.session.execute(select(BOOK.c.id, BOOK.c.club_id).order_by(BOOK.c.id))
    return {row.id: row.club_id for row in rows}


def friends() -> list[tuple[int, int]]:
    rows = db.session.execute(select(FRIENDS).order_by(*FRIENDS.c))
    return [(row.one_id, row.other_id) for row in rows]


def moved(key: int, table: str = "merge_book", column: str = "club_id") -> Move:
    return Move(table, {"id": key}, column, GONE, KEPT)


def merge(**kwargs: Any) -> Plan:
    return merging.apply(METADATA, CLUB.c.id, GONE, KEPT, **kwargs)


@pytest.mark.usefixtures("tables")
class TestMerging:
    def test_plan_tells_what_moves_and_changes_nothing(self):
        books((1, GONE, "A", False), (2, KEPT, "B", False), (3, THIRD, "C", False))

        found = merging.plan(METADATA, CLUB.c.id, GONE, KEPT)

        assert found == Plan((moved(1),), ())
        assert owners() == {1: GONE, 2: KEPT, 3: THIRD}

    def test_apply_moves_what_refers_to_the_row_that_goes(self):
        books((1, GONE, "A", False), (2, GONE, "B", False), (3, THIRD, "C", False))

        assert merge() == Plan((moved(1), moved(2)), ())
        assert owners() == {1: KEPT, 2: KEPT, 3: THIRD}

    def test_apply_leaves_what_a_unique_constraint_holds_back(self):
        books((1, GONE, "A", False), (2, KEPT, "A", False), (3, GONE, "B", False))

        assert merge() == Plan((moved(3),), (moved(1),))
        assert owners() == {1: GONE, 2: KEPT, 3: KEPT}

    def test_apply_empty_values_clash_with_nothing(self):
        books((1, GONE, None, False), (2, KEPT, None, False))  # type: ignore[arg-type]

        assert merge() == Plan((moved(1),), ())

    def test_apply_a_partial_index_holds_back_only_its_own_rows(self):
        books(
            (1, GONE, "A", True), (2, KEPT, "B", True), (3, GONE, "C", False), (4, THIRD, "D", True)
        )

        assert merge() == Plan((moved(3),), (moved(1),))
        assert owners() == {1: GONE, 2: KEPT, 3: KEPT, 4: THIRD}

    def test_apply_keys_made_of_the_column_move_too(self):
        db.session.execute(
            insert(FRIENDS),
            [
                {"one_id": GONE, "other_id": THIRD},
                {"one_id": THIRD, "other_id": GONE},
                {"one_id": GONE, "other_id": KEPT},
                {"one_id": KEPT, "other_id": GONE},
            ],
        )

        done = merge()

        assert friends() == [(KEPT, KEPT), (KEPT, GONE), (KEPT, THIRD), (THIRD, KEPT)]
        assert [(move.column, move.key) for move in done.held] == [
            ("other_id", {"one_id": KEPT, "other_id": KEPT})
        ]
        assert merging.undo(METADATA, done.moves) == []
        assert friends() == [(1, 2), (2, 1), (2, 3), (3, 2)]

    def test_apply_a_row_does_not_come_to_refer_to_itself(self):
        db.session.execute(update(CLUB).where(CLUB.c.id == KEPT).values(parent_id=GONE))
        db.session.execute(update(CLUB).where(CLUB.c.id == THIRD).values(parent_id=GONE))

        assert merge() == Plan(
            (moved(THIRD, "merge_club", "parent_id"),),
            (moved(KEPT, "merge_club", "parent_id"),),
        )

    def test_apply_leaves_the_columns_of_the_caller(self):
        books((1, GONE, "A", False))

        assert merge(leave=[BOOK.c.club_id]) == Plan((), ())
        assert owners() == {1: GONE}

    def test_undo_puts_everything_back(self):
        books((1, GONE, "A", False), (2, KEPT, "B", False))
        kept_as_json = json.loads(json.dumps(merging.as_values(merge().moves)))

        assert merging.undo(METADATA, merging.from_values(kept_as_json)) == []
        assert owners() == {1: GONE, 2: KEPT}

    def test_undo_leaves_what_was_changed_or_removed_since(self):
        books((1, GONE, "A", False), (2, GONE, "B", False), (3, GONE, "C", False))
        done = merge()
        db.session.execute(update(BOOK).where(BOOK.c.id == 1).values(club_id=THIRD))
        db.session.execute(BOOK.delete().where(BOOK.c.id == 2))

        assert merging.undo(METADATA, done.moves) == [moved(2), moved(1)]
        assert owners() == {1: THIRD, 3: GONE}

    def test_undo_leaves_what_would_now_be_there_twice(self):
        books((1, GONE, "A", False))
        done = merge()
        books((2, GONE, "A", False))

        assert merging.undo(METADATA, done.moves) == [moved(1)]
        assert owners() == {1: KEPT, 2: GONE}

    def test_undo_of_a_table_that_is_no_more_leaves_it(self):
        lost = Move("no_such_table", {"id": 1}, "club_id", GONE, KEPT)

        assert merging.undo(METADATA, [lost]) == [lost]

    def test_count_by_table_most_first(self):
        moves = [moved(1), moved(1, "merge_club"), moved(2)]

        assert list(merging.count_by_table(moves).items()) == [("merge_book", 2), ("merge_club", 1)]
