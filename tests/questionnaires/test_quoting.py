"""Questions that quote earlier answers."""

import pytest
from flask import Flask
from markupsafe import Markup

from meeting_app.questionnaires.forms.quoting import quote
from tests.questionnaires.factories import a_question, options
from tests.support.factories import a_meeting, a_text
from tests.support.pages import Page, Visitor
from tests.surveys.factories import a_survey

HOSTILE = "<script>alert(1)</script> & ${b}"


def test_quote_puts_answers_in_and_escapes_them_once():
    found = quote(Markup("Is ${ a } &amp; ${b} right, ${c}?"), {"a": "<b>", "b": "${a}"}.get)  # type: ignore[arg-type]

    assert found == (
        'Is <bdi data-quoted="a">&lt;b&gt;</bdi> &amp; <bdi data-quoted="b">${a}</bdi> right, '
        '<bdi data-quoted="c">…</bdi>?'
    )


@pytest.mark.parametrize(
    ("kind", "more", "sent", "shown"),
    [
        ("short_text", {}, HOSTILE, HOSTILE),
        ("one_choice", {"options": options("north", "south")}, "south", "[es] South"),
        ("several_choices", {"options": options("a", "b")}, ["a", "b"], "[es] A y [es] B"),
        ("yes_no", {}, "yes", "Sí"),
        ("country", {}, "LB", "Líbano"),
        ("date", {}, "2026-02-28", "sábado, 28 de febrero de 2026"),
        ("decimal", {}, "1234,5", "1.234,5"),
    ],
)
def test_label_quotes_an_answer_in_the_readers_language(
    app: Flask, kind: str, more: dict[str, object], sent: object, shown: str
):
    a_survey(
        a_meeting("m"),
        questions=[
            a_question("a", kind, **more),
            a_question("n", "note", label=a_text("You said: ${a}.", es="Dijo: ${a}.")),
            a_question("q", "short_text", required=True, label=a_text("x", es="¿Es ${a}?")),
        ],
    )
    visitor = Visitor(app)
    page = visitor.get("/es/m/surveys/themes")
    assert "Dijo: …." in page.text
    assert "¿Es …?" in page.text

    again = Page(visitor.send(page, {"q-a": sent}, status=422))

    assert f"Dijo: {shown}." in again.text.replace("\u202f", " ").replace("\u00a0", " ")
    assert f"¿Es {shown}?" in again.text.replace("\u202f", " ").replace("\u00a0", " ")
