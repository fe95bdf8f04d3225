"""Random codes, hashed tokens, sealed columns."""

import re
from collections.abc import Iterator

import pytest
from cryptography.fernet import InvalidToken
from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select, text

from meeting_app.core import secrets

OLD, NEW = "an old key of more than thirty-two characters", "a new key of more than thirty-two ones"


@pytest.fixture(autouse=True)
def own_keys(app: Flask) -> Iterator[None]:
    yield
    secrets.use_keys(app.config["SECRET_KEYS"])


def test_seal_twice_gives_different_texts_that_open_to_the_same():
    one, two = secrets.seal("https://… مرحبا"), secrets.seal("https://… مرحبا")

    assert one != two
    assert [secrets.unseal(one), secrets.unseal(two)] == ["https://… مرحبا"] * 2


def test_unseal_after_a_change_of_keys_opens_old_texts_and_seals_with_the_new():
    secrets.use_keys([OLD])
    before = secrets.seal("before")
    secrets.use_keys([NEW, OLD])
    after = secrets.seal("after")
    assert secrets.unseal(before) == "before"

    secrets.use_keys([NEW])
    assert secrets.unseal(after) == "after"
    with pytest.raises(InvalidToken):
        secrets.unseal(before)


@pytest.mark.parametrize("position", [0, 20, -1])
def test_unseal_what_somebody_changed_is_refused(position: int):
    sealed = list(secrets.seal("a link"))
    sealed[position] = "A" if sealed[position] != "A" else "B"

    with pytest.raises(InvalidToken):
        secrets.unseal("".join(sealed))


def test_sealed_column_is_unreadable_in_the_database():
    metadata = MetaData()
    table = Table(
        "t", metadata, Column("id", Integer, primary_key=True), Column("x", secrets.Sealed)
    )
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(table.insert(), [{"x": "a secret link"}, {"x": None}])
        stored = connection.execute(text("SELECT x FROM t ORDER BY id")).scalars().all()
        read = connection.execute(select(table.c.x).order_by(table.c.id)).scalars().all()
    engine.dispose()

    assert read == ["a secret link", None]
    assert stored[1] is None
    assert "secret" not in stored[0]


def test_new_code_has_six_letters_that_are_not_mixed_up():
    codes = [secrets.new_code() for _ in range(500)]

    assert [code for code in codes if not re.fullmatch("[A-HJ-NP-Z2-9]{6}", code)] == []
    assert len(set(codes)) == 500


def test_new_token_is_long_and_fits_an_address():
    tokens = {secrets.new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert [token for token in tokens if not re.fullmatch(r"[\w-]{43}", token, re.ASCII)] == []


def test_hash_token_is_the_same_for_ever():
    """Links and feeds that are out there are found by it."""
    assert secrets.hash_token("abc") == (
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    )
