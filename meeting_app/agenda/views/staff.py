"""The day's sessions for whoever looks after them: hosts, interpreters, desk staff."""

from collections.abc import Sequence
from datetime import date

from flask import g, render_template, request

from meeting_app.agenda import queries
from meeting_app.agenda.labels import KINDS, ROLES
from meeting_app.agenda.publication import PublishedAgenda, PublishedSession
from meeting_app.agenda.timetable import by_day, is_spoken_in
from meeting_app.agenda.views.public import bp
from meeting_app.core.locale import local_day
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_see_staff_pages, may_stand_at_the_door
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import get_meeting, roles_in
from meeting_app.people.access import guard, signed_in_person

ALL, MINE = "all", "mine"


@bp.get("/staff")
@guard(may_see_staff_pages, load=get_meeting)
def staff(meeting: Meeting) -> Page:
    """As published: a draft is nobody's business but the organisers'."""
    agenda, person = queries.find_published(meeting), signed_in_person()
    spoken = _spoken(agenda)
    mine = [code for code in spoken if person and code in person.reads]
    interprets = Role.INTERPRETER in roles_in(meeting, person)
    language = request.args.get("language", "")
    if language not in (ALL, MINE, *spoken):
        language = MINE if interprets and mine else ALL
    days = by_day(agenda.sessions, meeting.zone) if agenda else {}
    day = _day(list(days), local_day(g.now, meeting.zone))
    wanted = {MINE: mine, ALL: None}.get(language, [language])
    sessions = _listed(days.get(day, []) if day else [], wanted, interpreted=language == MINE)
    return render_template(
        "agenda/staff.html",
        agenda=agenda,
        days_of_agenda=list(days),
        day=day,
        sessions=sessions,
        language=language,
        spoken=spoken,
        mine=mine,
        kinds=KINDS,
        roles=ROLES,
        sees_door=may_stand_at_the_door(person, meeting),
    )


def _spoken(agenda: PublishedAgenda | None) -> list[str]:
    """Every language that is spoken or interpreted into."""
    sessions = agenda.sessions if agenda else ()
    return sorted(
        {code for one in sessions for code in (one.floor_language, *one.interpreted_into)}
    )


def _day(days: Sequence[date], today: date) -> date | None:
    """The one that the address asks for, else today, the next with sessions, or the last."""
    asked = request.args.get("day", "")
    chosen = next((day for day in days if day.isoformat() == asked), None)
    ahead = next((day for day in days if day >= today), None)
    return chosen or ahead or (days[-1] if days else None)


def _listed(
    sessions: Sequence[PublishedSession], languages: list[str] | None, *, interpreted: bool
) -> list[PublishedSession]:
    """languages: None for all. interpreted: those alone in which somebody interprets."""
    return [
        session
        for session in sessions
        if (languages is None or is_spoken_in(session, languages))
        and (session.interpreted_into or not interpreted)
    ]
