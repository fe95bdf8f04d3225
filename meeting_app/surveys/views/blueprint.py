"""Where the routes of this package hang, and their addresses."""

from typing import Any

from flask import Blueprint, url_for

from meeting_app.surveys.models import Survey

bp = Blueprint("surveys", __name__, url_prefix="/<language:lang>/<slug:meeting>")


def url_of(endpoint: str, survey: Survey, **values: Any) -> str:
    return url_for(endpoint, meeting=survey.meeting.slug, slug=survey.slug, **values)
