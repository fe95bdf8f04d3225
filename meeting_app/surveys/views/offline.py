"""The service worker by which a survey that was opened once opens again without a network."""

from flask import Response

from meeting_app.core.web import Page, static
from meeting_app.people.access import anyone, guard
from meeting_app.surveys import queries
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of


@bp.get("/surveys/<slug:slug>/worker.js")
@guard(anyone, load=queries.get_survey)
def worker(survey: Survey) -> Page:
    """Its scope is this survey's page, in this language, and nothing else of the service."""
    script = f'importScripts("{static("outbox.js")}", "{static("survey-worker.js")}");\n'
    answer = Response(script, content_type="text/javascript; charset=utf-8")
    answer.headers["Service-Worker-Allowed"] = url_of("surveys.answer", survey)
    return answer
