"""Letters about roles in a meeting."""

from flask_babel import force_locale

from meeting_app.core import outbox
from meeting_app.core.locale import babel_locale, format_days, format_instant, zone_name
from meeting_app.core.outbox import Letter
from meeting_app.core.web import absolute_url
from meeting_app.meetings.models import Role, RoleInvitation
from meeting_app.meetings.words import Scopes, describe


def role_invitation(
    invitation: RoleInvitation, token: str, scopes: Scopes, *, language: str
) -> Letter:
    """One of the service itself: in a meeting's outbox, its language would tell the organisers
    whether the person is known here."""
    meeting, by = invitation.meeting, invitation.invited_by
    with force_locale(babel_locale(language)):
        role = describe(Role(invitation.role), invitation.scope, scopes, language)
    return outbox.write(
        "meetings/role_invitation",
        cause=f"{invitation.code}-{invitation.letters}",
        address=invitation.email,
        name=outbox.unlinked(invitation.name),
        language=language,
        reply_to=meeting.contact_email,
        invited_by=outbox.unlinked(by.name) if by else "",
        role=role,
        note=invitation.note,
        meeting_title=meeting.title.in_(language),
        days=format_days(meeting.starts_on, meeting.ends_on, language),
        until=format_instant(invitation.expires_at, language, meeting.zone),
        zone=zone_name(meeting.zone, language, invitation.expires_at),
        contact=meeting.contact_email,
        url=absolute_url("meetings.answer_invitation", lang=language, token=token),
    )
