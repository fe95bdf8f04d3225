"""One question: its texts in all languages, its answers, its rules; how it is answered."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.people.access import guard
from meeting_app.questionnaires import queries as questionnaires
from meeting_app.questionnaires.definition import Choice
from meeting_app.questionnaires.designer import queries, service
from meeting_app.questionnaires.designer.forms import KindForm, QuestionForm
from meeting_app.questionnaires.designer.forms.kinds import fields_of
from meeting_app.questionnaires.designer.forms.question import data_of
from meeting_app.questionnaires.designer.views.blueprint import bp
from meeting_app.questionnaires.designer.views.whole import address_of
from meeting_app.questionnaires.designer.words import KINDS
from meeting_app.questionnaires.models import Question
from meeting_app.questionnaires.rules import QuestionKind


def question_address(question: Question) -> str:
    return url_for("designer.question", meeting=question.meeting.slug, number=question.id)


@bp.route("/questions/<int:number>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_question)
def question(question: Question) -> Page:
    form = QuestionForm(data=data_of(question))
    has_options = "options" in fields_of(QuestionKind(question.kind))
    retired = queries.list_retired_options(question) if has_options else []
    form.prepare(
        question,
        questionnaires.definition_of(question.questionnaire),
        [Choice(one.code, one.label, one.columns or {}) for one in retired],
        queries.list_answered(question) if has_options else frozenset(),
    )
    action = (request.form.getlist("action") or ["save"])[-1]
    acted = form.is_submitted() and form.act(action)
    if not acted and form.validate_on_submit():
        try:
            service.change(
                question,
                form.changes(question),
                g.now,
                choices=form.choices(),
                equivalents=form.equivalents(),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(address_of(question), _("The question was saved."))
    page = render_template(
        "designer/question.html",
        form=form,
        question=question,
        kind=KINDS[QuestionKind(question.kind)],
    )
    return page, form.status


@bp.route("/questions/<int:number>/kind", methods=["GET", "POST"])
@guard(may_act, load=queries.get_question)
def change_kind(question: Question) -> Page:
    form = KindForm(data={"kind": question.kind, "scale_points": question.scale_points})
    item = questionnaires.item_of(question)
    changes_meaning = False
    if form.is_submitted() and form.kind.data in set(QuestionKind):
        changes_meaning = queries.has_answers(question) and not service.keeps_meaning(
            question, form.new_kind, form.new_points
        )
        if changes_meaning:
            form.ask_what_they_mean(item)
    # The first time, what it leads to is shown before it is done.
    is_first = changes_meaning and "understood" not in request.form
    if not is_first and form.validate_on_submit():
        try:
            found = service.change_kind(
                question,
                form.new_kind,
                form.new_points,
                g.now,
                reading=form.reading(item) if changes_meaning else None,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = _("The question is answered in this way now.")
            return saved(question_address(found), message)
    page = render_template(
        "designer/kind.html", form=form, question=question, changes_meaning=changes_meaning
    )
    return page, form.status
