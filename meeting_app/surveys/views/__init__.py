"""Pages about surveys."""

from meeting_app.surveys.views import answering, downloads, making, reading, results
from meeting_app.surveys.views.blueprint import bp

__all__ = ["answering", "bp", "downloads", "making", "reading", "results"]
