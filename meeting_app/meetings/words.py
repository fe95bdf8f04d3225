"""Names of roles, for pages and letters."""

from typing import Any

from flask_babel import lazy_pgettext as _lp

from meeting_app.meetings.models import Role

ROLES: dict[Role, Any] = {
    Role.ORGANISER: _lp("role", "Organiser"),
    Role.REVIEWER: _lp("role", "Reviewer"),
    Role.TRANSLATOR: _lp("role", "Translator"),
}
