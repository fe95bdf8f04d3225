"""The address that all pages of the designer share."""

from flask import Blueprint

bp = Blueprint(
    "designer", __name__, url_prefix="/<language:lang>/<slug:meeting>/desk/questionnaires"
)
