"""`flask questionnaires check`."""

import json
from pathlib import Path

from flask import Flask

from tests.questionnaires.xlsform.forms import DATA, LIBYA, a_workbook, real


def run(app: Flask, *arguments: str) -> tuple[int, str]:
    result = app.test_cli_runner().invoke(args=["questionnaires", "check", *arguments])
    return result.exit_code, result.output


def a_file(tmp_path: Path) -> str:
    file = tmp_path / "form.xlsx"
    rows = [
        ("type", "name", "label::English (en)", "relevant"),
        ("start", "start"),
        ("note", "hello", "Hello"),
        ("select_one yn", "ok", "Fine?", "${gone} = 1"),
    ]
    choices = [
        ("list_name", "name", "label::English (en)"),
        ("yn", "yes", "Yes"),
        ("yn", "yes", "Y"),
    ]
    file.write_bytes(a_workbook(survey=rows, choices=choices))
    return str(file)


def test_check_prints_the_preview_as_json(app: Flask, tmp_path: Path):
    code, output = run(app, a_file(tmp_path), "--json")

    assert code == 0
    assert json.loads(output) == {
        "questions": 1,
        "notes": 1,
        "choices": 1,
        "languages": ["en"],
        "unsupported": [
            {
                "sheet": "survey",
                "row": 2,
                "what": "start",
                "reason": "The row is kept, and not asked here.",
            }
        ],
        "problems": [
            {
                "sheet": "choices",
                "row": 3,
                "column": "name",
                "reason": "The list “yn” has the code “yes” already; this row is left out.",
            },
            {
                "sheet": "survey",
                "row": 4,
                "column": "relevant",
                "reason": "It refers to “gone”, and no question has this code.",
            },
        ],
    }


def test_check_without_json_prints_lines(app: Flask, tmp_path: Path):
    code, output = run(app, a_file(tmp_path))

    assert code == 0
    assert output.splitlines() == [
        "questions: 1",
        "notes: 1",
        "choices: 1",
        "languages: en",
        "kept   survey 2 start: The row is kept, and not asked here.",
        "wrong  choices 3 name: The list “yn” has the code “yes” already; this row is left out.",
        "wrong  survey 4 relevant: It refers to “gone”, and no question has this code.",
    ]


def test_check_of_an_unreadable_file_says_why_and_fails(app: Flask, tmp_path: Path):
    file = tmp_path / "form.xlsx"
    file.write_bytes(b"PK\x03\x04 nothing")
    reason = "The workbook cannot be read. Save it as XLSX and try again."

    code, output = run(app, str(file), "--json")
    assert code == 1
    assert json.loads(output)["problems"] == [
        {"sheet": "", "row": 0, "column": "", "reason": reason}
    ]
    assert run(app, str(file)) == (1, f"Error: {reason}\n")


def test_check_speaks_the_language_asked_for(app: Flask, tmp_path: Path):
    _code, output = run(app, a_file(tmp_path), "--json", "--lang", "fr")

    reasons = [problem["reason"] for problem in json.loads(output)["problems"]]
    assert "no question has this code" not in reasons[1]


def test_check_of_the_real_csv_files_reads_both_and_says_what_the_workbook_says(app: Flask):
    real(LIBYA)
    _code, workbook = run(app, str(DATA / LIBYA), "--json")
    code, csv = run(app, str(DATA / "libya-msna-2019-part-a.survey.cp1256.csv"), "--json")

    assert code == 0
    assert json.loads(csv) == json.loads(workbook)
