"""Who may see a survey's results and texts."""

from typing import Any

from meeting_app.meetings.access import may_look, may_organise, sees_desk, translates
from meeting_app.meetings.models import Meeting
from meeting_app.people.access import read_by, second_factor_where
from meeting_app.people.models import Person
from meeting_app.surveys.models import Survey


def may_see_results(person: Person | None, survey: Survey) -> bool:
    return survey.results_published_at is not None or may_look(person, survey)


@second_factor_where(sees_desk)
def may_see_texts(person: Person | None, thing: Any) -> bool:
    """What people answered in words: for organisers, and for translators, who put it beside."""
    return translates(person, thing) or sees_desk(person, thing)


@read_by(may_see_texts)
@second_factor_where(sees_desk)
def may_translate_texts(person: Person | None, thing: Any) -> bool:
    """Into one language at least: `may_translate_into` says into which."""
    return translates(person, thing)


@read_by(may_see_texts)
def may_tag(person: Person | None, thing: Any) -> bool:
    return may_organise(person, thing)


def only_translates(person: Person | None, meeting: Meeting) -> bool:
    """For the menu: organisers find the texts with their survey."""
    return translates(person, meeting) and not sees_desk(person, meeting)
