"""Who may see what of the people of an agenda."""

from flask import current_app

from meeting_app.agenda.queries import SpeakerPage
from meeting_app.core.feature import Feature
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Audience, Person


def audience_of(person: Person | None, meeting: Meeting) -> Audience:
    """As which audience somebody reads about the others of this meeting. Organisers read the public
    pages as participants do: what others do not see stands on their desk."""
    if person is None:
        return Audience.EVERYBODY
    features: tuple[Feature, ...] = current_app.extensions["features"]
    takes_part = may_organise(person, meeting) or any(
        feature.takes_part(meeting, person) for feature in features if feature.takes_part
    )
    return Audience.PARTICIPANTS if takes_part else Audience.EVERYBODY


def may_see_portrait(person: Person | None, page: SpeakerPage) -> bool:
    shown = page.shown_to(audience_of(person, page.meeting))
    return shown is not None and shown.has_photo
