"""Fields that WTForms lacks: what is typed, what comes out, what is said."""

from typing import Any

import pytest
from flask import Flask, g
from werkzeug.datastructures import MultiDict
from wtforms import Form as PlainForm
from wtforms import StringField

from meeting_app.core.forms import (
    LocalTextField,
    Needed,
    NumberField,
    PlainText,
    RankingField,
    Words,
)
from meeting_app.core.localtext import LocalText


class AllFields(PlainForm):
    number = NumberField()
    order = RankingField(options=[("a", "A"), ("b", "B"), ("c", "C")])
    title = LocalTextField(languages=("en", "fr"), source_needed=False)
    plain = StringField(validators=[PlainText()])
    words = StringField(validators=[Words(3)])
    needed = StringField(validators=[Needed()])


def _fill(app: Flask, **typed: str) -> Any:
    with app.test_request_context("/en/"):
        g.lang, g.spent_key = "en", None
        form = AllFields(MultiDict({"needed": "x", **typed}))
        form.validate()
        return form


@pytest.mark.parametrize(
    ("typed", "data", "errors"),
    [
        ("12", 12, []),
        (" ١٢ ", 12, []),
        ("۱٬۲۰۰", 1200, []),
        ("", None, []),
        ("twelve", None, ["Enter a whole number, such as 12."]),
        ("1.5", None, ["Enter a whole number, such as 12."]),
        ("9" * 5000, None, ["Enter a whole number, such as 12."]),
    ],
)
def test_number_field_reads_digits_of_both_kinds(
    app: Flask, typed: str, data: int | None, errors: list[str]
):
    field = _fill(app, number=typed).number

    assert (field.data, list(field.errors)) == (data, errors)
    assert field._value() == (typed if data is None else str(data))


@pytest.mark.parametrize(
    ("ranks", "data", "errors"),
    [
        (("2", "1", "3"), ["b", "a", "c"], []),
        (("٢", "١", ""), ["b", "a"], []),
        (("1", "1", ""), ["a", "b"], ["Give each rank to one option only."]),
        (("4", "", ""), ["a"], ["Choose ranks from the list."]),
        (("0", "", ""), ["a"], ["Choose ranks from the list."]),
        (("x", "1", ""), ["b"], ["Choose ranks from the list."]),
        (("9" * 5000, "", ""), [], ["Choose ranks from the list."]),
    ],
)
def test_ranking_field_is_an_order_without_doubles(
    app: Flask, ranks: tuple[str, str, str], data: list[str], errors: list[str]
):
    typed = {f"order-{code}": rank for code, rank in zip("abc", ranks, strict=True)}
    field = _fill(app, **typed).order

    assert (field.data, list(field.errors)) == (data, errors)


def test_local_text_field_keeps_states_of_what_did_not_change(app: Flask):
    old = LocalText.of({"en": "Room"}).translated("fr", "Salle", checked=False)
    field = _fill(app, **{"title-en": " Room ", "title-fr": "Salle"}).title

    assert field.value(old) == old
    assert field.value() == LocalText.of({"en": "Room", "fr": "Salle"})


@pytest.mark.parametrize(
    ("name", "typed", "errors"),
    [
        ("plain", "line\r\n\tline – مرحبا", []),
        ("plain", "a\x00b", ["Take out the control characters: they cannot be shown."]),
        ("words", "كلمة كلمة كلمة", []),
        ("words", "one two  three\nfour", ["The text has 4 words; at most 3 are possible."]),
        ("needed", " \n", ["Enter this: it is needed."]),
    ],
)
def test_validators_say_what_to_do(app: Flask, name: str, typed: str, errors: list[str]):
    assert list(_fill(app, **{name: typed})[name].errors) == errors
