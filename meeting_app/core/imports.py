"""Files that people hand over: reading them, and telling what came of each row."""

import codecs
from collections.abc import Sequence
from dataclasses import dataclass, field

from flask_babel import gettext as _

from meeting_app.core.errors import Refused

# What French, Spanish and English put above ASCII. Windows-1252 cannot be told from its siblings
# for sure, except by finding nothing but these, and never three in a row: a text in Windows-1256
# (Arabic) or 1251 (Cyrillic) is made of long runs.
_WESTERN = frozenset("àâäæçéèêëîïôœöùûüÿÀÂÄÆÇÉÈÊËÎÏÔŒÖÙÛÜŸáíóúñÁÍÓÚÑ¡¿ºª°«»‘’“”–—…€\u00a0")


@dataclass(slots=True)
class Report:
    """What an import did, in rows of the file."""

    added: int = 0
    changed: int = 0
    skipped: int = 0
    """As they were already, or no longer to be changed."""
    refused: list[tuple[int, str]] = field(default_factory=list)
    """(row number, whole sentence why). The row number is the line on which the row ends."""


def read_text(content: bytes) -> str:
    """The file's text. UTF-8, with or without a mark; UTF-16 with one; Windows-1252 where nothing
    speaks against it. Raises Refused for anything else."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text and (encoding != "cp1252" or _is_western(text)):
            return text
    raise Refused(_("This file is not a text in UTF-8. Save it as UTF-8 and try again."))


def _is_western(text: str) -> bool:
    run = 0
    for char in text:
        run = run + 1 if ord(char) > 127 else 0
        if run > 2 or (run and char not in _WESTERN):
            return False
    return True


def sentences(report: Report) -> Sequence[str]:
    """The report as lines: one per refused row, then the sum."""
    lines = [
        _("Row %(number)d: %(reason)s", number=number, reason=reason)
        for number, reason in report.refused
    ]
    lines.append(
        _(
            "%(added)d added, %(changed)d changed, %(skipped)d skipped, %(refused)d refused",
            added=report.added,
            changed=report.changed,
            skipped=report.skipped,
            refused=len(report.refused),
        )
    )
    return lines
