"""What every template gets besides what its view hands over."""

from dataclasses import replace
from typing import Any

from flask import Flask, current_app, g, request

from meeting_app.core.feature import Feature, MenuItem
from meeting_app.core.forms import Button
from meeting_app.core.locale import format_days
from meeting_app.core.requests import reader_zone
from meeting_app.meetings.access import may_look
from meeting_app.meetings.models import Meeting
from meeting_app.people.access import signed_in_person
from meeting_app.people.models import Person


def init_app(app: Flask) -> None:
    app.context_processor(_context)


def _context() -> dict[str, Any]:
    person = signed_in_person() if "now" in g else None
    g.zone = reader_zone(person.zone if person else None)
    subject = g.get("subject")
    meeting = subject if isinstance(subject, Meeting) else getattr(subject, "meeting", None)
    return {
        "person": person,
        "meeting": meeting,
        "may_change": g.get("may_change", True),
        "sign_out_form": Button(formdata=None) if person else None,
        "menu": _menu(meeting, "menu", person),
        "desk_menu": _menu(meeting, "desk_menu", person) if person else [],
        "days": _days,
    }


def _days(meeting: Meeting) -> str:
    return format_days(meeting.starts_on, meeting.ends_on, g.lang)


def _menu(meeting: Meeting | None, kind: str, person: Person | None) -> list[MenuItem]:
    if meeting is None:
        return []
    features: tuple[Feature, ...] = current_app.extensions["features"]
    items: list[MenuItem] = []
    for feature in features:
        if kind == "menu" and feature.menu:
            items += feature.menu(meeting, g.now)
        elif kind == "desk_menu" and feature.desk_menu:
            items += [
                item
                for item in feature.desk_menu(meeting)
                if (item.seen_by or may_look)(person, meeting)
            ]
    path = request.path
    here = max((item.url for item in items if path.startswith(item.url)), key=len, default=None)
    return [
        replace(item, current=item.url == here)
        for item in sorted(items, key=lambda item: item.order)
    ]
