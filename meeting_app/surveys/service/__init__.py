"""Verbs about surveys: make one, answer it, publish what came out."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy import select

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import format_instant, zone_name
from meeting_app.core.localtext import LocalText
from meeting_app.meetings import service as meetings
from meeting_app.meetings.models import Meeting, Phase, PhaseKind
from meeting_app.meetings.rules import When
from meeting_app.people.models import Person
from meeting_app.people.queries import take_turns
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires import service as questionnaires
from meeting_app.questionnaires.models import Response
from meeting_app.questionnaires.rules import QuestionKind, Values
from meeting_app.questionnaires.service import NewQuestion
from meeting_app.surveys.models import Once, Survey, SurveyInvitation
from meeting_app.surveys.service.inviting import invite as invite
from meeting_app.surveys.service.inviting import invite_people as invite_people
from meeting_app.surveys.service.inviting import remind as remind
from meeting_app.surveys.service.inviting import send_again as send_again
from meeting_app.surveys.service.modes import change_modes as change_modes
from meeting_app.surveys.service.modes import has_answered as has_answered
from meeting_app.surveys.service.modes import has_answers as has_answers
from meeting_app.surveys.service.modes import instant_kept as instant_kept
from meeting_app.surveys.service.modes import use_invitation as use_invitation


def open_survey(
    meeting: Meeting,
    slug: str,
    title: LocalText,
    intro: LocalText | None,
    thanks: LocalText | None,
    questions: Iterable[NewQuestion],
    *,
    opens_at: datetime,
    closes_at: datetime,
) -> Survey:
    """As `make_survey`, with a phase of its own, named after it."""
    known = select(Survey.id).where(Survey.meeting_id == meeting.id, Survey.slug == slug)
    if db.session.scalar(known):
        raise Refused(_("Another survey has this address. Choose another one."), "slug")
    phase = meetings.add_phase(
        meeting,
        f"survey-{slug}",
        PhaseKind.SURVEY,
        title,
        opens_at=opens_at,
        closes_at=closes_at,
        endpoint=None,
    )
    return make_survey(meeting, slug, title, intro, thanks, questions, phase)


def change_survey(
    survey: Survey,
    *,
    title: LocalText,
    intro: LocalText | None,
    thanks: LocalText | None,
    opens_at: datetime,
    closes_at: datetime,
) -> None:
    """A phase that is named after the survey keeps its name."""
    meetings.move_phase(survey.phase, opens_at=opens_at, closes_at=closes_at)
    if survey.phase.label == survey.title:
        survey.phase.label = title
    survey.title, survey.intro, survey.thanks = title, intro, thanks


def make_survey(
    meeting: Meeting,
    slug: str,
    title: LocalText,
    intro: LocalText | None,
    thanks: LocalText | None,
    questions: Iterable[NewQuestion],
    phase: Phase,
) -> Survey:
    """phase: leads to the survey from now on."""
    phase.endpoint, phase.arguments = "surveys.answer", {"slug": slug}
    survey = Survey(
        meeting=meeting,
        slug=slug,
        title=title,
        intro=intro,
        thanks=thanks,
        phase=phase,
        questionnaire=questionnaires.make_questionnaire(meeting, questions),
    )
    db.session.add(survey)
    db.session.flush()
    return survey


def answer(
    survey: Survey,
    values: Values,
    *,
    language: str,
    form_opened_at: datetime,
    now: datetime,
    version: int | None = None,
    draft: Response | None = None,
    person: Person | None = None,
    invitation: SurveyInvitation | None = None,
    subject: str = "",
    origin: str | None = None,
) -> Response:
    """Keep one answer; its code is the receipt. Refused outside the survey's phase, and where one
    was given already and no second is taken.

    version: of the questionnaire, that the form had asked. draft: the answer so far. person: whose
    name it carries, in a signed survey. subject: the code of what it is about. origin: a hash of what
    this very sending is known by.
    """
    arrival = meetings.arrival(survey.phase, form_opened_at=form_opened_at, now=now)
    if not arrival.taken:
        raise Refused(_closed(survey, language, now))
    if invitation is not None:
        use_invitation(invitation)
    elif person and survey.once == Once.PERSON:
        take_turns(person)
        if has_answered(survey, person, subject):
            raise Refused(_("You have answered already. One answer is taken from each person."))
    if draft is not None:
        # Its number would tell when it was begun, and put the answer among earlier ones.
        db.session.delete(draft)
    kept = instant_kept(survey, now)
    response = questionnaires.store_response(
        survey.questionnaire,
        values,
        language=language,
        person=person if survey.signed else None,
        now=kept,
        late=arrival.late,
        version=version,
        subject=subject,
        origin=origin,
    )
    asks_files = any(one.kind == QuestionKind.FILE for one in survey.questionnaire.questions)
    if asks_files and kept != now:
        for one in drafts.list_files([response.id]):
            one.kept_at = one.stored.stored_at = kept
    return response


def _closed(survey: Survey, language: str, now: datetime) -> str:
    phase, zone = survey.phase, survey.meeting.zone
    if meetings.when(phase, now) is When.BEFORE:
        return _(
            "This survey opens on %(instant)s, %(zone)s. Your answer was not saved: copy what you "
            "wrote, and send it then.",
            instant=format_instant(phase.opens_at, language, zone),
            zone=zone_name(zone, language, phase.opens_at),
        )
    return _(
        "This survey was open until %(instant)s, %(zone)s. Your answer was not saved: copy what "
        "you wrote, and write to %(email)s if you still want to send it.",
        instant=format_instant(phase.closes_at, language, zone),
        zone=zone_name(zone, language, phase.closes_at),
        email=survey.meeting.contact_email,
    )
