"""Pages on which organisers make a questionnaire."""

from meeting_app.questionnaires.designer.views import adding, question, whole
from meeting_app.questionnaires.designer.views.blueprint import bp as bp

__all__ = ["adding", "bp", "question", "whole"]
