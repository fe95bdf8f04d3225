"""Organisers: what the abstracts of a call are scored on."""

from flask import abort, render_template, url_for
from flask_babel import gettext as _

from meeting_app.abstracts.models import Call
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard
from meeting_app.review import queries, service
from meeting_app.review.access import may_set_criteria
from meeting_app.review.forms import CriterionForm
from meeting_app.review.models import Criterion
from meeting_app.review.views.blueprint import bp
from meeting_app.review.views.committee import chosen_call


@bp.route("/<language:lang>/<slug:meeting>/desk/review/criteria", methods=["GET", "POST"])
@guard(may_set_criteria, load=get_meeting)
def criteria(meeting: Meeting) -> Page:
    calls, call = chosen_call(meeting)
    if call is None:
        abort(404)
    form = CriterionForm(data={"weight": 1, "points": 5})
    form.ask_in(meeting.languages)
    if form.validate_on_submit():
        service.add_criterion(
            call,
            service.new_criterion_code(call),
            form.label.value(),
            form.hint.value() or None,
            form.weight.data or 1,
            form.points.data or 5,
        )
        return saved(_address(meeting, call), _("The criterion was added."))
    page = render_template(
        "review/criteria.html",
        form=form,
        calls=calls,
        call=call,
        criteria=queries.list_criteria(call),
    )
    return page, form.status


@bp.route(
    "/<language:lang>/<slug:meeting>/desk/review/criteria/<int:number>", methods=["GET", "POST"]
)
@guard(may_set_criteria, load=queries.get_criterion)
def criterion(criterion: Criterion) -> Page:
    form = CriterionForm(obj=criterion)
    form.ask_in(criterion.meeting.languages)
    back = _address(criterion.meeting, criterion.call)
    if form.validate_on_submit():
        try:
            service.change_criterion(
                criterion,
                form.label.value(criterion.label),
                form.hint.value(criterion.hint) or None,
                form.weight.data or 1,
                form.points.data or 5,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(back, _("The criterion was saved."))
    page = render_template("review/criterion.html", form=form, criterion=criterion, back=back)
    return page, form.status


@bp.route(
    "/<language:lang>/<slug:meeting>/desk/review/criteria/<int:number>/delete",
    methods=["GET", "POST"],
)
@guard(may_act, load=queries.get_criterion)
def delete_criterion(criterion: Criterion) -> Page:
    form, back = Button(), _address(criterion.meeting, criterion.call)
    if form.validate_on_submit():
        try:
            service.delete_criterion(criterion)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(back, _("The criterion was deleted."))
    page = render_template(
        "review/delete_criterion.html",
        form=form,
        criterion=criterion,
        is_scored=queries.is_scored(criterion),
        back=back,
    )
    return page, form.status


def _address(meeting: Meeting, call: Call) -> str:
    return url_for("review.criteria", meeting=meeting.slug, call=call.slug)
