"""Commands about people and organisations."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

import click
from flask import current_app, g

from meeting_app.core.commands import in_english
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.imports import sentences
from meeting_app.core.privacy import Texts
from meeting_app.core.requests import read_clock
from meeting_app.people import audit, imports, queries, service
from meeting_app.people.models import Action, Person


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


def _person(address: str) -> Person:
    try:
        return service.get_person(address)
    except LookupError:
        raise click.ClickException("Nobody has this address.") from None


@click.command("second-factor-reset")
@click.argument("address")
def second_factor_reset(address: str) -> None:
    """Take all second factors from somebody who lost everything, and end their sign-ins.

    Make sure that it is them: by voice or face, not by mail. They are told by letter.
    """
    in_english()
    begin_write()
    count = service.reset_second_factor(_person(address), g.now)
    db.session.commit()
    click.echo(f"{count} second factors and all sign-ins were ended. A letter tells the person.")


@click.command("end-sign-ins")
@click.argument("address", required=False)
@click.option("--all", "everybody", is_flag=True, help="Of everybody, and all unused links.")
def end_sign_ins(address: str | None, everybody: bool) -> None:
    """End all sign-ins of one person, or after a breach of everybody, at once."""
    if bool(address) == everybody:
        raise click.UsageError("Give an address, or --all.")
    in_english()
    begin_write()
    if address:
        count = service.end_sign_ins(_person(address), g.now, actor=None)
        click.echo(f"{count} sign-ins were ended.")
    else:
        count, links = service.end_everything(g.now)
        click.echo(f"{count} sign-ins and {links} unused links were ended.")
    db.session.commit()


@click.command("touched")
@click.option("--account", metavar="ADDRESS", help="By or about this person.")
@click.option("--sign-in", "number", type=int, help="By this sign-in, while it lasted.")
@click.option("--since", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"]), help="UTC.")
@click.option("--until", type=click.DateTime(["%Y-%m-%dT%H:%M", "%Y-%m-%d"]), help="UTC.")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def touched(
    account: str | None,
    number: int | None,
    since: datetime | None,
    until: datetime | None,
    as_json: bool,
) -> None:
    """Say whose data was touched, as the audit trail has it: after a stolen token, by an account,
    or in a span of time."""
    in_english()
    if not (account or number or since or until):
        raise click.UsageError("Give --account, --sign-in, --since or --until.")
    try:
        found = queries.find_touched(
            account=_person(account) if account else None,
            sign_in=queries.get_sign_in(number) if number else None,
            since=since.replace(tzinfo=UTC) if since else None,
            until=until.replace(tzinfo=UTC) if until else None,
            now=g.now,
        )
    except LookupError:
        raise click.ClickException("There is no such sign-in.") from None
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    for person in found["people"]:
        click.echo(f"{person['number']:>8} {person['address']:<40} {person['entries']:>6}")
    for action, count in found["actions"].items():
        click.echo(f"{action}: {count}")
    click.echo(f"{len(found['people'])} people in {found['entries']} entries.")


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


@click.command("erase")
@click.argument("address")
@click.option(
    "--texts",
    type=click.Choice([*Texts]),
    default=Texts.NAMELESS,
    help="What becomes of the texts that they wrote.",
)
def erase(address: str, texts: str) -> None:
    """Erase the person with this address, everywhere and for good."""
    in_english()
    db.session.rollback()
    begin_write()
    try:
        person = service.get_person(address)
    except LookupError:
        raise click.ClickException("Nobody has this address.") from None
    number = person.id
    try:
        service.erase(person, _features(), texts=Texts(texts), actor=None, now=g.now)
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    db.session.commit()
    click.echo(f"Person {number} was erased. The worker cleans the disk.")


@click.command("erasures")
def erasures() -> None:
    """Print the list of erasures, to be kept beside the backups. It names nobody."""
    click.echo(service.write_erasures(), nl=False)


@click.command("apply-erasures")
@click.argument("file", type=click.File(encoding="utf-8"))
def apply_erasures(file: TextIO) -> None:
    """After a restore, before anybody is let in: erase again whom the older copy brought back."""
    in_english()
    db.session.rollback()
    begin_write()
    try:
        listed = list(service.read_erasures(file.read()))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    erased, left = service.apply_erasures(listed, _features(), g.now)
    db.session.commit()
    click.echo(f"{erased} erased again; {left} of the list were erased already or are not here.")


def _features() -> tuple[Feature, ...]:
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return features
