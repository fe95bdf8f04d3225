"""Organisers' text in several languages: one frozen value, a state per language.

The value remembers the source language and, for each translation, the digest of the source text
it was made from, so that "outdated" is derived and never stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from typing import Any

from sqlalchemy import JSON, Dialect
from sqlalchemy.types import TypeDecorator


class State(StrEnum):
    SOURCE = "source"
    MISSING = "missing"
    DRAFT = "draft"
    CHECKED = "checked"
    OUTDATED = "outdated"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a reader gets: the text and the language it is really in."""

    text: str
    language: str


@dataclass(frozen=True, slots=True)
class Translation:
    text: str
    checked: bool
    of: str
    """Digest of the source text at the time of translating."""


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LocalText:
    source: str
    """Language of `text`."""
    text: str
    translations: Mapping[str, Translation] = field(default_factory=dict)

    @classmethod
    def of(cls, texts: Mapping[str, str], source: str | None = None) -> "LocalText":
        """From {language: text}; the first language is the source unless said otherwise."""
        source = source or next(iter(texts))
        value = cls(source, texts[source])
        for language, text in texts.items():
            if language != source:
                value = value.translated(language, text)
        return value

    def shown_in(self, language: str) -> Shown:
        """The text in `language`, else in the source language, else in any that has one."""
        if language != self.source and language in self.translations:
            return Shown(self.translations[language].text, language)
        if self.text or not self.translations:
            return Shown(self.text, self.source)
        other = next(iter(self.translations))
        return Shown(self.translations[other].text, other)

    def in_(self, language: str) -> str:
        return self.shown_in(language).text

    def own(self, language: str) -> str:
        """The text written in exactly this language, or an empty string."""
        if language == self.source:
            return self.text
        found = self.translations.get(language)
        return found.text if found else ""

    def state(self, language: str) -> State:
        if language == self.source:
            return State.SOURCE
        found = self.translations.get(language)
        if found is None:
            return State.MISSING
        if found.of != _digest(self.text):
            return State.OUTDATED
        return State.CHECKED if found.checked else State.DRAFT

    def translated(self, language: str, text: str, *, checked: bool = True) -> "LocalText":
        """With this language's text set, or taken away when the text is empty."""
        others = {code: found for code, found in self.translations.items() if code != language}
        if language == self.source:
            return LocalText(self.source, text, others)
        if text.strip():
            others[language] = Translation(text, checked, _digest(self.text))
        return LocalText(self.source, self.text, others)

    def edited(self, texts: Mapping[str, str]) -> "LocalText":
        """With the texts of a form: those that changed count as made from the new source."""
        value = self.translated(self.source, texts.get(self.source, self.text))
        for language, text in texts.items():
            if language != self.source and text != self.own(language):
                value = value.translated(language, text)
        return value

    def __bool__(self) -> bool:
        return bool(self.text) or bool(self.translations)

    def __str__(self) -> str:
        return self.text


class LocalTextType(TypeDecorator[LocalText]):
    """JSON, see `to_json`."""

    impl = JSON
    cache_ok = True

    def __init__(self) -> None:
        super().__init__(none_as_null=True)  # SQL's NULL, which NOT NULL refuses, not JSON's

    def process_bind_param(self, value: LocalText | None, dialect: Dialect) -> Any:
        return None if value is None else to_json(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> LocalText | None:
        return None if value is None else from_json(value)


def to_json(value: LocalText) -> dict[str, Any]:
    """{"source": "en", "text": "...", "in": {"fr": ["...", checked, digest]}}"""
    translations = {
        code: [found.text, found.checked, found.of]
        for code, found in sorted(value.translations.items())
    }
    return {"source": value.source, "text": value.text, "in": translations}


def from_json(value: Mapping[str, Any]) -> LocalText:
    translations = {code: Translation(*found) for code, found in value["in"].items()}
    return LocalText(value["source"], value["text"], translations)
