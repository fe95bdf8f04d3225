"""Letters to groups: send, follow, withdraw, throw away."""

from flask import abort, g, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.letters import audiences
from meeting_app.letters.forms.groups import SendForm
from meeting_app.letters.models import GroupLetter, GroupState
from meeting_app.letters.outbox_words import STATES
from meeting_app.letters.queries import groups as queries
from meeting_app.letters.service import groups as service
from meeting_app.letters.views.blueprint import bp
from meeting_app.letters.views.groups import known_details, known_facts, people_of, state_words
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.people.access import guard, signed_in_person


@bp.route("/groups/<code:code>/send", methods=["GET", "POST"])
@guard(may_act, load=queries.get_group)
def send_group(group: GroupLetter) -> Page:
    """What will happen, and to how many, before it does."""
    if group.state != GroupState.DRAFT or not group.body:
        abort(404)
    people = people_of(group)
    counts = queries.count_people(people, necessary=bool(group.necessary_because))
    form = SendForm(data={"expected": str(counts.total)})
    if form.validate_on_submit():
        person = signed_in_person()
        assert person is not None
        expected = form.expected.data or ""
        try:
            number = service.post_group(
                group,
                people,
                known_details(),
                expected=int(expected) if expected.isdecimal() else -1,
                send_at=form.instant(group.meeting.zone),
                person=person,
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
            form.expected.data = str(counts.total)
        else:
            here = url_for("letters.group", meeting=group.meeting.slug, code=group.code)
            message = ngettext(
                "%(num)d letter leaves now or at its time: see under Letters.",
                "%(num)d letters leave now or at their time: see under Letters.",
                number,
            )
            return saved(here, message)
    page = render_template(
        "letters/groups/send.html",
        form=form,
        group=group,
        counts=counts,
        warnings=service.list_warnings(group, counts),
    )
    return page, form.status


@bp.get("/groups/<code:code>")
@guard(may_organise, load=queries.get_group)
def group(group: GroupLetter) -> Page:
    """What became of it."""
    return render_template(
        "letters/groups/show.html",
        group=group,
        chosen=audiences.in_words(group.audience, known_facts(), group.meeting),
        delivery=queries.count_delivery(group, g.now),
        form=Button(formdata=None),
        **state_words(),
        letter_states=STATES,
    )


@bp.route("/groups/<code:code>/withdraw", methods=["GET", "POST"])
@guard(may_act, load=queries.get_group)
def withdraw_group(group: GroupLetter) -> Page:
    form = Button()
    here = url_for("letters.group", meeting=group.meeting.slug, code=group.code)
    if form.validate_on_submit():
        person = signed_in_person()
        assert person is not None
        try:
            number = service.withdraw_group(group, person=person, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = ngettext(
                "%(num)d letter was withdrawn and will not leave.",
                "%(num)d letters were withdrawn and will not leave.",
                number,
            )
            return saved(here, message)
    delivery = queries.count_delivery(group, g.now)
    page = render_template(
        "letters/groups/withdraw.html", form=form, group=group, delivery=delivery
    )
    return page, form.status


@bp.route("/groups/<code:code>/discard", methods=["GET", "POST"])
@guard(may_act, load=queries.get_group)
def discard_group(group: GroupLetter) -> Page:
    form = Button()
    if form.validate_on_submit():
        try:
            meeting = group.meeting.slug
            service.discard(group)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("letters.groups", meeting=meeting), _("The draft was thrown away.")
            )
    return render_template("letters/groups/discard.html", form=form, group=group), form.status
