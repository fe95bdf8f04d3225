"""The codebook as SPSS syntax."""

from collections.abc import Iterable, Sequence

from meeting_app.core.localtext import LocalText
from meeting_app.surveys.exports.variables import Variable

VARIABLE_LABEL = 255
VALUE_LABEL = 120
"""Octets that SPSS keeps."""
_LINE = 200
"""Octets of a literal on one line; longer ones are put together with "+"."""


def spss_syntax(
    variables: Sequence[Variable], workbook_name: str, sheet: str, language: str
) -> bytes:
    """UTF-8 with its mark, by which SPSS knows the encoding. Empty cells are system-missing."""
    lines = [
        "* Encoding: UTF-8.",
        "SET UNICODE=ON.",
        "GET DATA /TYPE=XLSX",
        f"  /FILE={_literal(workbook_name, 200)}",
        f"  /SHEET=NAME {_literal(sheet, 100)}",
        "  /CELLRANGE=FULL /READNAMES=ON /ASSUMEDSTRWIDTH=32767.",
        "",
    ]
    # A column without a single answer would be read as text.
    if numbers := [one.name for one in variables if one.is_number]:
        lines += _listed("ALTER TYPE", numbers, "(F12.4).")
    lines.append("VARIABLE LABELS")
    for one in variables:
        lines += [f"  {one.name}", f"    {_literal(_label(one, language), VARIABLE_LABEL)}"]
    lines[-1] += "."
    for one in variables:
        if one.values:
            lines += ["", f"VALUE LABELS {one.name}"]
            for value, label in one.values:
                code = str(value) if isinstance(value, int) else _literal(value, 120)
                lines.append(f"  {code} {_literal(_words(label, language), VALUE_LABEL)}")
            lines[-1] += "."
    scales = [one.name for one in variables if one.is_number and not one.values]
    if scales:
        lines += ["", *_listed("VARIABLE LEVEL", scales, "(SCALE).")]
    lines += ["", "EXECUTE.", ""]
    return "\r\n".join(lines).encode("utf-8-sig", "replace")


def _listed(command: str, names: Sequence[str], end: str) -> list[str]:
    return [command, *(f"  {name}" for name in names), f"  {end}"]


def _label(one: Variable, language: str) -> str:
    text = _words(one.label, language)
    return f"{text} – {one.note}" if one.note else text


def _words(label: LocalText | str, language: str) -> str:
    return label.in_(language) if isinstance(label, LocalText) else label


def _literal(text: str, octets: int) -> str:
    """In quotes, on lines that are short enough, cut between letters where it is too long."""
    plain = " ".join(text.split())
    parts = [part.replace('"', '""') for part in _pieces(_cut(plain, octets), _LINE)] or [""]
    return " +\r\n    ".join(f'"{part}"' for part in parts)


def _cut(text: str, octets: int) -> str:
    return text.encode(errors="replace")[:octets].decode(errors="ignore")


def _pieces(text: str, octets: int) -> Iterable[str]:
    while text:
        piece = _cut(text, octets)
        yield piece
        text = text[len(piece) :]
