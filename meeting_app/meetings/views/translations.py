"""The translators' page: what lacks which language, and takes it."""

from typing import Any

from flask import current_app, g, render_template, request, url_for
from flask_babel import ngettext
from wtforms import HiddenField, StringField, TextAreaField

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Form, PlainText
from meeting_app.core.locale import direction
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.meetings import queries, translating
from meeting_app.meetings.access import may_translate
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.views.blueprint import bp
from meeting_app.people.access import guard, signed_in_person

PER_PAGE = 10


@bp.route("/<language:lang>/<slug:meeting>/desk/translations", methods=["GET", "POST"])
@guard(may_translate, load=queries.get_meeting)
def translations(meeting: Meeting) -> Page:
    texts = translating.list_texts(current_app.extensions["features"], meeting)
    language = _language(meeting)
    items = translating.list_items(texts, language)
    lacking = [item for item in items if item.state in translating.LACKING]
    everything = request.args.get("show") == "all"
    listed = items if everything else lacking
    pages = max(1, -(-len(listed) // PER_PAGE))
    page = min(page_number(), pages)
    shown = listed[(page - 1) * PER_PAGE : page * PER_PAGE]
    if request.method == "POST":
        # What lacked a language when the page was opened may lack it no more: look among all.
        shown = [item for item in items if f"text-{item.key}" in request.form]
    form = _make_form(shown, language)()
    if form.validate_on_submit():
        given = {item.key: form[f"text-{item.key}"].data or "" for item in shown}
        digests = {item.key: form[f"of-{item.key}"].data or "" for item in shown}
        try:
            changed = translating.translate(
                shown, language, given, digests, person=signed_in_person(), now=g.now
            )
        except Refused as refusal:
            form.refuse(Refused(refusal.message, f"text-{refusal.field}"))
        else:
            here = url_for("meetings.translations", meeting=meeting.slug, to=language)
            message = ngettext("%(num)d text was saved.", "%(num)d texts were saved.", changed)
            return saved(here, message)
    return (
        render_template(
            "meetings/translations.html",
            form=form,
            items=shown,
            to=language,
            counts=translating.count_states(texts, meeting.languages),
            total=len(texts),
            everything=everything,
            page=page,
            pages=pages,
        ),
        form.status,
    )


def _language(meeting: Meeting) -> str:
    """Asked for, else the first that this translator reads and that is not the usual source."""
    asked = request.args.get("to", "")
    if asked in meeting.languages:
        return asked
    person = signed_in_person()
    others = [code for code in meeting.languages if code != meeting.title.source]
    mine = [code for code in others if person and code in person.reads]
    return (mine or others or [g.lang])[0]


def _make_form(items: list[translating.Item], language: str) -> type[Form]:
    fields: dict[str, Any] = {}
    for item in items:
        # Long source texts get a long field.
        kind = TextAreaField if item.long else StringField
        fields[f"text-{item.key}"] = kind(
            item.label,
            default=item.value.own(language),
            validators=[PlainText()],
            render_kw={"lang": language, "dir": direction(language), "autocomplete": "off"}
            | ({"rows": min(12, 2 + len(item.value.text) // 60)} if item.long else {}),
        )
        fields[f"of-{item.key}"] = HiddenField(default=item.digest)
    return type("TranslationForm", (Form,), fields)
