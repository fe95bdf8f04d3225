"""Commands about questionnaires."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
from flask import g
from flask.cli import AppGroup

from meeting_app.core.commands import in_english
from meeting_app.core.errors import Refused
from meeting_app.core.locale import DEFAULT_LANGUAGE, LANGUAGES, direction
from meeting_app.questionnaires.xlsform import reading
from meeting_app.questionnaires.xlsform.understanding import Read, understand

questionnaires_group = AppGroup("questionnaires", help="Questionnaires and their files.")
_LANGUAGE = click.Choice(list(LANGUAGES))
_SHEETS = ("survey", "choices", "settings")


@questionnaires_group.command("check")
@click.argument(
    "files",
    metavar="FILE...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
@click.option("--lang", type=_LANGUAGE, default=DEFAULT_LANGUAGE, help="Of the reasons.")
@click.option(
    "--language",
    type=_LANGUAGE,
    default=DEFAULT_LANGUAGE,
    help="Of texts whose columns do not name theirs.",
)
def check(files: Sequence[Path], as_json: bool, lang: str, language: str) -> None:
    """Say what an XLSForm holds and what is wrong with it, as the import's preview does.

    One workbook, or CSV files: those beside FILE whose names differ in the sheet alone
    (form.survey.csv, form.choices.csv) are read with it. Changes nothing. Exit code 1 when nothing
    can be read.
    """
    in_english()
    g.lang, g.dir = lang, direction(lang)
    try:
        book = reading.read([(file.name, _content(file)) for file in _with_siblings(files)])
        read = understand(book, unnamed=language)
    except Refused as refusal:
        if not as_json:
            raise click.ClickException(str(refusal)) from refusal
        problem = {"sheet": "", "row": 0, "column": "", "reason": str(refusal)}
        _say({**_NOTHING, "problems": [problem]})
        raise click.exceptions.Exit(1) from refusal
    if as_json:
        _say(_found(read))
    else:
        _tell(read)


_NOTHING = {"questions": 0, "notes": 0, "choices": 0, "languages": [], "unsupported": []}


def _content(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(reading.LARGEST_FILE + 1)


def _with_siblings(files: Sequence[Path]) -> list[Path]:
    if len(files) > 1 or files[0].suffix.lower() != ".csv":
        return list(files)
    name = files[0].name
    mine = next((sheet for sheet in _SHEETS if sheet in name.lower()), None)
    if mine is None:
        return list(files)
    at = name.lower().rindex(mine)
    others = (
        files[0].with_name(name[:at] + sheet + name[at + len(mine) :])
        for sheet in _SHEETS
        if sheet != mine
    )
    return [files[0], *(other for other in others if other.is_file())]


def _found(read: Read) -> dict[str, Any]:
    return {
        "questions": read.questions,
        "notes": read.notes,
        "choices": read.choices,
        "languages": read.languages,
        "unsupported": [
            {"sheet": one.sheet, "row": one.row, "what": one.what, "reason": one.reason}
            for one in read.unsupported
        ],
        "problems": [
            {"sheet": one.sheet, "row": one.row, "column": one.column, "reason": one.reason}
            for one in read.problems
        ],
    }


def _say(found: dict[str, Any]) -> None:
    click.echo(json.dumps(found, ensure_ascii=False, indent=1))


def _tell(read: Read) -> None:
    found = _found(read)
    for name in ("questions", "notes", "choices"):
        click.echo(f"{name}: {found[name]}")
    click.echo(f"languages: {', '.join(read.languages)}")
    for one in read.unsupported:
        click.echo(f"kept   {one.sheet} {one.row} {one.what}: {one.reason}")
    for problem in read.problems:
        click.echo(f"wrong  {problem.sheet} {problem.row} {problem.column}: {problem.reason}")
