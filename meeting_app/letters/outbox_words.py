"""Names of states and outcomes."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_pgettext as _p

from meeting_app.core.outbox import Attempt, Reason
from meeting_app.letters.queries.outbox import LetterState

STATES = {
    LetterState.WAITING: _p("letter", "Waiting"),
    LetterState.LEAVING: _p("letter", "Being sent"),
    LetterState.SENT: _p("letter", "Sent"),
    LetterState.FAILED: _p("letter", "Failed"),
    LetterState.BOUNCED: _p("letter", "Came back"),
    LetterState.WITHDRAWN: _p("letter", "Withdrawn"),
}
STATE_KINDS = {
    LetterState.WAITING: "warn",
    LetterState.LEAVING: "warn",
    LetterState.SENT: "good",
    LetterState.FAILED: "bad",
    LetterState.BOUNCED: "bad",
    LetterState.WITHDRAWN: "quiet",
}
REASONS = {
    Reason.BY_ORGANISER.value: _l("An organiser withdrew it."),
    Reason.NO_LONGER_TRUE.value: _l("What it says was no longer true when it was about to leave."),
    Reason.STOPPED.value: _l("The recipient wants only the necessary letters."),
    Reason.ERASED.value: _l("The recipient's account was closed or erased."),
}
KEPT_AS_FILE = _l("Kept as a file: no mail server was set, nobody was reached.")
OUTCOMES = {
    Attempt.BEGUN.value: _l("Begun. How it ended is not known: it may have left."),
    Attempt.SENT.value: _l("The mail server took it."),
    Attempt.KEPT.value: KEPT_AS_FILE,
    Attempt.LATER.value: _l("Not taken for now. It is tried again."),
    Attempt.REFUSED.value: _l("Refused for good."),
    Attempt.HELD.value: _l("The mail server could not be used. All letters wait."),
    Attempt.BOUNCED.value: _l("It came back."),
}
