"""Files as they come: workbooks of many programs, CSV of many countries, and hostile ones."""

import re
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from meeting_app.core.errors import Refused
from meeting_app.questionnaires.xlsform import csv_files, reading
from meeting_app.questionnaires.xlsform.reading import Book, Problem, Sheet
from tests.questionnaires.xlsform.forms import LIBYA, a_workbook, real, understood

pytestmark = pytest.mark.usefixtures("app")
SURVEY = [("type", "name", "label::English (en)"), ("text", "town", "Town?")]


def refusal(*files: tuple[str, bytes]) -> str:
    with pytest.raises(Refused) as refused:
        reading.read(files)
    return str(refused.value)


def test_numbers_dates_and_truths_are_read_as_people_see_them():
    rows = [*SURVEY, ("text", 1.0, 2.5), ("text", 7, True), ("text", "x", "a\r\nb ")]

    book = reading.read([("f.xlsx", a_workbook(survey=rows))])

    assert [cells[1:] for _number, cells in book.sheets["survey"].rows][1:] == [
        ["1", "2.5"],
        ["7", "true"],
        ["x", "a\nb"],
    ]


def test_blank_rows_are_left_out_and_rows_keep_their_numbers():
    rows = [(), SURVEY[0], (), SURVEY[1], (None, "  "), ("text", "x", "X?")]

    book = reading.read([("f.xlsx", a_workbook(survey=rows))])

    assert [number for number, _cells in book.sheets["survey"].rows] == [4, 6]


def test_formula_without_value_and_error_are_problems_at_their_places():
    rows = [*SURVEY, ("text", "x", "=A1&A2"), ("text", "y", "#REF!")]

    book = reading.read([("f.xlsx", a_workbook(survey=rows))])

    assert [(one.row, one.column, one.reason) for one in book.problems] == [
        (3, "C", "The cell holds a formula without a value; it counts as empty."),
        (4, "C", "The cell holds the error #REF!; it counts as empty."),
    ]


def test_formula_with_a_value_is_read_as_its_value():
    content = a_workbook(survey=[*SURVEY, ("text", "x", "=A1&A2")])
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            text = re.sub(rb"(</f>)<v>?(?:</v>| ?/>)", rb"\1<v>Seen</v>", text)
            text = text.replace(b'<c r="C3">', b'<c r="C3" t="str">')
            new.writestr(name, text)

    book = reading.read([("f.xlsx", changed.getvalue())])

    assert book.problems == []
    assert book.sheets["survey"].rows[1] == (3, ["text", "x", "Seen"])


def test_merged_cells_are_a_problem_where_they_hold_something():
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "survey"
    for row in [*SURVEY, ("text", "x", "X?"), ("text", "y")]:
        sheet.append(row)
    sheet.merge_cells("C3:C4")
    sheet.merge_cells("F1:G1")
    made = BytesIO()
    book.save(made)

    found = reading.read([("f.xlsx", made.getvalue())]).problems

    assert found == [
        Problem(
            "survey", 3, "C",
            "The cells C3:C4 are merged: the text counts for the first of them alone.",
        )
    ]  # fmt: skip


def test_setting_without_s_is_the_sheet_of_settings():
    content = a_workbook(survey=SURVEY, setting=[("form_id", "form_title"), ("f1", "Form")])

    read = understood(content)

    assert (read.form_id, read.title) == ("f1", "Form")


def test_workbook_without_a_survey_is_refused():
    assert refusal(("f.xlsx", a_workbook(choices=[("list_name", "name")]))) == (
        "The file has no sheet “survey” with the columns “type” and “name”."
    )


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04 broken", b"PK", b"PK\x05\x06" + bytes(18), b"\xd0\xcf\x11\xe0" + bytes(9)],
)
def test_broken_workbook_is_refused(content: bytes):
    assert refusal(("f.xlsx", content)) in (
        "The workbook cannot be read. Save it as XLSX and try again.",
        "The file has no sheet “survey” with the columns “type” and “name”.",
    )


def repacked(content: bytes, name: str, change: bytes) -> bytes:
    made = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, change if one == name else old.read(one))
    return made.getvalue()


def test_workbook_that_unpacks_to_too_much_is_refused():
    bomb = repacked(a_workbook(survey=SURVEY), "xl/theme/theme1.xml", b" " * 41_000_000)

    assert len(bomb) < 100_000
    assert refusal(("f.xlsx", bomb)) == "The workbook is too large when it is unpacked."


def test_workbook_with_entities_is_refused():
    text = b'<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><styleSheet>&a;</styleSheet>'
    content = repacked(a_workbook(survey=SURVEY), "xl/styles.xml", text)

    assert refusal(("f.xlsx", content)) == (
        "The workbook cannot be read. Save it as XLSX and try again."
    )


def test_workbook_with_a_cell_far_away_is_read_without_what_lies_between():
    book = load_workbook(BytesIO(a_workbook(survey=SURVEY)))
    book["survey"]["D1048576"] = "far"
    made = BytesIO()
    book.save(made)

    rows = reading.read([("f.xlsx", made.getvalue())]).sheets["survey"].rows

    assert [number for number, _cells in rows] == [2, 1_048_576]


def test_file_with_too_many_rows_columns_or_octets_is_refused():
    rows = [*SURVEY, *(("text", f"q{number}") for number in range(5_000))]
    assert refusal(("f.xlsx", a_workbook(survey=rows))) == (
        "The sheet “survey” has more than 5000 rows."
    )
    assert refusal(("f.xlsx", a_workbook(survey=[["type", "name", *["x"] * 300]]))) == (
        "The sheet “survey” has more than 300 columns."
    )
    assert refusal(("f.csv", b"x" * 10_000_001)) == "Choose a file of at most 10 MB."


CSV = "type,name,label::Français (fr)\ntext,ville,Quelle ville habitez-vous à l’été ?\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_csv_is_read_in_the_encodings_of_spreadsheets(encoding: str):
    book = reading.read([("f.csv", CSV.encode(encoding))])

    assert book.sheets["survey"].rows == [
        (2, ["text", "ville", "Quelle ville habitez-vous à l’été ?"])
    ]


def test_arabic_csv_is_read_in_windows_1256():
    text = "type;name;label::Arabic (ar);label::French (fr)\ntext;town;ما هي مدينتكم؟;Où habitez-vous ?\n"

    book = reading.read([("f.csv", text.encode("cp1256"))])

    assert book.sheets["survey"].rows == [
        (2, ["text", "town", "ما هي مدينتكم؟", "Où habitez-vous ?"])
    ]


@pytest.mark.parametrize(
    ("encoding", "label"),
    [("cp1251", "Как называется ваш город?"), ("cp1253", "Ποια είναι η πόλη σας;")],
)
def test_csv_of_an_encoding_that_cannot_be_told_is_refused(encoding: str, label: str):
    content = f"type,name,label\ntext,town,{label}\n".encode(encoding)

    assert refusal(("f.csv", content)) == (
        "This file is not a text in UTF-8. Save it as UTF-8 and try again."
    )


def test_csv_files_are_known_by_their_columns():
    files = [
        ("a.csv", b"list name,name,label\nyn,yes,Yes\n"),
        ("b.csv", b"form_id,form_title\nf1,Form\n"),
        ("c.csv", b"type,name,label\nselect_one yn,ok,Fine?\n"),
    ]

    book = reading.read(files)

    assert sorted(book.sheets) == ["choices", "settings", "survey"]


def test_two_csv_files_of_one_sheet_are_refused():
    survey = b"type,name,label\ntext,a,A\n"
    assert (
        refusal(("a.csv", survey), ("b.csv", survey)) == "Two of the files hold the sheet “survey”."
    )


def test_one_csv_with_all_sheets_is_taken_apart():
    content = (
        b"survey,,,\n,type,name,label\n,select_one yn,ok,Fine?\n"
        b"choices,,,\n,list_name,name,label\n,yn,yes,Yes\n"
    )

    book = reading.read([("f.csv", content)])

    assert book.sheets["survey"].rows == [(3, ["select_one yn", "ok", "Fine?"])]
    assert book.sheets["choices"].rows == [(6, ["yn", "yes", "Yes"])]


@pytest.mark.parametrize("sheet", ["survey", "choices"])
def test_real_csv_holds_the_cells_of_the_real_workbook(sheet: str):
    workbook = reading.read([(LIBYA, real(LIBYA))]).sheets[sheet]
    content = real(f"libya-msna-2019-part-a.{sheet}.cp1256.csv")

    [(name, rows)] = csv_files.sheets("part.csv", content)

    read = [[reading.clean(cell) for cell in cells] for _number, cells in rows]
    width = len(read[0])
    wanted = [
        [*cells, *[""] * width][:width]
        for cells in (workbook.heads, *(c for _n, c in workbook.rows))
    ]
    assert name == sheet
    assert [plain(row) for row in read if any(row)] == [plain(row) for row in wanted]


def plain(cells: list[str]) -> list[str]:
    """Without the few letters that Windows-1256 lacks."""
    return [cell.encode("cp1256", "replace").decode("cp1256") for cell in cells]


def test_book_comes_back_from_its_packing_as_it_was():
    book = Book(
        {"survey": Sheet("Survey", ["type"], [(2, ["text"])])}, [Problem("Survey", 2, "A", "Why.")]
    )

    assert Book.unpack(book.pack()) == book
