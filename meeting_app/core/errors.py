"""The one way in which the rules say no."""

from typing import Any


class Refused(Exception):
    """The rules say no. Carries a whole sentence, translated when it is shown.

    field: name of the form field the sentence belongs to, or None for the whole form.
    """

    def __init__(self, message: Any, field: str | None = None) -> None:
        super().__init__(str(message))
        self.message = message
        self.field = field
