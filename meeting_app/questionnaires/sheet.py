"""One request about one sheet of questions: its draft, its form, the step that is shown, its files."""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import current_app, g, request
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from meeting_app.core.forms import Form
from meeting_app.core.limits import Limit, count
from meeting_app.core.requests import note
from meeting_app.core.secrets import new_token
from meeting_app.people.models import Person
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires.forms import Answering, make_form
from meeting_app.questionnaires.forms.files import Kept
from meeting_app.questionnaires.forms.stepping import (
    Pairs,
    Step,
    all_items,
    choose,
    is_shown,
    names_in,
    steps_of,
    typed_as,
    typed_into,
)
from meeting_app.questionnaires.models import Questionnaire, Response

LARGEST_REQUEST = 12_000_000
"""Octets of a form with files."""
STARTS = Limit("started drafts", 60, 3600)
"""From one address: a whole room may share one."""
FILES = Limit("files handed in with answers", 60, 3600)
"""From one address. They are stored before anybody has looked at them."""


class Sheet:
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
        version = self.draft.version if self.draft and request.method == "GET" else None
        self._may_hold: bool | None = None
        self.make = make_form(base, questionnaire, version)
        self.form: Answering = self.make(**self._given(), **data)
        self.is_whole = "whole" in request.values
        """All on one page, whatever steps there are: for a device that will be without a network."""
        in_steps = False if self.is_whole else questionnaire.in_steps
        self.steps = [
            step for step in steps_of(self.form.definition, in_steps) if is_shown(self.form, step)
        ]
        asked = request.form if request.method == "POST" else request.args
        self.at = self.turn_to(asked.get("at", ""))

    def _given(self) -> dict[str, Any]:
        if request.method == "GET":
            return {"formdata": MultiDict(self.draft.draft)} if self.draft else {}
        if self.draft and any(name.startswith("choose-") for name in request.form):
            return {"formdata": self._chosen(self.draft)}
        return {}

    def _chosen(self, draft: Response) -> MultiDict[str, str]:
        """After two tabs: of each question the text that was chosen."""
        sent = [pair for pair in request.form.items(multi=True) if pair[0] != "revision"]
        bare = self.make(formdata=MultiDict(sent))
        return MultiDict(choose(sent, draft.draft, names_in(bare)))

    def turn_to(self, code: str) -> Step | None:
        if not self.steps:
            return None
        self.form.step = next((one for one in self.steps if one.code == code), self.steps[0])
        return self.form.step

    @property
    def revision(self) -> int:
        """That the page shows."""
        if request.method != "POST":
            return self.draft.revision if self.draft else 0
        given = request.form.get("revision", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0

    @cached_property
    def page(self) -> str:
        """A random number of the page, by which its own savings are known."""
        return request.form.get(drafts.PAGE, "")[:60] or new_token()

    def typed(self) -> Pairs:
        return [*typed_into(self.form), (drafts.PAGE, self.page)]

    @property
    def ends_at(self) -> datetime | None:
        """When the draft goes, unless it is saved again."""
        return self.draft.saved_at + drafts.KEPT if self.draft and self.draft.saved_at else None

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

    def may_save(self) -> bool:
        begins = self.draft is not None or count(STARTS, request.remote_addr)
        if begins and self.may_hold():
            return True
        self.form.form_errors.append(too_many())
        return False

    def may_hold(self) -> bool:
        """Whether the files that were handed in just now are stored; counted once."""
        if self._may_hold is None:
            self._may_hold = all(count(FILES, request.remote_addr) for _file in self.form.uploads)
        return self._may_hold

    def save(self) -> str | None:
        """The secret of the link; None for whom the account finds it."""
        self.hold_files()
        typed, language = self.typed(), g.lang
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

    def hold_files(self) -> None:
        hold_files(self.form, self.questionnaire)

    def keep_files(self) -> None:
        if self.may_hold():
            keep_files(self.form, self.questionnaire)


def too_many() -> str:
    return _("Too many people begin at the same time. Send the form again in a few minutes.")


def hold_files(form: Answering, questionnaire: Questionnaire) -> None:
    """Store what was handed in with the form just now; the form knows it from then on."""
    for field in form.uploads:
        assert field.upload
        name, content = field.upload.name, field.upload.content
        folder = current_app.config["DATA_DIR"]
        field.keep(Kept.of(drafts.keep_file(questionnaire, name, content, folder, g.now)))


def keep_files(form: Answering, questionnaire: Questionnaire) -> None:
    """Before a page is shown again: files stay with it although nothing else was saved."""
    for field in form.files:
        field.give_back()
    if form.uploads:
        note(lambda: hold_files(form, questionnaire))
