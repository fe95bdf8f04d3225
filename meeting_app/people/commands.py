"""Commands about people and organisations."""

from pathlib import Path

import click

from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import sentences
from meeting_app.core.requests import read_clock
from meeting_app.people import audit, imports
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
