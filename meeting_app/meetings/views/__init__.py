"""Pages about meetings."""

from meeting_app.meetings.views import (
    audit,
    desk,
    erasing,
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
    "erasing",
    "invitations",
    "promises",
    "protection",
    "public",
    "roles",
    "translations",
]
