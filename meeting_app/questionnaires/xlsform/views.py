"""A questionnaire as an XLSForm: handed out, and taken in after a preview."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import pause_write, saved, takes
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.people import audit
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import hand_out
from meeting_app.people.models import Action
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.queries import definition_of
from meeting_app.questionnaires.views import bp as bp
from meeting_app.questionnaires.xlsform import applying, reading
from meeting_app.questionnaires.xlsform.changes import Mode
from meeting_app.questionnaires.xlsform.forms import LARGEST_REQUEST, ConfirmForm, FileForm
from meeting_app.questionnaires.xlsform.queries import get_questionnaire
from meeting_app.questionnaires.xlsform.understanding import Read, understand
from meeting_app.questionnaires.xlsform.words import PARTS, kind_name


@bp.route("/questionnaires/<int:number>/xlsform", methods=["GET", "POST"])
@guard(may_organise, load=get_questionnaire)
@takes(LARGEST_REQUEST)
def xlsform(questionnaire: Questionnaire) -> Page:
    """Choose a file; shows what is added, changed, removed and refused. Changes nothing."""
    form = FileForm(data={"mode": Mode.ADD, "language": questionnaire.meeting.languages[0]})
    if form.validate_on_submit():
        try:
            with pause_write():
                book = reading.read(form.contents())
            read = _understood(questionnaire, book, form.mode.data, form.language.data)
        except Refused as refusal:
            form.refuse(Refused(refusal.message, "files"))
        else:
            return _preview(questionnaire, book, read, form.mode.data, form.language.data)
    page = render_template("questionnaires/xlsform.html", form=form, questionnaire=questionnaire)
    return page, form.status


@bp.post("/questionnaires/<int:number>/xlsform/confirm")
@guard(may_organise, load=get_questionnaire)
@takes(LARGEST_REQUEST)
def confirm_xlsform(questionnaire: Questionnaire) -> Page:
    """Take in the file that the preview showed."""
    form = ConfirmForm()
    if form.validate_on_submit():
        try:
            book = form.book()
            read = _understood(questionnaire, book, form.mode.data, form.language.data)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            if form.stamp.data != applying.stamp(questionnaire):
                page = _preview(
                    questionnaire, book, read, form.mode.data, form.language.data, changed=True
                )
                return page, 422
            plan = applying.apply(questionnaire, read, Mode(form.mode.data), g.now)
            counts = {
                "added": len(plan.added),
                "changed": len(plan.changed),
                "removed": len(plan.removed),
            }
            audit.record(
                Action.IMPORTED,
                actor=signed_in_person(),
                now=g.now,
                scope=questionnaire.meeting.slug,
                thing="questionnaire",
                details=counts,
            )
            message = _(
                "The file was taken: %(added)d added, %(changed)d changed, %(removed)d not asked any "
                "more.",
                **counts,
            )
            return saved(_url("questionnaires.xlsform", questionnaire), message)
    again = FileForm(formdata=None)
    page = render_template(
        "questionnaires/xlsform.html",
        form=again,
        questionnaire=questionnaire,
        refused=form.errors,
    )
    return page, 422


@bp.get("/questionnaires/<int:number>.xlsx")
@guard(may_organise, load=get_questionnaire)
def download_xlsform(questionnaire: Questionnaire) -> Page:
    meeting = questionnaire.meeting.slug
    name = f"{meeting}-{questionnaire.id}"
    made = applying.export(questionnaire, name)
    return hand_out(made, f"{name}.xlsx", rows=len(questionnaire.questions), scope=meeting)


def _preview(
    questionnaire: Questionnaire,
    book: reading.Book,
    read: Read,
    mode: str,
    language: str,
    *,
    changed: bool = False,
) -> str:
    """changed: since the preview before, by somebody else."""
    confirm = ConfirmForm(formdata=None)
    confirm.pack(book, mode, language, applying.stamp(questionnaire))
    plan = applying.preview(questionnaire, read, Mode(mode))
    return render_template(
        "questionnaires/xlsform_preview.html",
        form=confirm,
        questionnaire=questionnaire,
        read=read,
        plan=plan,
        concerns=applying.concerned(questionnaire, plan),
        parts=PARTS,
        kind_name=kind_name,
        changed=changed,
    )


def _understood(questionnaire: Questionnaire, book: reading.Book, mode: str, language: str) -> Read:
    """Raises Refused where nothing can be taken from it."""
    stay = definition_of(questionnaire).by_code if mode == Mode.ADD else ()
    read = understand(book, unnamed=language, known=stay)
    if not read.definition.items:
        first = read.problems[0].reason if read.problems else ""
        raise Refused(_("No question of the file can be taken. %(reason)s", reason=first))
    return read


def _url(endpoint: str, questionnaire: Questionnaire) -> str:
    return url_for(endpoint, meeting=questionnaire.meeting.slug, number=questionnaire.id)
