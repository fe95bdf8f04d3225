"""Names of roles and states of invitations, for pages and letters."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _lp

from meeting_app.core.feature import Feature
from meeting_app.core.locale import language_name
from meeting_app.core.web import plain
from meeting_app.meetings.inviting import Unreadable
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.rules import InvitationState

ROLES: dict[Role, Any] = {
    Role.ORGANISER: _lp("role", "Organiser"),
    Role.READING_ORGANISER: _lp("role", "Organiser (read only)"),
    Role.CHAIR: _lp("role", "Committee chair"),
    Role.REVIEWER: _lp("role", "Reviewer"),
    Role.TRANSLATOR: _lp("role", "Translator"),
    Role.HOST: _lp("role", "Host"),
    Role.INTERPRETER: _lp("role", "Interpreter"),
    Role.DESK_STAFF: _lp("role", "Desk staff"),
}

INVITATION_STATES: dict[InvitationState, Any] = {
    InvitationState.WAITING: _lp("invitation", "Waiting for an answer"),
    InvitationState.ACCEPTED: _lp("invitation", "Accepted"),
    InvitationState.DECLINED: _lp("invitation", "Declined"),
    InvitationState.EXPIRED: _lp("invitation", "Expired"),
    InvitationState.WITHDRAWN: _lp("invitation", "Withdrawn"),
}
FAULTS: dict[Unreadable, Any] = {
    Unreadable.NO_ADDRESS: _l("There is no e-mail address in this line."),
    Unreadable.BAD_ADDRESS: _l("The e-mail address is not written as one."),
    Unreadable.LONG_NAME: _l("The name is longer than 200 letters."),
    Unreadable.TWICE: _l("This address stands further up already."),
}

Scopes = Mapping[tuple[Role, str], Any]
"""{(role, scope): the scope's name}: what roles of a meeting can be limited to, in their order."""


def list_scopes(features: Iterable[Feature], meeting: Meeting) -> Scopes:
    return {
        (Role(role), scope): name
        for feature in features
        if feature.role_scopes
        for role, choices in feature.role_scopes(meeting).items()
        for scope, name in choices
    }


def list_choices(scopes: Scopes) -> Sequence[tuple[Role, str]]:
    """Every role that can be granted: each for everything, then for each of its scopes."""
    return [(role, scope) for role in Role for scope in ("", *(s for r, s in scopes if r is role))]


def describe(role: Role, scope: str, scopes: Scopes, language: str) -> str:
    """As "Translator: French" or "Committee chair"."""
    if not scope:
        return str(ROLES[role])
    return _("%(role)s: %(scope)s", role=ROLES[role], scope=_name(role, scope, scopes, language))


def _name(role: Role, scope: str, scopes: Scopes, language: str) -> str:
    if role is Role.TRANSLATOR:
        return language_name(scope, language)
    name = scopes.get((role, scope), scope)
    return plain(name, language)
