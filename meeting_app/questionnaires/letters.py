"""Letters about answers."""

from meeting_app.core.locale import format_day
from meeting_app.core.localtext import LocalText
from meeting_app.core.outbox import Letter, write
from meeting_app.core.personal import SPANS, Kept
from meeting_app.core.secrets import hash_token
from meeting_app.questionnaires.models import Response


def draft_link(
    draft: Response, address: str, url: str, title: LocalText, *, language: str
) -> Letter:
    """Where a draft is continued, to whoever asked for it. Names nobody: anybody can give any
    address. Its row does not tell which draft it is about."""
    zone = draft.questionnaire.meeting.zone
    assert draft.saved_at
    return write(
        "questionnaires/draft_link",
        cause=hash_token(url + address)[:32],
        address=address,
        name="",
        language=language,
        scope=draft.questionnaire.meeting.slug,
        reply_to=draft.questionnaire.meeting.contact_email,
        url=url,
        title=title.in_(language),
        day=format_day(draft.saved_at + SPANS[Kept.UNSENT], language, zone),
    )
