"""Organisers: decisions prepared in private, previewed, announced together."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from flask import abort, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.abstracts.models import Abstract, Call
from meeting_app.abstracts.queries import list_calls
from meeting_app.abstracts.words import STATE_KINDS, STATES
from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.outbox import Letter
from meeting_app.core.requests import page_number, saved
from meeting_app.core.web import Page
from meeting_app.meetings.access import may_act
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting, list_themes
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import hand_out
from meeting_app.people.models import Person
from meeting_app.review import exports, letters, queries, rules, service
from meeting_app.review.access import hidden_from, may_lead, may_see_reviews
from meeting_app.review.forms import UNDO, BulkForm, DecideForm, outcome_choices
from meeting_app.review.models import Decision
from meeting_app.review.queries import ROWS_PER_PAGE, Filters, Judged, PageOf
from meeting_app.review.rules import Outcome
from meeting_app.review.views.blueprint import bp
from meeting_app.review.views.committee import chosen_call
from meeting_app.review.words import OUTCOME_KINDS, OUTCOMES

WORDS = {
    "states": STATES,
    "state_kinds": STATE_KINDS,
    "outcomes": OUTCOMES,
    "outcome_kinds": OUTCOME_KINDS,
}


@bp.route("/<language:lang>/<slug:meeting>/desk/decisions", methods=["GET", "POST"])
@guard(may_lead, load=get_meeting)
def decisions(meeting: Meeting) -> Page:
    calls, call = chosen_call(meeting)
    if call is None:
        return render_template("review/no_calls.html", title=_("Decisions"))
    person = signed_in_person()
    hidden = hidden_from(person, call)
    form = BulkForm()
    form.outcome.choices = outcome_choices()
    if form.validate_on_submit():
        chosen = queries.list_by_codes(call, form.chosen.data, hidden)
        try:
            for abstract in chosen:
                _prepare(abstract, form.outcome.data, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            message = ngettext(
                "%(num)d abstract changed. Nobody outside is told before the announcement.",
                "%(num)d abstracts changed. Nobody outside is told before the announcement.",
                len(chosen),
            )
            return saved(request.full_path.rstrip("?"), message)
    filters = _filters()
    points = queries.scale_of(queries.list_criteria(call))
    page = render_template(
        "review/decisions.html",
        form=form,
        calls=calls,
        call=call,
        filters=filters,
        rows=_rows(call, filters, points, hidden),
        points=points,
        themes=list_themes(meeting),
        text_languages=queries.list_languages_of(call, hidden),
        prepared=queries.count_decisions(meeting, hidden),
        can_decide=rules.TO_DECIDE,
        may_announce=may_act(person, meeting),
        **WORDS,
    )
    return page, form.status


def _filters() -> Filters:
    names = ("decision", "language", "theme", "sort")
    given = {name: request.args[name] for name in names if request.args.get(name)}
    return Filters(**given)


def _rows(
    call: Call, filters: Filters, points: int, hidden: queries.Hidden, *, everything: bool = False
) -> PageOf[Judged]:
    return queries.list_judged(
        call,
        filters,
        page=page_number(),
        per_page=None if everything else ROWS_PER_PAGE,
        points=points,
        ranks=rules.suggest_ranks(queries.list_means(call, hidden)),
        without=hidden,
    )


def _prepare(abstract: Abstract, outcome: str, now: datetime) -> None:
    if outcome == UNDO:
        service.undo_decision(abstract, signed_in_person(), now)
    else:
        service.decide(abstract, Outcome(outcome), signed_in_person(), now)


@bp.route("/<language:lang>/<slug:meeting>/desk/decisions/<code:code>", methods=["GET", "POST"])
@guard(may_lead, load=queries.get_judged)
def decide(abstract: Abstract) -> Page:
    """One abstract with everything the reviewers said."""
    decision = queries.find_decision(abstract)
    prepared = decision is not None and decision.is_prepared
    form = DecideForm(data={"outcome": str(decision.outcome) if decision and prepared else None})
    form.outcome.choices = [
        choice for choice in outcome_choices() if choice.value != UNDO or prepared
    ]
    back = url_for("review.decisions", meeting=abstract.meeting.slug, call=abstract.call.slug)
    if form.validate_on_submit():
        try:
            _prepare(abstract, form.outcome.data, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(back, _("Saved. Nobody outside is told before the announcement."))
    criteria = queries.list_criteria(abstract.call)
    page = render_template(
        "review/decide.html",
        form=form,
        abstract=abstract,
        decision=decision,
        criteria=criteria,
        assignments=queries.list_reviews(abstract),
        answers=queries.list_answers(abstract.response_id),
        back=back,
        can_decide=abstract.state in rules.TO_DECIDE,
        points=queries.scale_of(criteria),
        **WORDS,
    )
    return page, form.status


@bp.route("/<language:lang>/<slug:meeting>/desk/decisions/announce", methods=["GET", "POST"])
@guard(may_act, load=get_meeting)
def announce(meeting: Meeting) -> Page:
    """Of one call where the address names one, else of the whole meeting."""
    calls = list_calls(meeting)
    slug = request.args.get("call")
    call = next((call for call in calls if call.slug == slug), None)
    if slug and call is None:
        abort(404)
    form = Button()
    if form.validate_on_submit():
        number = service.announce(call or meeting, g.now, by=signed_in_person())
        message = ngettext(
            "%(num)d decision was announced. The letters are on their way.",
            "%(num)d decisions were announced. The letters are on their way.",
            number,
        )
        here = url_for("review.decisions", meeting=meeting.slug, call=slug)
        return saved(here, message)
    prepared = queries.list_prepared(call or meeting)
    posts = [(one, person) for one in prepared for person in letters.recipients(one.abstract)]
    page = render_template(
        "review/announce.html",
        form=form,
        call=call,
        calls=calls,
        prepared=prepared,
        number_of_letters=len(posts),
        counts=Counter(one.outcome for one in prepared),
        by_language=_by_language(posts),
        letters=_letters_on_page(posts),
        **WORDS,
    )
    return page, form.status


Posts = Sequence[tuple[Decision, Person]]


def _by_language(posts: Posts) -> list[tuple[str, Counter[str]]]:
    """(language, outcome -> number of letters), most letters first."""
    counted: dict[str, Counter[str]] = {}
    for decision, person in posts:
        counted.setdefault(person.language, Counter())[decision.outcome] += 1
    return sorted(counted.items(), key=lambda one: (-one[1].total(), one[0]))


def _letters_on_page(posts: Posts) -> PageOf[Letter]:
    page = page_number()
    start = (page - 1) * ROWS_PER_PAGE
    items = [
        letters.announcement(decision, person)
        for decision, person in posts[start : start + ROWS_PER_PAGE]
    ]
    return PageOf(items, page, len(posts))


@bp.get("/<language:lang>/<slug:meeting>/desk/decisions/scores.xlsx")
@guard(may_see_reviews, load=get_meeting)
def scores(meeting: Meeting) -> Page:
    _calls, call = chosen_call(meeting)
    if call is None:
        abort(404)
    criteria = queries.list_criteria(call)
    points = queries.scale_of(criteria)
    hidden = hidden_from(signed_in_person(), call)
    rows = _rows(call, _filters(), points, hidden, everything=True)
    reviews = queries.list_all_reviews(call, hidden)
    content = exports.scores(rows.items, reviews, criteria, points, g.lang)
    return hand_out(
        content,
        f"scores-{meeting.slug}-{call.slug}.xlsx",
        rows=len(rows.items),
        scope=meeting.slug,
    )
