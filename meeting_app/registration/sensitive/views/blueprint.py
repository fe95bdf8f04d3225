"""Everything about sensitive data of those who register."""

from flask import Blueprint

from meeting_app.registration.sensitive.fields import choice_name, field_name, purpose_name

bp = Blueprint("sensitive", __name__, url_prefix="/<language:lang>/<slug:meeting>")


@bp.context_processor
def _words() -> dict[str, object]:
    return {
        "choice_name": choice_name,
        "field_name": field_name,
        "purpose_name": purpose_name,
    }
