"""Commands about roles in a meeting, without letters: for the operator and for imports."""

import click
from flask import current_app

from meeting_app.core.db import begin_write, db
from meeting_app.core.locale import DEFAULT_LANGUAGE
from meeting_app.core.requests import read_clock
from meeting_app.meetings import queries, service, words
from meeting_app.meetings.models import Meeting, Role
from meeting_app.people import service as people
from meeting_app.people.queries import find_person_by_email

_ROLE = click.Choice([role.value for role in Role])


@click.command("grant")
@click.argument("address")
@click.argument("role", type=_ROLE)
@click.argument("meeting")
@click.option("--scope", default="", help="A call (chair) or a language (translator).")
@click.option("--name", default="", help="Of somebody who has no account yet.")
def grant_role(address: str, role: str, meeting: str, scope: str, name: str) -> None:
    """Give ADDRESS a ROLE in MEETING (its short name), without a letter."""
    now = read_clock()
    begin_write()
    found = _meeting(meeting)
    if (Role(role), scope) not in words.list_choices(_scopes(found)):
        offered = ", ".join(s for r, s in _scopes(found) if r == role) or "none"
        raise click.ClickException(f"{role} cannot be limited to {scope}. Possible: {offered}.")
    person = people.find_or_make_person(address, name, language=DEFAULT_LANGUAGE, now=now)
    new = service.grant(found, person, Role(role), now, scope=scope)
    db.session.commit()
    click.echo("granted" if new else "held already")


@click.command("revoke")
@click.argument("address")
@click.argument("role", type=_ROLE)
@click.argument("meeting")
@click.option("--scope", default="", help="Of a role that is limited.")
def revoke_role(address: str, role: str, meeting: str, scope: str) -> None:
    """End ADDRESS's ROLE in MEETING at once. The last organiser's, too."""
    begin_write()
    found = _meeting(meeting)
    person = find_person_by_email(people.normalise_email(address))
    held = queries.find_role(found, person, Role(role), scope) if person else None
    if held is None:
        raise click.ClickException(f"{address} does not hold this role.")
    service.end_role(held, read_clock())
    db.session.commit()
    click.echo("ended")


@click.command("roles")
@click.option("--meeting", default="", help="Of this meeting only: its short name.")
def list_roles(meeting: str) -> None:
    """Print who holds which role: meeting, role, limit, address, name."""
    for found in [_meeting(meeting)] if meeting else queries.list_meetings():
        for held in queries.list_roles(found):
            said = (found.slug, held.role, held.scope or "-", held.person.email, held.person.name)
            click.echo("\t".join(said))


def _meeting(slug: str) -> Meeting:
    try:
        return queries.get_meeting(slug)
    except LookupError:
        raise click.ClickException(f"There is no meeting with the short name {slug}.") from None


def _scopes(meeting: Meeting) -> words.Scopes:
    return words.list_scopes(current_app.extensions["features"], meeting)
