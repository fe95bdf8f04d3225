"""What answers to former versions mean in the present one: all that was said, and saying it anew."""

from flask import render_template, url_for
from flask_babel import gettext as _

from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.people.access import guard
from meeting_app.questionnaires.designer import queries, service
from meeting_app.questionnaires.designer.forms.meaning import MeaningForm, names_of, said_in
from meeting_app.questionnaires.designer.queries import Meaning
from meeting_app.questionnaires.designer.views.blueprint import bp
from meeting_app.questionnaires.designer.views.whole import asked_by
from meeting_app.questionnaires.models import Questionnaire


@bp.get("/<int:number>/meanings")
@guard(may_organise, load=queries.get_questionnaire)
def meanings(questionnaire: Questionnaire) -> Page:
    return render_template(
        "designer/meanings.html",
        questionnaire=questionnaire,
        asking=asked_by(questionnaire.meeting).get(questionnaire.id),
        meanings=[(one, _told(one)) for one in queries.list_meanings(questionnaire)],
    )


def _told(meaning: Meaning) -> list[tuple[str, str | None]]:
    """[(former answer, what it means now, or None)] of what was said about each."""
    former = names_of(meaning.former, meaning.reading)
    present = names_of(meaning.present, meaning.reading)
    return [
        (former[old], None if new is None else present.get(new, new))
        for old, new in said_in(meaning.reading).items()
        if old in former
    ]


@bp.route("/questions/<int:number>/meanings/<int:version>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meaning)
def meaning(meaning: Meaning) -> Page:
    questionnaire = meaning.question.questionnaire
    form = MeaningForm()
    if meaning.present is not None:
        form.ask(meaning.former, meaning.present, meaning.reading)
    if form.validate_on_submit():
        service.remap(
            questionnaire, meaning.version, meaning.former.code, form.reading(meaning.reading)
        )
        where = url_for("designer.meanings", meeting=meaning.meeting.slug, number=questionnaire.id)
        return saved(where, _("It was saved what the answers mean."))
    page = render_template(
        "designer/meaning.html", form=form, meaning=meaning, questionnaire=questionnaire
    )
    return page, form.status
