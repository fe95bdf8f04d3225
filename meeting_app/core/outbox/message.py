"""A letter as it travels."""

import re
from email.errors import MessageError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime
from typing import Any

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _

from meeting_app.core.letter_text import as_html, as_text
from meeting_app.core.locale import babel_locale, direction
from meeting_app.core.outbox.letter import on_one_line, render
from meeting_app.core.outbox.models import OutgoingMail
from meeting_app.core.secrets import Lost, Unreadable


class _KeepsSpaces(EmailPolicy):
    """A long subject or name as it is, whichever Python folds it: some lose the space between two
    encoded words, or begin the header with an empty line. The older way of writing does neither.
    An address in angle brackets stays on one line: whoever reads it by machine wants it whole."""

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
        elif name == "List-Unsubscribe":
            encoded = str(value)
        else:
            folded: str = super().fold(name, value)
            return folded
        return f"{name}: {encoded}\n".replace("\n", self.linesep)

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


class CannotBeWritten(Exception):
    """No mail server could be given this letter: it will not get better by waiting."""


def message(mail: OutgoingMail, sender: str, stop_url: str = "") -> EmailMessage:
    """A text and an HTML part, and its calendar entries. No picture, nothing from elsewhere.

    stop_url: where the recipient can stop letters of this sort, also by one click (RFC 8058).
    Raises CannotBeWritten; Unreadable where the key that sealed its text is gone.
    """
    if isinstance(mail.body, Lost):
        raise Unreadable("the text cannot be read any more: its key is missing")
    made = EmailMessage(_KeepsSpaces())
    made["Subject"] = on_one_line(mail.subject)
    made["From"] = sender
    made["To"] = _recipient(mail.address, mail.name)
    if mail.reply_to:
        made["Reply-To"] = _recipient(mail.reply_to)
    made["Date"] = format_datetime(mail.created_at)
    made["Message-ID"] = mail.message_id
    made["Auto-Submitted"] = "auto-generated"
    if stop_url:
        made["List-Unsubscribe"] = f"<{stop_url}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    body = _with_choice(mail.body, mail.language, stop_url)
    way, base = direction(mail.language), current_app.config["BASE_URL"] + "/"
    made.set_content(as_text(body, mail.marks, way), params={"format": "flowed"})
    made.add_alternative(
        render(
            "layout/letter.html",
            subject=mail.subject,
            content=as_html(body, mail.marks, base),
            lang=mail.language,
            dir=way,
        ),
        subtype="html",
    )
    for name, content_type, text in mail.attachments:
        maintype, _slash, subtype = content_type.partition("/")
        made.add_attachment(
            text.encode(),
            maintype=maintype,
            subtype=subtype,
            filename=on_one_line(name),
            params={"charset": "utf-8"},
        )
    made["Content-Language"] = mail.language  # last: a new part takes such headers into itself
    return made


def _recipient(address: str, name: str = "") -> Address:
    """With the host as the name service knows it. Exactly one, whatever the address holds."""
    local, _at, host = address.rpartition("@")
    try:
        travelling = f"{local}@{host.encode('idna').decode()}"
        if not travelling.isascii() or not travelling.isprintable() or " " in travelling:
            raise CannotBeWritten("Mail servers do not take such an address.")
        return Address(display_name=on_one_line(name), addr_spec=travelling)
    except (ValueError, IndexError, MessageError) as error:
        raise CannotBeWritten("Mail servers do not take such an address.") from error


def _with_choice(body: str, language: str, stop_url: str) -> str:
    if not stop_url:
        return body
    with force_locale(babel_locale(language)):
        choice = _("Too many letters? Here you can choose to get only the necessary ones:")
    return f"{body.rstrip()}\n\n{choice}\n{stop_url}\n"
