"""Commands about abstracts."""

from pathlib import Path

import click

from meeting_app.abstracts import imports, queries
from meeting_app.abstracts.models import Call
from meeting_app.core.db import begin_write, db
from meeting_app.core.errors import Refused
from meeting_app.core.imports import sentences
from meeting_app.core.requests import read_clock
from meeting_app.meetings.models import Role
from meeting_app.meetings.queries import list_meetings, list_people_with
from meeting_app.people import audit
from meeting_app.people.models import Action


@click.command("abstracts")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--call", "slug", required=True, help="The call's slug, as in its address.")
@click.option("--meeting", help="The meeting's slug; needed where several have such a call.")
def import_abstracts(file: Path, slug: str, meeting: str | None) -> None:
    """Take abstracts from a file of JSON lines into a call, as its first organiser."""
    try:
        rows = imports.read_abstracts(file.read_bytes())
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal
    begin_write()
    call = _find_call(slug, meeting)
    organisers = list_people_with(call.meeting, Role.ORGANISER)
    if not organisers:
        raise click.ClickException("This meeting has no organiser yet.")
    now = read_clock()
    report = imports.apply_abstracts(rows, call, person=organisers[0], now=now)
    audit.record(
        Action.IMPORTED,
        actor=None,
        now=now,
        scope=call.meeting.slug,
        thing=f"abstracts of {call.slug}",
        details={"added": report.added, "changed": report.changed},
    )
    db.session.commit()
    for line in sentences(report):
        click.echo(line)


def _find_call(slug: str, meeting: str | None) -> Call:
    found = []
    for one in [meeting] if meeting else [known.slug for known in list_meetings()]:
        try:
            found.append(queries.get_call(one, slug))
        except LookupError:
            continue
    if len(found) != 1:
        raise click.ClickException(
            "There is no such call."
            if not found
            else "Several meetings have such a call. Name one by --meeting."
        )
    return found[0]
