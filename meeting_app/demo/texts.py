"""The demo survey's texts as organisers and a translator left them: tagged, picked, translated."""

from collections.abc import Iterable
from datetime import datetime

from meeting_app.demo.content.survey import SURVEY
from meeting_app.demo.content.survey_texts import QUOTES, TAGS, TRANSLATIONS
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.surveys.queries import get_survey
from meeting_app.surveys.queries.texts import SurveyText, Wanted, list_all_texts
from meeting_app.surveys.service.texts import (
    get_or_add_tag,
    pick_quotes,
    tag_texts,
    translate,
)


def read_texts(meeting: Meeting, organiser: Person, translator: Person, now: datetime) -> None:
    survey = get_survey(meeting.slug, SURVEY["slug"])
    texts = list_all_texts(survey, Wanted())

    def beginning(words: Iterable[str]) -> list[SurveyText]:
        return [one for one in texts if one.text.startswith(tuple(words))]

    for name, words in TAGS.items():
        found = [one.answer for one in beginning(words)]
        tag_texts(get_or_add_tag(survey, name), found, organiser, now)
    pick_quotes([one.answer for one in beginning(QUOTES)], organiser, now)
    for beginning_with, translations in TRANSLATIONS.items():
        for one in beginning([beginning_with]):
            for language, text in translations.items():
                translate(one, language, text, seen="", person=translator, now=now)
