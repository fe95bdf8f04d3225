"""Organisations that may be the same: looking at them, making two one, undoing it."""

from datetime import datetime

from flask import g, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.merging import count_by_table
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import guard, may_keep_directory, signed_in_person
from meeting_app.people.forms import MergeForm
from meeting_app.people.models import Organisation, OrganisationMerge, OrganisationPair
from meeting_app.people.organisation_words import describe_organisation, reason_text, rows_text
from meeting_app.people.views.blueprint import bp


@bp.get("/organisations/pairs")
@guard(may_keep_directory)
def organisation_pairs() -> Page:
    """Those worth a look, best first."""
    page = queries.paginate_pairs(page_number())
    both = {one.id: one for pair in page.items for one in (pair.one, pair.other)}
    return render_template(
        "people/organisation_pairs.html",
        page=page,
        uses={number: rows_text(rows) for number, rows in queries.uses_of(both).items()},
        reason=lambda pair: reason_text(pair.reason, pair.words, g.lang),
        describe=describe_organisation,
        apart=Button(formdata=None),
        is_waiting=queries.has_unpaired(),
    )


@bp.post("/organisations/pairs/<int:number>/apart")
@guard(may_keep_directory, load=queries.get_pair)
def keep_apart(pair: OrganisationPair) -> Page:
    here = url_for("people.organisation_pairs")
    if not Button().validate_on_submit():
        return redirect(here, 303)
    service.keep_apart(pair, by=signed_in_person(), now=g.now)
    return saved(here, _("Noted: they are not the same. They are not suggested again."))


def _get_two(number: int, other: int) -> tuple[Organisation, Organisation]:
    if number == other:
        raise LookupError(number)
    return queries.get_organisation(number), queries.get_organisation(other)


@bp.route("/organisations/<int:number>/merge/<int:other>", methods=["GET", "POST"])
@guard(may_keep_directory, load=_get_two)
def merge_organisations(two: tuple[Organisation, Organisation]) -> Page:
    """What will move, and which name stays; then do it."""
    kept, gone = two
    form = MergeForm(kept, gone)
    if form.validate_on_submit():
        try:
            service.merge_organisations(
                kept,
                gone,
                keep_name_of=kept if form.keep.data == "kept" else gone,
                by=signed_in_person(),
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = _("The two are one now: “%(name)s”.", name=kept.name)
            return saved(url_for("people.organisation_merges"), message)
    plan = service.plan_organisation_merge(kept, gone)
    page = render_template(
        "people/merge_organisations.html",
        form=form,
        kept=kept,
        gone=gone,
        moved=rows_text(count_by_table(plan.moves)),
        held=rows_text(count_by_table(plan.held)),
        aliases=queries.aliases_of(two),
        uses={
            number: rows_text(rows)
            for number, rows in queries.uses_of([one.id for one in two]).items()
        },
        days=service.UNDO_WITHIN.days,
        describe=describe_organisation,
    )
    return page, form.status


@bp.get("/organisations/merges")
@guard(may_keep_directory)
def organisation_merges() -> Page:
    return render_template(
        "people/organisation_merges.html",
        merges=queries.list_merges(),
        can_undo=lambda merge: _can_undo(merge, g.now),
        undo=Button(formdata=None),
        days=service.UNDO_WITHIN.days,
    )


@bp.post("/organisations/merges/<int:number>/undo")
@guard(may_keep_directory, load=queries.get_merge)
def undo_organisation_merge(merge: OrganisationMerge) -> Page:
    here = url_for("people.organisation_merges")
    form = Button()
    if not form.validate_on_submit():
        return redirect(here, 303)
    try:
        left = service.undo_organisation_merge(merge, by=signed_in_person(), now=g.now)
    except Refused as refusal:
        form.refuse(refusal)
        return _merges_with(str(refusal.message))
    if left:
        said = ngettext(
            "They are two again. %(num)d row was changed since and stays where it is.",
            "They are two again. %(num)d rows were changed since and stay where they are.",
            left,
        )
        return saved(here, said)
    return saved(here, _("They are two again, as before."))


def _merges_with(refusal: str) -> Page:
    page = render_template(
        "people/organisation_merges.html",
        merges=queries.list_merges(),
        can_undo=lambda merge: _can_undo(merge, g.now),
        undo=Button(formdata=None),
        days=service.UNDO_WITHIN.days,
        refusal=refusal,
    )
    return page, 422


def _can_undo(merge: OrganisationMerge, now: datetime) -> bool:
    return merge.can_be_undone and now <= merge.at + service.UNDO_WITHIN
