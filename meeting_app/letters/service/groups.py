"""Verbs about letters to groups: choose, write, try, post, withdraw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import force_locale, ngettext
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, and_, select

from meeting_app.core import outbox
from meeting_app.core.audience import Detail
from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import babel_locale
from meeting_app.core.localtext import LocalText, State
from meeting_app.core.outbox import OutgoingMail, Reason
from meeting_app.core.secrets import new_code
from meeting_app.core.web import absolute_url
from meeting_app.letters import composing, placeholders
from meeting_app.letters.audiences import Audience
from meeting_app.letters.composing import Address, Texts, Value, Values, Written
from meeting_app.letters.kinds import COMMON, meeting_values, reader_values
from meeting_app.letters.models import GroupLetter, GroupState
from meeting_app.letters.queries.groups import Counts, list_people
from meeting_app.letters.service.composing import as_letter
from meeting_app.letters.service.templates import LONGEST_BODY, LONGEST_SUBJECT, shown
from meeting_app.meetings.models import Meeting
from meeting_app.people.audit import record
from meeting_app.people.models import Action, LettersWanted, Person

KIND = "letters.group"
TEST_KIND = "letters.test"
CONDITION = "letters.still_chosen"
OWN: Mapping[str, Any] = {"my_page": _l("Link to the reader's own page with everything to do")}
LONGEST_WAIT_DAYS = 366


def allowed(details: Mapping[str, Detail]) -> dict[str, Any]:
    """{placeholder: what it stands for} of letters to groups."""
    return {**COMMON, **OWN, **{name: detail.label for name, detail in details.items()}}


def start_group(
    meeting: Meeting,
    audience: Audience,
    *,
    author: Person,
    now: datetime,
    like: GroupLetter | None = None,
) -> GroupLetter:
    """A draft. like: an earlier letter whose words it begins with."""
    if not audience.parts:
        raise Refused(_("Choose at least one thing that is true of the people you write to."))
    group = GroupLetter(
        meeting=meeting,
        code=_unused_code(meeting),
        author=author,
        subject=like.subject if like else None,
        body=like.body if like else None,
        necessary_because="",
        state=GroupState.DRAFT,
        created_at=now,
        changed_at=now,
        recipients=0,
    )
    group.audience = audience
    db.session.add(group)
    db.session.flush()
    return group


def _unused_code(meeting: Meeting) -> str:
    code = new_code()
    while db.session.scalar(
        select(GroupLetter.id).where(GroupLetter.meeting_id == meeting.id, GroupLetter.code == code)
    ):
        code = new_code()
    return code


def choose_people(group: GroupLetter, audience: Audience, now: datetime) -> None:
    """Whom a draft goes to."""
    _must_be_draft(group)
    if not audience.parts:
        raise Refused(_("Choose at least one thing that is true of the people you write to."))
    group.audience, group.changed_at = audience, now


def write_group(
    group: GroupLetter,
    *,
    subject: LocalText,
    body: LocalText,
    necessary_because: str,
    now: datetime,
) -> None:
    _must_be_draft(group)
    group.subject, group.body = subject, body
    group.necessary_because, group.changed_at = necessary_because, now


def discard(group: GroupLetter) -> None:
    """A draft that nobody needs any more."""
    _must_be_draft(group)
    db.session.delete(group)
    db.session.flush()


def _must_be_draft(group: GroupLetter) -> None:
    if group.state != GroupState.DRAFT:
        raise Refused(_("This letter was sent already. Start a new one from its words."))


def check_text(text: str, *, is_subject: bool, names: Mapping[str, Any]) -> None:
    """Refused for an unknown placeholder, a subject of several lines, or a text that is too long."""
    limit = LONGEST_SUBJECT if is_subject else LONGEST_BODY
    if is_subject and len(text.splitlines()) > 1:
        raise Refused(_("A subject is one line: take out the line breaks."))
    if len(text) > limit:
        raise Refused(
            _("Shorten the subject to %(limit)d characters.", limit=limit)
            if is_subject
            else _("Shorten the letter to %(limit)d characters.", limit=limit)
        )
    if unknown := placeholders.unknown(text, names):
        raise Refused(
            _(
                "This letter has no such placeholder: %(what)s. Possible are: %(names)s.",
                what=", ".join(f"\u2066{one[:60]}\u2069" for one in unknown[:5]),
                names=", ".join(map(shown, names)),
            )
        )


def shown_subject(group: GroupLetter, language: str) -> str:
    """With what is the same for all readers filled in; empty where there is none yet."""
    if not group.subject:
        return ""
    values = meeting_values(group.meeting, language)
    return placeholders.fill(
        group.subject.in_(language), {name: str(value) for name, value in values.items()}
    )


@dataclass(frozen=True, slots=True)
class Warned:
    """Of some readers: they get the letter in another language than theirs, or an old text."""

    language: str
    state: State
    readers: int
    instead: str
    """The language in which they get it."""


def list_warnings(group: GroupLetter, counts: Counts) -> list[Warned]:
    """For each language that somebody reads and that is missing or older than its source."""
    found = []
    for language, readers in sorted(counts.by_language.items()):
        states = {text.state(language) for text in (group.subject, group.body) if text}
        for state in (State.MISSING, State.OUTDATED):
            if state in states:
                instead = _texts(group, language)[1]
                found.append(Warned(language, state, readers, instead))
                break
    return found


def _texts(group: GroupLetter, language: str) -> tuple[Texts, str]:
    """The words for a reader of this language, and the language they are in: both parts in one."""
    assert group.subject is not None
    assert group.body is not None
    both = all(text.own(language) for text in (group.subject, group.body))
    used = language if both else group.body.source
    return Texts(group.subject.in_(used), group.body.in_(used)), used


def list_values(
    group: GroupLetter, people: Select[Any], details: Mapping[str, Detail]
) -> dict[str, Mapping[int, Sequence[str]]]:
    """{placeholder: {person: lines}} of what the letter uses: a statement each."""
    used = {
        name
        for text in (group.subject, group.body)
        if text
        for one in (text.text, *(found.text for found in text.translations.values()))
        for name in placeholders.find(one)
    }
    return {
        name: detail.lines(group.meeting, people)
        for name, detail in details.items()
        if name in used
    }


@dataclass(frozen=True, slots=True)
class Wording:
    """What is the same for all readers of a language."""

    texts: Texts
    language: str
    """Of the texts."""
    values: Values


def wordings(group: GroupLetter, languages: Iterable[str]) -> dict[str, Wording]:
    """By the language of the readers."""
    found = {}
    for code in languages:
        texts, used = _texts(group, code)
        page = absolute_url("my.show", lang=code, meeting=group.meeting.slug)
        values = {**meeting_values(group.meeting, used), "my_page": Address(page)}
        found[code] = Wording(texts, used, values)
    return found


def compose(
    wording: Wording, reader: Person, known: Mapping[str, Mapping[int, Sequence[str]]]
) -> Written:
    """The letter for this reader. No SQL. known: {placeholder: {person: lines}}."""
    own: dict[str, Value] = {name: list(lines.get(reader.id, ())) for name, lines in known.items()}
    greeting = reader_values(reader.name, wording.language)
    return composing.write(wording.texts, {**wording.values, **greeting, **own})


def compose_for(
    group: GroupLetter, reader: Person, people: Select[Any], details: Mapping[str, Detail]
) -> tuple[Written, str]:
    """The letter for one of the people, and the language that it is in."""
    wording = wordings(group, [reader.language])[reader.language]
    known = list_values(group, people.where(Person.id == reader.id), details)
    return compose(wording, reader, known), wording.language


def send_test(
    group: GroupLetter,
    like: Person,
    people: Select[Any],
    details: Mapping[str, Detail],
    *,
    to: Person,
    now: datetime,
) -> None:
    """The letter as `like` would get it, to the organiser who tries it."""
    written, language = compose_for(group, like, people, details)
    with force_locale(babel_locale(to.language)):
        subject = _("[Test] %(subject)s", subject=written.subject)
    letter = as_letter(
        Written(subject, written.body, written.marks),
        TEST_KIND,
        meeting=group.meeting,
        to=to,
        language=language,
        cause=f"{group.code}:{now.isoformat()}",
    )
    outbox.post(letter, now)


def post_group(
    group: GroupLetter,
    people: Select[Any],
    details: Mapping[str, Detail],
    *,
    expected: int,
    send_at: datetime | None,
    person: Person,
    now: datetime,
) -> int:
    """Put a letter for each of the people into the outbox; returns how many.

    expected: how many the organiser saw: refused when there are others now. send_at: not before.
    People who want necessary letters only are left out unless the letter says why it is necessary.
    """
    _must_be_draft(group)
    _check_complete(group)
    if send_at is not None and not 0 < (send_at - now).total_seconds() < LONGEST_WAIT_DAYS * 86400:
        raise Refused(_("Choose a time in the future, within a year."), "send_at")
    readers = [
        one
        for one in list_people(people)
        if group.necessary_because or one.letters == LettersWanted.ALL
    ]
    if not readers:
        raise Refused(_("Nobody would get this letter. Choose other people."))
    if len(readers) != expected:
        raise Refused(
            ngettext(
                "Meanwhile it is %(num)d person. Look at the list again, then send.",
                "Meanwhile it is %(num)d people. Look at the list again, then send.",
                len(readers),
            )
        )
    known = list_values(group, people, details)
    worded = wordings(group, {one.language for one in readers})
    letters = []
    for one in readers:
        wording = worded[one.language]
        written = compose(wording, one, known)
        letters.append(
            as_letter(
                written,
                KIND,
                meeting=group.meeting,
                to=one,
                language=wording.language,
                cause=group.code,
                necessary=bool(group.necessary_because),
                condition=CONDITION,
                condition_data={"group": group.id},
                batch=group.batch,
                send_at=send_at,
            )
        )
    outbox.post_many(letters, now)
    group.state, group.posted_at, group.send_at = GroupState.POSTED, now, send_at
    group.recipients, group.changed_at = len(letters), now
    record(
        Action.LETTERS_SENT,
        actor=person,
        now=now,
        scope=group.meeting.slug,
        thing=f"letter to a group {group.code}",
        details={"letters": len(letters), "necessary": bool(group.necessary_because)},
    )
    return len(letters)


def _check_complete(group: GroupLetter) -> None:
    if not (group.subject and group.subject.text and group.body and group.body.text):
        raise Refused(_("Write subject and text first."))


def withdraw_group(group: GroupLetter, *, person: Person, now: datetime) -> int:
    """Keep back what has not left yet; returns how many letters that are."""
    if group.state != GroupState.POSTED:
        raise Refused(_("There is nothing to withdraw: this letter was not sent."))
    number = outbox.withdraw(
        and_(OutgoingMail.scope == group.meeting.slug, OutgoingMail.batch == group.batch),
        Reason.BY_ORGANISER,
        now,
    )
    if not number:
        raise Refused(_("All of these letters have left already."))
    group.state, group.changed_at = GroupState.WITHDRAWN, now
    record(
        Action.LETTERS_WITHDRAWN,
        actor=person,
        now=now,
        scope=group.meeting.slug,
        thing=f"letter to a group {group.code}",
        details={"letters": number},
    )
    return number
