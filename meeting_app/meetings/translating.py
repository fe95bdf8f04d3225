"""What lacks which language: the organisers' texts of a meeting, across all features."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from flask_babel import gettext as _

from meeting_app.core.errors import Refused
from meeting_app.core.feature import Feature, OrganisersText
from meeting_app.core.localtext import LocalText, State
from meeting_app.meetings.models import Meeting
from meeting_app.people.models import Person

LACKING = (State.MISSING, State.OUTDATED, State.DRAFT)


@dataclass(frozen=True, slots=True)
class Item:
    """One text to be translated into one language."""

    key: str
    label: str
    value: LocalText
    state: State
    long: bool
    text: OrganisersText

    @property
    def digest(self) -> str:
        """Of the source, so that a source that changes meanwhile is noticed."""
        return sha256(self.value.text.encode()).hexdigest()[:16]


def list_texts(features: Iterable[Feature], meeting: Meeting) -> list[OrganisersText]:
    return [
        text
        for feature in features
        if feature.texts
        for text in feature.texts(meeting)
        if getattr(text.row, text.attribute)
    ]


def list_items(texts: Iterable[OrganisersText], language: str) -> list[Item]:
    """All texts whose source is in another language."""
    items = []
    for text in texts:
        value: LocalText = getattr(text.row, text.attribute)
        if value.source == language:
            continue
        items.append(
            Item(
                key=f"{text.row.__tablename__}-{text.row.id}-{text.attribute}",
                label=text.label,
                value=value,
                state=value.state(language),
                long=text.long or len(value.text) > 120,
                text=text,
            )
        )
    return items


def count_states(
    texts: Sequence[OrganisersText], languages: Iterable[str]
) -> dict[str, Counter[State]]:
    """{language: how many texts are in each state}."""
    return {
        language: Counter(getattr(text.row, text.attribute).state(language) for text in texts)
        for language in languages
    }


def translate(
    items: Iterable[Item],
    language: str,
    given: Mapping[str, str],
    digests: Mapping[str, str],
    *,
    person: Person | None,
    now: datetime,
) -> int:
    """Take the texts given by key; returns how many changed.

    digests: {key: digest of the source that the translator saw}. Refused when it has changed.
    """
    changed = 0
    for item in items:
        text = given.get(item.key, "").strip()
        known = item.value.own(language)
        if not text or (text == known and item.state is State.CHECKED):
            continue
        if digests.get(item.key) != item.digest:
            raise Refused(
                _("The source text was changed while you translated. Compare it and save again."),
                item.key,
            )
        if item.text.check:
            try:
                item.text.check(text)
            except Refused as refusal:
                raise Refused(refusal.message, item.key) from refusal
        if item.text.before_change:
            item.text.before_change(person, now)
        setattr(item.text.row, item.text.attribute, item.value.translated(language, text))
        changed += 1
    return changed
