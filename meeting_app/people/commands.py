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
from meeting_app.people import audit, imports, service
from meeting_app.people.models import Action


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
    audit.record(
        Action.IMPORTED,
        actor=None,
        now=read_clock(),
        thing="organisations",
        details={"added": report.added, "changed": report.changed},
    )
    db.session.commit()
    for line in sentences(report):
        click.echo(line)


@click.command("verify")
@click.option("--expect", help="The digest of an entry that was noted before: it must be there.")
def verify_audit(expect: str | None) -> None:
    """Look through the audit trail; ends with 1 and names the first entry that does not fit.

    Prints the digest of the newest entry: kept elsewhere, it shows later that nothing was cut off.
    """
    db.session.rollback()
    begin_write()
    found = audit.check(read_clock())
    db.session.commit()
    if found.broken_id is not None:
        raise click.ClickException(
            f"Entry {found.broken_id} does not follow from the one before it, or is missing."
        )
    if expect and not audit.has_entry(expect):
        raise click.ClickException("The entry with this digest is not there any more.")
    click.echo(f"The audit trail is whole: {found.entries} entries.")
    click.echo(f"Newest: {found.digest or 'none'}")


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
    db.session.rollback()
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
    db.session.rollback()
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
