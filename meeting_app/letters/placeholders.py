"""Placeholders in organisers' letters, such as {name}: replaced once, never evaluated.

Pure. A text has literal parts and placeholders of a fixed list of names; whatever else stands in
braces is text, and is refused when a template is saved.
"""

import re
from collections.abc import Collection, Iterator, Mapping

NAME = re.compile(r"\{([a-z][a-z_]*)\}")
# What somebody took for a placeholder: braces around what begins with a letter or "_".
_TRIED = re.compile(r"(?<!\{)\{++[ \t]*+[^\W\d][^{}\n]*+\}+")


def find(text: str) -> list[str]:
    """The names of the placeholders, each once, in the order of their first use."""
    return list(dict.fromkeys(NAME.findall(text)))


def unknown(text: str, allowed: Collection[str]) -> list[str]:
    """What is written like a placeholder and is none of the allowed ones, as it is written."""
    tried = dict.fromkeys(found[0] for found in _TRIED.finditer(text))
    return [one for one in tried if not ((name := NAME.fullmatch(one)) and name[1] in allowed)]


def parts(text: str, names: Collection[str]) -> Iterator[tuple[str, bool]]:
    """The text cut at the placeholders of these names: (literal text, False) or (name, True)."""
    end = 0
    for found in NAME.finditer(text):
        if found[1] in names:
            if found.start() > end:
                yield text[end : found.start()], False
            yield found[1], True
            end = found.end()
    if end < len(text):
        yield text[end:], False


def fill(text: str, values: Mapping[str, str]) -> str:
    """Each placeholder replaced by its value, in one pass: a value is never looked at again.

    A placeholder without a value stays as it is.
    """
    return "".join(values[part] if is_name else part for part, is_name in parts(text, values))
