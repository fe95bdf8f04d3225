"""Commands about letters."""

import sys
from typing import BinaryIO

import click
from flask import g
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from meeting_app.core.db import begin_write, db
from meeting_app.core.requests import read_clock
from meeting_app.letters import service
from meeting_app.letters.bounces import LARGEST, NoReport, read_report
from meeting_app.letters.service.bounces import Taken

# As mail servers read them (sysexits.h).
NO_REPORT = 65
UNKNOWN = 67
TRY_AGAIN = 75

letters_group = AppGroup("letters", help="Letters that were sent.")


@letters_group.command("bounced")
@click.argument("file", type=click.File("rb"), default="-")
def bounced(file: BinaryIO) -> None:
    """Read a mail server's report that a letter could not be delivered, from FILE or what is piped
    in, and mark the letter.

    Ends with 0 (marked, or nothing to do), 65 (no such report), 67 (about no letter of ours) or 75
    (the database does not answer: try again).
    """
    g.now = read_clock()
    try:
        report = read_report(file.read(LARGEST + 1))
    except NoReport as error:
        click.echo(f"This is no delivery report: {error}.", err=True)
        sys.exit(NO_REPORT)
    try:
        begin_write()
        taken = service.take_report(report, g.now)
        db.session.commit()
    except (SQLAlchemyError, TimeoutError):
        db.session.rollback()
        click.echo("The database does not answer. Try again.", err=True)
        sys.exit(TRY_AGAIN)
    if taken is Taken.UNKNOWN:
        click.echo("The report is about no letter of ours.", err=True)
        sys.exit(UNKNOWN)
    click.echo(
        {
            Taken.MARKED: "The letter is marked as come back.",
            Taken.KNOWN: "The letter was marked already.",
            Taken.NOT_FINAL: "The letter is not lost: nothing to do.",
        }[taken]
    )
