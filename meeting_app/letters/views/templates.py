"""Organisers' wordings of the letters: list, edit with preview, former versions."""

from dataclasses import dataclass
from itertools import groupby

from flask import abort, current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_pgettext as _p

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.requests import saved
from meeting_app.core.web import Page
from meeting_app.letters import service
from meeting_app.letters.forms.templates import TemplateForm, form_for
from meeting_app.letters.kinds import LetterKind, Recipient, list_kinds
from meeting_app.letters.models import (
    LetterTemplate,
    LetterTemplateVersion,
    TemplateState,
    states_in,
)
from meeting_app.letters.previews import examples, previews
from meeting_app.letters.queries import templates as queries
from meeting_app.letters.views.blueprint import bp
from meeting_app.meetings.access import may_act, may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.models import Person

STATES = {
    TemplateState.DEFAULT: _p("letter", "Default"),
    TemplateState.OWN: _p("letter", "Own text"),
    TemplateState.DRAFT: _p("letter", "Draft"),
    TemplateState.OUTDATED: _p("letter", "Outdated"),
    TemplateState.MISSING: _p("letter", "Missing"),
}
STATE_KINDS = {
    TemplateState.DEFAULT: "quiet",
    TemplateState.OWN: "good",
    TemplateState.DRAFT: "warn",
    TemplateState.OUTDATED: "warn",
    TemplateState.MISSING: "bad",
}
LONGEST_SEARCH = 100
LACKING = (TemplateState.MISSING, TemplateState.OUTDATED, TemplateState.DRAFT)
WORDS = {"states": STATES, "state_kinds": STATE_KINDS}


@dataclass(frozen=True, slots=True)
class Wording:
    """A kind of letter in a meeting, with the organisers' own wording of it, if there is one."""

    meeting: Meeting
    kind: LetterKind
    own: LetterTemplate | None

    @property
    def languages(self) -> list[str]:
        """Of the meeting, and those in which there is an own wording."""
        kept = {*self.meeting.languages, *(self.own.languages() if self.own else ())}
        return [code for code in LANGUAGES if code in kept]


def kind_of(code: str) -> LetterKind:
    """LookupError when there is none."""
    kinds = list_kinds(current_app.extensions["features"])
    found = next((kind for kind in kinds if kind.code == code), None)
    if found is None:
        raise LookupError(code)
    return found


def get_wording(meeting: str, kind: str) -> Wording:
    found = get_meeting(meeting)
    return Wording(found, kind_of(kind), queries.find_template(found, kind))


@bp.get("/templates")
@guard(may_organise, load=get_meeting)
def templates(meeting: Meeting) -> Page:
    own = queries.list_templates(meeting)
    kinds = list_kinds(current_app.extensions["features"])
    groups = [
        (group, [(kind, states_in(own.get(kind.code), meeting.languages)) for kind in among])
        for group, among in groupby(kinds, key=lambda kind: str(kind.group))
    ]
    return render_template("letters/templates.html", groups=groups, own=own, **WORDS)


@bp.route("/templates/<kind>", methods=["GET", "POST"])
@guard(may_organise, load=get_wording)
def template(wording: Wording) -> Page:
    form = form_for(wording.kind, wording.own, wording.languages)()
    to = _offer(form, wording)
    is_look = request.form.get("action") in ("preview", "search")
    if not is_look and form.validate_on_submit():
        try:
            kept = service.save_template(
                wording.kind,
                wording.meeting,
                form.texts(),
                fits=form.fitting(),
                language=g.lang,
                person=signed_in_person(),
                now=g.now,
            )
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = (
                _("The letter was saved. From now on it is sent like this.")
                if kept
                else _("The text is the default one, and it is sent as before.")
            )
            return saved(_here(wording), message)
    states = states_in(wording.own, wording.languages)
    page = render_template(
        "letters/template.html",
        form=form,
        kind=wording.kind,
        own=wording.own,
        languages_asked=wording.languages,
        states_now=states,
        lacking=[code for code, state in states.items() if state in LACKING],
        examples=examples(wording.kind, wording.meeting, g.lang),
        versions=queries.list_versions(wording.meeting, wording.kind.code),
        elsewhere=_elsewhere(wording),
        button=Button(formdata=None),
        previews=previews(wording.kind, wording.meeting, form.texts(), to),
        to=to,
        **WORDS,
    )
    return page, form.status


@bp.post("/templates/<kind>/preview")
@guard(may_organise, load=get_wording)
def preview_template(wording: Wording) -> Page:
    """The previews alone, for the page that shows them while one types. Saves nothing."""
    form = form_for(wording.kind, wording.own, wording.languages)()
    to = _offer(form, wording)
    return render_template(
        "letters/previews.html",
        previews=previews(wording.kind, wording.meeting, form.texts(), to),
        to=to,
    )


def _offer(form: TemplateForm, wording: Wording) -> Recipient | None:
    """Fill the choice of recipients; returns the chosen one, None for made-up values."""
    words, code = (form.find.data or "")[:LONGEST_SEARCH], form.to.data or ""
    found = list(wording.kind.recipients(wording.meeting, words, ""))
    chosen = next((one for one in found if one.code == code), None)
    if code and chosen is None:
        chosen = next(iter(wording.kind.recipients(wording.meeting, "", code)), None)
        found += [chosen] if chosen else []
    if request.form.get("action") == "search":
        chosen = found[0] if words and found else None
    form.offer(found)
    form.to.data = chosen.code if chosen else ""
    return chosen


def _elsewhere(wording: Wording) -> list[LetterTemplate]:
    person = signed_in_person()
    assert person is not None
    return list(queries.list_elsewhere(wording.meeting, wording.kind.code, person))


def _here(wording: Wording) -> str:
    return url_for("letters.template", meeting=wording.meeting.slug, kind=wording.kind.code)


@bp.route("/templates/<kind>/default", methods=["GET", "POST"])
@guard(may_act, load=queries.get_template)
def use_default(template: LetterTemplate) -> Page:
    form = Button()
    kind = kind_of(template.kind)
    if form.validate_on_submit():
        service.use_default(template, person=signed_in_person(), now=g.now)
        here = url_for("letters.template", meeting=template.meeting.slug, kind=kind.code)
        return saved(here, _("The default text is sent again. Your own is kept below."))
    return render_template("letters/use_default.html", form=form, kind=kind), form.status


@bp.route("/templates/<kind>/versions/<int:number>", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_version)
def version(version: LetterTemplateVersion) -> Page:
    form = Button()
    kind = kind_of(version.kind)
    if form.validate_on_submit():
        service.restore(version, person=signed_in_person(), now=g.now)
        here = url_for("letters.template", meeting=version.meeting.slug, kind=kind.code)
        return saved(here, _("The former text is sent again."))
    codes = [code for code in LANGUAGES if version.body.own(code)]
    texts = [(code, version.subject.own(code), version.body.own(code)) for code in codes]
    page = render_template(
        "letters/version.html", form=form, kind=kind, version=version, texts=texts
    )
    return page, form.status


@dataclass(frozen=True, slots=True)
class Copying:
    """From one meeting's wording to another meeting."""

    meeting: Meeting
    source: LetterTemplate


def get_copying(meeting: str, kind: str, source: str) -> Copying:
    return Copying(get_meeting(meeting), queries.get_template(source, kind))


def may_copy(person: Person | None, copying: Copying) -> bool:
    return may_organise(person, copying) and may_organise(person, copying.source)


@bp.post("/templates/<kind>/copy/<slug:source>")
@guard(may_copy, load=get_copying)
def copy_template(copying: Copying) -> Page:
    source, meeting = copying.source, copying.meeting
    if not Button().validate_on_submit():
        abort(400)
    service.copy_template(source, meeting, person=signed_in_person(), now=g.now)
    here = url_for("letters.template", meeting=meeting.slug, kind=source.kind)
    return saved(here, _("The text was copied. Check the days, the names and the links in it."))
