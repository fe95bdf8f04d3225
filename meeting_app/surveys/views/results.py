"""What a survey found out: for everybody once it is published, and for organisers at any time."""

from typing import Any

from flask import g, render_template, request
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings.access import may_look, may_organise
from meeting_app.meetings.queries import list_themes
from meeting_app.meetings.rules import When
from meeting_app.meetings.service import when
from meeting_app.people.access import guard, signed_in_person
from meeting_app.questionnaires.checking import count_errors
from meeting_app.questionnaires.designer.queries import findings_of
from meeting_app.questionnaires.models import Option
from meeting_app.questionnaires.queries.results import tally
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.tallies import Tally
from meeting_app.surveys import crossing, queries
from meeting_app.surveys.access import may_see_results
from meeting_app.surveys.findings import EVERYTHING, find
from meeting_app.surveys.forms import FewestForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.service import results as service
from meeting_app.surveys.views.blueprint import bp, url_of

FOR_EVERYBODY = "everybody"


@bp.get("/surveys/<slug:slug>/results")
@guard(may_see_results, load=queries.get_survey, visitors=True)
def results(survey: Survey) -> Page:
    """Organisers see every figure here, or what everybody sees; others nothing about few people."""
    looks = may_look(signed_in_person(), survey)
    protected = not looks or request.args.get("as") == FOR_EVERYBODY
    found, fewest = read(survey, protected=protected)
    return render_template(
        "surveys/results.html",
        survey=survey,
        findings=find(found, g.lang, fewest),
        looks=looks,
        protected=protected,
        crossed=_crossed(survey, found, fewest),
    )


@bp.get("/desk/surveys/<slug:slug>")
@guard(may_organise, load=queries.get_survey)
def desk(survey: Survey) -> Page:
    found = tally(survey.questionnaire, with_retired=True)
    return render_template(
        "surveys/desk.html",
        survey=survey,
        findings=find(found, g.lang),
        crossed=_crossed(survey, found, EVERYTHING),
        themes={theme.code for theme in list_themes(survey.meeting)},
        errors=count_errors(findings_of(survey.questionnaire)),
        button=Button(),
        address=absolute_url(
            "surveys.answer", lang=g.lang, meeting=survey.meeting.slug, slug=survey.slug
        ),
    )


def read(survey: Survey, *, protected: bool) -> tuple[Tally, int]:
    """(what the answers add up to, below which number figures are hidden). Where everybody could
    see the figures grow, they grow by groups of people."""
    if not protected:
        return tally(survey.questionnaire), EVERYTHING
    counted = survey.counted
    if counted is None and when(survey.phase, g.now) is not When.AFTER:
        counted = 0
    found = tally(
        survey.questionnaire,
        counted=counted or 0,
        step=1 if counted is None else survey.fewest_shown,
    )
    return found, survey.fewest_shown


def _crossed(survey: Survey, found: Tally, fewest: int) -> dict[str, Any]:
    """What a page needs to show one question by another, chosen in its address."""
    asked, by = request.args.get("question", ""), request.args.get("by", "")
    chosen = crossing.choose(found, asked, by)
    return {
        "rows": [
            one.question for one in found.questions if one.question.kind in crossing.CROSSED_KINDS
        ],
        "columns": [
            (crossing.PREFIX + one.question.code, one.question)
            for one in found.questions
            if one.question.kind in crossing.BY_KINDS
        ],
        "question": asked,
        "by": by,
        "was_asked": bool(asked and by),
        "is_possible": chosen is not None,
        "table": crossing.make_table(survey, found, *chosen, g.lang, fewest) if chosen else None,
    }


@bp.post("/desk/surveys/<slug:slug>/publish")
@guard(may_organise, load=queries.get_survey)
def publish_results(survey: Survey) -> Page:
    if not Button().validate_on_submit():
        return saved(url_of("surveys.desk", survey))
    service.publish_results(survey, g.now)
    return saved(url_of("surveys.desk", survey), _("The results are public now."))


@bp.post("/desk/surveys/<slug:slug>/hide")
@guard(may_organise, load=queries.get_survey)
def hide_results(survey: Survey) -> Page:
    if not Button().validate_on_submit():
        return saved(url_of("surveys.desk", survey))
    service.hide_results(survey)
    return saved(
        url_of("surveys.desk", survey), _("The results are hidden now: only organisers see them.")
    )


@bp.route("/desk/surveys/<slug:slug>/small-numbers", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_survey)
def fewest(survey: Survey) -> Page:
    form = FewestForm(data={"fewest": survey.fewest_shown})
    if form.validate_on_submit():
        try:
            service.set_fewest(survey, form.fewest.data or 0)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.desk", survey), _("The survey was saved."))
    return render_template("surveys/fewest.html", form=form, survey=survey), form.status


def get_ranked(meeting: str, slug: str, question: str, option: str) -> "Ranked":
    """An option of a ranking. LookupError when there is none."""
    survey = queries.get_survey(meeting, slug)
    for asked in survey.questionnaire.questions:
        if asked.code == question and asked.kind == QuestionKind.RANKING:
            for found in asked.options:
                if found.code == option:
                    return Ranked(survey, found)
    raise LookupError(option)


class Ranked:
    """What was ranked, and in which survey."""

    def __init__(self, survey: Survey, option: Option) -> None:
        self.survey, self.option, self.meeting = survey, option, survey.meeting


@bp.post("/desk/surveys/<slug:slug>/<word:question>/<word:option>/candidate")
@guard(may_organise, load=get_ranked)
def add_candidate(ranked: Ranked) -> Page:
    if Button().validate_on_submit():
        service.add_candidate(ranked.survey, ranked.option)
        message = _("It is a candidate theme of the meeting now.")
        return saved(url_of("surveys.desk", ranked.survey), message)
    return saved(url_of("surveys.desk", ranked.survey))


@bp.post("/desk/surveys/<slug:slug>/<word:question>/<word:option>/adopt")
@guard(may_organise, load=get_ranked)
def adopt_theme(ranked: Ranked) -> Page:
    if Button().validate_on_submit():
        service.adopt_theme(ranked.survey, ranked.option)
        message = _(
            "It is the theme of the meeting now, in all its languages. The page of the meeting lets "
            "you change it."
        )
        return saved(url_of("surveys.desk", ranked.survey), message)
    return saved(url_of("surveys.desk", ranked.survey))
