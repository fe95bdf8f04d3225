"""Random codes, tokens kept as hashes, and columns sealed at rest.

Sealing is Fernet (AES-128-CBC with HMAC-SHA256, authenticated) under keys derived from the
service's secret key by HKDF; the first seals, all of them open, so that a key can be changed.
"""

import base64
import secrets
from collections.abc import Sequence
from hashlib import sha256

from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I: codes are read aloud
_box: list[MultiFernet] = []


def use_keys(secret_keys: Sequence[str]) -> None:
    """Set the keys, newest first. Called once by create_app."""
    _box[:] = [MultiFernet([Fernet(_derive(key)) for key in secret_keys])]


def _derive(secret_key: str) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"sealed columns")
    return base64.urlsafe_b64encode(kdf.derive(secret_key.encode()))


def seal(text: str) -> str:
    return _box[0].encrypt(text.encode()).decode()


def unseal(sealed: str) -> str:
    return _box[0].decrypt(sealed.encode()).decode()


def new_code() -> str:
    """Six capitals and digits, as in addresses of abstracts and sessions."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """What is stored of a token: enough to find it, useless to whoever reads the table."""
    return sha256(token.encode()).hexdigest()


class Sealed(TypeDecorator[str]):
    """A text that is unreadable in the database file. Not searchable, not sortable."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else unseal(value)
