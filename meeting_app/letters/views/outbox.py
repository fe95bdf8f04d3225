"""The outbox: what the service has written to people, and what became of it."""

from flask import current_app, g, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from meeting_app.core.errors import Refused
from meeting_app.core.forms import Button
from meeting_app.core.letter_text import as_html
from meeting_app.core.requests import page_number, saved
from meeting_app.core.secrets import Lost
from meeting_app.core.web import Page
from meeting_app.letters import exports, outbox_words, rules, service
from meeting_app.letters.kinds import names_of_letters
from meeting_app.letters.queries import outbox as queries
from meeting_app.letters.queries.outbox import LetterState, MeetingLetter, Wanted
from meeting_app.letters.views.blueprint import bp
from meeting_app.meetings.access import may_organise
from meeting_app.meetings.models import Meeting
from meeting_app.meetings.queries import get_meeting
from meeting_app.people.access import guard, signed_in_person
from meeting_app.people.downloads import hand_out


def shows_secrets(meeting: Meeting) -> bool:
    """In the demo on one's own machine a newcomer finds the sign-in links here."""
    return meeting.is_demo and bool(current_app.config["LOOPBACK"])


def get_letter(meeting: str, number: int) -> MeetingLetter:
    own = shows_secrets(get_meeting(meeting))
    return queries.get_letter(meeting, number, with_services_own=own)


def _wanted() -> Wanted:
    """As the address says; nonsense asks for all."""
    state = request.args.get("state", "")
    return Wanted(
        state=LetterState(state) if state in set(LetterState) else None,
        kind=request.args.get("kind", ""),
        batch=request.args.get("batch", ""),
        words=request.args.get("words", "").strip(),
    )


@bp.get("")
@guard(may_organise, load=get_meeting)
def outbox(meeting: Meeting) -> Page:
    own = shows_secrets(meeting)
    counts, kinds = queries.count_letters(meeting, g.now, with_services_own=own)
    names = names_of_letters(current_app.extensions["features"])
    wanted = _wanted()
    letters = queries.page_of_letters(
        meeting, wanted, g.now, page=page_number(), with_services_own=own
    )
    return render_template(
        "outbox/outbox.html",
        letters=letters,
        counts=counts,
        kinds={kind: names.get(kind, kind) for kind in kinds},
        wanted=wanted,
        states=outbox_words.STATES,
        state_kinds=outbox_words.STATE_KINDS,
        state_of=queries.state_of,
        moment_of=queries.moment_of,
        hold=queries.find_hold(),
        kept=queries.kept_as_files(letters.items),
        doubtful=queries.doubtful_addresses({mail.address for mail in letters.items}),
        form=Button(),
        with_services_own=own,
        folder=None
        if current_app.config["SMTP_URL"]
        else current_app.config["DATA_DIR"] / "letters",
    )


@bp.get("/letters.xlsx")
@guard(may_organise, load=get_meeting)
def outbox_xlsx(meeting: Meeting) -> Page:
    """What the filter of the page shows, on all its pages."""
    letters = queries.list_letters(
        meeting, _wanted(), g.now, with_services_own=shows_secrets(meeting)
    )
    content = exports.write_workbook(meeting, letters, g.lang, g.now)
    return hand_out(content, f"letters-{meeting.slug}.xlsx", rows=len(letters), scope=meeting.slug)


@bp.post("/send-all-again")
@guard(may_organise, load=get_meeting)
def send_all_again(meeting: Meeting) -> Page:
    here = url_for("letters.outbox", meeting=meeting.slug)
    if not Button().validate_on_submit():
        return saved(url_for("letters.outbox", meeting=meeting.slug, state="failed"))
    number = service.send_all_again(meeting, g.now)
    return saved(
        here,
        ngettext(
            "%(num)d letter will be sent in a moment.",
            "%(num)d letters will be sent in a moment.",
            number,
        ),
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


@bp.post("/<int:number>/withdraw")
@guard(may_organise, load=get_letter)
def withdraw(letter: MeetingLetter) -> Page:
    person = signed_in_person()
    assert person is not None
    form = Button()
    here = url_for("letters.show", meeting=letter.meeting.slug, number=letter.mail.id)
    if form.validate_on_submit():
        try:
            service.withdraw(letter.mail, by=person, now=g.now)
        except Refused as refusal:
            form.refuse(refusal)
        else:
            return saved(here, _("The letter was withdrawn. It will not be sent."))
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
        states=outbox_words.STATES,
        state_kinds=outbox_words.STATE_KINDS,
        reason=outbox_words.REASONS.get(mail.withdrawn_reason),
        moment=queries.moment_of(mail),
        kept=outbox_words.KEPT_AS_FILE if queries.kept_as_files([mail]) else None,
        attempts=queries.list_attempts(mail),
        outcomes=outbox_words.OUTCOMES,
        doubtful=mail.address in queries.doubtful_addresses([mail.address]),
        newer_address=queries.find_newer_address(mail),
        hold=queries.find_hold(),
        form=form,
    )
