"""Who does what in a meeting: the list, inviting somebody, ending a role."""

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.meetings import queries, service, words
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.forms import InviteForm, read_role
from meeting_app.meetings.models import Meeting, MeetingRole, Role
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import guard, signed_in_person


def role_choices(scopes: words.Scopes) -> list[SelectChoice]:
    return [
        SelectChoice(f"{role}:{scope}" if scope else role.value, name_of(role, scope, scopes))
        for role, scope in words.list_choices(scopes)
    ]


def name_of(role: Role, scope: str, scopes: words.Scopes) -> str:
    return words.describe(Role(role), scope, scopes, g.lang)


def scopes_of(meeting: Meeting) -> words.Scopes:
    return words.list_scopes(current_app.extensions["features"], meeting)


@bp.route("/<language:lang>/<slug:meeting>/desk/roles", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_meeting)
def roles(meeting: Meeting) -> Page:
    form = InviteForm(data={"role": request.args.get("role")})
    scopes = scopes_of(meeting)
    form.offer_in(meeting.languages, role_choices(scopes))
    if form.validate_on_submit():
        role, scope = read_role(form.role.data)
        person = signed_in_person()
        assert person is not None
        try:
            service.invite(
                meeting,
                form.email.data,
                form.name.data or "",
                role,
                scope=scope,
                language=form.language.data,
                note=form.note.data or "",
                by=person,
                scopes=scopes,
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            here = url_for("meetings.roles", meeting=meeting.slug)
            said = _(
                "The invitation to %(email)s is on its way, in this language: %(language)s.",
                email=form.email.data,
                language=LANGUAGES[form.language.data].name,
            )
            return saved(here, said)
    invitations = queries.paginate_invitations(meeting, page_number())
    page = render_template(
        "meetings/roles.html",
        form=form,
        holders=queries.list_roles(meeting),
        invitations=invitations,
        state_of=lambda invitation: service.state_of(invitation, g.now),
        states=words.INVITATION_STATES,
        name_of=lambda held: name_of(held.role, held.scope, scopes),
    )
    return page, form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/roles/<int:number>/end", methods=["GET", "POST"])
@guard(may_act, load=queries.get_role)
def end_role(held: MeetingRole) -> Page:
    form, meeting = Button(), held.meeting
    if form.validate_on_submit():
        person = signed_in_person()
        try:
            service.end_role(held, g.now, by=person)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            # Whoever ended their own role sees the roles no more.
            stays = may_organise(person, meeting)
            where = "meetings.roles" if stays else "meetings.show"
            return saved(url_for(where, meeting=meeting.slug), _("The role was ended."))
    page = render_template(
        "meetings/end_role.html",
        form=form,
        held=held,
        role_name=name_of(held.role, held.scope, scopes_of(meeting)),
    )
    return page, form.status
