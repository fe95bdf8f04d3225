"""The organisers' own part of the agenda, and the slots left for accepted abstracts."""

from meeting_app.demo.content.programme_breaks import BREAKS
from meeting_app.demo.content.programme_meetings import EXCHANGES
from meeting_app.demo.content.programme_plenaries import PLENARIES
from meeting_app.demo.content.shapes import ParallelSlot, Session

__all__ = ["PARALLEL_SLOTS", "SESSIONS"]

SESSIONS: list[Session] = [*PLENARIES, *EXCHANGES, *BREAKS]

SMALL_ROOMS = ["olive", "oak", "fig", "almond", "thyme"]

PARALLEL_SLOTS: list[ParallelSlot] = [
    {"day": 1, "starts": "13:15", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 1, "starts": "14:30", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 1, "starts": "16:00", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 2, "starts": "09:15", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 2, "starts": "10:45", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 2, "starts": "14:15", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 3, "starts": "09:15", "minutes": 60, "rooms": SMALL_ROOMS},
    {"day": 3, "starts": "10:45", "minutes": 60, "rooms": SMALL_ROOMS},
]
