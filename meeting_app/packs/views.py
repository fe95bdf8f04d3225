"""The pack as a page and as a PDF, and the desk where its sections are written."""

from flask import Blueprint, abort, current_app, g, make_response, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.queries import find_published
from meeting_app.agenda.timetable import by_day
from meeting_app.core import files
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import LANGUAGES, format_size
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.packs import contents, queries, service
from meeting_app.packs.forms import SectionForm
from meeting_app.packs.models import PackSection
from meeting_app.people.access import anyone, guard

bp = Blueprint("packs", __name__, url_prefix="/<language:lang>/<slug:meeting>")

REFRESH_SECONDS = 4


@bp.get("/pack")
@guard(anyone, load=get_meeting)
def show(meeting: Meeting) -> Page:
    sections, agenda = queries.list_sections(meeting), find_published(meeting)
    file = queries.find_file(meeting, g.lang)
    wanted = queries.want(meeting, sections, agenda.digest if agenda else "", g.lang, file)
    return render_template(
        "packs/show.html",
        sections=sections,
        agenda=agenda,
        agenda_days=by_day(agenda.sessions, agenda.zone) if agenda else {},
        summaries=contents.list_summaries(agenda) if agenda else [],
        numbers=contents.number_sessions(agenda) if agenda else {},
        spoken=lambda session: contents.spoken(session, g.lang),
        kinds=KINDS,
        roles=ROLES,
        size=format_size(file.file.size, g.lang) if file and wanted.is_current else None,
    )


@bp.get("/documents/pack.pdf")
@guard(anyone, load=get_meeting)
def pdf(meeting: Meeting) -> Page:
    """The file, or while it is being made a page that leads to it. `?kept`: the one before."""
    sections, file = queries.list_sections(meeting), queries.find_file(meeting, g.lang)
    agenda = queries.find_agenda_digest(meeting)
    if not sections and not agenda:
        abort(404)
    wanted = queries.want(meeting, sections, agenda, g.lang, file)
    if file is not None and not wanted.is_current and not queries.may_be_read(file, meeting):
        file = None
    if file is not None and (wanted.is_current or "kept" in request.args):
        return files.respond(current_app.config["DATA_DIR"], file.file)
    given_up = bool(queries.list_dead_keys([wanted.job_key]))
    page = render_template("packs/being_made.html", file=file, given_up=given_up)
    answer = make_response(page, 503)
    answer.headers["Retry-After"] = str(REFRESH_SECONDS)
    if not given_up:
        answer.headers["Refresh"] = str(REFRESH_SECONDS)
    return answer


@bp.get("/desk/pack")
@guard(may_organise, load=get_meeting)
def desk(meeting: Meeting) -> Page:
    sections, made = queries.list_sections(meeting), queries.list_files(meeting)
    agenda = queries.find_agenda_digest(meeting)
    wanted = [
        queries.want(meeting, sections, agenda, code, made.get(code))
        for code in LANGUAGES
        if sections or agenda
    ]
    return render_template(
        "packs/desk.html",
        sections=sections,
        wanted=wanted,
        dead=queries.list_dead_keys([one.job_key for one in wanted]),
        size=lambda octets: format_size(octets, g.lang),
        form=Button(),
    )


@bp.route("/desk/pack/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def add(meeting: Meeting) -> Page:
    form = SectionForm()
    if form.validate_on_submit():
        service.add_section(meeting, form.title.value(), form.body.value())
        return saved(url_for("packs.desk", meeting=meeting.slug), _("The section was added."))
    return render_template("packs/edit.html", form=form, section=None), form.status


@bp.route("/desk/pack/<slug:code>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_section)
def edit(section: PackSection) -> Page:
    form = SectionForm(obj=section)
    if form.validate_on_submit():
        service.change_section(
            section, form.title.value(section.title), form.body.value(section.body)
        )
        return saved(_to_desk(section), _("The section was saved."))
    return render_template("packs/edit.html", form=form, section=section), form.status


@bp.post("/desk/pack/<slug:code>/up")
@guard(may_organise, load=queries.get_section)
def move_up(section: PackSection) -> Page:
    return _move(section, up=True)


@bp.post("/desk/pack/<slug:code>/down")
@guard(may_organise, load=queries.get_section)
def move_down(section: PackSection) -> Page:
    return _move(section, up=False)


def _move(section: PackSection, *, up: bool) -> Page:
    meeting = section.meeting
    form = Button()
    if form.validate_on_submit():
        try:
            (service.move_up if up else service.move_down)(section)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("packs.desk", meeting=meeting.slug), _("The section was moved."))
    return render_template("packs/not_done.html", form=form), form.status


@bp.route("/desk/pack/<slug:code>/delete", methods=["GET", "POST"])
@guard(may_act, load=queries.get_section)
def delete(section: PackSection) -> Page:
    form = Button()
    if form.validate_on_submit():
        where = _to_desk(section)
        service.delete_section(section)
        return saved(where, _("The section was deleted."))
    return render_template("packs/delete.html", form=form, section=section), form.status


@bp.post("/desk/pack/pdf/<language:code>")
@guard(may_organise, load=queries.get_wanted)
def make_again(wanted: queries.Wanted) -> Page:
    form = Button()
    if form.validate_on_submit():
        service.order_pdf(wanted, g.now, again=True)
        where = url_for("packs.desk", meeting=wanted.meeting.slug)
        return saved(where, _("The PDF will be made in a moment."))
    return render_template("packs/not_done.html", form=form), form.status


def _to_desk(section: PackSection) -> str:
    return url_for("packs.desk", meeting=section.meeting.slug)
