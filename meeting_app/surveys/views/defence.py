"""Against programs that fill in surveys, without any outside service.

A field that people do not see; a shortest time between opening and sending; a count per address. When
more answers arrive, or are turned down, in a minute than people send, or many from one address, each
answer costs a puzzle that the page's script solves, or a minute's patience without a script. Counts
are hashes in memory, for minutes (core/limits.py); nothing of them is kept with an answer.
"""

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from flask import current_app, g, request
from flask_babel import gettext as _

from meeting_app.core import limits
from meeting_app.core.limits import Limit
from meeting_app.core.locale import format_time
from meeting_app.core.signing import read_signed, sign
from meeting_app.surveys.forms import SurveyForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.rules import PUZZLE_BITS, solves

WAIT = timedelta(minutes=1)
"""For whoever has no script, while puzzles are asked."""
WAIT_ENDS = timedelta(hours=12)
PLACE_MINUTES = 10


class Defence:
    """One request to a survey's form."""

    def __init__(self, survey: Survey, form: SurveyForm) -> None:
        self.survey, self.form = survey, form
        self.per_minute: int = current_app.config["SURVEY_ANSWERS_PER_MINUTE"]
        self.is_attacked = bool(self.per_minute) and (
            limits.is_over(self._arriving, survey.id)
            or limits.is_over(self._turned_down, survey.id)
            or limits.is_over(self._from_one_place, survey.id, request.remote_addr)
        )

    @property
    def _arriving(self) -> Limit:
        return Limit("survey answers arriving", self.per_minute, 60)

    @property
    def _turned_down(self) -> Limit:
        return Limit("survey answers turned down", max(1, self.per_minute // 2), 60)

    @property
    def _from_one_place(self) -> Limit:
        """A whole room may share an address."""
        return Limit("survey answers from one address", self.per_minute, PLACE_MINUTES * 60)

    def note_arrival(self) -> None:
        if self.per_minute:
            limits.count(self._arriving, self.survey.id)
            limits.count(self._from_one_place, self.survey.id, request.remote_addr)

    def refusal(self) -> str | None:
        """A sentence where this form, which is in order otherwise, is not taken yet."""
        least = timedelta(seconds=current_app.config["SURVEY_LEAST_SECONDS"])
        if g.now - self.form.opened_at < least:
            return self.turned_down(
                _(
                    "That was quicker than people read. Wait a few seconds, then send the form again."
                )
            )
        if not self.is_attacked or self._is_solved() or self._has_waited():
            return None
        until = self._wait_until()
        return self.turned_down(
            _(
                "So many answers arrive at present that we check whether people send them. Your "
                "browser does that by itself: send the form again. If that does not help, send it "
                "after %(time)s.",
                time=format_time(until, g.get("zone") or self.survey.meeting.zone),
            )
        )

    def turned_down(self, sentence: str) -> str:
        if self.per_minute:
            limits.count(self._turned_down, self.survey.id)
        return sentence

    @property
    def bits(self) -> int:
        return PUZZLE_BITS

    def _is_solved(self) -> bool:
        return solves(self.form.form_key.data or "", self.form.nonce.data or "")

    def _has_waited(self) -> bool:
        began = self._waiting_since()
        return began is not None and WAIT <= g.now - began <= WAIT_ENDS

    def _waiting_since(self) -> datetime | None:
        try:
            since = read_signed(self._purpose, self.form.wait.data or "")
            return datetime.fromtimestamp(since, UTC)
        except (LookupError, TypeError, ValueError, OverflowError):
            return None

    def _wait_until(self) -> datetime:
        """The form carries since when it waits."""
        began = self._waiting_since()
        if began is None or g.now - began > WAIT_ENDS:
            began = g.now
            self.form.wait.data = sign(self._purpose, int(began.timestamp()))
        return began + WAIT + timedelta(seconds=59)  # times are shown without seconds

    @property
    def _purpose(self) -> str:
        """Of this very form: one wait is good for one answer."""
        return f"survey wait {sha256((self.form.form_key.data or '').encode()).hexdigest()}"
