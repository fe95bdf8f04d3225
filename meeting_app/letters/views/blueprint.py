"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("letters", __name__, url_prefix="/<language:lang>/<slug:meeting>/desk/letters")
