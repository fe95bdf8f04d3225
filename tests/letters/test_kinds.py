"""Every kind of letter, in every language."""

import pytest
from flask import Flask

from meeting_app import FEATURES
from meeting_app.core.locale import LANGUAGES
from meeting_app.letters import service
from meeting_app.letters.kinds import LetterKind, list_kinds, names_of_letters
from meeting_app.letters.placeholders import NAME, find, unknown
from meeting_app.letters.previews import examples
from tests.support.factories import a_meeting

KINDS = list_kinds(FEATURES)
each = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)


def test_list_kinds_has_each_code_once():
    codes = [kind.code for kind in KINDS]

    assert codes == [
        "letters.reminder",
        "surveys.invitation",
        "abstracts.submitted",
        "abstracts.withdrawn",
        "review.accepted",
        "review.waitlisted",
        "review.declined",
        "registration.confirmed",
        "registration.waiting",
        "registration.moved_up",
        "registration.cancelled",
    ]
    assert set(codes) <= set(names_of_letters(FEATURES))


@each
def test_default_text_could_be_saved_in_every_language(app: Flask, kind: LetterKind):
    defaults = {language: kind.default(language) for language in LANGUAGES}
    used = {language: find(texts.subject + texts.body) for language, texts in defaults.items()}

    for texts in defaults.values():
        service.check_subject(kind, texts.subject)
        service.check_body(kind, texts.body)
        assert unknown(texts.subject + texts.body, kind.allowed) == []
        assert service.missing_wanted(kind, texts.body) == []
    assert {tuple(sorted(names)) for names in used.values()} == {tuple(sorted(used["en"]))}
    assert len({texts.body for texts in defaults.values()}) == len(LANGUAGES)


@each
def test_example_fills_every_placeholder_in_every_language(app: Flask, kind: LetterKind):
    meeting = a_meeting()

    for language in LANGUAGES:
        values = kind.example(meeting, language)
        assert set(kind.placeholders) <= set(values)
        assert set(examples(kind, meeting, language)) >= set(kind.allowed)
        texts = kind.default(language)
        written = service.write(texts, values, meeting=meeting, name="Ada", language=language)
        assert not NAME.search(written.subject + written.body)
        assert "\n\n\n" not in written.body
