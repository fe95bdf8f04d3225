"""Letters about decisions: accepted, waitlisted, declined."""

from collections.abc import Callable, Sequence
from functools import partial

from flask_babel import force_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.abstracts.models import Abstract
from meeting_app.core.locale import babel_locale, fold, format_days
from meeting_app.core.outbox import Letter
from meeting_app.core.web import absolute_url
from meeting_app.letters import service as letters
from meeting_app.letters.composing import Address, Values
from meeting_app.letters.kinds import LetterKind, Recipient, Recipients
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person
from meeting_app.review import queries
from meeting_app.review.models import Decision
from meeting_app.review.rules import ANNOUNCED_AS, Outcome

MOST_RECIPIENTS = 20
Opening = Callable[[bool, dict[str, str]], str]
"""(is the submitter, {title, meeting, days}) -> the first sentence, in the language in force."""


def recipients(abstract: Abstract) -> list[Person]:
    """The submitter, then the presenters who have an account, each once."""
    people = [abstract.submitter, *(p.person for p in abstract.presenters if p.person)]
    return list(dict.fromkeys(people))


def announcement(decision: Decision, person: Person) -> Letter:
    abstract, outcome = decision.abstract, Outcome(decision.outcome)
    return letters.compose(
        KIND_OF[outcome],
        _values(outcome, abstract, person, person.language),
        meeting=abstract.meeting,
        to=person,
        cause=f"{abstract.meeting.slug}/{abstract.code}",
    )


def _values(outcome: Outcome, abstract: Abstract, person: Person, language: str) -> Values:
    return _filled(
        outcome,
        abstract.meeting,
        abstract.title,
        abstract.code,
        language,
        is_submitter=person.id == abstract.submitter_id,
    )


def _filled(
    outcome: Outcome, meeting: Meeting, title: str, code: str, language: str, *, is_submitter: bool
) -> Values:
    said = {
        "title": title,
        "meeting": meeting.title.in_(language),
        "days": format_days(meeting.starts_on, meeting.ends_on, language),
    }
    with force_locale(babel_locale(language)):
        opening = OPENINGS[outcome](is_submitter, said)
    return {
        "opening": opening,
        "title": title,
        "code": code,
        "abstract_page": Address(
            absolute_url("abstracts.show", lang=language, meeting=meeting.slug, code=code)
        ),
    }


def _accepted(is_submitter: bool, said: dict[str, str]) -> str:
    if is_submitter:
        return _(
            "We are glad to tell you that your abstract “%(title)s” was accepted for %(meeting)s (%(days)s).",
            **said,
        )
    return _(
        "We are glad to tell you that the abstract “%(title)s”, which names you as a presenter, was accepted for %(meeting)s (%(days)s).",
        **said,
    )


def _waitlisted(is_submitter: bool, said: dict[str, str]) -> str:
    if is_submitter:
        return _(
            "Your abstract “%(title)s” is on the waiting list of %(meeting)s (%(days)s).", **said
        )
    return _(
        "The abstract “%(title)s”, which names you as a presenter, is on the waiting list of %(meeting)s (%(days)s).",
        **said,
    )


def _declined(is_submitter: bool, said: dict[str, str]) -> str:
    if is_submitter:
        return _(
            "Thank you for submitting “%(title)s” to %(meeting)s (%(days)s). We are sorry to tell you that we cannot give it a place in the agenda this time.",
            **said,
        )
    return _(
        "Thank you for your part in “%(title)s”, submitted to %(meeting)s (%(days)s). We are sorry to tell you that we cannot give it a place in the agenda this time.",
        **said,
    )


OPENINGS: dict[Outcome, Opening] = {
    Outcome.ACCEPT: _accepted,
    Outcome.WAITLIST: _waitlisted,
    Outcome.DECLINE: _declined,
}


def _example(outcome: Outcome) -> Callable[[Meeting, str], Values]:
    def example(meeting: Meeting, language: str) -> Values:
        with force_locale(babel_locale(language)):
            title = _("Listening to children in camps")
        return _filled(outcome, meeting, title, "K7P2QX", language, is_submitter=True)

    return example


def _recipients(outcome: Outcome) -> Recipients:
    def find(meeting: Meeting, words: str, code: str) -> Sequence[Recipient]:
        found = [
            Recipient(
                code=f"{abstract.code}-{person.id}",
                name=person.name or person.email,
                language=person.language,
                about=abstract.title,
                values=partial(_values, outcome, abstract, person),
            )
            for abstract in queries.search_decided(
                meeting, outcome, words=words, code=code.partition("-")[0]
            )
            for person in recipients(abstract)
        ]
        if code:
            return [one for one in found if one.code == code]
        return sorted(found, key=lambda one: fold(words) not in fold(one.name))[:MOST_RECIPIENTS]

    return find


PLACEHOLDERS = {
    "opening": _l(
        "The first sentence: what was decided. It differs for submitters and for other presenters"
    ),
    "title": _l("Title of the abstract"),
    "code": _l("Code of the abstract"),
    "abstract_page": _l("Link to the abstract"),
}
ACCEPTED = LetterKind(
    code="review.accepted",
    group=_l("Decisions"),
    name=_l("Decision: accepted"),
    describes=_l("To the submitter and the presenters, when decisions are announced."),
    subject=_l("Your abstract was accepted: {title}"),
    body=(
        "{greeting}",
        "{opening}",
        _l(
            "Thank you for sharing this work. The reviewers read it without knowing who wrote it, and they want others to hear about it."
        ),
        _l("What happens next:"),
        (
            _l(
                "1. We now build the agenda. You find the day, the time and the room of your session on the meeting's page as soon as it is published."
            ),
            _l(
                "2. Everybody who presents registers for the meeting, in person or online, also on the meeting's page:"
            ),
            "{meeting_page}",
            _l(
                "3. Is something about the title or the presenters no longer right? Tell us soon, before the agenda is published."
            ),
        ),
        (_l("The abstract is here:"), "{abstract_page}"),
        _l(
            "If you cannot come, or need something in order to take part, write to {contact}. The earlier we know, the more we can do."
        ),
        _l("We look forward to your session."),
    ),
    placeholders=PLACEHOLDERS,
    example=_example(Outcome.ACCEPT),
    recipients=_recipients(Outcome.ACCEPT),
    wanted=("opening", "abstract_page"),
)
WAITLISTED = LetterKind(
    code="review.waitlisted",
    group=_l("Decisions"),
    name=_l("Decision: on the waiting list"),
    describes=_l("To the submitter and the presenters, when decisions are announced."),
    subject=_l("Your abstract is on the waiting list: {title}"),
    body=(
        "{greeting}",
        "{opening}",
        _l(
            "The reviewers found it good, but there are more good abstracts than places in the agenda. When a place becomes free, we write to you at once."
        ),
        _l("What you can do now:"),
        (
            _l("1. You need not do anything to stay on the list."),
            _l(
                "2. If you no longer wish to present, withdraw the abstract on its page, so that somebody else can have the place:"
            ),
            "{abstract_page}",
            _l(
                "3. You are welcome at the meeting in any case. Registration is on the meeting's page:"
            ),
            "{meeting_page}",
        ),
        _l(
            "If you have to plan your journey and need to know more, write to {contact}. We tell you frankly how good the chances are."
        ),
        _l("Thank you for your work and for your patience."),
    ),
    placeholders=PLACEHOLDERS,
    example=_example(Outcome.WAITLIST),
    recipients=_recipients(Outcome.WAITLIST),
    wanted=("opening", "abstract_page"),
)
DECLINED = LetterKind(
    code="review.declined",
    group=_l("Decisions"),
    name=_l("Decision: declined"),
    describes=_l("To the submitter and the presenters, when decisions are announced."),
    subject=_l("About your abstract: {title}"),
    body=(
        "{greeting}",
        "{opening}",
        _l(
            "Several reviewers read it with care, without knowing who wrote it. Many more abstracts came than there are places, and we had to choose. The decision is about this year's agenda; it is no judgement on your work with children and their families."
        ),
        _l("We would be glad to have you with us all the same:"),
        (
            _l(
                "1. Take part in the meeting, in person or online. Registration is on the meeting's page:"
            ),
            "{meeting_page}",
            _l(
                "2. Your abstract stays yours, on its page. You can use it elsewhere, or build on it for the next meeting:"
            ),
            "{abstract_page}",
        ),
        _l(
            "If you have a question about the decision, write to {contact}. We answer every letter."
        ),
        _l("With our thanks and our respect."),
    ),
    placeholders=PLACEHOLDERS,
    example=_example(Outcome.DECLINE),
    recipients=_recipients(Outcome.DECLINE),
    wanted=("opening", "contact"),
)
KINDS = (ACCEPTED, WAITLISTED, DECLINED)
KIND_OF: dict[Outcome, LetterKind] = {
    outcome: next(kind for kind in KINDS if kind.code == f"review.{ANNOUNCED_AS[outcome]}")
    for outcome in Outcome
}
