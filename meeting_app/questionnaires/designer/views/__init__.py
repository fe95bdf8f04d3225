"""Pages on which organisers make a questionnaire."""

from meeting_app.questionnaires.designer.views import adding, meaning, question, whole
from meeting_app.questionnaires.designer.views.blueprint import bp as bp

__all__ = ["adding", "bp", "meaning", "question", "whole"]
