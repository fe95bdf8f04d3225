"""Everything about one's account."""

from flask import Blueprint

bp = Blueprint("people", __name__, url_prefix="/<language:lang>/account")
