"""A person's own page in a meeting."""

from flask import Blueprint, g, render_template
from flask_babel import gettext as _

from meeting_app.abstracts import words
from meeting_app.abstracts.queries import list_own
from meeting_app.agenda.queries import find_published, list_person_sessions, list_starred_codes
from meeting_app.core.web import Page
from meeting_app.meetings.access import STAFF, may_review, sees_desk, translates
from meeting_app.meetings.models import Meeting, PhaseKind
from meeting_app.meetings.queries import get_meeting, list_phases, roles_in
from meeting_app.meetings.service import is_open
from meeting_app.meetings.views.public import address
from meeting_app.my.tasks import Held, list_tasks
from meeting_app.people.access import guard, signed_in, signed_in_person
from meeting_app.people.models import Person
from meeting_app.registration.models import RegistrationState
from meeting_app.registration.queries import find_registration
from meeting_app.registration.words import mode_name, state_name
from meeting_app.review.access import chairs
from meeting_app.review.queries import list_assignments
from meeting_app.surveys import queries

bp = Blueprint("my", __name__, url_prefix="/<language:lang>/<slug:meeting>")


@bp.get("/my")
@guard(signed_in, load=get_meeting)
def show(meeting: Meeting) -> Page:
    """Everything that is still to do, and everything that the person has."""
    person = signed_in_person()
    assert person is not None
    phases = list_phases(meeting)
    assignments = list_assignments(meeting, person) if may_review(person, meeting) else []
    held = Held(
        abstracts=list_own(meeting, person),
        reviews_left=sum(1 for assignment in assignments if assignment.review is None),
        registration=find_registration(meeting, person),
    )
    agenda = find_published(meeting)
    sessions = (
        list_person_sessions(agenda, person, list_starred_codes(meeting, person)) if agenda else []
    )
    asked = queries.list_feedback(meeting)
    took_part = any(person.id in session.held_by for session in sessions) or (
        held.registration is not None and held.registration.state == RegistrationState.CONFIRMED
    )
    return render_template(
        "my/show.html",
        feedback=[one for one in asked if took_part and is_open(one.phase, g.now)],
        tasks=list_tasks(meeting, phases, held, person.id, g.now),
        held=held,
        assignments=assignments,
        registration_phase=next((p for p in phases if p.kind == PhaseKind.REGISTRATION), None),
        agenda=agenda,
        sessions=sessions,
        state_names=words.STATES,
        state_kinds=words.STATE_KINDS,
        also=[
            (phase, link)
            for phase in phases
            if phase.kind in (PhaseKind.SURVEY, PhaseKind.CALL) and is_open(phase, g.now)
            if phase.id not in {one.phase_id for one in asked}
            if (link := address(meeting, phase))
        ],
        mode_name=mode_name,
        state_name=state_name,
        my_roles=_list_roles(meeting, person),
    )


def _list_roles(meeting: Meeting, person: Person) -> list[tuple[str, str]]:
    """(what the page is, its endpoint) for each role that has pages of its own."""
    pages = (
        (sees_desk(person, meeting), _("Organisers' desk"), "desk.show"),
        (chairs(person, meeting), _("Committee"), "review.committee"),
        (may_review(person, meeting), _("Your reviews"), "review.index"),
        (translates(person, meeting), _("Texts to translate"), "meetings.translations"),
        (bool(STAFF & roles_in(meeting, person)), _("Sessions of the day"), "agenda.staff"),
    )
    return [(label, endpoint) for holds, label, endpoint in pages if holds]
