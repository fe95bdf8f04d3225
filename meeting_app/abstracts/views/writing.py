"""One request about the form of an abstract: what is stored of it, what was typed, and both together
where two windows differ."""

from functools import cached_property
from hashlib import sha256
from typing import Any

from flask import g, jsonify, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from meeting_app.abstracts import forms, queries, service
from meeting_app.abstracts.forms import comparing
from meeting_app.abstracts.models import Abstract, AbstractState, Call
from meeting_app.abstracts.service import Content
from meeting_app.abstracts.views.blueprint import address_of
from meeting_app.core import unsent
from meeting_app.core.locale import format_instant, format_time
from meeting_app.core.requests import keep
from meeting_app.core.secrets import new_token
from meeting_app.core.web import Page
from meeting_app.meetings.queries import list_themes
from meeting_app.people.access import signed_in_person
from meeting_app.questionnaires import sheet
from meeting_app.questionnaires.flow import show_both
from meeting_app.questionnaires.forms import make_form
from meeting_app.questionnaires.rules import Values
from meeting_app.questionnaires.service import response_values


class Writing:
    def __init__(self, call: Call, abstract: Abstract | None = None) -> None:
        """abstract: None on the page where one is begun."""
        person = signed_in_person()
        assert person is not None
        self.call, self.person = call, person
        self.themes = list_themes(call.meeting)
        self.make = make_form(forms.AbstractForm, call.questionnaire)
        self.origin = "" if abstract else _number_of_page()
        begun = queries.find_begun(call, person, self.origin) if self.origin else None
        self.is_sent = abstract is not None and abstract.state != AbstractState.DRAFT
        """It was submitted, so that it must be complete."""
        self.was_sent_from_here = begun is not None and begun.state != AbstractState.DRAFT
        self.abstract = abstract or (None if self.was_sent_from_here else begun)
        self.has_chosen = any(name.startswith("choose-") for name in request.form)
        """Between what two windows held."""
        self.form: Any = self._form()
        self.form.complete = self.action != "draft" or self.is_sent

    @property
    def action(self) -> str:
        return (request.form.getlist("action") or ["submit"])[-1]

    @property
    def save_address(self) -> str:
        """Where the page's script saves; empty where nothing is saved without a button."""
        if self.is_sent:
            return ""
        if self.abstract:
            return address_of(self.abstract, "abstracts.save")
        return url_for("abstracts.start", meeting=self.call.meeting.slug, slug=self.call.slug)

    def _form(self) -> Any:
        if request.method != "POST":
            if typed := unsent.find():
                return self._brought_back(typed)
            form = self.stored() if self.abstract else self._empty()
            form.revision.data, form.page.data = self.revision, new_token()
            return form
        given = {"formdata": self._chosen()} if self.abstract and self.has_chosen else {}
        return self._prepared(self.make(**given))

    def _brought_back(self, typed: unsent.Pairs) -> Any:
        """With the revision and the number of the page on which it was typed."""
        form = self._prepared(self.make(formdata=MultiDict(typed)))
        if any(name.startswith("choose-") for name, _text in typed):
            form.revision.data = form.page.data = ""  # the choice is asked again
        return form

    def _empty(self) -> Any:
        languages = self.call.meeting.languages
        liked = (one for one in (g.lang, self.person.language) if one in languages)
        values = forms.new_values(self.person, next(liked, languages[0]))
        return self._prepared(self.make(data=values))

    def stored(self) -> Any:
        """The form with what is stored, whatever was sent."""
        assert self.abstract
        if self.abstract.typed:
            return self._prepared(self.make(formdata=MultiDict(self.abstract.typed)))
        form = self.make(formdata=None, data=forms.values_of(self.abstract))
        if self.abstract.response:
            form.show(self.answers)
        return self._prepared(form)

    def _prepared(self, form: Any) -> Any:
        form.prepare(self.call, self.themes)
        return form

    def _chosen(self) -> MultiDict[str, str]:
        """After two windows: of each part the text that was chosen."""
        sent = list(request.form.items(multi=True))
        saved = self.stored()
        return MultiDict(
            comparing.choose(sent, comparing.typed_into(saved), comparing.names_in(saved))
        )

    @cached_property
    def answers(self) -> Values:
        """To the call's questions, as stored."""
        response = self.abstract.response if self.abstract else None
        return response_values(response) if response else {}

    @property
    def revision(self) -> str:
        """Digest of what is stored; empty before anything is."""
        if self.abstract is None:
            return ""
        stored = self.abstract.typed or [
            sorted(forms.values_of(self.abstract).items()),
            sorted(self.answers.items()),
        ]
        return sha256(repr((self.is_sent, stored)).encode()).hexdigest()[:16]

    def is_behind(self) -> bool:
        """Was it saved elsewhere since the page was opened, and says something else now?"""
        shown = self.form.revision.data or ""
        if self.abstract is None or shown == self.revision:
            return False
        page = self.form.page.data
        if page and dict(self.abstract.typed or ()).get("page") == page:
            return False  # it was this very page, which has not heard of it
        return bool(comparing.differences(self.form, self.stored()))

    def both(self) -> Page:
        """What was saved elsewhere and what stands here, side by side: nothing is overwritten."""
        assert self.abstract
        self.keep_files()
        found = comparing.differences(self.form, self.stored())
        self.form.revision.data = self.revision
        typed = [
            pair for pair in comparing.typed_into(self.form) if pair[0] not in self.form.hidden
        ]
        action = ("action", "submit" if self.is_sent else "draft")
        address = address_of(self.abstract, "abstracts.edit")
        return show_both(self.form, found, [*typed, action], address)

    def content(self) -> Content:
        """Of a form that is valid. The files that were handed in are stored."""
        sheet.hold_files(self.form, self.call.questionnaire)
        typed = comparing.typed_into(self.form)
        content: Content = self.form.content(self.call, self.themes, typed)
        return content

    def keep_files(self) -> None:
        """Before a page is shown again."""
        if self.form.is_submitted():
            sheet.keep_files(self.form, self.call.questionnaire)

    def save_quietly(self) -> Page:
        """For the page's script: no page in return, and nothing is asked."""
        if self.is_sent or self.was_sent_from_here:
            return jsonify(problem="gone"), 410
        form = self.form
        form.complete = False
        form.validate()
        if self.is_behind():
            return jsonify(problem="elsewhere"), 409
        typed = comparing.typed_into(form)
        if self.abstract is None and not comparing.says_something(typed):
            return jsonify(problem="later"), 422
        sheet.hold_files(form, self.call.questionnaire)
        self.abstract = service.save_draft(
            self.call,
            form.content_so_far(self.call, self.themes, typed, self.abstract, self.answers),
            person=self.person,
            now=g.now,
            abstract=self.abstract,
            origin=self.origin,
            adds=False,
        )
        meeting = self.call.meeting
        answer = {
            "saved": format_time(g.now, g.get("zone") or meeting.zone),
            "revision": self.revision,
            "address": address_of(self.abstract, "abstracts.edit"),
            "note": self._closed(),
        }
        keep()
        return jsonify(answer)

    def _closed(self) -> str:
        """What is said beside "saved" where a draft is all that it can be."""
        closes_at = self.call.phase.closes_at
        if g.now <= closes_at:
            return ""
        instant = format_instant(closes_at, g.lang, self.call.meeting.zone)
        return " ".join(
            (
                _("The call was open until %(instant)s.", instant=instant),
                _("What you write is kept as a draft."),
            )
        )


def _number_of_page() -> str:
    """Of the page on which an abstract is begun, as it was sent."""
    sent = request.form.get("page", "")
    return sent if 20 <= len(sent) <= 60 else ""
