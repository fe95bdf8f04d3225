"""The blueprint that the views register with."""

from flask import Blueprint

bp = Blueprint("meetings", __name__)
