"""The blueprint that the pages register themselves with."""

from flask import Blueprint

bp = Blueprint("review", __name__)
