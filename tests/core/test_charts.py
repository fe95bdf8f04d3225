"""The chart macros: figures, lengths and mirroring."""

from collections.abc import Sequence
from pathlib import Path
from xml.etree import ElementTree

import pytest
from flask import Flask, g, render_template_string
from flask_babel import Babel

from meeting_app.core import web

ROOT = Path(__file__).parents[2]
Rows = Sequence[tuple[str, object]]


def draw(call: str, language: str = "en", **values: object) -> ElementTree.Element:
    """The figure that `call` draws; SVG in HTML has no namespace of its own."""
    app = Flask("charts", template_folder=str(ROOT / "templates"))
    app.config["BASE_URL"] = "http://localhost"
    Babel(app, locale_selector=lambda: g.lang)
    web.init_app(app)
    source = '{% from "parts/charts.html" import bars, stacked, columns %}{{ ' + call + " }}"
    with app.test_request_context("/"):
        g.lang, g.dir = language, web.direction(language)
        return ElementTree.fromstring(render_template_string(source, **values))


def lengths(figure: ElementTree.Element, name: str) -> list[str | None]:
    return [rect.get(name) for rect in figure.findall("svg/rect")]


def cells(figure: ElementTree.Element) -> list[list[str]]:
    return [[cell.text or "" for cell in row] for row in figure.findall(".//tbody/tr")]


def test_bars_with_a_total_show_shares_of_it() -> None:
    figure = draw("bars('Best theme?', rows, total=40)", rows=[("Cash", 10), ("Care", 40)])
    assert lengths(figure, "width") == ["18.00%", "72.00%"]
    assert cells(figure) == [["Cash", "10", "25%"], ["Care", "40", "100%"]]


def test_bars_have_a_title_and_every_figure_as_text() -> None:
    figure = draw("bars('Best theme?', rows)", rows=[("Cash", 1), ("Care", 2)])
    assert figure.findtext("svg/title") == "Best theme?"
    assert figure.findtext("svg/desc") == "Cash: 1; Care: 2"


def test_bars_in_arabic_begin_at_the_other_edge() -> None:
    rows: Rows = [("أ", 1), ("ب", 2)]
    assert lengths(draw("bars('س', rows)", rows=rows), "x") == ["0.00%", "0.00%"]
    assert lengths(draw("bars('س', rows)", "ar", rows=rows), "x") == ["64.00%", "28.00%"]


def test_bars_hide_a_number_that_is_too_small() -> None:
    figure = draw("bars('Best theme?', rows, total=9)", rows=[("Cash", 9), ("Care", None)])
    assert lengths(figure, "width") == ["72.00%"]
    assert cells(figure) == [["Cash", "9", "100%"], ["Care", "too few to show", ""]]


@pytest.mark.parametrize("rows", [[], [("Cash", 0)]])
def test_bars_without_answers_draw_nothing(rows: Rows) -> None:
    assert lengths(draw("bars('Best theme?', rows, total=0)", rows=rows), "width") == []


def test_bars_wrap_long_labels_and_escape_them() -> None:
    label = "Working <with> national & local organisations in the long run"
    figure = draw("bars('Best theme?', rows)", rows=[(label, 1)])
    lines = [text.text for text in figure.findall("svg/text")]
    assert lines == ["Working <with> national & local", "organisations in the long run", "1"]


def test_stacked_parts_fill_the_row() -> None:
    figure = draw("stacked('Places', ['a', 'b'], rows)", rows=[("Asia", [1, 3]), ("Other", [0, 0])])
    assert lengths(figure, "x") == ["0.00%", "25.00%"]
    assert lengths(figure, "width") == ["25.00%", "75.00%"]
    assert cells(figure) == [["Asia", "1", "3"], ["Other", "0", "0"]]


def test_stacked_parts_in_arabic_stand_from_the_other_edge() -> None:
    figure = draw("stacked('Places', ['a', 'b'], rows)", "ar", rows=[("Asia", [1, 3])])
    assert lengths(figure, "x") == ["75.00%", "0.00%"]


def test_columns_run_with_the_direction_of_reading() -> None:
    rows: Rows = [("1 Feb", 1), ("2 Feb", 4)]
    english, arabic = (draw("columns('Sent', rows)", lang, rows=rows) for lang in ("en", "ar"))
    assert lengths(english, "x") == ["5.00%", "55.00%"]
    assert lengths(arabic, "x") == ["55.00%", "5.00%"]
    assert lengths(english, "height") == ["2.0em", "8.0em"]
