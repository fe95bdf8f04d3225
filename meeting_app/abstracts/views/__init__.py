"""A call's page, writing an abstract, one's abstract; the organisers' lists."""

from meeting_app.abstracts.views import desk, reading, submitting
from meeting_app.abstracts.views.blueprint import bp

__all__ = ["bp", "desk", "reading", "submitting"]
