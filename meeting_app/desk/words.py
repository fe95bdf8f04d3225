"""What is to be done, as a sentence with the page where it is done."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.desk.rules import Due, Task
from meeting_app.meetings.models import Meeting


@dataclass(frozen=True, slots=True)
class Advice:
    sentence: str
    link: str
    """What the link does, such as "Assign reviewers"; empty where no page helps."""
    url: str


def advice(due: Due, meeting: Meeting) -> Advice:
    sentence, link, endpoint, arguments = _WORDS[due.task](due.number)
    url = url_for(endpoint, meeting=meeting.slug, **arguments) if endpoint else ""
    return Advice(sentence, link, url)


_Words = tuple[str, str, str, dict[str, Any]]


def _wake_worker(_number: int) -> _Words:
    sentence = _(
        "The background worker has not been seen for a minute: letters and files wait. "
        "Ask whoever runs the service to start it."
    )
    return sentence, "", "", {}


def _mend_mail(_number: int) -> _Words:
    sentence = _("The mail server cannot be used at present. All letters wait; none is lost.")
    return sentence, _("See what it says"), "letters.outbox", {}


def _find_addresses(number: int) -> _Words:
    sentence = ngettext("%(num)d letter came back.", "%(num)d letters came back.", number)
    return sentence, _("See letters that came back"), "letters.outbox", {"state": "bounced"}


def _send_letters(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d letter could not be sent.", "%(num)d letters could not be sent.", number
    )
    return sentence, _("See failed letters"), "letters.outbox", {"state": "failed"}


def _chase_reviews(number: int) -> _Words:
    sentence = ngettext(
        "The review phase is over, and %(num)d review is missing.",
        "The review phase is over, and %(num)d reviews are missing.",
        number,
    )
    return sentence, _("See who has not reviewed"), "review.committee", {}


def _assign(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d submitted abstract has no reviewers yet.",
        "%(num)d submitted abstracts have no reviewers yet.",
        number,
    )
    return sentence, _("Assign reviewers"), "review.committee", {}


def _decide(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d abstract waits for a decision.", "%(num)d abstracts wait for a decision.", number
    )
    return sentence, _("Decide"), "review.decisions", {}


def _announce(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d decision is prepared, and nobody has been told yet.",
        "%(num)d decisions are prepared, and nobody has been told yet.",
        number,
    )
    return sentence, _("Announce decisions"), "review.decisions", {}


def _make_sessions(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d accepted abstract is not a session yet.",
        "%(num)d accepted abstracts are not sessions yet.",
        number,
    )
    return sentence, _("Make sessions of them"), "agenda.desk", {}


def _place(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d session has no time yet.", "%(num)d sessions have no time yet.", number
    )
    return sentence, _("Place sessions"), "agenda.desk", {}


def _resolve(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d serious clash is in the agenda.",
        "%(num)d serious clashes are in the agenda.",
        number,
    )
    return sentence, _("See clashes"), "agenda.desk", {}


def _publish(number: int) -> _Words:
    sentence = ngettext(
        "%(num)d session is placed, and nothing is published yet.",
        "%(num)d sessions are placed, and nothing is published yet.",
        number,
    )
    return sentence, _("Publish the agenda"), "agenda.desk", {}


def _write_pack(_number: int) -> _Words:
    sentence = _("The agenda is published, and the participant pack has no sections yet.")
    return sentence, _("Write the pack"), "packs.desk", {}


_WORDS: dict[Task, Callable[[int], _Words]] = {
    Task.WAKE_WORKER: _wake_worker,
    Task.MEND_MAIL: _mend_mail,
    Task.SEND_LETTERS: _send_letters,
    Task.FIND_ADDRESSES: _find_addresses,
    Task.CHASE_REVIEWS: _chase_reviews,
    Task.ASSIGN: _assign,
    Task.DECIDE: _decide,
    Task.ANNOUNCE: _announce,
    Task.MAKE_SESSIONS: _make_sessions,
    Task.PLACE: _place,
    Task.RESOLVE: _resolve,
    Task.PUBLISH: _publish,
    Task.WRITE_PACK: _write_pack,
}
