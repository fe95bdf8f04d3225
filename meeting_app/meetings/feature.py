"""What meetings hand to the application."""

from collections.abc import Iterable, Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.web import plain
from meeting_app.meetings import queries
from meeting_app.meetings.access import may_see_translations, organises
from meeting_app.meetings.audience import LANGUAGE, ORGANISATION, ROLE
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.privacy import PRIVACY
from meeting_app.meetings.views import bp
from meeting_app.meetings.words import ROLES
from meeting_app.people.models import Person


def desk_menu(meeting: Meeting) -> Iterable[MenuItem]:
    slug = meeting.slug
    return (
        MenuItem(_("Meeting"), url_for("meetings.edit", meeting=slug), order=10),
        MenuItem(_("Phases"), url_for("meetings.phases", meeting=slug), order=11),
        MenuItem(_("Rooms"), url_for("meetings.rooms", meeting=slug), order=12),
        MenuItem(_("Roles"), url_for("meetings.roles", meeting=slug), order=13),
        MenuItem(_("Themes"), url_for("meetings.themes", meeting=slug), order=14),
        MenuItem(_("Organisations"), url_for("people.organisations"), order=74, seen_by=organises),
        MenuItem(
            _("Translations"),
            url_for("meetings.translations", meeting=slug),
            order=75,
            seen_by=may_see_translations,
        ),
        MenuItem(_("Audit trail"), url_for("meetings.trail", meeting=slug), order=90),
        MenuItem(_("Data protection"), url_for("meetings.protection", meeting=slug), order=95),
    )


def role_scopes(meeting: Meeting) -> Mapping[str, list[tuple[str, str]]]:
    """A translator takes care of one language."""
    return {Role.TRANSLATOR: [(code, LANGUAGES[code].name) for code in meeting.languages]}


def texts(meeting: Meeting) -> Iterable[OrganisersText]:
    yield OrganisersText(_("Title of the meeting"), meeting, "title")
    yield OrganisersText(_("Place"), meeting, "place")
    yield OrganisersText(_("Venue"), meeting, "venue")
    yield OrganisersText(_("Theme"), meeting, "theme")
    yield OrganisersText(_("About the theme"), meeting, "theme_text", long=True)
    for number, theme in enumerate(queries.list_themes(meeting), 1):
        yield OrganisersText(_("Theme %(number)d: title", number=number), theme, "title")
        yield OrganisersText(_("Theme %(number)d: text", number=number), theme, "text", long=True)
    for phase in queries.list_phases(meeting):
        yield OrganisersText(_("Name of a phase"), phase, "label")
    for room in queries.list_rooms(meeting):
        yield OrganisersText(_("Name of a room"), room, "name")


LETTERS = {"meetings.role_invitation": _l("Invitation to a role")}


def roles_of(person: Person) -> Iterable[str]:
    for held in queries.list_roles_of(person):
        yield _(
            "%(role)s, %(meeting)s",
            role=ROLES[Role(held.role)],
            meeting=plain(held.meeting.title),
        )


def takes_part(meeting: Meeting, person: Person) -> bool:
    """With any role."""
    return bool(queries.roles_in(meeting, person))


FEATURE = Feature(
    "meetings",
    rows={"meeting_role": _l("Roles in meetings")},
    facts=(ROLE, LANGUAGE, ORGANISATION),
    blueprints=(bp,),
    letters=LETTERS,
    desk_menu=desk_menu,
    organises=queries.organises_any,
    needs_second_factor=queries.holds_office,
    role_scopes=role_scopes,
    roles_of=roles_of,
    takes_part=takes_part,
    texts=texts,
    privacy=PRIVACY,
)
