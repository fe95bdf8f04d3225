"""What a person gave: see it, delete it, see who looked at it."""

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people import queries as people
from meeting_app.people.access import guard, signed_in, signed_in_person
from meeting_app.people.models import Action
from meeting_app.registration.sensitive import queries, service
from meeting_app.registration.sensitive.fields import SensitiveField, day_of_deletion
from meeting_app.registration.sensitive.views.blueprint import bp


@bp.route("/register/sensitive", methods=["GET", "POST"])
@guard(signed_in, load=get_meeting)
def own(meeting: Meeting) -> Page:
    person = signed_in_person()
    assert person is not None
    form = Button()
    field = request.form.get("delete", "")
    if form.validate_on_submit() and field in list(SensitiveField):
        service.take_back(meeting, person, SensitiveField(field), g.now)
        return saved(url_for("sensitive.own", meeting=meeting.slug), _("It was deleted."))
    looks = people.list_entries_about(
        person, (Action.SENSITIVE_VIEWED, Action.SENSITIVE_EXPORTED), meeting.slug
    )
    page = render_template(
        "sensitive/own.html",
        form=form,
        given=queries.read_own(meeting, person),
        ends={
            one.field: day_of_deletion(meeting.ends_on, one.days_kept)
            for one in queries.list_asked(meeting)
        },
        looks=[
            (
                entry,
                [name for name in str(entry.details.get("fields", "")).split(", ") if name],
            )
            for entry in looks
        ],
        names=people.names_in(looks),
        viewed=Action.SENSITIVE_VIEWED,
    )
    return page, form.status
