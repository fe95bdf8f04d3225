"""Questionnaires for tests."""

from meeting_app.meetings.models import Meeting
from meeting_app.questionnaires import service
from meeting_app.questionnaires.models import Questionnaire
from meeting_app.questionnaires.service import NewQuestion
from tests.support.factories import a_text


def a_question(code: str, kind: str, **values: object) -> NewQuestion:
    return {"code": code, "kind": kind, "label": a_text(f"About {code}?"), **values}  # type: ignore[typeddict-item,return-value]


def options(*codes: str) -> list[tuple[str, object]]:
    return [(code, a_text(code.capitalize())) for code in codes]


def all_kinds() -> list[NewQuestion]:
    """One question of each kind."""
    return [
        a_question("topics", "ranking", required=True, options=options("care", "climate", "cash")),
        a_question("work", "one_choice", required=True, options=options("local", "global")),
        a_question(
            "crises", "several_choices", choices_max=2, options=options("war", "flood", "drought")
        ),
        a_question(
            "heard",
            "rating",
            scale_points=5,
            scale_low=a_text("Never"),
            scale_high=a_text("Always"),
        ),
        a_question("town", "short_text", length_limit=20),
        a_question("why", "long_text", word_limit=5, hint=a_text("Name no child.")),
    ]


def a_questionnaire(meeting: Meeting, questions: list[NewQuestion] | None = None) -> Questionnaire:
    return service.make_questionnaire(meeting, questions if questions is not None else all_kinds())
