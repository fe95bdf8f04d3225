"""Letters: composed as values, stored in the transaction of their cause, sent by the worker.

One row and one Message-ID per letter and recipient for ever. Delivery is at least once: a worker
killed between the server's "250" and the mark sends the same Message-ID again.
"""

import logging
import re
import smtplib
import ssl
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, make_msgid
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app
from flask_babel import force_locale
from sqlalchemy import JSON, Index, String, Text, UniqueConstraint, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from meeting_app.core.db import Base, begin_write, db, insert_once
from meeting_app.core.jobs import backoff
from meeting_app.core.locale import babel_locale, direction
from meeting_app.core.personal import NOT_PERSONAL, Kept, Seen, held, personal
from meeting_app.core.secrets import Sealed

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=3)
GIVE_UP_AFTER = timedelta(hours=72)
SMTP_TIMEOUT_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Attachment:
    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Letter:
    kind: str
    """As "abstracts.submitted": the feature and the letter."""
    cause: str
    """What it is about, unique with kind and recipient: posting it twice makes one row."""
    address: str
    name: str
    language: str
    subject: str
    body: str
    scope: str = ""
    """The meeting's slug, or empty for letters of the service itself."""
    attachments: tuple[Attachment, ...] = ()


class OutgoingMail(Base):
    __tablename__ = "outgoing_mail"
    __held__ = held(
        seen_by=Seen.ORGANISERS,
        why="to send it, and to show what became of it",
        kept=Kept.OUTBOX,
    )
    __table_args__ = (
        UniqueConstraint("kind", "cause", "address"),
        Index("ix_outgoing_mail_waiting", "sent_at", "send_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(60))
    cause: Mapped[str] = mapped_column(String(200), info=NOT_PERSONAL)
    scope: Mapped[str] = mapped_column(String(60), index=True)
    address: Mapped[str] = mapped_column(String(254), info=personal("e-mail"))
    name: Mapped[str] = mapped_column(String(200), info=personal("name"))
    language: Mapped[str] = mapped_column(String(8))
    subject: Mapped[str] = mapped_column(Text, info=personal("text", kept=Kept.LETTER_BODY))
    body: Mapped[str] = mapped_column(Sealed, info=personal("text", kept=Kept.LETTER_BODY))
    """Sealed: it may hold a sign-in link."""
    attachments: Mapped[list[list[str]]] = mapped_column(
        JSON, info=personal("text", kept=Kept.LETTER_BODY)
    )
    """[[name, content type, text]]"""
    message_id: Mapped[str] = mapped_column(String(200), unique=True, info=NOT_PERSONAL)
    created_at: Mapped[datetime]
    send_at: Mapped[datetime]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    failed_at: Mapped[datetime | None]
    error: Mapped[str | None] = mapped_column(Text, info=personal("text"))


def write(
    template: str,
    *,
    cause: str,
    address: str,
    name: str,
    language: str,
    scope: str = "",
    attachments: Sequence[Attachment] = (),
    **values: object,
) -> Letter:
    """Compose a letter in its recipient's language.

    template: as "abstracts/submitted" for `templates/letters/abstracts/submitted.txt`, whose first
    line is the subject and whose rest, after an empty line, is the body.
    """
    with force_locale(babel_locale(language)):
        text = _render(f"letters/{template}.txt", name=name, reader=language, **values)
    subject, _, body = text.strip().partition("\n")
    return Letter(
        kind=template.replace("/", "."),
        cause=cause,
        address=address,
        name=name,
        language=language,
        subject=" ".join(subject.split()),
        body=body.strip() + "\n",
        scope=scope,
        attachments=tuple(attachments),
    )


def _render(template: str, **values: object) -> str:
    """Without what pages get (person, menus): a letter is not about who makes the request."""
    return current_app.jinja_env.get_template(template).render(values)


def post(letter: Letter, now: datetime) -> None:
    """Put the letter into the outbox, unless this recipient has it for this cause already."""
    insert_once(
        OutgoingMail,
        ["kind", "cause", "address"],
        kind=letter.kind,
        cause=letter.cause,
        scope=letter.scope,
        address=letter.address,
        name=_plain(letter.name),
        language=letter.language,
        subject=_plain(letter.subject),
        body=letter.body,
        attachments=[[a.name, a.content_type, a.content.decode()] for a in letter.attachments],
        message_id=make_msgid(domain="meeting.invalid"),
        created_at=now,
        send_at=now,
    )


def count_as_sent(now: datetime) -> None:
    """Mark everything that waits as sent, without sending it: for a history that is made up."""
    db.session.flush()
    db.session.execute(
        update(OutgoingMail).where(OutgoingMail.sent_at.is_(None)).values(sent_at=now)
    )


class _KeepsSpaces(EmailPolicy):
    """A long subject or name as it is, whichever Python folds it: some lose the space between two
    encoded words, or begin the header with an empty line. The older way of writing does neither."""

    def fold(self, name: str, value: Any) -> str:
        if name == "To":
            (address,) = value.addresses
            # Long names with quotes or brackets would be cut where they stand: such are encoded.
            charset = (
                None if re.fullmatch(r"[\w '.-]{1,50}", address.display_name, re.A) else "utf-8"
            )
            text = address.display_name if charset else f'"{address.display_name}"'
            encoded = Header(text, charset, header_name=name).encode()
            encoded += f"\n <{address.addr_spec}>"
            if not address.display_name:
                encoded = address.addr_spec
        elif name == "Subject":
            encoded = Header(str(value), header_name=name).encode()
        else:
            folded: str = super().fold(name, value)
            return folded
        return f"{name}: {encoded}\n".replace("\n", self.linesep)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


def message(mail: OutgoingMail, sender: str) -> EmailMessage:
    """The letter as it travels: a text and an HTML part, and its calendar entries."""
    made = EmailMessage(_KeepsSpaces())
    made["Subject"] = _plain(mail.subject)
    made["From"] = sender
    made["To"] = Address(display_name=_plain(mail.name), addr_spec=mail.address)
    made["Date"] = format_datetime(mail.created_at)
    made["Message-ID"] = mail.message_id
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(mail.body)
    made.add_alternative(
        _render(
            "layout/letter.html",
            subject=mail.subject,
            paragraphs=[part.split("\n") for part in mail.body.strip().split("\n\n")],
            lang=mail.language,
            dir=direction(mail.language),
            base=current_app.config["BASE_URL"] + "/",
        ),
        subtype="html",
    )
    for name, content_type, text in mail.attachments:
        maintype, _, subtype = content_type.partition("/")
        made.add_attachment(
            text.encode(),
            maintype=maintype,
            subtype=subtype,
            filename=name,
            params={"charset": "utf-8"},
        )
    made["Content-Language"] = mail.language  # last: a new part takes such headers into itself
    return made


def _plain(text: str) -> str:
    """On one line, without control characters: nothing of it can start another header."""
    line = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return line.replace("=?", "= ?")  # no encoded word but our own


Transport = Callable[[EmailMessage, int], None]
"""Takes the message and its row number; raises when it could not be handed over."""


def keep_as_files(folder: Path) -> Transport:
    """Letters as files, where no mail server is set."""

    def keep(made: EmailMessage, number: int) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # a letter may hold a link
        (folder / f"{number:06}.eml").write_bytes(made.as_bytes())

    return keep


def send_by_smtp(url: str) -> Transport:
    """url: smtp://user:password@host:587 (STARTTLS where offered; smtp+tls:// requires it) or
    smtps://host:465."""
    parts = urlsplit(url)
    host = parts.hostname or "localhost"

    def send(made: EmailMessage, _number: int) -> None:
        context = ssl.create_default_context()
        if parts.scheme == "smtps":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                host, parts.port or 465, timeout=SMTP_TIMEOUT_SECONDS, context=context
            )
        else:
            server = smtplib.SMTP(host, parts.port or 25, timeout=SMTP_TIMEOUT_SECONDS)
        with closing(server):
            server.ehlo_or_helo_if_needed()
            if parts.scheme == "smtp+tls" or server.has_extn("starttls"):
                server.starttls(context=context)
            if parts.username:
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(made)
            with suppress(smtplib.SMTPException):  # the letter was taken, whatever is said now
                server.quit()

    return send


def send_next(transport: Transport, sender: str, now: datetime, *, jitter: float = 0.0) -> bool:
    """Claim one waiting letter, send it outside any transaction, mark it. False when none waits."""
    begin_write()
    waiting = (
        select(OutgoingMail.id)
        .where(
            OutgoingMail.sent_at.is_(None),
            OutgoingMail.failed_at.is_(None),
            OutgoingMail.send_at <= now,
            or_(OutgoingMail.lease_until.is_(None), OutgoingMail.lease_until < now),
        )
        .order_by(OutgoingMail.send_at, OutgoingMail.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    claimed = db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id.in_(waiting.scalar_subquery()))
        .values(lease_until=now + LEASE, attempts=OutgoingMail.attempts + 1)
        .returning(OutgoingMail.id, OutgoingMail.attempts, OutgoingMail.created_at)
        .execution_options(synchronize_session=False)
    ).first()
    db.session.commit()
    if claimed is None:
        return False
    number, attempt, created_at = claimed
    try:
        made = message(db.session.get_one(OutgoingMail, number), sender)
        db.session.rollback()  # no transaction is open while the mail server is asked
        transport(made, number)
    except Exception as error:  # noqa: BLE001 - whatever it is, the letter waits
        db.session.rollback()
        log.warning("letter %s not sent: %s", number, type(error).__name__)
        hopeless = _is_permanent(error) or now - created_at > GIVE_UP_AFTER
        again = now + backoff(min(attempt, 8), jitter=jitter)
        _mark(
            number,
            attempt,
            failed_at=now if hopeless else None,
            send_at=again,
            lease_until=None,
            error=_words(error),
        )
    else:
        _mark(number, attempt, sent_at=now, lease_until=None, error=None)
    return True


def _is_permanent(error: Exception) -> bool:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(code >= 500 for code, _ in error.recipients.values())
    # Refusals of the service or the sender are for the operator to mend: meanwhile letters wait.
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= 500


def _words(error: Exception) -> str:
    """What the server said, as "550 No such user", or what else went wrong."""
    said: str | bytes
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        code, said = next(iter(error.recipients.values()))
    elif isinstance(error, smtplib.SMTPResponseException):
        code, said = error.smtp_code, error.smtp_error
    else:
        return f"{type(error).__name__}: {_plain(str(error))}"[:500]
    words = said if isinstance(said, str) else said.decode(errors="replace")
    return f"{code} {_plain(words)}"[:500]


def _mark(number: int, attempt: int, **values: object) -> None:
    begin_write()
    db.session.execute(
        update(OutgoingMail)
        .where(OutgoingMail.id == number, OutgoingMail.attempts == attempt)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    db.session.commit()
