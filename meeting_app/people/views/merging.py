"""Administrators: find accounts of one person, merge them, undo it."""

from dataclasses import dataclass

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core import merging
from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature
from meeting_app.core.forms import Button
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.people import queries, service
from meeting_app.people.access import guard, may_administer, signed_in_person
from meeting_app.people.models import Person, PersonMerge
from meeting_app.people.rules.duplicates import find_duplicates
from meeting_app.people.views.blueprint import bp
from meeting_app.people.words import REASONS

MOST_PAIRS = 100


@dataclass(frozen=True, slots=True)
class Two:
    """Whose accounts are one person's."""

    kept: Person
    gone: Person


def get_two(kept: str, gone: str) -> Two:
    """By the codes of their profiles. LookupError when one is not there, or both are one."""
    if kept == gone:
        raise LookupError(kept)
    return Two(queries.get_account(kept), queries.get_account(gone))


@bp.get("/people/")
@guard(may_administer)
def people() -> Page:
    """?q: what is looked for. ?first: the code of an account that is chosen for a merge already."""
    words = request.args.get("q", "")
    first = request.args.get("first")
    try:
        chosen = queries.get_account(first) if first else None
    except LookupError:
        chosen = None
    return render_template(
        "people/people.html",
        words=words,
        chosen=chosen,
        found=queries.search_people(words),
    )


@bp.get("/people/duplicates")
@guard(may_administer)
def duplicates() -> Page:
    pairs = find_duplicates(queries.list_accounts())
    shown = pairs[:MOST_PAIRS]
    numbers = {number for pair in shown for number in (pair.one, pair.other)}
    return render_template(
        "people/duplicates.html",
        pairs=shown,
        total=len(pairs),
        accounts={person.id: person for person in queries.list_people(numbers)},
        reasons=REASONS,
    )


@bp.route("/people/merge/<code:kept>/<code:gone>", methods=["GET", "POST"])
@guard(may_administer, load=get_two)
def merge(two: Two) -> Page:
    form = Button()
    if form.validate_on_submit():
        try:
            service.merge(two.kept, two.gone, by=signed_in_person(), now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(
                url_for("people.merges"),
                _("The accounts are one now. You can undo it for 30 days."),
            )
    planned = service.plan_merge(two.kept, two.gone)
    page = render_template(
        "people/merge.html",
        form=form,
        kept=two.kept,
        gone=two.gone,
        moves=_in_words(planned.moves),
        held=_in_words(planned.held),
        roles=_roles_of(two.gone),
        addresses=queries.list_addresses(two.gone),
    )
    return page, form.status


def _in_words(moves: tuple[merging.Move, ...]) -> list[tuple[str, int]]:
    """(what it is, how many), most first."""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    names = {table: name for feature in features for table, name in feature.rows.items()}
    found: dict[str, int] = {}
    for table, number in merging.count_by_table(moves).items():
        name = str(names.get(table, _("Other entries")))
        found[name] = found.get(name, 0) + number
    return list(found.items())


def _roles_of(person: Person) -> list[str]:
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return [role for feature in features if feature.roles_of for role in feature.roles_of(person)]


@bp.get("/people/merges")
@guard(may_administer)
def merges() -> Page:
    return render_template(
        "people/merges.html",
        merges=queries.list_people_merges(),
        undo_until=g.now - service.UNDO_WITHIN,
    )


@bp.route("/people/merges/<int:number>/undo", methods=["GET", "POST"])
@guard(may_administer, load=queries.get_people_merge)
def undo_merge(done: PersonMerge) -> Page:
    form = Button()
    if form.validate_on_submit():
        try:
            left = service.undo_merge(done, by=signed_in_person(), now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = (
                _("The accounts are apart again. What was changed since has stayed as it is.")
                if left
                else _("The accounts are apart again.")
            )
            return saved(url_for("people.merges"), message)
    return render_template("people/undo_merge.html", form=form, done=done), form.status
