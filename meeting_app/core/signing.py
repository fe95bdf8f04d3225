"""Values that travel through other hands and come back: signed, bound to one purpose, no secret."""

from typing import Any

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer


def sign(purpose: str, value: Any) -> str:
    """value: what JSON can hold. Safe in an address. Good for as long as the key is known."""
    made = _signer(purpose).dumps(value)
    return made if isinstance(made, str) else made.decode()


def read_signed(purpose: str, token: str) -> Any:
    """The value. LookupError for a token that is not ours, or was made for something else."""
    try:
        return _signer(purpose).loads(token)
    except (BadSignature, ValueError) as error:
        raise LookupError(purpose) from error


def _signer(purpose: str) -> URLSafeSerializer:
    keys: list[str] = current_app.config["SECRET_KEYS"]
    return URLSafeSerializer(keys[::-1], salt=purpose)  # it wants the newest last
