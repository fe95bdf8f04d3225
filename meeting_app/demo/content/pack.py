"""The sections of the participant pack, in reading order."""

from meeting_app.demo.content.pack_arriving import BEFORE, JOINING, WELCOME
from meeting_app.demo.content.pack_care import CONDUCT, CONTACT
from meeting_app.demo.content.pack_practical import PRACTICAL
from meeting_app.demo.content.shapes import Section

__all__ = ["SECTIONS"]

SECTIONS: list[Section] = [WELCOME, JOINING, BEFORE, PRACTICAL, CONDUCT, CONTACT]
