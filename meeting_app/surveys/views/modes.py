"""How a survey is answered: organisers choose it."""

from flask import render_template
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.people.access import guard
from meeting_app.surveys import queries, service
from meeting_app.surveys.forms.modes import ModesForm
from meeting_app.surveys.models import About, Once, Survey
from meeting_app.surveys.views.blueprint import bp, url_of


@bp.route("/desk/surveys/<slug:slug>/answering", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_survey)
def modes(survey: Survey) -> Page:
    form = ModesForm(
        data={
            "invited": "invited" if survey.invited else "everybody",
            "signed": "signed" if survey.signed else "anonymous",
            "once": survey.once,
            "about": survey.about,
        }
    )
    if form.validate_on_submit():
        try:
            service.change_modes(
                survey,
                invited=form.invited.data == "invited",
                signed=form.signed.data == "signed",
                once=Once(form.once.data),
                about=About(form.about.data),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.desk", survey), _("The survey was saved."))
    return render_template("surveys/modes.html", form=form, survey=survey), form.status
