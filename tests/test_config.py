"""Settings: what is refused, what is made up, what follows the scheme of BASE_URL."""

import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import config
from config import SettingMissing, is_loopback, settings

STRONG = "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
MISSING = (
    "SECRET_KEY is missing. A service that others can reach needs one of its own: "
    "at least 32 random characters, kept outside the data folder."
)
WEAK = "SECRET_KEY is too weak: give at least 32 random characters."


@pytest.mark.parametrize(
    "environment",
    [
        {"HOST": "0.0.0.0"},
        {"HOST": "::"},
        {"HOST": "192.168.1.4"},
        {"HOST": "meeting.example.org"},
        {"BASE_URL": "https://meeting.example.org"},
        {"BASE_URL": "http://127.0.0.1.example.org"},
        {"BASE_URL": "http://localhost@example.org"},
        {"BASE_URL": "meeting.example.org"},
        {"HOST": "0.0.0.0", "BASE_URL": "http://localhost:8000"},
        {"HOST": "0.0.0.0", "SECRET_KEY": "  "},
    ],
)
def test_settings_off_loopback_without_a_key_are_refused(
    environment: dict[str, str], tmp_path: Path
):
    with pytest.raises(SettingMissing) as refusal:
        settings({"DATA_DIR": str(tmp_path / "data"), **environment})

    assert str(refusal.value) == MISSING
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "key", ["changeme", STRONG[:-1], "a" * 64, "changeme" * 4, f"{STRONG} too-short"]
)
@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_settings_with_a_weak_key_are_refused_everywhere(key: str, host: str, tmp_path: Path):
    with pytest.raises(SettingMissing) as refusal:
        settings({"DATA_DIR": str(tmp_path), "HOST": host, "SECRET_KEY": key})

    assert str(refusal.value) == WEAK


def test_settings_with_two_keys_use_the_first_and_know_both(tmp_path: Path):
    other = STRONG[::-1]
    found = settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": f"{STRONG}\n{other}"})

    assert (found["SECRET_KEY"], found["SECRET_KEYS"]) == (STRONG, [STRONG, other])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOST": "localhost"},
        {"HOST": "::1"},
        {"HOST": "127.0.0.2", "BASE_URL": "http://[::1]:9000/"},
    ],
)
def test_settings_on_loopback_make_a_key_that_its_owner_alone_reads(
    environment: dict[str, str], tmp_path: Path
):
    environment = {"DATA_DIR": str(tmp_path / "data"), **environment}
    first, again = settings(environment), settings(environment)
    (path,) = (tmp_path / "data").iterdir()

    assert re.fullmatch("[0-9a-f]{64}", first["SECRET_KEY"])
    assert again["SECRET_KEY"] == first["SECRET_KEY"] == path.read_text()
    assert (path.name, stat.S_IMODE(path.stat().st_mode)) == ("secret-key", 0o600)


def test_settings_read_by_many_at_once_give_all_the_same_key(tmp_path: Path):
    for number in range(20):
        environment = {"DATA_DIR": str(tmp_path / str(number))}
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda given: settings(given)["SECRET_KEY"], [environment] * 8))
        assert len(set(found)) == 1
        assert found[0]


_COOKIE = (
    "SESSION_COOKIE_NAME",
    "SESSION_COOKIE_SECURE",
    "SESSION_COOKIE_HTTPONLY",
    "SESSION_COOKIE_SAMESITE",
    "WTF_CSRF_SSL_STRICT",
    "TRUSTED_HOSTS",
)


@pytest.mark.parametrize(
    ("base_url", "expected"),
    [
        ("https://m.example.org", ("__Host-session", True, True, "Lax", True, ["m.example.org"])),
        ("http://m.example.org", ("session", False, True, "Lax", False, ["m.example.org"])),
        ("http://127.0.0.1:8000", ("session", False, True, "Lax", False, None)),
    ],
)
def test_settings_of_cookies_follow_the_scheme(
    base_url: str, expected: tuple[object, ...], tmp_path: Path
):
    found = settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": STRONG, "BASE_URL": base_url})

    assert tuple(found[name] for name in _COOKIE) == expected


@pytest.mark.parametrize(
    ("environment", "name", "value"),
    [
        ({}, "BASE_URL", "http://127.0.0.1:8000"),
        ({"PORT": "80"}, "BASE_URL", "http://127.0.0.1:80"),
        ({"HOST": "::1"}, "BASE_URL", "http://[::1]:8000"),
        ({"BASE_URL": "http://localhost/m/"}, "BASE_URL", "http://localhost/m"),
        ({"BASE_URL": "https://m.example.org"}, "MAIL_FROM", "meeting@m.example.org"),
        ({"MAIL_FROM": "a@example.org"}, "MAIL_FROM", "a@example.org"),
        ({"DATABASE_URL": "postgresql:///x"}, "SQLALCHEMY_DATABASE_URI", "postgresql:///x"),
        ({}, "SMTP_URL", ""),
        ({}, "DEMO", True),
        ({"DEMO": "0"}, "DEMO", False),
    ],
)
def test_settings_have_defaults_that_the_environment_replaces(
    environment: dict[str, str], name: str, value: object, tmp_path: Path
):
    found = settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": STRONG, **environment})

    assert found[name] == value


def test_settings_without_a_database_keep_it_in_the_data_folder(tmp_path: Path):
    found = settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": STRONG})

    assert found["SQLALCHEMY_DATABASE_URI"] == f"sqlite:///{tmp_path}/meeting.sqlite3"


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("", False),
        ("localhost.example.org", False),
    ],
)
def test_is_loopback_is_true_of_this_machine_only(host: str, loopback: bool):
    assert is_loopback(host) is loopback


def test_settings_without_sealing_keys_leave_sealing_to_the_secret_key(tmp_path: Path):
    found = settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": STRONG})

    assert (found["SEALING_KEYS"], found["SEALING_KEYS_FILE"]) == ([], None)


@pytest.mark.parametrize("by_file", [False, True])
def test_settings_with_sealing_keys_know_them_newest_first(by_file: bool, tmp_path: Path):
    keys = f"{STRONG}\n{STRONG[::-1]}\n"
    file = tmp_path / "keys"
    file.write_text(keys)
    given = {"SEALING_KEYS_FILE": str(file)} if by_file else {"SEALING_KEYS": keys}
    found = settings({"DATA_DIR": str(tmp_path / "data"), "SECRET_KEY": STRONG, **given})

    assert found["SEALING_KEYS"] == [STRONG, STRONG[::-1]]
    assert found["SEALING_KEYS_FILE"] == (file if by_file else None)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"SEALING_KEYS": "changeme"}, "SEALING_KEYS is too weak"),
        ({"SEALING_KEYS_FILE": "{folder}/none"}, "SEALING_KEYS_FILE cannot be read."),
        ({"SEALING_KEYS_FILE": "{folder}/empty"}, "SEALING_KEYS_FILE is empty."),
        ({"SEALING_KEYS_FILE": "{folder}/weak"}, "SEALING_KEYS_FILE is too weak"),
        ({"SEALING_KEYS_FILE": "{folder}/data/keys"}, "SEALING_KEYS_FILE lies in DATA_DIR."),
        ({"SEALING_KEYS_FILE": "{folder}/keys", "SEALING_KEYS": STRONG}, "not both"),
    ],
)
def test_settings_with_sealing_keys_that_protect_nothing_are_refused(
    given: dict[str, str], refusal: str, tmp_path: Path
):
    (tmp_path / "data").mkdir()
    for name, content in (
        ("empty", " "),
        ("weak", "weak"),
        ("keys", STRONG),
        ("data/keys", STRONG),
    ):
        (tmp_path / name).write_text(content)
    given = {name: value.format(folder=tmp_path) for name, value in given.items()}
    base = {"DATA_DIR": str(tmp_path / "data"), "HOST": "0.0.0.0", "SECRET_KEY": STRONG}

    with pytest.raises(SettingMissing) as refused:
        settings({**base, **given})

    assert refusal in str(refused.value)


def test_settings_off_loopback_with_a_key_left_in_the_data_folder_are_refused(tmp_path: Path):
    settings({"DATA_DIR": str(tmp_path)})
    made = (tmp_path / "secret-key").read_text()

    with pytest.raises(SettingMissing) as refused:
        settings({"DATA_DIR": str(tmp_path), "HOST": "0.0.0.0", "SECRET_KEY": made})

    assert str(refused.value).startswith("DATA_DIR holds a key, the file secret-key")
    assert settings({"DATA_DIR": str(tmp_path), "SECRET_KEY": made})["SECRET_KEY"] == made


@pytest.mark.parametrize("is_checked", [True, False])
def test_weak_key_is_refused_and_a_check_left_out_would_be_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_checked: bool
):
    if not is_checked:
        monkeypatch.setattr(config, "_check_strength", lambda name, keys: None)
    try:
        settings({"DATA_DIR": str(tmp_path), "HOST": "0.0.0.0", "SECRET_KEY": "changeme"})
    except SettingMissing:
        refused = True
    else:
        refused = False

    assert refused is is_checked
