"""A questionnaire as a whole: where it is asked, its order, its check, a try."""

from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.feature import Asking, Feature
from meeting_app.core.forms import Button, Form
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.questionnaires.designer import queries, service
from meeting_app.questionnaires.designer.forms.pages import IN_STEPS, PagesForm
from meeting_app.questionnaires.designer.queries import findings_of
from meeting_app.questionnaires.designer.views.blueprint import bp
from meeting_app.questionnaires.designer.words import KINDS, finding_sentence
from meeting_app.questionnaires.forms import make_form, read_answers
from meeting_app.questionnaires.models import Question, Questionnaire

MOVES = {
    "up": service.move_up,
    "down": service.move_down,
    "into": service.move_into,
    "out": service.move_out,
}


def asked_by(meeting: Meeting) -> dict[int, Asking]:
    """{number of a questionnaire: what asks it}"""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return {
        one.questionnaire: one
        for feature in features
        if feature.asking
        for one in feature.asking(meeting)
    }


def address(endpoint: str, questionnaire: Questionnaire, **values: Any) -> str:
    return url_for(endpoint, meeting=questionnaire.meeting.slug, number=questionnaire.id, **values)


def address_of(question: Question, to: str = "") -> str:
    """Its place in the whole. to: which of its buttons was pressed; it gets the focus again, which
    browsers give to nothing in an address with an anchor."""
    return address(
        "designer.show",
        question.questionnaire,
        at=question.code,
        to=to or None,
        _anchor=None if to else f"q-{question.code}",
    )


@bp.get("")
@guard(may_organise, load=get_meeting)
def index(meeting: Meeting) -> Page:
    return render_template(
        "designer/index.html",
        questionnaires=queries.list_plain(meeting),
        asked_by=asked_by(meeting),
        questions=queries.count_questions(meeting),
        responses=queries.count_responses(meeting),
    )


@bp.get("/<int:number>")
@guard(may_organise, load=queries.get_questionnaire)
def show(questionnaire: Questionnaire) -> Page:
    return render_template(
        "designer/show.html",
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
        retired=queries.list_retired(questionnaire),
        has_responses=queries.has_responses(questionnaire),
        findings=findings_of(questionnaire),
        kinds=KINDS,
        button=Button(),
        at=request.args.get("at", ""),
        pressed=request.args.get("to", ""),
    )


@bp.get("/<int:number>/check")
@guard(may_organise, load=queries.get_questionnaire)
def check(questionnaire: Questionnaire) -> Page:
    questions = {question.code: question for question in questionnaire.questions}
    findings = findings_of(questionnaire)
    firsts = {found.code: found for found in reversed(findings)}
    return render_template(
        "designer/check.html",
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
        findings=[
            (
                found,
                questions.get(found.code),
                finding_sentence(found, g.lang),
                firsts[found.code] is found,
            )
            for found in findings
        ],
    )


@bp.route("/<int:number>/pages", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_questionnaire)
def pages(questionnaire: Questionnaire) -> Page:
    now = next(name for name, steps in IN_STEPS.items() if steps is questionnaire.in_steps)
    form = PagesForm(data={"pages": now})
    if form.validate_on_submit():
        questionnaire.in_steps = IN_STEPS[form.pages.data]
        return saved(address("designer.show", questionnaire), _("It was saved how people answer."))
    return render_template(
        "designer/pages.html",
        form=form,
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
    ), form.status


@bp.route("/<int:number>/try", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_questionnaire)
def try_form(questionnaire: Questionnaire) -> Page:
    """Stores nothing: the real form, and what its answers would be."""
    form = make_form(Form, questionnaire)()
    tried = form.validate_on_submit()
    page = render_template(
        "designer/try.html",
        form=form,
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
        values=read_answers(form, questionnaire) if tried else None,
    )
    return page, form.status


@bp.post("/questions/<int:number>/move")
@guard(may_act, load=queries.get_question)
def move(question: Question) -> Page:
    to = request.form.get("to", "")
    if Button().validate_on_submit() and to in MOVES and not question.retired:
        MOVES[to](question, g.now)
    return saved(address_of(question, to if to in MOVES else ""))


@bp.post("/questions/<int:number>/copy")
@guard(may_act, load=queries.get_question)
def copy(question: Question) -> Page:
    if not Button().validate_on_submit() or question.retired:
        return saved(address_of(question))
    made = service.copy(question, g.now)
    return saved(address_of(made), _("The question was copied. The copy stands behind it."))


@bp.route("/questions/<int:number>/retire", methods=["GET", "POST"])
@guard(may_act, load=queries.get_question)
def retire(question: Question) -> Page:
    form = Button()
    questionnaire = question.questionnaire
    if form.validate_on_submit():
        if not question.retired:
            service.retire(question, g.now)
        return saved(address("designer.show", questionnaire), _("The question was removed."))
    return render_template(
        "designer/retire.html",
        form=form,
        question=question,
        questionnaire=questionnaire,
        gone=service.all_inside(question),
        has_responses=queries.has_responses(questionnaire),
    ), form.status


@bp.post("/questions/<int:number>/bring-back")
@guard(may_act, load=queries.get_question)
def bring_back(question: Question) -> Page:
    if Button().validate_on_submit() and question.retired:
        service.bring_back(question, g.now)
        return saved(address_of(question), _("The question is asked again."))
    return saved(address_of(question))
