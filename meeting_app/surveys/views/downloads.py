"""A survey's answers, quotes and report as files."""

from collections.abc import Sequence
from typing import Any

from flask import g, request

from meeting_app.core.csv_cells import CSV
from meeting_app.core.pdf import TIMEOUT, run_compile
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.people.access import guard
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires.queries.routing import find_routes
from meeting_app.questionnaires.routes import Routes
from meeting_app.surveys import exports, queries, report
from meeting_app.surveys.findings import find
from meeting_app.surveys.models import About, Survey
from meeting_app.surveys.queries import exporting
from meeting_app.surveys.queries.texts import Wanted, list_all_texts
from meeting_app.surveys.views.blueprint import bp
from meeting_app.surveys.views.results import FOR_EVERYBODY, read

SPSS = "text/x-spss-syntax"
PDF = "application/pdf"


def _answers(survey: Survey, responses: Sequence[Any], routes: Routes) -> exports.Answers:
    has = {
        "subject": survey.about == About.SESSIONS,
        "source": any(row.source for row in responses),
        "name": survey.signed,
    }
    questions, options = exporting.list_all_questions(survey.questionnaire_id)
    translations = exporting.translations_into(survey, g.lang)
    more = [name for name, there in has.items() if there]
    return exports.Answers(questions, options, g.lang, translations, more, routes)


def _name(survey: Survey, end: str) -> str:
    return f"{survey.meeting.slug}-{survey.slug}{end}"


@bp.get("/desk/surveys/<slug:slug>.xlsx")
@guard(may_organise, load=queries.get_survey)
def export(survey: Survey) -> Page:
    responses = exporting.list_sent(survey)
    questionnaire = survey.questionnaire
    routes = find_routes(questionnaire)
    made = _answers(survey, responses, routes).xlsx(
        responses,
        exporting.read_answers(questionnaire),
        exporting.read_carried(questionnaire, routes),
    )
    scope = survey.meeting.slug
    return hand_out(made, _name(survey, ".xlsx"), rows=len(responses), scope=scope)


@bp.get("/desk/surveys/<slug:slug>.csv")
@guard(may_organise, load=queries.get_survey)
def export_csv(survey: Survey) -> Page:
    responses = exporting.list_sent(survey)
    questionnaire = survey.questionnaire
    routes = find_routes(questionnaire)
    made = _answers(survey, responses, routes).csv(
        responses,
        exporting.read_answers(questionnaire),
        exporting.read_carried(questionnaire, routes),
    )
    name, scope = _name(survey, ".csv"), survey.meeting.slug
    return hand_out(made, name, rows=len(responses), scope=scope, content_type=CSV)


@bp.get("/desk/surveys/<slug:slug>.sps")
@guard(may_organise, load=queries.get_survey)
def syntax(survey: Survey) -> Page:
    """No answers, only what they mean."""
    routes = find_routes(survey.questionnaire)
    made = _answers(survey, exporting.list_sent(survey), routes)
    content, name = made.sps(_name(survey, ".xlsx")), _name(survey, ".sps")
    rows, scope = len(made.variables), survey.meeting.slug
    return hand_out(content, name, rows=rows, scope=scope, content_type=SPSS)


@bp.get("/desk/surveys/<slug:slug>/quotes.xlsx")
@guard(may_organise, load=queries.get_survey)
def quotes(survey: Survey) -> Page:
    picked = list_all_texts(survey, Wanted(picked=True))
    made = exports.quotes(picked, g.lang)
    scope = survey.meeting.slug
    return hand_out(made, _name(survey, "-quotes.xlsx"), rows=len(picked), scope=scope)


@bp.get("/desk/surveys/<slug:slug>.pdf")
@guard(may_organise, load=queries.get_survey)
def report_pdf(survey: Survey) -> Page:
    """The report in the language of the address: with every figure, or as everybody may read it,
    without the quotes then."""
    protected = request.args.get("as") == FOR_EVERYBODY
    found, fewest = read(survey, protected=protected)
    picked = [] if protected else list_all_texts(survey, Wanted(picked=True))
    data = report.make_data(survey, find(found, g.lang, fewest), picked, g.lang, g.now)
    made = run_compile("survey", data, timeout=TIMEOUT)
    end = f"-public-{g.lang}" if protected else f"-{g.lang}"
    name, scope = _name(survey, f"{end}.pdf"), survey.meeting.slug
    return hand_out(made.content, name, rows=found.total, scope=scope, content_type=PDF)
