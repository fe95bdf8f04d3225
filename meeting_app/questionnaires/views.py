"""What each question says about the person who answers: organisers set it. Files as answers."""

from flask import Blueprint, current_app, render_template, url_for
from flask_babel import gettext as _

from meeting_app.core import files
from meeting_app.core.personal import Kept, Seen
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.people.downloads import hand_out
from meeting_app.questionnaires import drafts, queries, service
from meeting_app.questionnaires.forms import SEEN_BY, FactsForm
from meeting_app.questionnaires.models import AnswerFile, Question

bp = Blueprint("questionnaires", __name__, url_prefix="/<language:lang>/<slug:meeting>/desk")


@bp.get("/questions")
@guard(may_organise, load=get_meeting)
def questions(meeting: Meeting) -> Page:
    return render_template(
        "questionnaires/list.html",
        asked=queries.list_questions(meeting),
        questionnaires=queries.list_questionnaires(meeting),
        seen_by=SEEN_BY,
    )


@bp.route("/questions/<int:number>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_question)
def facts(question: Question) -> Page:
    form = FactsForm(
        data={
            "personal": question.personal,
            "seen_by": question.seen_by,
            "kept": question.kept,
            "why": question.why,
        }
    )
    form.ask_in(question.meeting.languages)
    if form.validate_on_submit():
        service.change_facts(
            question,
            personal=form.personal.data,
            seen_by=Seen(form.seen_by.data),
            kept=Kept(form.kept.data),
            why=form.why.value(question.why) or None,
        )
        return saved(
            url_for("questionnaires.questions", meeting=question.meeting.slug),
            _("The question was saved."),
        )
    return render_template("questionnaires/facts.html", form=form, question=question), form.status


@bp.get("/answers/<int:number>/file")
@guard(may_organise, load=drafts.get_file)
def answer_file(kept: AnswerFile) -> Page:
    """A file that is an answer."""
    stored = kept.stored
    content = files.read(current_app.config["DATA_DIR"], stored)
    return hand_out(
        content, stored.name, rows=1, scope=kept.meeting.slug, content_type=stored.content_type
    )
