"""What people answered in words: read, searched, tagged, picked as quotes, and translated."""

from typing import Any

from flask import g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import HiddenField, SelectChoice, TextAreaField

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button, Form, PlainText
from meeting_app.core.locale import LANGUAGES, direction, language_name
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act, may_look, may_organise, may_translate_into
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person
from meeting_app.questionnaires.rules import TEXT_KINDS
from meeting_app.surveys import queries
from meeting_app.surveys.access import may_tag, may_translate_texts
from meeting_app.surveys.forms import TagTextsForm
from meeting_app.surveys.models import Survey, TextTag
from meeting_app.surveys.queries import texts as text_queries
from meeting_app.surveys.queries.texts import SurveyText, Wanted
from meeting_app.surveys.service import texts as service
from meeting_app.surveys.views.blueprint import bp, url_of

FILTERS = ("question", "language", "tag", "lacking", "words")
UNTAGGED, QUOTES = "none", "quotes"
"""In the place of a tag's number."""


@bp.get("/desk/surveys/texts")
@guard(may_translate_texts, load=get_meeting)
def to_translate(meeting: Meeting) -> Page:
    """For translators: the surveys whose texts they may put into their languages."""
    return render_template("surveys/to_translate.html", surveys=queries.list_surveys(meeting))


@bp.route("/desk/surveys/<slug:slug>/texts", methods=["GET", "POST"])
@guard(may_tag, load=queries.get_survey)
def texts(survey: Survey) -> Page:
    form = TagTextsForm()
    tags = text_queries.list_tags(survey)
    form.tag.choices = [
        SelectChoice("", _("Choose a tag")),
        *(SelectChoice(str(tag.id), tag.name) for tag, _number in tags),
    ]
    if form.validate_on_submit():
        try:
            message = _change(survey, form, {str(tag.id): tag for tag, _number in tags})
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(url_of("surveys.texts", survey, **_filters()), message)
    wanted = _wanted()
    return (
        render_template(
            "surveys/texts.html",
            survey=survey,
            form=form,
            tags=tags,
            page=text_queries.list_texts(survey, wanted, page_number()),
            quotes=text_queries.count_quotes(survey),
            filters=_filters(),
            questions=[
                one for one in survey.questionnaire.questions if one.kind in TEXT_KINDS or one.other
            ],
            may_tag=may_organise(signed_in_person(), survey),
            looks=may_look(signed_in_person(), survey),
        ),
        form.status,
    )


def _filters() -> dict[str, str]:
    return {name: value for name in FILTERS if (value := request.args.get(name, "")[:200])}


def _wanted() -> Wanted:
    chosen = _filters()
    tag = chosen.get("tag", "")
    return Wanted(
        question=chosen.get("question", ""),
        language=chosen.get("language", ""),
        tag=int(tag[:9]) if tag.isdecimal() else None,
        untagged=tag == UNTAGGED,
        picked=tag == QUOTES,
        lacking=chosen.get("lacking", ""),
        words=chosen.get("words", ""),
    )


def _change(survey: Survey, form: TagTextsForm, tags: dict[str, TextTag]) -> str:
    person = signed_in_person()
    assert person
    known = text_queries.known_texts(survey, form.answer.data)
    answers = service.only_known(form.answer.data, known)
    if not answers:  # erased meanwhile
        raise Refused(_("Tick at least one text."), "answer")
    number = len(answers)
    match form.what.data:
        case "pick":
            service.pick_quotes(answers, person, g.now)
            return ngettext("%(num)d quote was picked.", "%(num)d quotes were picked.", number)
        case "drop":
            service.drop_quotes(answers)
            return ngettext("%(num)d quote was dropped.", "%(num)d quotes were dropped.", number)
    tag = tags.get(form.tag.data or "")
    if form.what.data != "untag" and (form.new_tag.data or "").strip():
        tag = service.get_or_add_tag(survey, form.new_tag.data)
    if tag is None:
        raise Refused(_("This tag is no longer there. Choose another one."), "tag")
    if form.what.data == "untag":
        service.untag_texts(tag, answers)
        return ngettext(
            "The tag was taken off %(num)d text.", "The tag was taken off %(num)d texts.", number
        )
    service.tag_texts(tag, answers, person, g.now)
    return ngettext("%(num)d text was tagged.", "%(num)d texts were tagged.", number)


@bp.route("/desk/surveys/<slug:slug>/tags/<int:number>/delete", methods=["GET", "POST"])
@guard(may_act, load=text_queries.get_tag)
def delete_tag(tag: TextTag) -> Page:
    form = Button()
    if form.validate_on_submit():
        where = url_of("surveys.texts", tag.survey)
        service.delete_tag(tag)
        return saved(where, _("The tag was deleted."))
    found = dict(text_queries.list_tags(tag.survey))
    return render_template(
        "surveys/delete_tag.html", form=form, tag=tag, survey=tag.survey, number=found.get(tag, 0)
    )


@bp.route("/desk/surveys/<slug:slug>/texts/<int:number>", methods=["GET", "POST"])
@guard(may_translate_texts, load=text_queries.get_text)
def text(found: SurveyText) -> Page:
    """The text, and its translations into the languages of whoever reads this page."""
    person = signed_in_person()
    mine = [
        code
        for code in LANGUAGES
        if code != found.language and may_translate_into(person, found.meeting, code)
    ]
    g.may_change = bool(mine)
    form = _translation_form(found, mine)()
    if form.validate_on_submit() and person and mine:
        try:
            for code in mine:
                service.translate(
                    found,
                    code,
                    (form[f"text-{code}"].data or "").replace("\r\n", "\n"),
                    seen=(form[f"seen-{code}"].data or "").replace("\r\n", "\n"),
                    person=person,
                    now=g.now,
                )
        except Refused as refusal:
            form.refuse(refusal)
            found = text_queries.get_text(found.meeting.slug, found.survey.slug, found.answer)
            for code in mine:
                there = found.translated(code)
                form[f"seen-{code}"].data = there.text if there else ""
        else:
            here = url_for(
                "surveys.text",
                meeting=found.meeting.slug,
                slug=found.survey.slug,
                number=found.answer,
            )
            return saved(here, _("The translation was saved."))
    page = render_template(
        "surveys/text.html", form=form, text=found, survey=found.survey, mine=mine
    )
    return page, form.status


def _translation_form(found: SurveyText, languages: list[str]) -> type[Form]:
    fields: dict[str, Any] = {}
    for code in languages:
        there = found.translated(code)
        fields[f"text-{code}"] = TextAreaField(
            _("In %(language)s", language=language_name(code, g.lang)),
            default=there.text if there else "",
            validators=[PlainText()],
            render_kw={
                "lang": code,
                "dir": direction(code),
                "rows": min(14, 3 + len(found.text) // 60),
            },
        )
        fields[f"seen-{code}"] = HiddenField(default=there.text if there else "")
    return type("TranslationsForm", (Form,), fields)
