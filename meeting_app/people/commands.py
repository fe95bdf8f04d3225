"""Commands about people and organisations."""

from pathlib import Path
from typing import TextIO

import click
from flask import current_app
from flask.cli import AppGroup

from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.imports import sentences
from meeting_app.core.privacy import Texts
from meeting_app.core.requests import read_clock
from meeting_app.people import imports, service


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


people_group = AppGroup("people", help="People and their data.")


@people_group.command("erase")
@click.argument("address")
@click.option(
    "--texts",
    type=click.Choice([*Texts]),
    default=Texts.NAMELESS,
    help="What becomes of the texts that they wrote.",
)
def erase(address: str, texts: str) -> None:
    """Erase the person with this address, everywhere and for good."""
    begin_write()
    try:
        person = service.get_person(address)
    except LookupError:
        raise click.ClickException("Nobody has this address.") from None
    number = person.id
    try:
        service.erase(person, _features(), texts=Texts(texts), actor=None, now=read_clock())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    click.echo(f"Person {number} was erased. The worker cleans the disk.")


@people_group.command("erasures")
def erasures() -> None:
    """Print the list of erasures, to be kept beside the backups. It names nobody."""
    click.echo(service.write_erasures(), nl=False)


@people_group.command("apply-erasures")
@click.argument("file", type=click.File(encoding="utf-8"))
def apply_erasures(file: TextIO) -> None:
    """After a restore, before anybody is let in: erase again whom the older copy brought back."""
    begin_write()
    try:
        listed = list(service.read_erasures(file.read()))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    erased, left = service.apply_erasures(listed, _features(), read_clock())
    db.session.commit()
    click.echo(f"{erased} erased again; {left} of the list were erased already or are not here.")


def _features() -> tuple[Feature, ...]:
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return features
