"""Organisers' text: states derived from the source, fallback, and how it lies in the database."""

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, create_engine, select, text
from sqlalchemy.exc import IntegrityError

from meeting_app.core.localtext import LocalText, LocalTextType, Shown, State

LANGUAGES = ("en", "fr", "es", "ar")


def _states(value: LocalText) -> list[str]:
    return [value.state(language) for language in LANGUAGES]


def test_state_of_each_language_is_derived_from_the_source():
    value = LocalText.of({"en": "Welcome", "fr": "Bienvenue"})
    value = value.translated("es", "Bienvenidos", checked=False)

    assert _states(value) == [State.SOURCE, State.CHECKED, State.DRAFT, State.MISSING]


def test_edited_source_makes_untouched_translations_outdated():
    value = LocalText.of({"en": "Welcome", "fr": "Bienvenue", "ar": "أهلاً"})

    edited = value.edited({"en": "Welcome all", "fr": "Bienvenue", "es": "", "ar": "أهلاً بالجميع"})

    assert _states(edited) == [State.SOURCE, State.OUTDATED, State.MISSING, State.CHECKED]
    assert edited.own("fr") == "Bienvenue"


def test_edited_source_put_back_makes_translations_current_again():
    value = LocalText.of({"en": "Welcome", "fr": "Bienvenue"})

    assert value.edited({"en": "Hello"}).edited({"en": "Welcome"}) == value


def test_edited_draft_left_alone_stays_a_draft():
    value = LocalText.of({"en": "Welcome"}).translated("fr", "Bienvenue", checked=False)

    assert value.edited({"en": "Welcome", "fr": "Bienvenue"}) == value


def test_edited_to_nothing_takes_the_translation_away():
    value = LocalText.of({"en": "Welcome", "fr": "Bienvenue"})

    assert value.edited({"fr": " "}) == LocalText("en", "Welcome")


@pytest.mark.parametrize(
    ("value", "language", "shown"),
    [
        (LocalText.of({"en": "Room", "fr": "Salle"}), "fr", Shown("Salle", "fr")),
        (LocalText.of({"en": "Room", "fr": "Salle"}), "ar", Shown("Room", "en")),
        (LocalText.of({"ar": "قاعة", "fr": "Salle"}), "en", Shown("قاعة", "ar")),
        (LocalText.of({"en": "", "fr": "Salle"}), "es", Shown("Salle", "fr")),
        (LocalText.of({"en": ""}), "es", Shown("", "en")),
        (LocalText.of({"fr": "Salle", "en": "Room"}, "en"), "es", Shown("Room", "en")),
    ],
)
def test_shown_in_falls_back_to_source_then_any(value: LocalText, language: str, shown: Shown):
    assert value.shown_in(language) == shown


def test_translated_leaves_the_value_as_it_was():
    value = LocalText.of({"en": "Room"})
    value.translated("fr", "Salle")

    assert value == LocalText("en", "Room")


@pytest.mark.parametrize(
    ("value", "full"),
    [
        (LocalText("en", ""), False),
        (LocalText("en", "a"), True),
        (LocalText.of({"en": "", "fr": "b"}), True),
    ],
)
def test_bool_is_whether_there_is_any_text(value: LocalText, full: bool):
    assert bool(value) is full


def test_column_keeps_the_value_and_stores_none_as_null():
    metadata = MetaData()
    table = Table(
        "t",
        metadata,
        Column("id", Integer, primary_key=True),
        Column("needed", LocalTextType, nullable=False),
        Column("optional", LocalTextType),
    )
    value = LocalText.of({"ar": "أهلاً", "fr": "Bienvenue"}).translated("es", "Hola", checked=False)
    engine = create_engine("sqlite://")
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(table.insert().values(needed=value, optional=None))
        read = connection.execute(select(table.c.needed, table.c.optional)).one()
        empty = connection.scalar(text("SELECT optional IS NULL FROM t"))
        with pytest.raises(IntegrityError):
            connection.execute(table.insert().values(needed=None))
    engine.dispose()

    assert (tuple(read), empty) == ((value, None), 1)
