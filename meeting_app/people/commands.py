"""Commands about people and organisations."""

from pathlib import Path

import click
from flask.cli import AppGroup

from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import sentences
from meeting_app.people import imports


def add_to(group: AppGroup) -> None:
    """Add `organisations FILE.csv` to the group `import`."""
    group.command("organisations")(import_organisations)


@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_organisations(file: Path) -> None:
    """Take organisations from a CSV file into the directory."""
    begin_write()
    try:
        report = imports.apply_organisations(imports.read_organisations(file.read_bytes()))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    for line in sentences(report):
        click.echo(line)
