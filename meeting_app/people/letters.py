"""Letters about one's account."""

from meeting_app.core.outbox import Letter, write
from meeting_app.core.secrets import hash_token
from meeting_app.core.web import absolute_url


def sign_in_link(
    email: str,
    name: str,
    token: str,
    *,
    language: str,
    minutes: int,
    person_id: int | None = None,
) -> Letter:
    """person_id: None for an address that no account has yet."""
    return write(
        "people/sign_in_link",
        cause=hash_token(token)[:32],
        address=email,
        name=name,
        language=language,
        person_id=person_id,
        url=absolute_url("people.use_link", lang=language, token=token),
        minutes=minutes,
    )
