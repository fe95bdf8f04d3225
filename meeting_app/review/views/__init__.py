"""Pages of reviewers, of the committee's organisers, and of decisions."""

from meeting_app.review.views import committee, criteria, decisions, reviewer
from meeting_app.review.views.blueprint import bp

__all__ = ["bp", "committee", "criteria", "decisions", "reviewer"]
