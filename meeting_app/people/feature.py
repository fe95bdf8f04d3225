"""What people hand to the application."""

from meeting_app.core.feature import Feature
from meeting_app.people.views import bp

FEATURE = Feature("people", blueprints=(bp,))
