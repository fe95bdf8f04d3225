"""Finding an organisation while a name is typed."""

from flask import abort, g, jsonify, request

from meeting_app.core import limits
from meeting_app.core.limits import Limit
from meeting_app.core.web import Page
from meeting_app.people import queries
from meeting_app.people.access import guard, signed_in
from meeting_app.people.forms.fields import LONGEST_NAME
from meeting_app.people.organisation_words import describe_hit
from meeting_app.people.views.blueprint import bp

SEARCHES = Limit("organisation search", 1200, 600)
"""Of one source: an office behind one address may type all at once; nobody copies the directory
in an afternoon unnoticed."""


@bp.get("/organisations/search")
@guard(signed_in)
def search_organisations() -> Page:
    """As JSON: {"found": [{"id", "name", "hint"}]}. Names in the directory, and nobody who belongs
    to them; names that people typed are not in it before an organiser has looked at them."""
    if not limits.count(SEARCHES, request.remote_addr):
        abort(429)
    hits = queries.search_organisations(request.args.get("q", "")[:LONGEST_NAME])
    return jsonify(
        found=[
            {"id": hit.entry.id, "name": hit.entry.name, "hint": describe_hit(hit, g.lang)}
            for hit in hits
        ]
    )
