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

from collections.abc import Callable
from datetime import datetime
from typing import Any

from flask import current_app, g, jsonify, render_template, request
from flask_babel import gettext as _
from flask_babel import pgettext
from werkzeug.datastructures import MultiDict

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form
from meeting_app.core.limits import Limit, count
from meeting_app.core.locale import format_time
from meeting_app.core.requests import keep, note, saved
from meeting_app.core.web import Page
from meeting_app.people.models import Person
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires.drafts import Outdated
from meeting_app.questionnaires.forms import Answering, make_form
from meeting_app.questionnaires.forms.files import Kept
from meeting_app.questionnaires.forms.stepping import (
    Difference,
    Pairs,
    Step,
    all_items,
    differences,
    forget_errors,
    has_errors,
    is_shown,
    names_of,
    steps_of,
    typed_as,
    typed_into,
)
from meeting_app.questionnaires.models import Questionnaire, Response
from meeting_app.questionnaires.rules import Value

LARGEST_REQUEST = 12_000_000
"""Octets of a form with files."""
STARTS = Limit("started drafts", 60, 3600)
"""From one address: a whole room may share one."""
MOVES = ("next", "back", "save")


class Flow:
    """One request about one sheet of questions."""

    def __init__(
        self,
        base: type[Form],
        questionnaire: Questionnaire,
        token: str | None,
        address: Callable[..., str],
        *,
        person: Person | None = None,
        **data: Any,
    ) -> None:
        """address: (secret of the link or None, **query) -> where the draft is continued. person:
        whose account finds the draft again; None where answers carry no name."""
        self.questionnaire, self.token, self.address = questionnaire, token, address
        self.person = person
        self.draft: Response | None = None
        if token:
            self.draft = drafts.find_draft(questionnaire, token, g.now)
        elif person:
            self.draft = drafts.find_own_draft(questionnaire, person, g.now)
        self.is_gone = bool(token) and self.draft is None
        """Sent already, or too old."""
        self.differences: list[Difference] = []
        version = self.draft.version if self.draft and request.method == "GET" else None
        self.make = make_form(base, questionnaire, version)
        self.form: Answering = self.make(**self._given(), **data)
        self.steps = [
            step
            for step in steps_of(self.form.definition, questionnaire.in_steps)
            if is_shown(self.form, step)
        ]
        asked = request.form if request.method == "POST" else request.args
        self.at = self._step(asked.get("at", ""))

    def _given(self) -> dict[str, Any]:
        if request.method == "GET":
            return {"formdata": MultiDict(self.draft.draft)} if self.draft else {}
        if self.draft and any(name.startswith("choose-") for name in request.form):
            return {"formdata": self._chosen(self.draft)}
        return {}

    def _chosen(self, draft: Response) -> MultiDict[str, str]:
        """After two tabs: of each question the text that was chosen."""
        fields = [pair for pair in request.form.items(multi=True) if pair[0] != "revision"]
        bare = self.make(formdata=MultiDict(fields))
        for item in bare.definition.questions:
            if request.form.get(f"choose-{item.code}") == "saved":
                names = names_of(item)
                fields = [pair for pair in fields if pair[0] not in names]
                fields += [(name, text) for name, text in draft.draft if name in names]
        return MultiDict(fields)

    def _step(self, code: str) -> Step | None:
        if not self.steps:
            return None
        self.form.step = next((one for one in self.steps if one.code == code), self.steps[0])
        return self.form.step

    @property
    def go(self) -> str:
        """Which button was pressed; empty for the one that sends."""
        given = request.form.getlist("go")
        return given[-1] if given else ""

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

    @property
    def revision(self) -> int:
        """That the page shows."""
        if request.method != "POST":
            return self.draft.revision if self.draft else 0
        given = request.form.get("revision", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0

    @property
    def ends_at(self) -> datetime | None:
        """When the draft goes, unless it is saved again."""
        return self.draft.saved_at + drafts.KEPT if self.draft and self.draft.saved_at else None

    def more(self) -> list[tuple[str, str, str]]:
        """Buttons besides the one that goes on or sends."""
        save = ("go", "save", _("Save and continue later"))
        if not self.steps or self.at == self.steps[0]:
            return [save]
        return [("go", "back", pgettext("button", "Back")), save]

    def carried(self) -> Pairs:
        """What was typed in other steps: hidden on this page, so that rules know of it."""
        if self.at is None:
            return []
        here = {item.code for item in all_items(self.form, self.at)}
        return [
            pair
            for item in self.form.definition.items
            if item.code not in here
            for pair in typed_as(self.form, item)
        ]

    def move(self) -> Page | None:
        """Save and go on. None where the page is to be shown again."""
        if self.form.is_searching or self.go == "next":
            self.form.validate()
            for other in self.steps:
                if other != self.at:
                    forget_errors(self.form, other)
            if self.form.is_searching or self.form.errors:
                return None
        if not self._may_save():
            return None
        try:
            token = self._save()
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

    def _may_save(self) -> bool:
        if self.draft is not None or count(STARTS, request.remote_addr):
            return True
        self.form.form_errors.append(
            _("Too many people begin at the same time. Send the form again in a few minutes.")
        )
        return False

    def _save(self) -> str | None:
        """The secret of the link; None for whom the account finds it."""
        self.hold_files()
        typed, language = typed_into(self.form), g.lang
        kept = [field.kept.number for field in self.form.files if field.kept]
        if kept:
            drafts.keep_longer(kept, g.now)
        if self.draft is not None:
            drafts.save_draft(
                self.draft, typed, revision=self.revision, language=language, now=g.now
            )
            return self.token
        self.draft, token = drafts.start_draft(
            self.questionnaire,
            typed,
            version=self.form.asked_version,
            language=language,
            now=g.now,
            person=self.person,
        )
        self.token = None if self.person else token
        return self.token

    def save_quietly(self) -> Page:
        """For the page's script: no page in return, and nothing is asked."""
        if not self._may_save() or self.is_gone:
            return jsonify(problem="gone" if self.is_gone else "later"), 409
        try:
            token = self._save()
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
            self.at = self._step(wrong[0].code)
        return good

    def both(self) -> Page | None:
        """Before what is complete is sent: the page that shows what another tab has saved besides."""
        if self.draft is None:
            return None
        try:
            drafts.check_revision(self.draft, typed_into(self.form), self.revision)
        except Outdated:
            return self._both()
        return None

    def read(self) -> dict[str, Value]:
        """What counts. The files that were handed in are stored."""
        self.hold_files()
        return self.form.read()

    def hold_files(self) -> None:
        for field in self.form.uploads:
            upload = field.upload
            assert upload
            stored = drafts.keep_file(
                self.questionnaire,
                upload.name,
                upload.content,
                current_app.config["DATA_DIR"],
                g.now,
            )
            field.keep(Kept(stored.id, stored.name, stored.size))

    def status(self) -> int:
        """Of the page that is shown again. Files stay with it although nothing else was saved."""
        if self.form.is_submitted() and self.form.uploads:
            note(self.hold_files)
        return self.form.status

    def refuse(self, refusal: Refused) -> None:
        """As Form.refuse; files that were handed in are read again."""
        for field in self.form.files:
            field.give_back()
        self.form.refuse(refusal)

    def _both(self) -> Page:
        """What was saved elsewhere and what stands here, side by side: nothing is overwritten."""
        assert self.draft
        other = self.make(formdata=MultiDict(self.draft.draft))
        self.differences = differences(self.form, other)
        page = render_template(
            "questionnaires/two_texts.html",
            flow=self,
            form=self.form,
            typed=typed_into(self.form),
            go=self.go,
            now_at=self.draft.revision,
        )
        return page, 409


def _gone() -> str:
    return _(
        "These answers were sent already, or the link to them has ended. What you wrote here is still "
        "here: send it if you want it to count as an answer of its own."
    )
