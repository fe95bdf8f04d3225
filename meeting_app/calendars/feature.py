"""What this package hands to the application."""

from flask_babel import lazy_gettext as _l

from meeting_app.calendars.privacy import PRIVACY
from meeting_app.calendars.views import bp
from meeting_app.core.feature import Feature

FEATURE = Feature("calendars", rows={"feed": _l("Calendars")}, blueprints=(bp,), privacy=PRIVACY)
