"""Invitations to a role: several at once, one and what became of it, and the invited person's answer."""

from hashlib import sha256

from flask import flash, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings import queries, service
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.forms import InviteSeveralForm, read_role
from meeting_app.meetings.inviting import MOST_LINES, Line, read_lines
from meeting_app.meetings.models import Meeting, RoleInvitation
from meeting_app.meetings.views.blueprint import bp
from meeting_app.meetings.views.roles import name_of, role_choices, scopes_of
from meeting_app.meetings.words import FAULTS, INVITATION_STATES
from meeting_app.people.access import anyone, guard, signed_in_person
from meeting_app.people.models import Method
from meeting_app.people.views import start


@bp.route("/<language:lang>/<slug:meeting>/desk/roles/invite", methods=["GET", "POST"])
@guard(may_act, load=queries.get_meeting)
def invite_several(meeting: Meeting) -> Page:
    """Nothing is sent before the list, as it was read, has been looked at."""
    form, scopes = InviteSeveralForm(), scopes_of(meeting)
    form.offer_in(meeting.languages, role_choices(scopes))
    lines: list[Line] = []
    if form.validate_on_submit():
        lines = read_lines(form.people.data or "")
        if len(lines) > MOST_LINES:
            message = _(
                "These are %(number)s lines. Invite %(most)s people at a time at most.",
                number=len(lines),
                most=MOST_LINES,
            )
            form.refuse(Refused(message, "people"))
            lines = []
    role, scope = read_role(form.role.data) if lines else (None, "")
    held = queries.list_holders(meeting, role, scope) if role else frozenset()
    invited = queries.list_invited(meeting, role, scope, g.now) if role else frozenset()
    new = [line for line in lines if line.address and line.address not in held | invited]
    digest = sha256(repr((form.role.data, new)).encode()).hexdigest()[:16]
    if role and new and form.seen.data == digest:
        person = signed_in_person()
        assert person is not None
        for line in new:
            service.invite(
                meeting,
                line.address,
                line.name,
                role,
                scope=scope,
                language=form.language.data,
                note=form.note.data or "",
                by=person,
                scopes=scopes,
                now=g.now,
            )
        message = ngettext(
            "%(num)d invitation is on its way.", "%(num)d invitations are on their way.", len(new)
        )
        return saved(url_for("meetings.roles", meeting=meeting.slug), message)
    form.seen.data = digest if new else ""
    page = render_template(
        "meetings/invite_several.html",
        form=form,
        lines=lines,
        new=new,
        held=held,
        invited=invited,
        faults=FAULTS,
        role_name=name_of(role, scope, scopes) if role else "",
    )
    return page, form.status


@bp.route(
    "/<language:lang>/<slug:meeting>/desk/roles/invitations/<code:code>", methods=["GET", "POST"]
)
@guard(may_organise, load=queries.get_invitation)
def invitation(invitation: RoleInvitation) -> Page:
    """One invitation: send it again, or withdraw it."""
    form, scopes = Button(), scopes_of(invitation.meeting)
    if form.validate_on_submit():
        person = signed_in_person()
        assert person is not None
        here = url_for("meetings.roles", meeting=invitation.meeting.slug)
        try:
            if request.form.get("do") == "withdraw":
                service.withdraw_invitation(invitation, g.now, by=person)
                message = _("The invitation was withdrawn. Its link opens nothing any more.")
            else:
                service.send_invitation_again(invitation, scopes, g.now, by=person)
                message = _("A new letter is on its way. The link in the earlier one has ended.")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(here, message)
    state = service.state_of(invitation, g.now)
    page = render_template(
        "meetings/invitation.html",
        form=form,
        invitation=invitation,
        state=state,
        states=INVITATION_STATES,
        role_name=name_of(invitation.role, invitation.scope, scopes),
        can_be_sent=state in service.SENT_AGAIN,
    )
    return page, form.status


@bp.route("/<language:lang>/account/invitation/<token>", methods=["GET", "POST"])
@guard(anyone)
def answer_invitation(token: str) -> Page:
    """GET shows what is offered and two buttons: mail scanners open links, and must not answer."""
    offered, form = service.find_offered(token, g.now), Button()
    role_name = name_of(offered.role, offered.scope, scopes_of(offered.meeting)) if offered else ""
    if offered is not None and form.validate_on_submit():
        meeting = offered.meeting
        try:
            if request.form.get("do") == "decline":
                service.decline_invitation(token, g.now)
                message = _("You have declined. The organisers see it. Thank you for telling them.")
                return saved(url_for("meetings.show", meeting=meeting.slug), message)
            person, _invitation = service.accept_invitation(token, g.now)
        except Refused as refusal:
            form.refuse(refusal)
            offered = None
        else:
            where = url_for("my.show", meeting=meeting.slug, lang=person.language)
            answer = start(person, Method.LINK, strong=False, where=where)
            message = _(
                "Thank you. You now have the role “%(role)s” for %(meeting)s.",
                role=role_name,
                meeting=meeting.title.in_(g.lang),
            )
            flash(message, "done")  # the sign-in began a new session
            return answer
    page = render_template(
        "meetings/answer_invitation.html",
        form=form,
        offered=offered,
        role_name=role_name if offered else "",
    )
    return page, form.status if offered else 410
