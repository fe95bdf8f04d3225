"""Pages about meetings."""

from meeting_app.meetings.views import (
    audit,
    desk,
    invitations,
    promises,
    protection,
    public,
    roles,
    translations,
)
from meeting_app.meetings.views.blueprint import bp

__all__ = [
    "audit",
    "bp",
    "desk",
    "invitations",
    "promises",
    "protection",
    "public",
    "roles",
    "translations",
]
