"""The directory of organisations, for those who keep it."""

from collections.abc import Sequence
from enum import StrEnum

from flask import g, render_template, request, url_for
from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.locale import country_name, fold
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.people import organisation_exports, queries, service
from meeting_app.people.access import guard, may_keep_directory
from meeting_app.people.downloads import hand_out
from meeting_app.people.forms import OrganisationForm, SameAsForm
from meeting_app.people.models import Organisation, OrganisationKind, Scope
from meeting_app.people.organisation_words import KINDS, SCOPES, describe_organisation, rows_text
from meeting_app.people.queries import OrganisationFilter
from meeting_app.people.views.blueprint import bp


@bp.get("/organisations/")
@guard(may_keep_directory)
def organisations() -> Page:
    wanted = _wanted()
    page = queries.paginate_organisations(wanted, page_number())
    return render_template(
        "people/organisations.html",
        page=page,
        wanted=wanted,
        aliases=queries.aliases_of(page.items),
        uses=_uses([row.id for row in page.items]),
        kinds=KINDS,
        scopes=SCOPES,
        countries=sorted(
            ((code, country_name(code, g.lang)) for code in queries.list_countries()),
            key=lambda pair: fold(pair[1]),
        ),
        filters=_filters(wanted),
        is_filtered=any(_filters(wanted).values()),
        new=queries.count_new(),
        pairs=queries.count_pairs(),
    )


@bp.get("/organisations.xlsx")
@guard(may_keep_directory)
def organisations_xlsx() -> Page:
    """The list as it is filtered."""
    rows = queries.list_organisations(_wanted())
    content = organisation_exports.write_directory(rows, queries.aliases_of(rows), g.lang)
    return hand_out(content, "organisations.xlsx", rows=len(rows))


@bp.route("/organisations/new", methods=["GET", "POST"])
@guard(may_keep_directory)
def add_organisation() -> Page:
    form = OrganisationForm(data={"kind": OrganisationKind.OTHER})
    taken = None
    if form.validate_on_submit():
        try:
            service.check_name(form.name.data, "name")
            for alias in form.other_names:
                service.check_name(alias, "aliases")
            made = service.add_organisation(**form.values, parent=_parent(form))
        except Refused as refusal:
            form.refuse(refusal)
            taken = refusal
        else:
            message = _("“%(name)s” is in the directory now.", name=made.name)
            return saved(url_for("people.organisations"), message)
    return render_template(
        "people/add_organisation.html", form=form, taken=_taken(taken)
    ), form.status


@bp.route("/organisations/<int:number>", methods=["GET", "POST"])
@guard(may_keep_directory, load=queries.get_organisation)
def organisation(organisation: Organisation) -> Page:
    """Look at it, change it; from then on it is in the directory."""
    parent = organisation.parent
    form = OrganisationForm(
        data={
            "name": organisation.name,
            "aliases": "\n".join(queries.aliases_of([organisation])[organisation.id]),
            "kind": organisation.kind,
            "scope": organisation.scope or "",
            "country": organisation.country or "",
            "parent": parent.name if parent else "",
        }
    )
    taken = None
    if form.validate_on_submit():
        try:
            service.change_organisation(organisation, **form.values, parent=_parent(form))
        except Refused as refusal:
            form.refuse(refusal)
            taken = refusal
        else:
            return saved(
                url_for("people.organisations"),
                _("“%(name)s” was saved.", name=organisation.name),
            )
    page = render_template(
        "people/organisation.html",
        form=form,
        organisation=organisation,
        taken=_taken(taken),
        uses=_uses([organisation.id])[organisation.id],
        pairs=queries.pairs_of(organisation),
        describe=describe_organisation,
    )
    return page, form.status


@bp.route("/organisations/<int:number>/same-as", methods=["GET", "POST"])
@guard(may_keep_directory, load=queries.get_organisation)
def same_as(organisation: Organisation) -> Page:
    """Choose the other one; what merging does is shown next."""
    form = SameAsForm()
    if form.validate_on_submit():
        other = queries.find_organisation(form.other.data)
        if other is not None and other.id != organisation.id:
            return saved(
                url_for("people.merge_organisations", number=other.id, other=organisation.id)
            )
        form.refuse(Refused(_("Choose another organisation than this one."), "other"))
    page = render_template("people/same_as.html", form=form, organisation=organisation)
    return page, form.status


def _wanted() -> OrganisationFilter:
    """What the address asks for; anything unknown filters nothing."""
    asked = request.args
    return OrganisationFilter(
        text=asked.get("q", "")[:200].strip(),
        kind=_one_of(OrganisationKind, asked.get("kind", "")),
        scope=_one_of(Scope, asked.get("scope", "")),
        country=asked.get("country", "")[:2],
        is_new=asked.get("new") == "yes",
        sort=asked.get("sort", ""),
    )


def _filters(wanted: OrganisationFilter) -> dict[str, str]:
    """The list's address says so again."""
    return {
        "q": wanted.text,
        "kind": wanted.kind,
        "scope": wanted.scope,
        "country": wanted.country,
        "new": "yes" if wanted.is_new else "",
    }


def _uses(numbers: Sequence[int]) -> dict[int, list[str]]:
    return {number: rows_text(rows) for number, rows in queries.uses_of(numbers).items()}


def _one_of(kind: type[StrEnum], value: str) -> str:
    return value if value in list(kind) else ""


def _parent(form: OrganisationForm) -> Organisation | None:
    return queries.find_organisation(form.parent.data) if form.parent.data else None


def _taken(refusal: Refused | None) -> int | None:
    """Which organisation has the name already, to be linked."""
    return refusal.taken_by if isinstance(refusal, service.NameTaken) else None
