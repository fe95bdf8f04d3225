"""Adding questions: new ones, and tried ones from the library."""

from flask import g, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act
from meeting_app.meetings.queries import list_themes
from meeting_app.people.access import guard
from meeting_app.questionnaires import library
from meeting_app.questionnaires.designer import queries, service
from meeting_app.questionnaires.designer.forms import AddForm, LibraryForm
from meeting_app.questionnaires.designer.forms.adding import chosen_place
from meeting_app.questionnaires.designer.service import Place
from meeting_app.questionnaires.designer.views.blueprint import bp
from meeting_app.questionnaires.designer.views.question import question_address
from meeting_app.questionnaires.designer.views.whole import address, asked_by
from meeting_app.questionnaires.designer.words import KINDS
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.queries import definition_of
from meeting_app.questionnaires.rules import QuestionKind
from meeting_app.questionnaires.service import NewQuestion


@bp.route("/<int:number>/add", methods=["GET", "POST"])
@guard(may_act, load=queries.get_questionnaire)
def add(questionnaire: Questionnaire) -> Page:
    form = AddForm(data={"place": request.args.get("place", "")})
    form.offer_places(definition_of(questionnaire))
    form.ask_in(questionnaire.meeting.languages)
    if form.validate_on_submit():
        asked: NewQuestion = {
            "code": form.code.data or "",
            "kind": form.kind.data,
            "label": form.label.value(),
        }
        try:
            made = service.add(questionnaire, asked, _place(form.place.data, questionnaire), g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = _("The question was added. Say the rest about it here.")
            return saved(question_address(made), message)
    page = render_template(
        "designer/add.html",
        form=form,
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
    )
    return page, form.status


@bp.route("/<int:number>/library", methods=["GET", "POST"])
@guard(may_act, load=queries.get_questionnaire)
def from_library(questionnaire: Questionnaire) -> Page:
    meeting = questionnaire.meeting
    groups = library.groups(meeting.languages, list_themes(meeting))
    offered = {asked["code"]: asked for group in groups for asked in group.questions}
    form = LibraryForm()
    form.questions.choices = [(code, code) for code in offered]
    form.offer_places(definition_of(questionnaire))
    if form.validate_on_submit():
        place = _place(form.place.data, questionnaire)
        chosen = [offered[code] for code in offered if code in form.questions.data]
        for asked in chosen:
            code = service.unlike_others(questionnaire, asked["code"])
            made = service.add(questionnaire, {**asked, "code": code}, place, g.now)
            if place != Place():
                place = Place(behind=made)
        message = ngettext(
            "%(num)d question was added.", "%(num)d questions were added.", len(chosen)
        )
        return saved(address("designer.show", questionnaire), message)
    page = render_template(
        "designer/library.html",
        form=form,
        groups=groups,
        kinds=KINDS,
        kind_of=QuestionKind,
        questionnaire=questionnaire,
        asking=asked_by(meeting).get(questionnaire.id),
        taken={question.code for question in questionnaire.questions},
    )
    return page, form.status


def _place(text: str, questionnaire: Questionnaire) -> Place:
    if text == "first":
        return Place(first=True)
    where, question = chosen_place(text, questionnaire.questions)
    return Place(section=question) if where == "in" else Place(behind=question)
