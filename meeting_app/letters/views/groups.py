"""Letters to groups: choose people, write, look, send, follow."""

from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.letters import audiences
from meeting_app.letters.audiences import Audience
from meeting_app.letters.forms.groups import GroupForm
from meeting_app.letters.models import GroupLetter
from meeting_app.letters.queries import groups as queries
from meeting_app.letters.service import groups as service
from meeting_app.letters.views.blueprint import bp
from meeting_app.letters.words import GROUP_KINDS, GROUP_STATES, SCHEDULED
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person


def known_facts() -> dict[str, Any]:
    return audiences.list_facts(current_app.extensions["features"])


def known_details() -> dict[str, Any]:
    return queries.list_details(current_app.extensions["features"])


def people_of(group: GroupLetter) -> Any:
    return audiences.people_of(group.audience, group.meeting, known_facts())


def state_words() -> dict[str, Any]:
    return {"states": GROUP_STATES, "state_kinds": GROUP_KINDS, "scheduled": SCHEDULED}


@bp.context_processor
def _subject() -> dict[str, Any]:
    return {"subject_of": lambda group: service.shown_subject(group, g.lang)}


@bp.get("/groups")
@guard(may_organise, load=get_meeting)
def groups(meeting: Meeting) -> Page:
    found = queries.list_groups(meeting, page_number())
    return render_template("letters/groups/groups.html", groups=found, **state_words())


@bp.route("/groups/new", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def choose_group(meeting: Meeting) -> Page:
    """The facts stand in the address; POST starts the letter to those people."""
    form = Button()
    choices = audiences.offered(known_facts(), meeting)
    audience = audiences.read(request.args.to_dict(flat=False), choices)
    if form.validate_on_submit():
        person = signed_in_person()
        assert person is not None
        try:
            group = service.start_group(
                meeting, audience, author=person, now=g.now, like=_like(meeting)
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_for("letters.write_group", meeting=meeting.slug, code=group.code))
    return _chooser(meeting, form, audience, choices, group=None), form.status


def _like(meeting: Meeting) -> GroupLetter | None:
    """The earlier letter whose words are taken over."""
    try:
        return queries.get_group(meeting.slug, request.args.get("like", ""))
    except LookupError:
        return None


def _chooser(
    meeting: Meeting,
    form: Button,
    audience: Audience,
    choices: audiences.Offered,
    group: GroupLetter | None,
) -> str:
    people = audiences.people_of(audience, meeting, known_facts())
    return render_template(
        "letters/groups/choose.html",
        form=form,
        group=group,
        facts=known_facts(),
        choices=choices,
        chosen={part.fact: part for part in audience.parts},
        audience=audience,
        people=queries.page_of_people(people, page_number()) if audience.parts else None,
        left_out=queries.list_left_out(audience),
    )


@bp.route("/groups/<code:code>/people", methods=["GET", "POST"])
@guard(may_act, load=queries.get_group)
def choose_people(group: GroupLetter) -> Page:
    """Other facts for a draft, and single people taken out or put back."""
    form = Button()
    meeting = group.meeting
    choices = audiences.offered(known_facts(), meeting)
    audience = group.audience
    if request.args.keys() - {"page", "zone"}:
        chosen = audiences.read(request.args.to_dict(flat=False), choices)
        audience = chosen.leaving_out(sorted(audience.left_out))
    if form.validate_on_submit():
        out = {int(one) for one in request.form.getlist("out") if one.isdecimal()}
        back = {int(one) for one in request.form.getlist("back") if one.isdecimal()}
        changed = audience.leaving_out(sorted((audience.left_out | out) - back))
        try:
            service.choose_people(group, changed, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            endpoint = "choose_people" if out or back else "write_group"
            here = url_for(f"letters.{endpoint}", meeting=meeting.slug, code=group.code)
            return saved(here, _("The choice of people was saved."))
    return _chooser(meeting, form, audience, choices, group), form.status


@bp.route("/groups/<code:code>/write", methods=["GET", "POST"])
@guard(may_act, load=queries.get_group)
def write_group(group: GroupLetter) -> Page:
    form = GroupForm(
        data={
            "subject": group.subject,
            "body": group.body,
            "is_necessary": bool(group.necessary_because),
            "necessary_because": group.necessary_because,
        }
    )
    form.ask_in(group.meeting.languages)
    form.names = service.allowed(known_details())
    to_people = "people" in request.form
    if to_people:
        form.put_aside()
    if form.validate_on_submit():
        try:
            service.write_group(
                group,
                subject=form.subject.value(group.subject),
                body=form.body.value(group.body),
                necessary_because=form.reason,
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            where: dict[str, Any] = {"meeting": group.meeting.slug, "code": group.code}
            if to_people:
                return saved(url_for("letters.choose_people", **where), _("The letter was saved."))
            return saved(
                url_for("letters.preview_group", **where),
                _("The letter was saved. Look at it before you send it."),
            )
    counts = queries.count_people(people_of(group), necessary=True)
    page = render_template("letters/groups/write.html", form=form, group=group, counts=counts)
    return page, form.status


@bp.get("/groups/<code:code>/preview")
@guard(may_act, load=queries.get_group)
def preview_group(group: GroupLetter) -> Page:
    """As one of its readers gets it: the first by name, or the one in the address."""
    return _preview(group, Button()), 200


@bp.post("/groups/<code:code>/test")
@guard(may_organise, load=queries.get_group)
def test_group(group: GroupLetter) -> Page:
    form = Button()
    people = people_of(group)
    like = queries.find_recipient(people, request.args.get("person", type=int))
    me = signed_in_person()
    if form.validate_on_submit() and like and me and group.body:
        service.send_test(group, like, people, known_details(), to=me, now=g.now)
        here = url_for(
            "letters.preview_group", meeting=group.meeting.slug, code=group.code, person=like.id
        )
        return saved(here, _("The test letter is on its way to %(email)s.", email=me.email))
    return _preview(group, form), form.status


def _preview(group: GroupLetter, form: Button) -> str:
    people = people_of(group)
    necessary = bool(group.necessary_because)
    reader = queries.find_recipient(people, request.args.get("person", type=int))
    written, language = None, ""
    if reader is not None and group.body:
        written, language = service.compose_for(group, reader, people, known_details())
    counts = queries.count_people(people, necessary=necessary)
    return render_template(
        "letters/groups/preview.html",
        form=form,
        group=group,
        reader=reader,
        written=written,
        language=language,
        people=queries.page_of_people(people, page_number()),
        counts=counts,
        warnings=service.list_warnings(group, counts) if group.body else [],
    )
