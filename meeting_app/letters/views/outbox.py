"""The outbox: what the service has written to people, and what became of it."""

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_pgettext as _p

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.letter_text import as_html
from meeting_app.core.requests import page_number, saved
from meeting_app.core.secrets import Lost
from meeting_app.core.web import Page
from meeting_app.letters import rules, service
from meeting_app.letters.kinds import names_of_letters
from meeting_app.letters.queries import outbox as queries
from meeting_app.letters.queries.outbox import LetterState, MeetingLetter
from meeting_app.letters.views.blueprint import bp
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard

STATES = {
    LetterState.WAITING: _p("letter", "Waiting"),
    LetterState.LEAVING: _p("letter", "Being sent"),
    LetterState.SENT: _p("letter", "Sent"),
    LetterState.FAILED: _p("letter", "Failed"),
    LetterState.BOUNCED: _p("letter", "Came back"),
    LetterState.WITHDRAWN: _p("letter", "Withdrawn"),
}
STATE_KINDS = {
    LetterState.WAITING: "warn",
    LetterState.LEAVING: "warn",
    LetterState.SENT: "good",
    LetterState.FAILED: "bad",
    LetterState.BOUNCED: "bad",
    LetterState.WITHDRAWN: "",
}


def shows_secrets(meeting: Meeting) -> bool:
    """In the demo on one's own machine a newcomer finds the sign-in links here."""
    return meeting.is_demo and bool(current_app.config["LOOPBACK"])


def get_letter(meeting: str, number: int) -> MeetingLetter:
    own = shows_secrets(get_meeting(meeting))
    return queries.get_letter(meeting, number, with_services_own=own)


@bp.get("")
@guard(may_organise, load=get_meeting)
def outbox(meeting: Meeting) -> Page:
    own = shows_secrets(meeting)
    counts, kinds = queries.count_letters(meeting, g.now, with_services_own=own)
    names = names_of_letters(current_app.extensions["features"])
    asked = request.args.get("state", "")
    state = LetterState(asked) if asked in set(LetterState) else None
    kind, words = request.args.get("kind", ""), request.args.get("words", "").strip()
    letters = queries.list_letters(
        meeting,
        state=state,
        kind=kind,
        words=words,
        page=page_number(),
        now=g.now,
        with_services_own=own,
    )
    return render_template(
        "outbox/outbox.html",
        letters=letters,
        counts=counts,
        kinds={kind: names.get(kind, kind) for kind in kinds},
        state=state,
        kind=kind,
        words=words,
        states=STATES,
        state_kinds=STATE_KINDS,
        state_of=queries.state_of,
        moment_of=queries.moment_of,
        with_services_own=own,
        folder=None
        if current_app.config["SMTP_URL"]
        else current_app.config["DATA_DIR"] / "letters",
    )


@bp.get("/<int:number>")
@guard(may_organise, load=get_letter)
def show(letter: MeetingLetter) -> Page:
    return _page(letter, Button()), 200


@bp.post("/<int:number>/send-again")
@guard(may_organise, load=get_letter)
def send_again(letter: MeetingLetter) -> Page:
    form = Button()
    here = url_for("letters.show", meeting=letter.meeting.slug, number=letter.mail.id)
    if form.validate_on_submit():
        try:
            service.send_again(letter.mail, g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(here, _("The letter will be sent in a moment."))
    return _page(letter, form), form.status


def _page(letter: MeetingLetter, form: Button) -> Page:
    mail, hidden = letter.mail, _("hidden here")
    shown = mail.body if shows_secrets(letter.meeting) else rules.without_secrets(mail.body, hidden)
    return render_template(
        "outbox/show.html",
        mail=mail,
        content=as_html(
            shown,
            mail.marks if shown == mail.body else [],
            current_app.config["BASE_URL"] + "/",
        ),
        hides=shown != mail.body,
        lost=isinstance(mail.body, Lost),
        state=queries.state_of(mail, g.now),
        states=STATES,
        state_kinds=STATE_KINDS,
        moment=queries.moment_of(mail),
        form=form,
    )
