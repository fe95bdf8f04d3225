"""Settings from the environment. Each is named in the README."""

import os
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

LONGEST_REQUEST = 2 * 1024 * 1024


class SettingMissing(SystemExit):
    """The service cannot start as it is set. Ends the process with a line that says which setting to
    give."""


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def settings(environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Flask's configuration. Raises SettingMissing where a public service lacks its secret."""
    env = os.environ if environment is None else environment
    host = env.get("HOST", "127.0.0.1")
    port = int(env.get("PORT", "8000"))
    at = f"[{host}]" if ":" in host else host
    base_url = env.get("BASE_URL", f"http://{at}:{port}").rstrip("/")
    base_host = urlsplit(base_url).hostname or ""
    data_dir = Path(env.get("DATA_DIR", "data")).resolve()
    loopback = is_loopback(host) and is_loopback(base_host)
    secure = base_url.startswith("https://")
    secret_keys = _secret_keys(env.get("SECRET_KEY", ""), data_dir, loopback=loopback)
    key_file = env.get("SEALING_KEYS_FILE", "")
    sealing_file = Path(key_file).resolve() if key_file else None
    sealing_keys = _sealing_keys(
        env.get("SEALING_KEYS", ""), sealing_file, data_dir, loopback=loopback
    )
    return {
        "HOST": host,
        "PORT": port,
        "BASE_URL": base_url,
        "DATA_DIR": data_dir,
        "LOOPBACK": loopback,
        "SECRET_KEY": secret_keys[0],
        "SECRET_KEYS": secret_keys,
        "SEALING_KEYS": sealing_keys,
        "SEALING_KEYS_FILE": sealing_file,
        "SQLALCHEMY_DATABASE_URI": env.get("DATABASE_URL")
        or f"sqlite:///{data_dir}/meeting.sqlite3",
        "SMTP_URL": env.get("SMTP_URL", ""),
        "SMTP_REQUIRE_TLS": env.get("SMTP_REQUIRE_TLS", "0") == "1",
        "MAIL_FROM": env.get("MAIL_FROM", f"meeting@{base_host}"),
        "MAIL_BOUNCES": env.get("MAIL_BOUNCES", ""),
        "MAIL_PER_MINUTE": _at_least_one("MAIL_PER_MINUTE", env.get("MAIL_PER_MINUTE", "240")),
        "SURVEY_LEAST_SECONDS": int(env.get("SURVEY_LEAST_SECONDS", "2")),
        "SURVEY_ANSWERS_PER_MINUTE": int(env.get("SURVEY_ANSWERS_PER_MINUTE", "120")),
        "SECURITY_CONTACT": env.get("SECURITY_CONTACT")
        or env.get("MAIL_FROM", f"meeting@{base_host}"),
        "DEMO": env.get("DEMO", "1") != "0",
        "REDIS_URL": env.get("REDIS_URL", ""),
        "TRUSTED_PROXIES": int(env.get("TRUSTED_PROXIES", "0")),
        "MAX_CONTENT_LENGTH": LONGEST_REQUEST,
        "MAX_FORM_MEMORY_SIZE": LONGEST_REQUEST,
        "TRUSTED_HOSTS": None if loopback else [base_host],
        "PERMANENT_SESSION_LIFETIME": timedelta(days=30),
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "SESSION_COOKIE_SECURE": secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_REFRESH_EACH_REQUEST": False,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": secure,
        "BABEL_DEFAULT_LOCALE": "en_GB",
        "BABEL_TRANSLATION_DIRECTORIES": str(Path(__file__).parent / "translations"),
        "SECURITY_PASSWORD_SALT": secret_keys[0],
        "SECURITY_USE_VERIFY_PASSWORD_CACHE": False,
        "SECURITY_PASSWORD_HASH": "argon2",
        "SECURITY_PASSWORD_SCHEMES": ["argon2"],
        "SECURITY_PASSWORD_SINGLE_HASH": True,  # a password outlives a change of SECRET_KEY
        "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": {
            "argon2__type": "ID",
            "argon2__memory_cost": 19 * 1024,  # KiB
            "argon2__time_cost": 2,
            "argon2__parallelism": 1,
        },
        "COMPRESS_MIMETYPES": [
            "text/html",
            "text/css",
            "text/javascript",
            "text/calendar",
            "application/json",
            "image/svg+xml",
        ],
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
    }


def _at_least_one(name: str, given: str) -> int:
    if not given.isascii() or not given.isdigit() or int(given) < 1:
        raise SettingMissing(f"{name} must be a whole number, at least 1.")
    return int(given)


def _secret_keys(given: str, data_dir: Path, *, loopback: bool) -> list[str]:
    """Newest first; several are separated by white space. Without any, one is kept in the data
    folder, on loopback only."""
    keys = given.split()
    path = data_dir / "secret-key"
    if keys:
        _check_strength("SECRET_KEY", keys)
        if not loopback and path.exists():
            raise SettingMissing(
                "DATA_DIR holds a key, the file secret-key, made when the service ran for this "
                "machine alone. Whoever copies the data must not get its key: move the file "
                "elsewhere, and give what it holds as the last key of SECRET_KEY."
            )
        return keys
    if not loopback:
        raise SettingMissing(
            "SECRET_KEY is missing. A service that others can reach needs one of its own: "
            "at least 32 random characters, kept outside the data folder."
        )
    if not path.exists():
        _write_new_key(path)
    return [path.read_text().strip()]


def _sealing_keys(given: str, file: Path | None, data_dir: Path, *, loopback: bool) -> list[str]:
    """Newest first, from the setting or from a file; empty: the secret keys seal."""
    if file is None:
        keys, name = given.split(), "SEALING_KEYS"
    else:
        name = "SEALING_KEYS_FILE"
        if given.strip():
            raise SettingMissing("Give SEALING_KEYS or SEALING_KEYS_FILE, not both.")
        if not loopback and file.is_relative_to(data_dir):
            raise SettingMissing(
                "SEALING_KEYS_FILE lies in DATA_DIR. Whoever copies the data must not get its key: "
                "keep the file elsewhere."
            )
        try:
            keys = file.read_text().split()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingMissing("SEALING_KEYS_FILE cannot be read.") from error
        if not keys:
            raise SettingMissing("SEALING_KEYS_FILE is empty.")
    _check_strength(name, keys)
    return keys


def _check_strength(name: str, keys: list[str]) -> None:
    if any(len(key) < 32 or len(set(key)) < 10 for key in keys):
        raise SettingMissing(f"{name} is too weak: give at least 32 random characters.")


def _write_new_key(path: Path) -> None:
    """Whole or not at all, and never over another's: web and worker may start together."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".secret-key-{secrets.token_hex(8)}")
    part.touch(mode=0o600)
    part.write_text(secrets.token_hex(32))
    with suppress(FileExistsError):
        path.hardlink_to(part)
    part.unlink()
