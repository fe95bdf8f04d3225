"""Verbs about organisers' wordings of letters."""

from collections.abc import Collection, Mapping
from datetime import datetime

from flask_babel import gettext as _

from meeting_app.core.db import db
from meeting_app.core.errors import Refused
from meeting_app.core.locale import LANGUAGES
from meeting_app.core.localtext import LocalText
from meeting_app.letters import placeholders
from meeting_app.letters.composing import Texts
from meeting_app.letters.kinds import LetterKind
from meeting_app.letters.models import LetterTemplate, LetterTemplateVersion
from meeting_app.letters.queries.templates import find_template, forget_own_texts, list_versions
from meeting_app.meetings.models import Meeting
from meeting_app.people.audit import record
from meeting_app.people.models import Action, Person

VERSIONS_KEPT = 20
LONGEST_SUBJECT = 150
LONGEST_BODY = 10_000


def shown(name: str) -> str:
    """A placeholder within a sentence of any direction."""
    return f"\u2066{{{name}}}\u2069"


def check_placeholders(kind: LetterKind, text: str) -> None:
    """Refused for a text with a placeholder that this letter does not have."""
    if unknown := placeholders.unknown(text, kind.allowed):
        raise Refused(
            _(
                "This letter has no such placeholder: %(what)s. Possible are: %(names)s.",
                what=", ".join(f"\u2066{one[:60]}\u2069" for one in unknown[:5]),
                names=", ".join(map(shown, kind.allowed)),
            )
        )


def check_subject(kind: LetterKind, text: str) -> None:
    """Refused for a subject that is no single line, too long, or has unknown placeholders."""
    if len(text.splitlines()) > 1:
        raise Refused(_("A subject is one line: take out the line breaks."))
    if len(text) > LONGEST_SUBJECT:
        raise Refused(_("Shorten the subject to %(limit)d characters.", limit=LONGEST_SUBJECT))
    check_placeholders(kind, text)


def check_body(kind: LetterKind, text: str) -> None:
    """Refused for a body that is too long, has unknown placeholders, or lacks one it needs."""
    if len(text) > LONGEST_BODY:
        raise Refused(
            _("Shorten the letter to %(limit)d characters.", limit=LONGEST_BODY),
        )
    check_placeholders(kind, text)
    if missing := _without(kind.required, text):
        raise Refused(
            _(
                "Without %(names)s this letter makes no sense. Put it back in.",
                names=", ".join(map(shown, missing)),
            )
        )


def missing_wanted(kind: LetterKind, body: str) -> list[str]:
    """Placeholders that are usually there, and that this body lacks."""
    return _without(kind.wanted, body)


def _without(names: Collection[str], text: str) -> list[str]:
    there = placeholders.find(text)
    return [name for name in names if name not in there]


def save_template(
    kind: LetterKind,
    meeting: Meeting,
    given: Mapping[str, Texts],
    *,
    fits: Collection[str] = (),
    language: str,
    person: Person | None,
    now: datetime,
) -> LetterTemplate | None:
    """Take the wordings of a form; None when nothing but the default is left.

    given: {language: wording}; one that equals the default, or is empty, is no own wording.
    fits: languages whose unchanged wording still fits the source. language: the source of a new
    template, where it is among its languages.
    """
    old = find_template(meeting, kind.code)
    own = _own_wordings(kind, old, given)
    if old and own and old.body.source not in own:
        raise Refused(
            _(
                "Keep the text in %(language)s: the others are made from it. "
                "To send the default again, use the link below.",
                language=LANGUAGES[old.body.source].name,
            ),
            f"body_{old.body.source}",
        )
    if not own:
        if old:
            use_default(old, person=person, now=now)
        return None
    if old is None:
        source = next(code for code in (language, meeting.title.source, *own) if code in own)
        subject, body = (
            LocalText.of({code: getattr(texts, part) for code, texts in own.items()}, source)
            for part in ("subject", "body")
        )
        return _put(kind.code, meeting, subject, body, old=None, person=person, now=now)
    subject = _edited(old.subject, {code: texts.subject for code, texts in own.items()}, fits)
    body = _edited(old.body, {code: texts.body for code, texts in own.items()}, fits)
    if (subject, body) == (old.subject, old.body):
        return old
    return _put(kind.code, meeting, subject, body, old=old, person=person, now=now)


def _own_wordings(
    kind: LetterKind, old: LetterTemplate | None, given: Mapping[str, Texts]
) -> dict[str, Texts]:
    own = dict(given)
    if old is not None:  # languages that the form did not ask for stay
        own = {code: texts for code in old.languages() if (texts := old.own(code))} | own
    is_source = {code: old is not None and code == old.body.source for code in own}
    differs = {
        code: texts
        for code, texts in own.items()
        if texts.subject.strip() and texts.body.strip() and texts != kind.default(code)
    }
    kept = {code: texts for code, texts in own.items() if is_source[code] and texts.body.strip()}
    return (kept | differs) if differs else {}


def _edited(old: LocalText, texts: Mapping[str, str], fits: Collection[str]) -> LocalText:
    gone = {code: "" for code in old.translations if code not in texts}
    new = old.edited({**texts, **gone})
    for code in fits:
        if code != new.source and new.own(code):
            new = new.translated(code, new.own(code))
    return new


def use_default(template: LetterTemplate, *, person: Person | None, now: datetime) -> None:
    """Send the catalogue's wording again. The own one stays among the former versions."""
    _keep_version(template, now)
    db.session.delete(template)
    db.session.flush()
    _done(template.kind, template.meeting, "default", person, now)


def restore(
    version: LetterTemplateVersion, *, person: Person | None, now: datetime
) -> LetterTemplate:
    """Send this former wording again; the present one becomes a former one."""
    old = find_template(version.meeting, version.kind)
    return _put(
        version.kind,
        version.meeting,
        version.subject,
        version.body,
        old=old,
        person=person,
        now=now,
        how="restored",
    )


def keep_for_translator(template: LetterTemplate, person: Person | None, now: datetime) -> None:
    """Keep the wording before a translator changes subject or text, once for both."""
    if (template.changed_at, template.changed_by) == (now, person):
        return
    _keep_version(template, now)
    template.changed_at, template.changed_by = now, person
    _done(template.kind, template.meeting, "translated", person, now)


def copy_template(
    source: LetterTemplate, meeting: Meeting, *, person: Person | None, now: datetime
) -> LetterTemplate:
    """Take over another meeting's wording, with the states of its translations."""
    old = find_template(meeting, source.kind)
    return _put(
        source.kind,
        meeting,
        source.subject,
        source.body,
        old=old,
        person=person,
        now=now,
        how="copied",
    )


def _put(
    kind: str,
    meeting: Meeting,
    subject: LocalText,
    body: LocalText,
    *,
    old: LetterTemplate | None,
    person: Person | None,
    now: datetime,
    how: str = "changed",
) -> LetterTemplate:
    if old is not None:
        _keep_version(old, now)
    template = old or LetterTemplate(meeting=meeting, kind=kind)
    template.subject, template.body = subject, body
    template.changed_at, template.changed_by = now, person
    db.session.add(template)
    db.session.flush()
    _done(kind, meeting, how, person, now)
    return template


def _keep_version(template: LetterTemplate, now: datetime) -> None:
    db.session.add(
        LetterTemplateVersion(
            meeting=template.meeting,
            kind=template.kind,
            subject=template.subject,
            body=template.body,
            written_at=template.changed_at,
            written_by=template.changed_by,
            replaced_at=now,
        )
    )
    db.session.flush()
    for old in list_versions(template.meeting, template.kind)[VERSIONS_KEPT:]:
        db.session.delete(old)


def _done(kind: str, meeting: Meeting, how: str, person: Person | None, now: datetime) -> None:
    forget_own_texts()
    record(
        Action.LETTER_REWORDED,
        actor=person,
        now=now,
        scope=meeting.slug,
        thing=f"letter {kind}",
        details={"how": how},
    )
