"""Random codes, tokens kept as hashes, and texts sealed at rest.

Sealing is AES-256-GCM under keys that HKDF derives from those of the settings: the first seals,
all of them open, so that a key can be changed while the service runs. A sealed text is
`v1.<key id>.<nonce and ciphertext, base64url>`. What it is about (such as meeting, person and
field) is authenticated with it: a sealed text moved to another row refuses to open.
"""

import base64
import secrets
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import Dialect, Text
from sqlalchemy.types import TypeDecorator

CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I: codes are read aloud
FORM = "v1"
NONCE_BYTES = 12


class Unreadable(Exception):
    """A sealed text that no key of ours opens: its key is missing, or somebody changed or moved it."""


class Lost(str):
    """What a sealed column gives where its text cannot be read any more; empty as a text."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Key:
    id: str
    cipher: AESGCM


@dataclass(slots=True)
class Keys:
    """The keys in use. `file`, where it is given, is read again when it was changed."""

    newest_first: list[Key] = field(default_factory=list)
    fernet: MultiFernet | None = None
    older: tuple[str, ...] = ()
    file: Path | None = None
    read_at: int = 0
    """The file's time of change, in nanoseconds, when it was read."""

    def set(self, given: Sequence[str]) -> None:
        unique = list(dict.fromkeys([*given, *self.older]))
        self.newest_first = [_key(one) for one in unique]
        self.fernet = MultiFernet([Fernet(_derive(one, b"sealed columns")) for one in unique])

    def refresh(self) -> None:
        if self.file is None:
            return
        with suppress(OSError, UnicodeDecodeError):
            changed_at = self.file.stat().st_mtime_ns
            if changed_at != self.read_at:
                given = self.file.read_text().split()
                if given and all(is_strong(one) for one in given):
                    self.set(given)
                    self.read_at = changed_at

    def find(self, key_id: str) -> Key | None:
        return next((key for key in self.newest_first if key.id == key_id), None)


_keys = Keys()


def use_keys(given: Sequence[str], *, older: Iterable[str] = (), file: Path | None = None) -> None:
    """Set the keys, newest first. Called once by create_app.

    older: keys that open, but seal only where `given` is empty. file: where `given` came from; a
    key put into it is taken up without a new start.
    """
    _keys.older, _keys.file, _keys.read_at = tuple(older), file, 0
    _keys.set(given)


def is_strong(key: str) -> bool:
    return len(key) >= 32 and len(set(key)) >= 10


def _derive(secret_key: str, purpose: bytes) -> bytes:
    kdf = HKDF(algorithm=SHA256(), length=32, salt=None, info=purpose)
    return base64.urlsafe_b64encode(kdf.derive(secret_key.encode()))


def _key(secret_key: str) -> Key:
    material = base64.urlsafe_b64decode(_derive(secret_key, b"sealed texts, AES-256-GCM"))
    name = base64.urlsafe_b64decode(_derive(secret_key, b"name of the key")).hex()[:8]
    return Key(name, AESGCM(material))


def seal(text: str, *, about: str = "") -> str:
    """about: what the text belongs to; the same must be said to open it."""
    _keys.refresh()
    key = _keys.newest_first[0]
    nonce = secrets.token_bytes(NONCE_BYTES)
    closed = nonce + key.cipher.encrypt(nonce, text.encode(), _said(key.id, about))
    return f"{FORM}.{key.id}.{base64.urlsafe_b64encode(closed).decode()}"


def unseal(sealed: str, *, about: str = "") -> str:
    """Raises Unreadable. Texts sealed before there was `about` open where it is empty."""
    form, _dot, rest = sealed.partition(".")
    if form != FORM:
        return _unseal_fernet(sealed, about)
    key_id, _dot, closed = rest.partition(".")
    key = _keys.find(key_id)
    if key is None:
        _keys.refresh()
        key = _keys.find(key_id)
    if key is None:
        raise Unreadable("the key is missing")
    try:
        octets = base64.b64decode(closed, altchars=b"-_", validate=True)
        nonce, ciphertext = octets[:NONCE_BYTES], octets[NONCE_BYTES:]
        return key.cipher.decrypt(nonce, ciphertext, _said(key_id, about)).decode()
    except (InvalidTag, ValueError):
        raise Unreadable("changed, or moved from its place") from None


def is_newest(sealed: str) -> bool:
    """Sealed with the key that seals now."""
    _keys.refresh()
    return sealed.startswith(f"{FORM}.{_keys.newest_first[0].id}.")


def _said(key_id: str, about: str) -> bytes:
    return f"{FORM}.{key_id}.{about}".encode()


def _unseal_fernet(sealed: str, about: str) -> str:
    """As the first release sealed."""
    if about or _keys.fernet is None:
        raise Unreadable("not sealed for this place")
    try:
        return _keys.fernet.decrypt(sealed.encode()).decode()
    except (InvalidToken, ValueError):
        raise Unreadable("the key is missing, or it was changed") from None


def new_code() -> str:
    """Six capitals and digits, as in addresses of abstracts and sessions."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(6))


def new_token() -> str:
    """256 random bits, safe in an address."""
    return secrets.token_urlsafe(32)


def new_key() -> str:
    """One for the settings: 256 random bits."""
    return secrets.token_hex(32)


def hash_token(token: str) -> str:
    """What is stored of a token: enough to find it, useless to whoever reads the table."""
    return sha256(token.encode()).hexdigest()


class Sealed(TypeDecorator[str]):
    """A text that is unreadable in the database file. Not searchable, not sortable.

    Gives `Lost` where its key is gone: that loses the text, not the page.
    """

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        return None if value is None else seal(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        if value is None:
            return None
        try:
            return unseal(value)
        except Unreadable:
            return Lost()
