"""The link to a draft, by letter, to whoever asks for it."""

from flask import g, request
from flask_babel import gettext as _

from meeting_app.core import outbox
from meeting_app.core.limits import Limit, count
from meeting_app.core.localtext import LocalText
from meeting_app.questionnaires import drafts
from meeting_app.questionnaires.forms.linking import LinkForm
from meeting_app.questionnaires.letters import draft_link
from meeting_app.questionnaires.models import Questionnaire

LETTERS = Limit("letters with a link to a draft", 3, 3600)
LETTERS_FROM = Limit("letters with links to drafts", 20, 3600)


def send_link(
    form: LinkForm, questionnaire: Questionnaire, token: str, title: LocalText, url: str
) -> str | None:
    """Mail the link to a draft. A sentence where that cannot be."""
    draft = drafts.find_draft(questionnaire, token, g.now)
    if not form.validate_on_submit() or draft is None:
        wrong = [str(error) for errors in form.errors.values() for error in errors]
        return " ".join(wrong) or _("This link has ended")
    address = form.email.data
    if not (count(LETTERS, address) and count(LETTERS_FROM, request.remote_addr)):
        return _("The link was sent several times already. Wait an hour, or copy it.")
    outbox.post(draft_link(draft, address, url, title, language=g.lang), g.now)
    return None
