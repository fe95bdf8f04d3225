"""The demo's two calls."""

from meeting_app.demo.content.call_advocacy import ADVOCACY
from meeting_app.demo.content.call_practice import PRACTICE
from meeting_app.demo.content.shapes import Call

__all__ = ["CALLS"]

CALLS: list[Call] = [PRACTICE, ADVOCACY]
