"""Verbs about invitations: offer a role by letter, send it again, withdraw, accept, decline."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from meeting_app.core import outbox
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.secrets import new_code
from meeting_app.meetings import letters, queries
from meeting_app.meetings.models import Meeting, Role, RoleInvitation
from meeting_app.meetings.rules import InvitationState, invitation_state
from meeting_app.meetings.service.roles import grant
from meeting_app.meetings.words import Scopes
from meeting_app.people import audit
from meeting_app.people import service as people
from meeting_app.people.models import Action, Person, Purpose

INVITATION_LASTS = timedelta(days=14)
ANSWERABLE = frozenset({InvitationState.WAITING})
SENT_AGAIN = frozenset({InvitationState.WAITING, InvitationState.EXPIRED})


def state_of(invitation: RoleInvitation, now: datetime) -> InvitationState:
    return invitation_state(
        accepted_at=invitation.accepted_at,
        declined_at=invitation.declined_at,
        withdrawn_at=invitation.withdrawn_at,
        expires_at=invitation.expires_at,
        now=now,
    )


def invite(
    meeting: Meeting,
    email: str,
    name: str,
    role: Role,
    *,
    scope: str,
    language: str,
    note: str,
    by: Person,
    scopes: Scopes,
    now: datetime,
) -> RoleInvitation:
    """Offer a role by letter. Refused where the list of roles or of invitations shows already that
    this address has it; what else is known about the address does not matter and is not told.

    language: of the letter, unless the person has chosen one. scopes: see words.list_scopes.
    """
    email = people.normalise_email(email)
    if email in queries.list_holders(meeting, role, scope):
        raise Refused(_("This address has this role already: see the list."), "email")
    if email in queries.list_invited(meeting, role, scope, now):
        raise Refused(
            _("This address was invited already and has not answered: see the list."), "email"
        )
    invitation = RoleInvitation(
        meeting=meeting,
        code=new_code(),
        email=email,
        name=name,
        role=role,
        scope=scope,
        language=language,
        note=note,
        invited_by=by,
        letters=0,
        invited_at=now,
        sent_at=now,
        expires_at=now + INVITATION_LASTS,
    )
    db.session.add(invitation)
    db.session.flush()
    _send(invitation, scopes, now)
    _record(Action.ROLE_OFFERED, invitation, by, now)
    return invitation


def send_invitation_again(
    invitation: RoleInvitation, scopes: Scopes, now: datetime, *, by: Person
) -> None:
    """Another letter, with a new link and new days to answer. The link before it ends."""
    if state_of(invitation, now) not in SENT_AGAIN:
        raise Refused(_("This invitation was answered or withdrawn already."))
    people.end_links_about(Purpose.ROLE_INVITATION, invitation.code, now)
    invitation.sent_at, invitation.expires_at = now, now + INVITATION_LASTS
    _send(invitation, scopes, now)
    _record(Action.ROLE_OFFERED, invitation, by, now)


def withdraw_invitation(invitation: RoleInvitation, now: datetime, *, by: Person) -> None:
    """Its link opens nothing any more. Nobody is written to."""
    if state_of(invitation, now) not in SENT_AGAIN:
        raise Refused(_("This invitation was answered or withdrawn already."))
    people.end_links_about(Purpose.ROLE_INVITATION, invitation.code, now)
    invitation.withdrawn_at = now
    _record(Action.ROLE_OFFER_WITHDRAWN, invitation, by, now)


def accept_invitation(token: str, now: datetime) -> tuple[Person, RoleInvitation]:
    """Use the link up: whoever reads this mailbox has the role from now on. A new address makes a
    new person. Refused when the link is no longer good."""
    invitation = _answered(token, now)
    person = people.find_or_make_person(
        invitation.email, invitation.name, language=invitation.language, now=now
    )
    if not person.active:
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    people.confirm_address(person, invitation.email, now)
    invitation.accepted_at, invitation.person_id = now, person.id
    grant(
        invitation.meeting,
        person,
        Role(invitation.role),
        now,
        scope=invitation.scope,
        by=invitation.invited_by,
    )
    return person, invitation


def decline_invitation(token: str, now: datetime) -> RoleInvitation:
    """Use the link up; nothing else happens, and nobody gets an account."""
    invitation = _answered(token, now)
    invitation.declined_at = now
    _record(Action.ROLE_OFFER_DECLINED, invitation, None, now)
    return invitation


def find_offered(token: str, now: datetime) -> RoleInvitation | None:
    """The invitation that this link can answer."""
    link = people.find_usable_link(token, Purpose.ROLE_INVITATION, now=now)
    invitation = queries.find_invitation(link.about) if link else None
    if invitation is None or state_of(invitation, now) not in ANSWERABLE:
        return None
    return invitation


def _answered(token: str, now: datetime) -> RoleInvitation:
    link = people.use_link(token, Purpose.ROLE_INVITATION, now=now)
    invitation = queries.find_invitation(link.about)
    if invitation is None or state_of(invitation, now) not in ANSWERABLE:
        raise Refused(_("This link was used already, or its time is over. Ask for a new one."))
    return invitation


def _send(invitation: RoleInvitation, scopes: Scopes, now: datetime) -> None:
    invitation.letters += 1
    language = queries.find_chosen_language(invitation.email) or invitation.language
    token = people.make_link(
        invitation.email,
        purpose=Purpose.ROLE_INVITATION,
        language=language,
        now=now,
        about=invitation.code,
        lasts=INVITATION_LASTS,
    )
    outbox.post(letters.role_invitation(invitation, token, scopes, language=language), now)


def _record(
    action: Action, invitation: RoleInvitation, actor: Person | None, now: datetime
) -> None:
    """About nobody: whether somebody is known by the address is nobody's business."""
    audit.record(
        action,
        actor=actor,
        now=now,
        scope=invitation.meeting.slug,
        thing=f"invitation {invitation.code}",
        details={"role": str(invitation.role), "limited_to": invitation.scope},
    )
