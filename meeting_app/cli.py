"""Commands, thin: each calls a verb."""

import json
import signal
from datetime import timedelta
from threading import Event

import click
from flask import Flask, current_app, g
from flask.cli import AppGroup
from flask_migrate import upgrade
from sqlalchemy import Table

from meeting_app import serve as server
from meeting_app.abstracts import commands as abstracts_commands
from meeting_app.core import resealing, secrets
from meeting_app.core import worker as background
from meeting_app.core.commands import in_english
from meeting_app.core.db import begin_write, db
from meeting_app.core.health import migrations_are_current
from meeting_app.core.locale import DEFAULT_LANGUAGE
from meeting_app.core.web import absolute_url
from meeting_app.demo import service as demo
from meeting_app.letters import commands as letters_commands
from meeting_app.meetings import commands as meetings_commands
from meeting_app.meetings.queries import list_meetings
from meeting_app.people import audit, organisation_commands
from meeting_app.people import commands as people_commands
from meeting_app.people import service as people
from meeting_app.people.models import Action, Purpose
from meeting_app.questionnaires import commands as questionnaires_commands

FIRST_LINK_LASTS = timedelta(hours=24)

demo_group = AppGroup("demo", help="The demo meeting.")
audit_group = AppGroup("audit", help="The trail of what was done with people's data and rights.")
keys_group = AppGroup("keys", help="The keys that seal what must not be read in a stolen database.")
people_group = AppGroup(
    "people", help="Accounts: help somebody in, end sign-ins, look back, erase; who may do what."
)
import_group = AppGroup("import", help="Take rows from a file; a bad row is left out.")


def init_app(app: Flask) -> None:
    """Register the commands."""
    for command in (serve, worker, set_up, first_organiser):
        app.cli.add_command(command)
    app.cli.add_command(demo_group)
    app.cli.add_command(letters_commands.letters_group)
    app.cli.add_command(questionnaires_commands.questionnaires_group)
    import_group.add_command(people_commands.import_organisations)
    import_group.add_command(abstracts_commands.import_abstracts)
    app.cli.add_command(import_group)
    for of_people in (
        meetings_commands.grant_role,
        meetings_commands.revoke_role,
        meetings_commands.list_roles,
    ):
        people_group.add_command(of_people)
    app.cli.add_command(organisation_commands.organisations_group)
    people_group.add_command(first_organiser)
    people_group.add_command(people_commands.second_factor_reset)
    people_group.add_command(people_commands.end_sign_ins)
    people_group.add_command(people_commands.touched)
    people_group.add_command(people_commands.erase)
    people_group.add_command(people_commands.erasures)
    people_group.add_command(people_commands.apply_erasures)
    app.cli.add_command(people_group)
    app.cli.add_command(keys_group)
    audit_group.add_command(people_commands.verify_audit)
    app.cli.add_command(audit_group)


@click.command("set-up")
def set_up() -> None:
    """Bring the database up to date; fill an empty one with the demo meeting (DEMO=0: do not)."""
    in_english()
    _set_up()


def _set_up() -> None:
    current = migrations_are_current()
    db.session.remove()
    if not current:
        upgrade()
    if current_app.config["DEMO"] and not list_meetings():
        db.session.rollback()
        begin_write()
        demo.make_demo(g.now)
        db.session.commit()
        click.echo("The demo meeting was made.")


@click.command("serve")
def serve() -> None:
    """Set up what is missing, then run web server and worker until Ctrl-C or SIGTERM."""
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    in_english()
    _set_up()

    def greet() -> None:
        click.echo(f"The service runs at {app.config['BASE_URL']}/")
        if any(meeting.is_demo for meeting in list_meetings()) and app.config["LOOPBACK"]:
            for role, url in _demo_links().items():
                click.echo(f"  sign in as {role:<18} {url}")
        elif not list_meetings():
            click.echo(f"  make the first organiser: {_first_organiser_link()}")
        db.session.remove()

    server.serve(app, greet)


@click.command("worker")
def worker() -> None:
    """Send letters and run jobs until Ctrl-C or SIGTERM. Several may run on PostgreSQL."""
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    server.end_with_parent(stop)
    background.work(current_app._get_current_object(), stop)  # type: ignore[attr-defined]


@click.command("first-organiser")
def first_organiser() -> None:
    """Print a one-time link that makes whoever opens it an administrator."""
    in_english()
    click.echo(_first_organiser_link())


@demo_group.command("links")
@click.option("--json", "as_json", is_flag=True, help="As one JSON object.")
def links(as_json: bool) -> None:
    """Print a single-use sign-in link per role of the demo meeting."""
    in_english()
    try:
        found = _demo_links()
    except demo.NoDemo as reason:
        raise click.ClickException(str(reason)) from None
    if as_json:
        click.echo(json.dumps(found))
    else:
        for role, url in found.items():
            click.echo(f"{role:<18} {url}")


@keys_group.command("new")
def new_key() -> None:
    """Print a key for SEALING_KEYS, SEALING_KEYS_FILE or SECRET_KEY."""
    click.echo(secrets.new_key())


@keys_group.command("change")
def change_keys() -> None:
    """Seal everything anew with the newest key, in small batches while the service runs."""
    in_english()
    total = unreadable = 0
    for table, name in resealing.sealed_columns():
        changed, lost = _reseal(table, name)
        total, unreadable = total + changed, unreadable + lost
        if changed or lost:
            click.echo(f"{table.name}.{name}: {changed} sealed anew, {lost} unreadable")
    begin_write()
    audit.record(
        Action.KEYS_CHANGED,
        actor=None,
        now=g.now,
        details={"changed": total, "unreadable": unreadable},
    )
    db.session.commit()
    if not total:
        click.echo("Nothing is sealed with an older key.")
    if unreadable:
        click.echo(f"{unreadable} texts cannot be read: their key is missing from the settings.")


def _reseal(table: Table, name: str) -> tuple[int, int]:
    """(sealed anew, unreadable)"""
    changed = unreadable = 0
    after = None
    while True:
        db.session.rollback()
        begin_write()
        batch = resealing.reseal(table, name, after)
        db.session.commit()
        if batch.last is None:
            return changed, unreadable
        changed, unreadable = changed + batch.changed, unreadable + batch.unreadable
        after = batch.last


def _demo_links() -> dict[str, str]:
    db.session.rollback()
    begin_write()
    found = demo.make_links(g.now, loopback=current_app.config["LOOPBACK"])
    db.session.commit()
    return found


def _first_organiser_link() -> str:
    db.session.rollback()
    begin_write()
    token = people.make_link(
        "",
        language=DEFAULT_LANGUAGE,
        now=g.now,
        purpose=Purpose.FIRST_ORGANISER,
        lasts=FIRST_LINK_LASTS,
    )
    db.session.commit()
    return absolute_url("people.use_link", lang=DEFAULT_LANGUAGE, token=token)
