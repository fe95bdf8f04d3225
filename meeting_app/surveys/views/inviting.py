"""Invitations to answer: organisers send them, people open them or ask for another letter."""

from flask import current_app, g, redirect, render_template, request
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.limits import Limit, count
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.letters import audiences
from meeting_app.letters.queries.groups import list_people, page_of_people
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.inviting import MOST_LINES, read_lines
from meeting_app.meetings.words import FAULTS
from meeting_app.people import audit
from meeting_app.people.access import anyone, guard, signed_in_person
from meeting_app.people.models import Action
from meeting_app.surveys import queries, service
from meeting_app.surveys.forms.modes import AskAgainForm, SurveyGuestsForm
from meeting_app.surveys.models import Survey
from meeting_app.surveys.views.blueprint import bp, url_of
from meeting_app.surveys.views.entering import carry_invitation

LETTERS = Limit("letters with a survey's link", 3, 3600)
LETTERS_FROM = Limit("letters with surveys' links", 20, 3600)


@bp.get("/surveys/<slug:slug>/invited/<token>")
@guard(anyone, load=queries.get_with_token)
def invited(found: tuple[Survey, str]) -> Page:
    """The link in a letter. Nothing is changed: whoever looks at links before they are opened uses
    none up."""
    survey, token = found
    g.subject = survey
    if queries.find_invitation(survey, token) is None:
        return render_template("surveys/used.html", survey=survey), 410
    answer = redirect(url_of("surveys.answer", survey), 303)
    carry_invitation(answer, survey, token)
    return answer


@bp.route("/surveys/<slug:slug>/invitation", methods=["GET", "POST"])
@guard(anyone, load=queries.get_survey)
def ask_for_invitation(survey: Survey) -> Page:
    """Says the same whether the address was invited or not."""
    form = AskAgainForm()
    if form.validate_on_submit():
        address = form.email.data
        if count(LETTERS_FROM, request.remote_addr) and count(LETTERS, survey.id, address):
            service.send_again(survey, address, g.now)
            return saved(
                url_of("surveys.ask_for_invitation", survey),
                _(
                    "If this address was invited and has not answered, a letter is on its way to it."
                ),
            )
        form.form_errors.append(_("Too many letters were asked for. Try again in an hour."))
    return render_template("surveys/ask.html", survey=survey, form=form), form.status


@bp.route("/desk/surveys/<slug:slug>/invitations", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_survey)
def invitations(survey: Survey) -> Page:
    form = SurveyGuestsForm(data={"language": g.lang})
    if form.validate_on_submit() and (guests := _guests(form)):
        try:
            number = service.invite(survey, guests, language=form.language.data, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _record(survey, number)
            return saved(url_of("surveys.invitations", survey), _sent(number))
    page = render_template(
        "surveys/invitations.html",
        survey=survey,
        form=form,
        button=Button(formdata=None),
        # Who has answered is shown where names are known anyway; else one could watch it happen.
        guests=queries.list_invitations(survey),
        counts=queries.count_invitations(survey),
    )
    return page, form.status


@bp.route("/desk/surveys/<slug:slug>/invitations/group", methods=["GET", "POST"])
@guard(may_organise, load=queries.get_survey)
def invite_group(survey: Survey) -> Page:
    """Whoever certain things are true of now, as letters to groups choose their readers. The facts
    stand in the address; POST invites."""
    form = Button()
    facts = audiences.list_facts(current_app.extensions["features"])
    choices = audiences.offered(facts, survey.meeting)
    audience = audiences.read(request.args.to_dict(flat=False), choices)
    people = audiences.people_of(audience, survey.meeting, facts)
    if form.validate_on_submit():
        try:
            number = service.invite_people(survey, list_people(people), g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            _record(survey, number)
            return saved(url_of("surveys.invitations", survey), _sent(number))
    found = page_of_people(people, page_number()) if audience.parts else None
    page = render_template(
        "surveys/invite_group.html",
        survey=survey,
        form=form,
        facts=facts,
        choices=choices,
        chosen={part.fact: part for part in audience.parts},
        people=found,
        invited=queries.invited_among(survey, found.items if found else ()),
        new=queries.count_new(survey, people) if found else 0,
    )
    return page, form.status


@bp.post("/desk/surveys/<slug:slug>/invitations/remind")
@guard(may_organise, load=queries.get_survey)
def remind(survey: Survey) -> Page:
    """Another letter to whoever has not answered."""
    if not Button().validate_on_submit():
        return saved(url_of("surveys.invitations", survey))
    number = service.remind(survey, g.now)
    _record(survey, number)
    return saved(url_of("surveys.invitations", survey), _sent(number))


def _guests(form: SurveyGuestsForm) -> list[tuple[str, str]]:
    """Empty, with an error at the field, where a line cannot be read."""
    lines = read_lines(form.people.data)
    if len(lines) > MOST_LINES:
        form.people.errors = [
            _("These are more than %(limit)d people. Part the list.", limit=MOST_LINES)
        ]
        return []
    wrong = [line for line in lines if line.fault]
    form.people.errors = [
        _(
            "Line %(number)d, “%(text)s”: %(reason)s",
            number=line.number,
            text=line.text[:60],
            reason=FAULTS[line.fault],
        )
        for line in wrong[:5]
        if line.fault
    ]
    return [] if wrong else [(line.name, line.address) for line in lines]


def _sent(number: int) -> str:
    return ngettext("%(num)d letter is on its way.", "%(num)d letters are on their way.", number)


def _record(survey: Survey, number: int) -> None:
    audit.record(
        Action.LETTERS_SENT,
        actor=signed_in_person(),
        now=g.now,
        scope=survey.meeting.slug,
        thing=f"survey {survey.slug}",
        details={"letters": number},
    )
