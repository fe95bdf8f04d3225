"""Handing out lists of people: the one way, so that none goes without its entry in the trail."""

from flask import Response, g

from meeting_app.core.requests import note
from meeting_app.core.web import XLSX
from meeting_app.people import audit
from meeting_app.people.access import signed_in_person
from meeting_app.people.models import Action


def hand_out(
    content: bytes, name: str, *, rows: int, scope: str = "", content_type: str = XLSX
) -> Response:
    """A file as a download, which no browser keeps. For views; recorded and committed.

    rows: how many people, texts or entries are in it. scope: the meeting's slug.
    """
    person = signed_in_person()
    actor = person.id if person else None  # read before the transaction ends
    note(
        lambda: audit.record(
            Action.EXPORTED,
            actor=actor,
            now=g.now,
            scope=scope,
            thing=name,
            details={"rows": rows},
        )
    )
    return as_download(content, name, content_type)


def as_download(content: bytes, name: str, content_type: str = XLSX) -> Response:
    """The answer alone, for views whose verb recorded what it hands out."""
    answer = Response(content, mimetype=content_type)
    answer.headers.set("Content-Disposition", "attachment", filename=name)
    return answer
