"""What we promise, and where to report a hole in our security."""

from datetime import datetime, time, timedelta
from email.utils import parseaddr

from flask import Response, current_app, g, render_template

from meeting_app.core.locale import LANGUAGES
from meeting_app.core.web import Page, absolute_url
from meeting_app.meetings.promises import PROMISES
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import anyone, guard

SECURITY_TEXT_HOLDS = timedelta(days=180)
"""RFC 9116, 2.5.5: less than a year, so that nobody trusts an old copy."""


@bp.get("/<language:lang>/promises")
@guard(anyone)
def promises() -> Page:
    return render_template("meetings/promises.html", promises=PROMISES)


@bp.get("/.well-known/security.txt")
@guard(anyone)
def security_text() -> Page:
    """RFC 9116."""
    expires = datetime.combine(g.now.date() + SECURITY_TEXT_HOLDS, time(), g.now.tzinfo)
    lines = (
        f"Contact: {_contact()}",
        f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {', '.join(LANGUAGES)}",
        f"Canonical: {absolute_url('meetings.security_text')}",
        f"Policy: {absolute_url('meetings.promises', lang=next(iter(LANGUAGES)))}",
    )
    return Response("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def _contact() -> str:
    """As an address of the web: the setting, or where our letters come from."""
    given: str = current_app.config["SECURITY_CONTACT"]
    if given.startswith(("https://", "mailto:", "tel:")):
        return given
    return f"mailto:{parseaddr(given)[1] or given}"
