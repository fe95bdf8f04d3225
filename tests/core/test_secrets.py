"""Random codes, hashed tokens, sealed columns."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from flask import Flask
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select, text

from meeting_app.core import secrets

OLD, NEW = "an old key of more than thirty-two characters", "a new key of more than thirty-two ones"


@pytest.fixture(autouse=True)
def own_keys(app: Flask) -> Iterator[None]:
    yield
    secrets.use_keys([], older=app.config["SECRET_KEYS"])


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
    with pytest.raises(secrets.Unreadable):
        secrets.unseal(before)


def test_unseal_in_another_place_than_it_was_sealed_for_is_refused():
    mine, theirs = secrets.seal("mine", about="person=1"), secrets.seal("theirs", about="person=2")

    assert secrets.unseal(mine, about="person=1") == "mine"
    for moved, place in ((mine, "person=2"), (theirs, "person=1"), (mine, "")):
        with pytest.raises(secrets.Unreadable):
            secrets.unseal(moved, about=place)


def test_unseal_what_the_first_release_sealed_opens():
    key = secrets._derive(OLD, b"sealed columns")
    before = Fernet(key).encrypt(b"a letter").decode()
    secrets.use_keys([NEW], older=[OLD])

    assert secrets.unseal(before) == "a letter"
    assert not secrets.is_newest(before)
    with pytest.raises(secrets.Unreadable):
        secrets.unseal(before, about="person=1")


def test_seal_with_keys_of_its_own_uses_them_and_opens_those_of_the_service():
    secrets.use_keys([], older=[OLD])
    before = secrets.seal("before")
    secrets.use_keys([NEW], older=[OLD])

    assert secrets.unseal(before) == "before"
    assert (secrets.is_newest(before), secrets.is_newest(secrets.seal("x"))) == (False, True)


def test_seal_takes_up_a_key_that_was_added_to_the_file(tmp_path: Path):
    file = tmp_path / "keys"
    file.write_text(OLD.replace(" ", "-"))
    secrets.use_keys([OLD.replace(" ", "-")], file=file)
    before = secrets.seal("before")

    file.write_text(f"{NEW.replace(' ', '-')}\n{OLD.replace(' ', '-')}\n")
    os.utime(file, ns=(1, 1))

    assert secrets.is_newest(before) is False
    assert secrets.unseal(before) == "before"
    after = secrets.seal("after")
    file.write_text("")  # half written: what is known goes on
    assert secrets.unseal(after) == "after"


@pytest.mark.parametrize("position", [0, 3, 20, -1])
def test_unseal_what_somebody_changed_is_refused(position: int):
    sealed = list(secrets.seal("a link"))
    sealed[position] = "A" if sealed[position] != "A" else "B"

    with pytest.raises(secrets.Unreadable):
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


def test_sealed_column_whose_key_is_gone_gives_an_empty_text_and_no_fault():
    metadata = MetaData()
    table = Table(
        "t", metadata, Column("id", Integer, primary_key=True), Column("x", secrets.Sealed)
    )
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    secrets.use_keys([OLD])
    with engine.begin() as connection:
        connection.execute(table.insert(), [{"x": "a secret link"}])
        secrets.use_keys([NEW])
        connection.execute(table.insert(), [{"x": "another"}])
        read = connection.execute(select(table.c.x).order_by(table.c.id)).scalars().all()
    engine.dispose()

    assert read == ["", "another"]
    assert [isinstance(one, secrets.Lost) for one in read] == [True, False]


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
