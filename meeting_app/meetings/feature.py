"""What meetings hand to the application."""

from meeting_app.core.feature import Feature
from meeting_app.meetings.views import bp

FEATURE = Feature("meetings", blueprints=(bp,))
