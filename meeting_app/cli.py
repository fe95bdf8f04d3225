"""Commands, thin: each calls a verb."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Register the commands."""
