"""Who is at the door of a survey: by invitation, by name, by the browser's cookie; and about what."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from flask import after_this_request, current_app, g, request
from flask_babel import gettext as _

from meeting_app.core.feature import Feature
from meeting_app.core.signing import read_signed, sign
from meeting_app.meetings.models import Meeting
from meeting_app.people.access import signed_in_person
from meeting_app.people.models import Person
from meeting_app.surveys import queries, service
from meeting_app.surveys.models import About, Once, Survey, SurveyInvitation

ANSWERED_DAYS = 365
NEEDS_INVITATION = "invitation"
NEEDS_SIGN_IN = "sign_in"
NEEDS_SUBJECT = "subject"
ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a request brings along."""

    stop: str = ""
    """Why nothing can be answered; empty where it can."""
    person: Person | None = None
    """Whose name the answer carries."""
    invitation: SurveyInvitation | None = None
    subject: str = ""
    subject_title: Any = None

    def sentence(self) -> str:
        """What is said to whoever sends a form all the same."""
        return {
            NEEDS_INVITATION: _(
                "This survey is by invitation. Open the link in your letter, then send the form "
                "again: it is still open in this window."
            ),
            NEEDS_SIGN_IN: _("Sign in to send your answers: they carry your name."),
            NEEDS_SUBJECT: _("This session cannot be asked about. Choose another one."),
            ANSWERED: _("You have answered already. One answer is taken from each."),
        }[self.stop]


def enter(survey: Survey) -> Entry:
    """An anonymous survey never looks who is signed in."""
    subject = request.args.get("session", "") if survey.about == About.SESSIONS else ""
    title = None
    if survey.about == About.SESSIONS:
        title = subjects_of(survey.meeting).get(subject)
        if title is None:
            return Entry(NEEDS_SUBJECT)
    if survey.invited:
        invitation = _invitation(survey)
        stop = "" if invitation else NEEDS_INVITATION
        person = invitation.person if invitation and survey.signed else None
        return Entry(stop, person, invitation, subject, title)
    if survey.signed:
        person = signed_in_person()
        stop = "" if person else NEEDS_SIGN_IN
        if person and survey.once == Once.PERSON and service.has_answered(survey, person, subject):
            stop = ANSWERED
        return Entry(stop, person, None, subject, title)
    stop = ANSWERED if survey.once == Once.BROWSER and _has_mark(survey, subject) else ""
    return Entry(stop, None, None, subject, title)


def subjects_of(meeting: Meeting) -> Mapping[str, Any]:
    """{code: title} of what can be asked about one by one."""
    features: tuple[Feature, ...] = current_app.extensions["features"]
    return {
        code: title
        for feature in features
        if feature.subjects
        for code, title in feature.subjects(meeting, g.now).items()
    }


def carry_invitation(answer: Any, survey: Survey, token: str) -> None:
    """In a cookie for this browser's session, so that the secret stands in no further address."""
    _set(answer, _invited(survey), token, None)


def leave_mark(survey: Survey, entry: Entry) -> None:
    """With the answer to this request. The same for everybody who has answered this survey: it tells
    nobody apart."""
    if entry.invitation:
        name = _invited(survey)
        after_this_request(lambda answer: _drop(answer, name))
    elif survey.once == Once.BROWSER and not survey.signed:
        name, mark = _mark(survey, entry.subject), sign(_purpose(survey, entry.subject), "answered")
        after_this_request(lambda answer: _set(answer, name, mark, ANSWERED_DAYS * 24 * 3600))


def origin_of(survey: Survey, form: Any) -> str | None:
    """A hash of what one sending of this form is known by: the number that the page's script gave
    it, or else the form's key with what was answered. The same comes in once to a survey."""
    own, key = form.sending.data or "", form.form_key.data
    if 20 <= len(own) <= 40:
        return sha256(f"form {survey.id} {own}".encode()).hexdigest()
    answers = sorted(pair for pair in request.form.items(multi=True) if pair[0].startswith("q-"))
    return sha256(f"form {survey.id} {key} {answers!r}".encode()).hexdigest() if key else None


def _invitation(survey: Survey) -> SurveyInvitation | None:
    token = request.cookies.get(_invited(survey))
    return queries.find_invitation(survey, token) if token else None


def _has_mark(survey: Survey, subject: str) -> bool:
    try:
        return bool(
            read_signed(_purpose(survey, subject), request.cookies.get(_mark(survey, subject), ""))
            == "answered"
        )
    except LookupError:
        return False


def _invited(survey: Survey) -> str:
    return f"survey-invited-{survey.id}"


def _mark(survey: Survey, subject: str) -> str:
    return f"survey-answered-{survey.id}{subject and '-'}{subject}"


def _purpose(survey: Survey, subject: str) -> str:
    return f"survey answered {survey.id} {subject}"


def _drop(answer: Any, name: str) -> Any:
    answer.delete_cookie(name)
    return answer


def _set(answer: Any, name: str, value: str, seconds: int | None) -> Any:
    answer.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return answer
