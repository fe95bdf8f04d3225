"""What this package hands to the application."""

from meeting_app.calendars.privacy import PRIVACY
from meeting_app.calendars.views import bp
from meeting_app.core.feature import Feature

FEATURE = Feature("calendars", blueprints=(bp,), privacy=PRIVACY)
