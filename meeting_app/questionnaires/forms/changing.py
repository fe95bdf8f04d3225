"""Questions that organisers changed before anybody had answered, while somebody was writing: there is
no former version of them, and nothing that was written may vanish without a word."""

from collections.abc import Iterable
from hashlib import sha256

from flask_babel import gettext as _

from meeting_app.questionnaires import rules
from meeting_app.questionnaires.definition import Definition, Item

ENDINGS = ("-kept", "-drop", "-choice", "-for", "-find", "-search")
"""Of further fields that belong to one question."""


def digest_of(definition: Definition) -> str:
    """Changes with what can be answered, not with wordings."""
    asked = [
        (one.code, one.kind, *(option.code for option in one.options)) for one in definition.items
    ]
    return sha256(repr(asked).encode()).hexdigest()[:10]


def names_of(item: Item) -> set[str]:
    """Of all the fields that answer one question."""
    name = f"q-{item.code}"
    return {
        name,
        f"q-{rules.other_code(item.code)}",
        *(name + ending for ending in ENDINGS),
        *(f"{name}-{option.code}" for option in item.options),
    }


def sentence_about(definition: Definition, sent: Iterable[tuple[str, str]]) -> str:
    """With what was written in questions that are asked no more."""
    known = {name for item in definition.items for name in names_of(item)}
    lost = [text for name, text in sent if name.startswith("q-") and name not in known and text]
    if not lost:
        return _(
            "The questions were changed while you were answering. Look at them, and send the form again."
        )
    return _(
        "The questions were changed while you were answering. Look at them, and send the form again. "
        "Nobody asks any more for this answer of yours: %(texts)s",
        texts=" · ".join(lost),
    )
