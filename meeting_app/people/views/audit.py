"""The audit trail, for administrators."""

from flask import g, render_template, request

from meeting_app.core.requests import page_number
from meeting_app.core.web import Page
from meeting_app.people import audit, exports, queries
from meeting_app.people.access import guard, may_administer
from meeting_app.people.downloads import hand_out
from meeting_app.people.forms.audit import read_wanted
from meeting_app.people.models import Action
from meeting_app.people.views.blueprint import bp
from meeting_app.people.words import action_name

ZONE = "UTC"


@bp.get("/audit")
@guard(may_administer)
def trail() -> Page:
    wanted = read_wanted(request.args, without=frozenset())
    page = queries.paginate_entries(wanted, ZONE, page_number())
    return render_template(
        "people/audit.html",
        check=audit.find_check(),
        wanted=wanted,
        page=page,
        names=queries.names_in(page.items),
        actions=list(Action),
        action_name=action_name,
        said=exports.said,
    )


@bp.get("/audit.xlsx")
@guard(may_administer)
def trail_export() -> Page:
    """As it is filtered; the download itself stands in the trail."""
    entries = queries.list_entries(read_wanted(request.args, without=frozenset()), ZONE)
    content = exports.write_entries(entries, queries.names_in(entries), g.lang)
    return hand_out(content, "audit.xlsx", rows=len(entries))
