"""The demo's abstracts: twenty-two submitted, four still drafts, each in its writer's language."""

from meeting_app.demo.content.abstracts_ar import ARABIC
from meeting_app.demo.content.abstracts_en_care import ENGLISH_CARE
from meeting_app.demo.content.abstracts_en_systems import ENGLISH_SYSTEMS
from meeting_app.demo.content.abstracts_es import SPANISH
from meeting_app.demo.content.abstracts_fr import FRENCH
from meeting_app.demo.content.shapes import Abstract

__all__ = ["ABSTRACTS"]

ABSTRACTS: list[Abstract] = [*ENGLISH_CARE, *ENGLISH_SYSTEMS, *FRENCH, *SPANISH, *ARABIC]
