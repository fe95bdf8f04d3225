"""Codes that are proposed from texts, and which codes may be."""

import pytest

from meeting_app.questionnaires import codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("What is your role?", "role"),
        (
            "Which organisation do you work for at present, and since when?",
            "organisation_work_at_present",
        ),
        ("Dans quelles régions travaillez-vous ?", "regions_travaillez"),
        ("¿En qué año?", "ano"),
        ("ما طبيعة عملكم الأساسية؟", "tbyaa_amlkm_alasasya"),
        ("Œuvre", "oeuvre"),
        ("The and of", "the_and_of"),
        ("2025: how useful?", "question_2025_useful"),
        ("😀", "question"),
        ("", "question"),
        ("x" * 90, "x" * 32),
    ],
)
def test_proposed_from_a_text_is_a_code(text: str, code: str):
    found = codes.proposed(text, (), "question")

    assert found == code
    assert codes.is_question_code(found)


def test_proposed_when_taken_gets_a_number():
    assert codes.proposed("Role", {"role", "ROLE_2"}, "question") == "role_3"


@pytest.mark.parametrize(
    ("code", "question", "option"),
    [
        ("role", True, True),
        ("_role2", True, True),
        ("2nd", False, True),
        ("with-hyphen", False, False),
        ("two words", False, False),
        ("", False, False),
        ("دور", False, False),
        ("role\n", False, False),
        ("a" * 61, False, False),
    ],
)
def test_is_code_takes_letters_digits_and_underscores(code: str, question: bool, option: bool):
    assert (codes.is_question_code(code), codes.is_option_code(code)) == (question, option)
