"""Answering, page by page: steps, drafts that are kept, two tabs, files. For the views of whatever
asks questions.

flow = Flow(SurveyForm, survey.questionnaire, token, lambda token, **more: url_for(...))
if flow.is_moving:
    if answer := flow.move():
        return answer
elif flow.is_complete():
    values = flow.read()                  # then the verb, and saved(...)
return render_template(..., flow=flow, form=flow.form), flow.status()
"""

from collections.abc import Sequence

from flask import g, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.datastructures import MultiDict

from meeting_app.core.locale import format_time
from meeting_app.core.requests import keep, saved
from meeting_app.core.web import Page
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires.drafts import Outdated
from meeting_app.questionnaires.forms import Answering
from meeting_app.questionnaires.forms.stepping import (
    Difference,
    Pairs,
    Step,
    differences,
    forget_errors,
    has_errors,
    is_shown,
    typed_into,
)
from meeting_app.questionnaires.rules import Value
from meeting_app.questionnaires.sheet import Sheet, too_many

MOVES = ("next", "back", "save")


class Flow(Sheet):
    """What the buttons of the page do."""

    @property
    def go(self) -> str:
        """Which button was pressed; empty for the one that sends. Where an answer has opened a step
        behind what was the last one, sending goes on to it."""
        given = request.form.getlist("go")
        return given[-1] if given else "" if self.is_last else "next"

    @property
    def is_moving(self) -> bool:
        return request.method == "POST" and (self.go in MOVES or self.go.startswith("to:"))

    @property
    def was_left(self) -> bool:
        """Saved to be continued later: the page says how."""
        return "left" in request.args

    @property
    def is_last(self) -> bool:
        return not self.steps or self.at == self.steps[-1]

    def more(self) -> list[tuple[str, str, str]]:
        """Buttons besides the one that goes on or sends."""
        save = ("go", "save", _("Save and continue later"))
        if not self.steps or self.at == self.steps[0]:
            return [save]
        return [("go", "back", pgettext("button", "Back")), save]

    def move(self) -> Page | None:
        """Save and go on. None where the page is to be shown again."""
        if self.form.is_searching or self.go == "next":
            self.form.validate()
            for other in self.steps:
                if other != self.at:
                    forget_errors(self.form, other)
            if self.form.is_searching or self.form.errors:
                return None
        if not self.may_save():
            return None
        try:
            token = self.save()
        except Outdated:
            return self._both()
        query = {"at": step.code} if (step := self._next()) else {}
        if self.go == "save":
            query["left"] = "1"
        return saved(self.address(token, **query))

    def _next(self) -> Step | None:
        if self.at is None:
            return None
        now = [step for step in self.steps if is_shown(self.form, step)]
        place = now.index(self.at) if self.at in now else 0
        if self.go.startswith("to:"):
            return next((one for one in now if one.code == self.go[3:]), self.at)
        place += {"next": 1, "back": -1}.get(self.go, 0)
        return now[max(0, min(place, len(now) - 1))] if now else None

    def save_quietly(self) -> Page:
        """For the page's script: no page in return, and nothing is asked."""
        if self.is_gone:
            return jsonify(problem="gone"), 410
        if not self.may_save():
            return jsonify(problem="later"), 429
        try:
            token = self.save()
        except Outdated:
            return jsonify(problem="elsewhere"), 409
        assert self.draft
        zone = g.get("zone") or self.questionnaire.meeting.zone
        answer = {
            "saved": format_time(g.now, zone),
            "revision": self.draft.revision,
            "address": self.address(token),
        }
        keep()
        return jsonify(answer)

    def is_complete(self) -> bool:
        """Whether it was sent and everything is in order; in steps, the first that is not is shown."""
        if not self.form.is_submitted() or self.is_gone:
            if self.is_gone and self.form.is_submitted():
                self.form.form_errors.append(_gone())
            return False
        good = self.form.validate()
        if not good and (wrong := [one for one in self.steps if has_errors(self.form, one)]):
            self.at = self.turn_to(wrong[0].code)
        if good and not self.may_hold():
            self.form.form_errors.append(too_many())
            return False
        return good

    def both(self) -> Page | None:
        """Before what is complete is sent: the page that shows what another tab has saved besides."""
        if self.draft is None:
            return None
        try:
            drafts.check_revision(self.draft, self.typed(), self.revision)
        except Outdated:
            return self._both()
        return None

    def read(self) -> dict[str, Value]:
        """What counts. The files that were handed in are stored."""
        self.hold_files()
        return self.form.read()

    def status(self) -> int:
        """Of the page that is shown again; with the files that were handed in."""
        if self.form.is_submitted():
            self.keep_files()
        return self.form.status

    def _both(self) -> Page:
        """What was saved elsewhere and what stands here, side by side: nothing is overwritten."""
        self.keep_files()
        assert self.draft
        other = self.make(formdata=MultiDict(self.draft.draft))
        sent_along = [("revision", str(self.draft.revision)), ("go", self.go or "save")]
        if self.at:
            sent_along.append(("at", self.at.code))
        return show_both(
            self.form,
            differences(self.form, other),
            [*typed_into(self.form), *sent_along],
            self.address(self.token),
        )


def show_both(
    form: Answering, found: Sequence[Difference], sent_along: Pairs, address: str
) -> Page:
    """What two windows hold, side by side, to choose from. sent_along: with the choice, to address."""
    page = render_template(
        "questionnaires/two_texts.html",
        form=form,
        differences=found,
        sent_along=sent_along,
        address=address,
    )
    return page, 409


def _gone() -> str:
    return _(
        "These answers were sent already, or the link to them has ended. What you wrote here is still "
        "here: send it if you want it to count as an answer of its own."
    )
