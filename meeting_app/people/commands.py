"""Commands about people and organisations."""

from pathlib import Path

import click

from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import sentences
from meeting_app.people import imports


@click.command("organisations")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_organisations(file: Path) -> None:
    """Take organisations from a CSV file into the directory."""
    try:
        rows = imports.read_organisations(file.read_bytes())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    begin_write()
    report = imports.apply_organisations(rows)
    db.session.commit()
    for line in sentences(report):
        click.echo(line)
