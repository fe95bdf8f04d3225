"""Each table with a person in it is declared by a feature's `privacy.py`."""

from flask import Flask
from sqlalchemy import Column, ForeignKey, Integer, MetaData, String, Table

from meeting_app import FEATURES
from meeting_app.core.db import Base


def names_person(table: Table) -> bool:
    """By a key to a person, or by a column that says that it is personal."""
    return any(
        column.info.get("personal")
        or any(key.column.table.name == "person" for key in column.foreign_keys)
        for column in table.columns
    )


def with_people(metadata: MetaData) -> set[str]:
    """Tables that name a person, directly or through one step."""
    direct = {table.name for table in metadata.sorted_tables if names_person(table)} | {"person"}
    keyed = {
        table.name
        for table in metadata.sorted_tables
        for column in table.columns
        for key in column.foreign_keys
        if any(
            other.column.table.name == "person"
            for reached in key.column.table.columns
            for other in reached.foreign_keys
        )
    }
    return direct | keyed


def declared() -> dict[str, list[str]]:
    """{table: features that declare it}"""
    found: dict[str, list[str]] = {}
    for feature in FEATURES:
        for table in feature.privacy.tables if feature.privacy else ():
            found.setdefault(table, []).append(feature.name)
    return found


def test_every_table_with_a_person_is_declared(app: Flask):
    undeclared = with_people(Base.metadata) - set(declared())

    assert undeclared == set(), (
        "name it in `tables` of its package's privacy.py, and erase it there"
    )


def test_every_declared_table_exists_and_is_declared_once(app: Flask):
    found = declared()

    assert set(found) - set(Base.metadata.tables) == set()
    assert {table: features for table, features in found.items() if len(features) > 1} == {}


def test_with_people_finds_keys_steps_and_columns():
    metadata = MetaData()
    Table("person", metadata, Column("id", Integer, primary_key=True))
    Table("place", metadata, Column("id", Integer, primary_key=True), Column("name", String))
    Table("link", metadata, Column("email", String, info={"personal": "e-mail"}))
    Table(
        "reply",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("person_id", ForeignKey("person.id")),
    )
    Table("line", metadata, Column("reply_id", ForeignKey("reply.id")))

    assert with_people(metadata) == {"person", "link", "reply", "line"}
