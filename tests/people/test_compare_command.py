"""`flask organisations compare`."""

import json
from pathlib import Path

import pytest
from flask import Flask

from meeting_app import create_app
from meeting_app.core.db import db
from tests.support.factories import an_organisation
from tests.support.world import KEY


def run(app: Flask, file: Path, content: bytes, *options: str) -> tuple[int, str]:
    file.write_bytes(content)
    db.session.commit()
    result = app.test_cli_runner().invoke(args=["organisations", "compare", str(file), *options])
    return result.exit_code, result.output


def test_compare_prints_a_verdict_with_its_reason_for_each_pair(app: Flask, tmp_path: Path):
    content = (
        "\ufeffname_a,other,name_b\r\n"
        "ICRC,x,International Committee of the Red Cross\r\n"
        'War Child UK,,"War Child, Holland"\r\n'
        "\r\n"
    ).encode()

    code, output = run(app, tmp_path / "pairs.csv", content, "--json")

    assert (code, json.loads(output)) == (
        0,
        [
            {
                "name_a": "ICRC",
                "name_b": "International Committee of the Red Cross",
                "verdict": "same",
                "reason": "The first letters of one name are the other: ICRC.",
            },
            {
                "name_a": "War Child UK",
                "name_b": "War Child, Holland",
                "verdict": "different",
                "reason": "They name different countries or regions: United Kingdom and Netherlands.",
            },
        ],
    )


def test_compare_rows_without_a_name_are_refused_and_the_others_compared(
    app: Flask, tmp_path: Path
):
    content = f"name_a,name_b\nA line,\n{'x' * 201},y\nSame,same\n".encode()

    code, output = run(app, tmp_path / "pairs.csv", content, "--json")

    found = json.loads(output)
    assert (code, [(line["verdict"], line["reason"]) for line in found]) == (
        1,
        [
            ("refused", "A name is missing in line 2."),
            ("refused", "A name in line 3 has more than 200 characters."),
            ("same", "The names differ only in letters' forms, signs or small words."),
        ],
    )


def test_compare_knows_the_other_names_of_the_directory(app: Flask, tmp_path: Path):
    an_organisation("Comité international de la Croix-Rouge", aliases=("ICRC",))
    content = "name_a,name_b\nComité international de la Croix-Rouge,ICRC\n".encode()

    (known,) = json.loads(run(app, tmp_path / "a.csv", content, "--json")[1])
    (alone,) = json.loads(run(app, tmp_path / "a.csv", content, "--json", "--without-directory")[1])

    assert (known["verdict"], known["reason"], alone["verdict"]) == (
        "same",
        "Another name of one of them: Comité international de la Croix-Rouge.",
        "different",
    )


def test_compare_prints_lines_for_people(app: Flask, tmp_path: Path):
    code, output = run(app, tmp_path / "pairs.csv", b"name_a;name_b\nSame;SAME\n")

    assert (code, output) == (
        0,
        "same       Same | SAME: The names differ only in letters' forms, signs or small words.\n",
    )


@pytest.mark.parametrize("content", [b"", b"a,b\nx,y\n", b"\x89PNG\x00", b'name_a,name_b\n"x'])
def test_compare_of_a_file_that_is_none_says_so(app: Flask, tmp_path: Path, content: bytes):
    code, output = run(app, tmp_path / "pairs.csv", content, "--json")

    assert code == 1
    assert output.startswith(("Error: ", "[\n"))


def test_compare_before_the_database_is_set_up_goes_by_the_names_alone(tmp_path: Path):
    app = create_app(
        DATA_DIR=tmp_path,
        SQLALCHEMY_DATABASE_URI=f"sqlite:///{tmp_path}/none.sqlite3",
        SECRET_KEY=KEY,
        SECRET_KEYS=[KEY],
    )
    file = tmp_path / "pairs.csv"
    file.write_text("name_a,name_b\nICRC,IFRC\n")

    result = app.test_cli_runner().invoke(args=["organisations", "compare", str(file), "--json"])

    assert result.exit_code == 0
    assert [pair["verdict"] for pair in json.loads(result.stdout)] == ["different"]
    assert "the names alone are compared" in result.stderr
    with app.app_context():
        db.engine.dispose()
