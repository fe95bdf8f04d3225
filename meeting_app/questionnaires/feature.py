"""What this package hands to the application."""

from collections.abc import Iterable
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature, MenuItem, OrganisersText
from meeting_app.questionnaires.designer.views import bp as designer_bp
from meeting_app.questionnaires.privacy import PRIVACY
from meeting_app.questionnaires.queries import list_questions
from meeting_app.questionnaires.xlsform.views import bp


def _texts(meeting: Any) -> Iterable[OrganisersText]:
    for question in list_questions(meeting):
        if question.retired:
            continue
        asked = question.label.text
        if not asked:  # a calculation, or a section without a heading
            continue
        yield OrganisersText(_("Question “%(question)s”", question=asked), question, "label")
        labels = {
            "required_message": _("What people read who left out “%(question)s”", question=asked),
            "constraint_message": _(
                "What people read whose answer to “%(question)s” is not right", question=asked
            ),
            "hint": _("Hint to “%(question)s”", question=asked),
            "why": _("Why “%(question)s” is asked", question=asked),
            "scale_low": _("Low end of the scale of “%(question)s”", question=asked),
            "scale_high": _("High end of the scale of “%(question)s”", question=asked),
        }
        for attribute, label in labels.items():
            if getattr(question, attribute):
                yield OrganisersText(label, question, attribute)
        for option in question.options:
            yield OrganisersText(_("Answer to “%(question)s”", question=asked), option, "label")


def _desk_menu(meeting: Any) -> Iterable[MenuItem]:
    yield MenuItem(_("Questionnaires"), url_for("designer.index", meeting=meeting.slug), order=19)


FEATURE = Feature(
    "questionnaires",
    letters={"questionnaires.draft_link": _l("Link to answers that are not sent yet")},
    rows={"response": _l("Answers to surveys and forms")},
    blueprints=(bp, designer_bp),
    desk_menu=_desk_menu,
    texts=_texts,
    privacy=PRIVACY,
)
