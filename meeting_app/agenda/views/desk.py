"""Organisers make, place and publish sessions."""

from collections import Counter
from collections.abc import Sequence

from flask import g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.agenda import queries, service, versions
from meeting_app.agenda.clashes import Severity
from meeting_app.agenda.exports import write_agenda
from meeting_app.agenda.forms import PlaceForm, PublishForm, SessionButton, SessionForm
from meeting_app.agenda.labels import KINDS
from meeting_app.agenda.models import Session, SessionKind
from meeting_app.agenda.timetable import by_day, lay_out
from meeting_app.agenda.views import public
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_rooms
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import hand_out

bp = public.bp


@bp.get("/desk/agenda")
@guard(may_organise, load=get_meeting)
def desk(meeting: Meeting) -> Page:
    sessions = queries.list_sessions(meeting)
    published = queries.find_version(meeting)
    draft = service.draft_next(meeting, sessions, None, g.now)
    clashes = service.list_clashes(meeting, sessions)
    return render_template(
        "agenda/desk.html",
        sessions={session.code: session for session in sessions},
        unplaced=[s for s in sessions if s.starts_at is None and s.cancelled_at is None],
        cancelled=[s for s in sessions if s.cancelled_at is not None],
        tables=[
            (day, lay_out(placed, draft.rooms))
            for day, placed in by_day(draft.sessions, meeting.zone).items()
        ],
        clashes=clashes,
        clashing=Counter(code for clash in clashes for code in (clash.code, clash.other) if code),
        count_serious=sum(clash.severity is Severity.SERIOUS for clash in clashes),
        published=published,
        waiting=queries.count_accepted_without_session(meeting),
        kinds=KINDS,
        button=Button(),
    )


@bp.post("/desk/agenda/from-accepted")
@guard(may_organise, load=get_meeting)
def from_accepted(meeting: Meeting) -> Page:
    here = url_for("agenda.desk", meeting=meeting.slug)
    if not Button().validate_on_submit():
        return saved(here)
    count = service.sessions_from_accepted(meeting)
    return saved(
        here,
        ngettext("%(num)d session was made.", "%(num)d sessions were made.", count),
    )


@bp.route("/desk/agenda/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def new(meeting: Meeting) -> Page:
    form = SessionForm(None, meeting)
    if request.form.get("more"):
        form.add_rows()
    elif form.validate_on_submit():
        try:
            session = service.make_session(
                meeting,
                SessionKind(form.kind.data),
                form.title.value(),
                summary=form.summary.value() or None,
                people=form.parts,
                floor_language=form.floor_language.data,
                interpreted_into=form.interpreted_into.data or [],
                livestream=form.livestream.data,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("agenda.place", meeting=meeting.slug, code=session.code),
                _("The session was made. Now choose its room and time."),
            )
    return render_template("agenda/edit.html", form=form, session=None), form.status


@bp.route("/desk/agenda/<code:code>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_session)
def edit(session: Session) -> Page:
    form = SessionForm(session, session.meeting)
    if request.form.get("more"):
        form.add_rows()
    elif form.validate_on_submit():
        try:
            service.change(
                session,
                kind=SessionKind(form.kind.data),
                title=form.title.value(session.title),
                summary=form.summary.value(session.summary) or None,
                people=form.parts,
                floor_language=form.floor_language.data,
                interpreted_into=form.interpreted_into.data or [],
                livestream=form.livestream.data,
                revision=_revision(form),
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_desk(session), _("The session was saved."))
    page = render_template("agenda/edit.html", form=form, session=session, button=_button(session))
    return page, form.status


@bp.route("/desk/agenda/<code:code>/place", methods=["GET", "POST"])
@guard(may_act, load=queries.get_session)
def place(session: Session) -> Page:
    meeting = session.meeting
    rooms = list(list_rooms(meeting))
    form = PlaceForm(session, meeting, rooms)
    if form.validate_on_submit():
        assert form.starts_at is not None
        room = next((room for room in rooms if room.code == form.room.data), None)
        try:
            service.place(session, room, form.starts_at, form.minutes.data or 0, _revision(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_desk(session), _("The session was placed."))
    page = render_template("agenda/place.html", form=form, session=session, button=_button(session))
    return page, form.status


@bp.post("/desk/agenda/<code:code>/unplace")
@guard(may_organise, load=queries.get_session)
def unplace(session: Session) -> Page:
    form = SessionButton()
    if form.validate_on_submit():
        try:
            service.unplace(session, _revision(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_desk(session), _("The session was taken out of the agenda."))
    return render_template("agenda/refused.html", form=form, session=session), form.status


@bp.route("/desk/agenda/<code:code>/cancel", methods=["GET", "POST"])
@guard(may_act, load=queries.get_session)
def cancel(session: Session) -> Page:
    form = _button(session)
    if form.validate_on_submit():
        try:
            service.cancel(session, g.now, _revision(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_desk(session), _("The session is cancelled. Publish to make it known."))
    return render_template("agenda/cancel.html", form=form, session=session), form.status


@bp.post("/desk/agenda/<code:code>/restore")
@guard(may_organise, load=queries.get_session)
def restore(session: Session) -> Page:
    form = SessionButton()
    if form.validate_on_submit():
        try:
            service.restore(session, _revision(form))
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(_desk(session), _("The session takes place after all."))
    return render_template("agenda/refused.html", form=form, session=session), form.status


@bp.route("/desk/agenda/publish", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def publish(meeting: Meeting) -> Page:
    """GET shows what would be published; one press does it."""
    sessions = queries.list_sessions(meeting)
    state = _state(sessions)
    form = PublishForm(data={"draft": state})
    if form.validate_on_submit():
        try:
            if form.draft.data != state:
                raise Refused(_("The draft changed meanwhile. Look at it again, then publish."))
            version = service.publish(
                meeting,
                signed_in_person(),
                g.now,
                despite_clashes=form.despite_clashes.data,
            )
        except Refused as refusal:
            form.refuse(refusal)
            form.draft.data = state
            sessions = queries.list_sessions(meeting)  # undoing has forgotten them
        else:
            return saved(
                url_for("agenda.desk", meeting=meeting.slug),
                _("Version %(number)d of the agenda is published.", number=version.number),
            )
    before = queries.find_version(meeting)
    agenda = service.draft_next(meeting, sessions, before, g.now)
    clashes = service.list_clashes(meeting, sessions)
    page = render_template(
        "agenda/publish.html",
        form=form,
        agenda=agenda,
        before=before,
        is_new=before is None or not versions.is_same(before, agenda),
        changes=versions.changes(before, agenda) if before else (),
        sessions={session.code: session for session in sessions},
        clashes=clashes,
        serious=[clash for clash in clashes if clash.severity is Severity.SERIOUS],
        unplaced=sum(s.starts_at is None and s.cancelled_at is None for s in sessions),
    )
    return page, form.status


@bp.get("/desk/agenda.xlsx")
@guard(may_organise, load=get_meeting)
def export(meeting: Meeting) -> Page:
    sessions = queries.list_sessions(meeting)
    content = write_agenda(meeting, sessions, g.lang)
    return hand_out(content, f"agenda-{meeting.slug}.xlsx", rows=len(sessions), scope=meeting.slug)


def _state(sessions: Sequence[Session]) -> str:
    """Differs whenever a session was made or changed: revisions only grow."""
    return f"{len(sessions)}-{sum(session.revision for session in sessions)}"


def _desk(session: Session) -> str:
    return url_for("agenda.desk", meeting=session.meeting.slug)


def _button(session: Session) -> SessionButton:
    return SessionButton(data={"revision": str(session.revision)})


def _revision(form: SessionButton | SessionForm | PlaceForm) -> int:
    """What the page showed; nonsense is no revision at all."""
    shown = form.revision.data or ""
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) < 10 else -1
