"""Names of kinds, parts and severities, for pages and files."""

from typing import Any

from flask_babel import lazy_pgettext as _lp

from meeting_app.agenda.models import SessionKind, SessionRole

KINDS: dict[SessionKind, Any] = {
    SessionKind.PLENARY: _lp("session", "Plenary"),
    SessionKind.PARALLEL: _lp("session", "Parallel session"),
    SessionKind.BREAK: _lp("session", "Break"),
    SessionKind.SOCIAL: _lp("session", "Social event"),
}
ROLES: dict[SessionRole, Any] = {
    SessionRole.CHAIR: _lp("role in a session", "Chair"),
    SessionRole.MODERATOR: _lp("role in a session", "Moderator"),
    SessionRole.SPEAKER: _lp("role in a session", "Speaker"),
    SessionRole.PRESENTER: _lp("role in a session", "Presenter"),
    SessionRole.RAPPORTEUR: _lp("role in a session", "Rapporteur"),
}
