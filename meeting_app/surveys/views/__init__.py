"""Pages about surveys."""

from meeting_app.surveys.views import (
    answering,
    downloads,
    feedback,
    importing,
    inviting,
    making,
    modes,
    offline,
    reading,
    results,
)
from meeting_app.surveys.views.blueprint import bp

__all__ = [
    "answering",
    "bp",
    "downloads",
    "feedback",
    "importing",
    "inviting",
    "making",
    "modes",
    "offline",
    "reading",
    "results",
]
