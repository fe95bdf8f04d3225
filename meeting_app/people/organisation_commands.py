"""Commands about the directory of organisations."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy import inspect

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import read_text
from meeting_app.core.locale import DEFAULT_LANGUAGE
from meeting_app.people import imports, queries
from meeting_app.people.matching import Known, compare
from meeting_app.people.organisation_words import reason_text

organisations_group = AppGroup("organisations", help="The directory of organisations.")


@organisations_group.command("compare")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As one JSON array.")
@click.option(
    "--without-directory",
    is_flag=True,
    help="By the names alone: what the directory knows of other names is left aside.",
)
def compare_organisations(file: Path, as_json: bool, without_directory: bool) -> None:
    """Say of each pair of names in a CSV file whether it is one organisation.

    Columns `name_a` and `name_b`; others are ignored. Changes nothing. Exit code 1 when a row was
    left out.
    """
    try:
        pairs = list(_read_pairs(file.read_bytes()))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    if not without_directory and not inspect(db.engine).has_table("organisation"):
        click.echo("The database is not set up: the names alone are compared.", err=True)
        without_directory = True
    lines = [_compared(pair, without_directory) for pair in pairs]
    if as_json:
        click.echo(json.dumps(lines, ensure_ascii=False, indent=1))
    else:
        for line in lines:
            click.echo(
                f"{line['verdict']:<10} {line['name_a']} | {line['name_b']}: {line['reason']}"
            )
    if any(line["verdict"] == "refused" for line in lines):
        raise click.exceptions.Exit(1)


def _read_pairs(content: bytes) -> Iterator[tuple[int, str, str]]:
    """(line on which the row ends, the two names); raises Refused for a file that is none."""
    text = read_text(content)
    delimiter = max(",;\t", key=text.partition("\n")[0].count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, restval="")
    columns = {(column or "").strip().lower(): column for column in reader.fieldnames or ()}
    if not {"name_a", "name_b"} <= columns.keys():
        raise Refused("The first line of the file must name the columns name_a and name_b.")
    try:
        for row in reader:
            if any(isinstance(value, str) and value.strip() for value in row.values()):
                name_a, name_b = (row[columns[one]] or "" for one in ("name_a", "name_b"))
                yield reader.line_num, " ".join(name_a.split()), " ".join(name_b.split())
    except csv.Error as error:
        raise Refused(f"Line {reader.line_num} of the file cannot be read.") from error


def _compared(pair: tuple[int, str, str], without_directory: bool) -> dict[str, Any]:
    line, name_a, name_b = pair
    said = {"name_a": name_a, "name_b": name_b}
    if not name_a or not name_b:
        return {**said, "verdict": "refused", "reason": f"A name is missing in line {line}."}
    if max(len(name_a), len(name_b)) > imports.LONGEST_NAME:
        reason = f"A name in line {line} has more than {imports.LONGEST_NAME} characters."
        return {**said, "verdict": "refused", "reason": reason}
    known = [Known(name) if without_directory else _known(name) for name in (name_a, name_b)]
    found = compare(*known)
    reason = reason_text(found.reason, found.words, DEFAULT_LANGUAGE, isolated=False)
    return {**said, "verdict": str(found.verdict), "reason": reason}


def _known(name: str) -> Known:
    """With the other names that the directory has for it. Its country is not asked: the file says
    nothing of the other's."""
    found = queries.find_organisation(name)
    if found is None:
        return Known(name)
    others = (found.name, *queries.aliases_of([found])[found.id])
    return Known(name, tuple(other for other in others if other != name))
