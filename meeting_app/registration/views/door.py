"""At the door: who is registered, found by name. No addresses, nothing sensitive."""

from flask import render_template
from flask_babel import gettext as _

from meeting_app.core import limits
from meeting_app.core.errors import Refused
from meeting_app.core.limits import Limit
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_stand_at_the_door
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person
from meeting_app.registration import queries
from meeting_app.registration.forms import DoorForm
from meeting_app.registration.views.blueprint import bp

SEARCHES = Limit("searches at the door", 30, 60)
"""Of one person: enough for a queue of people, too few to read out a whole list."""
SHOWN = 20


@bp.route("/staff/door", methods=["GET", "POST"])
@guard(may_stand_at_the_door, load=get_meeting)
def door(meeting: Meeting) -> Page:
    """A search is sent, not put into the address: names stay out of logs and histories."""
    form, found, status = DoorForm(), None, 200
    if form.is_submitted():
        person = signed_in_person()
        assert person is not None
        if not form.validate():
            status = form.status
        elif not limits.count(SEARCHES, person.id):
            form.refuse(
                Refused(_("So many searches in a minute are too many. Wait a moment."), "name")
            )
            status = 429
        else:
            found = queries.find_by_name(meeting, form.name.data or "", SHOWN + 1)
    page = render_template(
        "registration/door.html",
        form=form,
        counts=queries.count_by_state(meeting),
        found=found[:SHOWN] if found is not None else None,
        more=found is not None and len(found) > SHOWN,
        shown=SHOWN,
    )
    return page, status
