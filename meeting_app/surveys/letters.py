"""The letter that asks somebody to answer a survey."""

from collections.abc import Sequence
from functools import partial

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.locale import babel_locale, format_instant, zone_name
from meeting_app.core.outbox import Letter
from meeting_app.core.web import absolute_url
from meeting_app.letters import service as letters
from meeting_app.letters.composing import Address, Values
from meeting_app.letters.kinds import LetterKind, Recipient
from meeting_app.meetings.models import Meeting
from meeting_app.surveys.models import Survey, SurveyInvitation
from meeting_app.surveys.queries.inviting import search_invitations

CONDITION = "surveys.has_not_answered"


def invitation(found: SurveyInvitation, token: str) -> Letter:
    """token: of the link in this letter."""
    survey, person = found.survey, found.person
    return letters.compose(
        INVITATION,
        _values(survey, token, person.language),
        meeting=survey.meeting,
        to=person,
        cause=f"{survey.meeting.slug}/{survey.slug}/{found.letters}",
        batch=f"survey/{survey.slug}",
        condition=CONDITION,
        condition_data={"invitation": found.id},
    )


def _values(survey: Survey, token: str, language: str) -> Values:
    meeting, phase = survey.meeting, survey.phase
    with force_locale(babel_locale(language)):
        names = (
            _("Your answers carry your name: the organisers see it.")
            if survey.signed
            else _(
                "Your answers carry no name. The link only tells that you have answered, so that "
                "we do not ask you again; not what you answered."
            )
        )
        until = _(
            "You can answer until %(instant)s, %(zone)s.",
            instant=format_instant(phase.closes_at, language, meeting.zone),
            zone=zone_name(meeting.zone, language, phase.closes_at),
        )
    return {
        "survey": survey.title.in_(language),
        "until": until,
        "names": names,
        "survey_page": _link(meeting, survey.slug, token, language),
    }


def _link(meeting: Meeting, slug: str, token: str, language: str) -> Address:
    where = {"meeting": meeting.slug, "slug": slug, "token": token}
    return Address(absolute_url("surveys.invited", lang=language, **where))


def _example(meeting: Meeting, language: str) -> Values:
    with force_locale(babel_locale(language)):
        return {
            "survey": _("Which themes matter most?"),
            "until": _(
                "You can answer until %(instant)s, %(zone)s.",
                instant=format_instant(meeting.created_at, language, meeting.zone),
                zone=zone_name(meeting.zone, language, meeting.created_at),
            ),
            "names": _(
                "Your answers carry no name. The link only tells that you have answered, so that "
                "we do not ask you again; not what you answered."
            ),
            "survey_page": _link(meeting, "themes", "…", language),
        }


def _recipients(meeting: Meeting, words: str, code: str) -> Sequence[Recipient]:
    return [
        Recipient(
            code=str(found.id),
            name=found.person.name or found.person.email,
            language=found.person.language,
            about=found.survey.title.in_(found.person.language),
            values=partial(_values, found.survey, "…"),
        )
        for found in search_invitations(meeting, words, code)
    ]


INVITATION = LetterKind(
    code="surveys.invitation",
    group=_l("Surveys"),
    name=_l("Invitation to a survey"),
    describes=_l("To whoever is invited to answer a survey, and again as a reminder."),
    subject=_l("Your answer is wanted: {survey}"),
    body=(
        "{greeting}",
        _l("The organisers of {meeting} ask you to answer a survey: “{survey}”."),
        "{until}",
        (_l("This link is yours alone, please do not pass it on:"), "{survey_page}"),
        "{names}",
        _l("Questions? Write to {contact}."),
    ),
    placeholders={
        "survey": _l("Title of the survey"),
        "until": _l("Until when it can be answered"),
        "names": _l("Whether answers carry names"),
        "survey_page": _l("Link by which this person answers"),
    },
    example=_example,
    recipients=_recipients,
    required=("survey_page",),
    wanted=("names", "until"),
    necessary=False,
)
KINDS = (INVITATION,)
