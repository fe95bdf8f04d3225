"""Answers from a file: what would come in, then taking it."""

from flask import g, render_template
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.requests import pause_write, saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act
from meeting_app.people import audit
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.models import Action
from meeting_app.surveys import imports, queries
from meeting_app.surveys.forms.importing import AnswersFileForm, ConfirmAnswersForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of


@bp.route("/desk/surveys/<slug:slug>/import", methods=["GET", "POST"])
@guard(may_act, load=queries.get_survey)
def import_answers(survey: Survey) -> Page:
    """Choose a file; shows what would come in. Changes nothing."""
    form = AnswersFileForm(data={"language": g.lang})
    if form.validate_on_submit():
        try:
            content = form.content()
            with pause_write():
                table = imports.read_table(content)
            found = imports.plan(
                survey,
                table,
                language=form.language.data,
                incomplete=form.incomplete.data,
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(Refused(refusal.message, "file"))
        else:
            confirm = ConfirmAnswersForm(formdata=None)
            confirm.pack(content)
            confirm.source.data = form.source.data
            confirm.language.data = form.language.data
            confirm.incomplete.data = "1" if form.incomplete.data else ""
            return render_template(
                "surveys/import_preview.html", survey=survey, form=confirm, plan=found
            )
    return render_template("surveys/import.html", survey=survey, form=form), form.status


@bp.post("/desk/surveys/<slug:slug>/import/confirm")
@guard(may_act, load=queries.get_survey)
def confirm_answers(survey: Survey) -> Page:
    """Take what the preview showed; what has come in since is left out."""
    form = ConfirmAnswersForm()
    if form.validate_on_submit() and form.language.data in LANGUAGES and form.source.data:
        try:
            with pause_write():
                table = imports.read_table(form.content())
            found = imports.plan(
                survey,
                table,
                language=form.language.data,
                incomplete=bool(form.incomplete.data),
                now=g.now,
            )
            number = imports.apply(survey, found, form.source.data, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            audit.record(
                Action.IMPORTED,
                actor=signed_in_person(),
                now=g.now,
                scope=survey.meeting.slug,
                thing=f"survey {survey.slug}",
                details={"added": number, "refused": found.refused_rows},
            )
            said = ngettext("%(num)d answer was added.", "%(num)d answers were added.", number)
            return saved(url_of("surveys.desk", survey), said)
    again = AnswersFileForm(formdata=None)
    page = render_template("surveys/import.html", survey=survey, form=again, refused=form.errors)
    return page, 422
