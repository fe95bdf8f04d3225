"""The directory from a file: what would happen, then doing it."""

from flask import g, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import audit, imports
from meeting_app.people.access import guard, may_keep_directory, signed_in_person
from meeting_app.people.forms import ConfirmImportForm, ImportFileForm
from meeting_app.people.models import Action
from meeting_app.people.views.blueprint import bp


@bp.route("/organisations/import", methods=["GET", "POST"])
@guard(may_keep_directory)
def import_organisations() -> Page:
    """Choose a file; shows what is added, changed and refused. Changes nothing."""
    form = ImportFileForm()
    if form.validate_on_submit():
        try:
            content = form.content()
            outcome = imports.preview_organisations(imports.read_organisations(content))
        except Refused as refusal:
            form.refuse(Refused(refusal.message, "file"))
        else:
            confirm = ConfirmImportForm(formdata=None)
            confirm.pack(content)
            return render_template("people/import_preview.html", form=confirm, outcome=outcome)
    return render_template("people/import_organisations.html", form=form), form.status


@bp.post("/organisations/import/confirm")
@guard(may_keep_directory)
def confirm_import() -> Page:
    """Apply the file that the preview showed."""
    form = ConfirmImportForm()
    if form.validate_on_submit():
        try:
            report = imports.apply_organisations(imports.read_organisations(form.content()))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            audit.record(
                Action.IMPORTED,
                actor=signed_in_person(),
                now=g.now,
                thing="organisations",
                details={"added": report.added, "changed": report.changed},
            )
            message = _(
                "The file was taken: %(added)d added, %(changed)d changed, %(refused)d left out.",
                added=report.added,
                changed=report.changed,
                refused=len(report.refused),
            )
            return saved(url_for("people.organisations"), message)
    again = ImportFileForm(formdata=None)
    page = render_template("people/import_organisations.html", form=again, refused=form.errors)
    return page, 422
