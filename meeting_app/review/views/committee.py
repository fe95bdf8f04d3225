"""Organisers: a call's committee, how far it is, and who reviews what."""

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from wtforms import SelectChoice

from meeting_app.abstracts.models import Call
from meeting_app.abstracts.queries import list_calls
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import fold, latin_digits
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act
from meeting_app.meetings.forms import SpanForm
from meeting_app.meetings.models import Meeting, Role
from meeting_app.meetings.queries import get_meeting, list_people_with
from meeting_app.people.access import guard, signed_in_person
from meeting_app.review import explain, queries, service
from meeting_app.review.access import may_lead, may_lead_now, may_see_reviews
from meeting_app.review.forms import AssignForm, MemberForm
from meeting_app.review.models import CommitteeMember
from meeting_app.review.views.blueprint import bp

MOST_REVIEWS = 10
USUAL_REVIEWS = 3


def chosen_call(meeting: Meeting) -> tuple[list[Call], Call | None]:
    """The calls that this person sees, and the one that the address names, or else the first."""
    person = signed_in_person()
    calls = [call for call in list_calls(meeting) if may_see_reviews(person, call)]
    slug = request.args.get("call")
    if slug is None:
        return calls, calls[0] if calls else None
    call = next((call for call in calls if call.slug == slug), None)
    if call is None:
        abort(404)
    return calls, call


@bp.route("/<language:lang>/<slug:meeting>/desk/review", methods=["GET", "POST"])
@guard(may_lead, load=get_meeting)
def committee(meeting: Meeting) -> Page:
    calls, call = chosen_call(meeting)
    if call is None:
        return render_template("review/no_calls.html", title=_("Review"))
    form = MemberForm()
    loads = queries.list_loads(call)
    members = {load.person.id for load in loads if load.member}
    reviewers = list_people_with(meeting, Role.REVIEWER)
    others = {str(person.id): person for person in reviewers if person.id not in members}
    form.reviewer.choices = [
        SelectChoice("", _("Choose a reviewer")),
        *(SelectChoice(code, one.name or one.email) for code, one in others.items()),
    ]
    phase, dates = queries.find_review_phase(meeting, g.now), SpanForm()
    here = url_for("review.committee", meeting=meeting.slug, call=call.slug)
    organises = may_act(signed_in_person(), meeting)
    if phase is None and organises and "opens_at" in request.form:
        if dates.validate_on_submit() and (span := dates.span(meeting.zone)):
            try:
                service.open_review(meeting, opens_at=span[0], closes_at=span[1])
            except Refused as refusal:
                dates.refuse(refusal)
            else:
                return saved(here, _("The dates of the review were saved."))
    elif form.validate_on_submit():
        person = others[form.reviewer.data]
        service.add_member(call, person, g.now)
        return saved(here, _("%(name)s is on the committee now.", name=person.name))
    page = render_template(
        "review/committee.html",
        form=form,
        calls=calls,
        call=call,
        loads=loads,
        progress=queries.count_progress(meeting).get(call.id),
        phase=phase,
        dates=dates,
        criteria=queries.list_criteria(call),
        has_others=bool(others),
        organises=organises,
        usual_reviews=USUAL_REVIEWS,
        most_reviews=MOST_REVIEWS,
    )
    return page, max(form.status, dates.status)


@bp.route(
    "/<language:lang>/<slug:meeting>/desk/review/members/<int:number>/remove",
    methods=["GET", "POST"],
)
@guard(may_lead_now, load=queries.get_member)
def remove_member(member: CommitteeMember) -> Page:
    form, call, person = Button(), member.call, member.person
    here = url_for("review.committee", meeting=member.meeting.slug, call=call.slug)
    if form.validate_on_submit():
        service.remove_member(call, person)
        return saved(here, _("%(name)s is no longer on the committee.", name=person.name))
    load = next(load for load in queries.list_loads(call) if load.member == member.id)
    page = render_template("review/remove_member.html", form=form, call=call, load=load, back=here)
    return page, form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/review/assign", methods=["GET", "POST"])
@guard(may_lead_now, load=get_meeting)
def assign(meeting: Meeting) -> Page:
    """The plan is made anew for each look; only what was looked at is stored."""
    _calls, call = chosen_call(meeting)
    if call is None:
        abort(404)
    k = _number_of_reviews()
    here = url_for("review.committee", meeting=meeting.slug, call=call.slug)
    if k is None:
        page = render_template(
            "review/assign_how_many.html",
            call=call,
            usual_reviews=USUAL_REVIEWS,
            most_reviews=MOST_REVIEWS,
        )
        return page, 422
    form = AssignForm()
    if form.validate_on_submit():
        try:
            plan = service.assign_reviews(call, k, g.now, seen=form.seen.data or "")
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                here, _("The reviews are assigned: %(number)d in all.", number=len(plan.pairs))
            )
    proposal = service.propose_assignment(call, k)
    form.seen.data = proposal.digest
    page = render_template(
        "review/assign.html",
        form=form,
        call=call,
        k=k,
        proposal=proposal,
        loads=sorted(proposal.readers, key=lambda r: (-proposal.plan.loads[r.id], fold(r.name))),
        shortages=explain.shortages(proposal),
        reasons=explain.bottleneck(proposal),
        back=here,
    )
    return page, form.status


def _number_of_reviews() -> int | None:
    raw = latin_digits(request.args.get("k", "")).strip()
    k = int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 4 else 0
    return k if 1 <= k <= MOST_REVIEWS else None
