"""Letters to the submitter of an abstract."""

from collections.abc import Sequence
from datetime import time, timedelta
from functools import partial

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.abstracts import queries
from meeting_app.abstracts.models import Abstract, AbstractState
from meeting_app.core.locale import babel_locale, format_instant, local_instant, zone_name
from meeting_app.core.outbox import Letter
from meeting_app.core.web import absolute_url
from meeting_app.letters import service as letters
from meeting_app.letters.composing import Address, Values
from meeting_app.letters.kinds import LetterKind, Recipient, Recipients
from meeting_app.meetings.models import Meeting

PLACEHOLDERS = {
    "code": _l("Code of the abstract"),
    "title": _l("Title of the abstract"),
    "call": _l("Title of the call"),
    "abstract_page": _l("Link to the abstract"),
}


def submitted(abstract: Abstract) -> Letter:
    return _letter(SUBMITTED, abstract)


def withdrawn(abstract: Abstract) -> Letter:
    return _letter(WITHDRAWN, abstract)


def _letter(kind: LetterKind, abstract: Abstract) -> Letter:
    return letters.compose(
        kind,
        _values(abstract, abstract.submitter.language),
        meeting=abstract.meeting,
        to=abstract.submitter,
        cause=f"{abstract.meeting.slug}/{abstract.code}",
    )


def _values(abstract: Abstract, language: str) -> Values:
    meeting, phase = abstract.meeting, abstract.call.phase
    return {
        "code": abstract.code,
        "title": abstract.title,
        "call": abstract.call.title.in_(language),
        "abstract_page": _page(meeting, abstract.code, language),
        "what_next": _late(language)
        if abstract.late
        else _open_until(
            format_instant(phase.closes_at, language, meeting.zone),
            zone_name(meeting.zone, language, phase.closes_at),
            language,
        ),
    }


def _page(meeting: Meeting, code: str, language: str) -> Address:
    return Address(absolute_url("abstracts.show", lang=language, meeting=meeting.slug, code=code))


def _late(language: str) -> str:
    with force_locale(babel_locale(language)):
        return _("It arrived shortly after the deadline. It was taken, and is marked as late.")


def _open_until(instant: str, zone: str, language: str) -> str:
    with force_locale(babel_locale(language)):
        return _(
            "You can change it until %(instant)s, %(zone)s. After that it is reviewed, and we write to you with the decision.",
            instant=instant,
            zone=zone,
        )


def _example(meeting: Meeting, language: str) -> Values:
    with force_locale(babel_locale(language)):
        title, call = _("Listening to children in camps"), _("Practice and learning")
    code = "K7P2QX"
    closes_at = local_instant(meeting.starts_on - timedelta(days=90), time(23, 59), meeting.zone)
    return {
        "code": code,
        "title": title,
        "call": call,
        "abstract_page": _page(meeting, code, language),
        "what_next": _open_until(
            format_instant(closes_at, language, meeting.zone),
            zone_name(meeting.zone, language, closes_at),
            language,
        ),
    }


def _recipients(*states: AbstractState) -> Recipients:
    def find(meeting: Meeting, words: str, code: str) -> Sequence[Recipient]:
        return [
            Recipient(
                code=abstract.code,
                name=abstract.submitter.name or abstract.submitter.email,
                language=abstract.submitter.language,
                about=abstract.title,
                values=partial(_values, abstract),
            )
            for abstract in queries.search(meeting, states, words=words, code=code)
        ]

    return find


SUBMITTED = LetterKind(
    code="abstracts.submitted",
    group=_l("Abstracts"),
    name=_l("Abstract submitted"),
    describes=_l("To whoever submitted an abstract, at once."),
    subject=_l("Your abstract {code} was submitted"),
    body=(
        "{greeting}",
        _l("We received your abstract “{title}” for the call “{call}” of {meeting}."),
        "{what_next}",
        (_l("You find it here:"), "{abstract_page}"),
        _l("Any question? Write to {contact}."),
    ),
    placeholders={
        **PLACEHOLDERS,
        "what_next": _l("Until when it can be changed; or that it came late"),
    },
    example=_example,
    recipients=_recipients(*(state for state in AbstractState if state != AbstractState.DRAFT)),
    wanted=("title", "abstract_page"),
)
WITHDRAWN = LetterKind(
    code="abstracts.withdrawn",
    group=_l("Abstracts"),
    name=_l("Abstract withdrawn"),
    describes=_l("To whoever withdrew an abstract, at once."),
    subject=_l("Your abstract {code} was withdrawn"),
    body=(
        "{greeting}",
        _l(
            "You withdrew your abstract “{title}” from the call “{call}” of {meeting}. It is not considered any more."
        ),
        (_l("You can still read it here:"), "{abstract_page}"),
        _l("If you did not want this, write to {contact}."),
    ),
    placeholders=PLACEHOLDERS,
    example=_example,
    recipients=_recipients(AbstractState.SUBMITTED, AbstractState.WITHDRAWN),
    wanted=("title", "contact"),
)
KINDS = (SUBMITTED, WITHDRAWN)
