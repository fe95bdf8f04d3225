"""What this package hands to the application."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import pgettext

from meeting_app.core.feature import Asking, Feature, MenuItem, OrganisersText
from meeting_app.surveys import letters
from meeting_app.surveys.access import only_translates
from meeting_app.surveys.audience import ANSWERED, INVITATION_DUTY, UNANSWERED
from meeting_app.surveys.privacy import PRIVACY, has_not_answered
from meeting_app.surveys.queries import list_surveys
from meeting_app.surveys.views import bp


def _desk_menu(meeting: Any) -> Iterable[MenuItem]:
    yield MenuItem(_("Surveys"), url_for("surveys.desk_list", meeting=meeting.slug), order=20)
    texts = url_for("surveys.to_translate", meeting=meeting.slug)
    yield MenuItem(_("Texts of surveys"), texts, order=21, seen_by=only_translates)


def _texts(meeting: Any) -> Iterable[OrganisersText]:
    """Its questions and options come from questionnaires."""
    for survey in list_surveys(meeting):
        name = survey.title.text
        yield OrganisersText(_("Title of the survey “%(survey)s”", survey=name), survey, "title")
        if survey.intro:
            label = _("Introduction of the survey “%(survey)s”", survey=name)
            yield OrganisersText(label, survey, "intro", long=True)
        if survey.thanks:
            label = _("Thanks after the survey “%(survey)s”", survey=name)
            yield OrganisersText(label, survey, "thanks", long=True)


def _asking(meeting: Any) -> Iterable[Asking]:
    for survey in list_surveys(meeting):
        url = url_for("surveys.desk", meeting=meeting.slug, slug=survey.slug)
        yield Asking(survey.questionnaire_id, survey.title, pgettext("asked by", "Survey"), url)


FEATURE = Feature(
    "surveys",
    rows={
        "survey_invitation": _l("Invitations to surveys"),
        "survey_link": _l("Links in invitations to surveys"),
    },
    facts=(ANSWERED, UNANSWERED),
    duties=(INVITATION_DUTY,),
    letter_kinds=letters.KINDS,
    conditions={letters.CONDITION: has_not_answered},
    blueprints=(bp,),
    desk_menu=_desk_menu,
    texts=_texts,
    asking=_asking,
    privacy=PRIVACY,
)
