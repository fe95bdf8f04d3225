"""Invented answers to the theme survey, in four languages."""

from meeting_app.demo.content.shapes import SurveyAnswer
from meeting_app.demo.content.survey_answers_ar import ARABIC
from meeting_app.demo.content.survey_answers_en import ENGLISH
from meeting_app.demo.content.survey_answers_es import SPANISH
from meeting_app.demo.content.survey_answers_fr import FRENCH

ANSWERS: list[SurveyAnswer] = [*ENGLISH, *FRENCH, *SPANISH, *ARABIC]
