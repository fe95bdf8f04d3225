"""Verbs about results: publish them, make themes of what was ranked."""

from datetime import datetime

from flask_babel import gettext as _

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Theme
from meeting_app.meetings.queries import list_themes
from meeting_app.meetings.rules import When
from meeting_app.questionnaires.models import Option
from meeting_app.questionnaires.queries.results import sent
from meeting_app.surveys.models import Survey

FEWEST = range(3, 51)
"""What may be chosen as the smallest number of people about whom figures are shown."""


def publish_results(survey: Survey, now: datetime) -> None:
    """Everybody who has answered is counted where it is over and nothing was public before."""
    if survey.results_published_at is None:
        survey.results_published_at = now
    if survey.counted is None:
        is_over = meetings.when(survey.phase, now) is When.AFTER
        survey.counted = sent(survey.questionnaire).number if is_over else 0


def hide_results(survey: Survey) -> None:
    survey.results_published_at = None


def set_fewest(survey: Survey, fewest: int) -> None:
    if fewest not in FEWEST:
        raise Refused(
            _(
                "Enter a number from %(least)d to %(most)d.",
                least=FEWEST[0],
                most=FEWEST[-1],
            ),
            "fewest",
        )
    if survey.counted is not None:  # never fewer than were shown
        later = max(0, sent(survey.questionnaire).number - survey.counted)
        survey.counted += later - later % survey.fewest_shown
    survey.fewest_shown = fewest


def add_candidate(survey: Survey, option: Option) -> Theme:
    """What was ranked becomes a candidate theme of the meeting, with its text in all languages."""
    known = {theme.code: theme for theme in list_themes(survey.meeting)}
    if option.code in known:
        return known[option.code]
    return meetings.add_theme(survey.meeting, option.code[:40], option.label, None)


def adopt_theme(survey: Survey, option: Option) -> Theme:
    """It becomes the theme of the meeting, in all languages; a candidate first, if it was none."""
    theme = add_candidate(survey, option)
    meetings.change_meeting(survey.meeting, theme=theme.title, theme_text=theme.text)
    db.session.flush()
    return theme
