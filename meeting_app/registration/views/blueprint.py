"""The blueprint that the pages register themselves with."""

from flask import Blueprint

from meeting_app.registration.sensitive.fields import field_name
from meeting_app.registration.words import mode_name, state_name

bp = Blueprint("registration", __name__, url_prefix="/<language:lang>/<slug:meeting>")


@bp.context_processor
def _words() -> dict[str, object]:
    return {"field_name": field_name, "mode_name": mode_name, "state_name": state_name}
