from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.escape import unescape

from meeting_app.core.xlsx import escaped


@pytest.mark.parametrize(
    "text", ["plain\n\ttext", "\x00\x1f", "\ufffe\uffff", "_x0041_", "\U0001f600 مرحبا"]
)
def test_escaped_text_comes_back_from_the_cell_as_it_was(text: str):
    book = Workbook()
    assert book.active is not None
    cell = book.active.cell(1, 1, escaped(text))
    cell.data_type = "s"
    kept = BytesIO()
    book.save(kept)

    read = load_workbook(BytesIO(kept.getvalue())).active
    assert read is not None
    assert unescape(str(read["A1"].value)) == text
