"""How often people may try, and from where. The page says so in its own words, with status 429."""

from flask import request

from meeting_app.core.limits import Limit, count, is_over
from meeting_app.people.models import Person, SignIn

TEN_MINUTES, AN_HOUR = 600, 3600
PASSWORDS = Limit("wrong passwords: account and source", 10, TEN_MINUTES)
PASSWORDS_OF_SOURCE = Limit("wrong passwords: source", 50, TEN_MINUTES)
PASSWORDS_OF_ACCOUNT = Limit("wrong passwords: account", 100, AN_HOUR)
CODES = Limit("wrong codes: account and sign-in", 5, TEN_MINUTES)
CODES_OF_ACCOUNT = Limit("wrong codes: account", 30, AN_HOUR)
LINKS_OF_SOURCE = Limit("letters asked for: source", 60, AN_HOUR)


def source() -> str:
    """The address that the request came from; see TRUSTED_PROXIES."""
    return request.remote_addr or ""


def may_try_password(account: str) -> bool:
    """account: an address as typed, so that known and unknown ones are alike."""
    return not (
        is_over(PASSWORDS, account, source())
        or is_over(PASSWORDS_OF_SOURCE, source())
        or is_over(PASSWORDS_OF_ACCOUNT, account)
    )


def count_wrong_password(account: str) -> None:
    count(PASSWORDS, account, source())
    count(PASSWORDS_OF_SOURCE, source())
    count(PASSWORDS_OF_ACCOUNT, account)


def may_try_code(person: Person, sign_in: SignIn) -> bool:
    return not (is_over(CODES, person.id, sign_in.id) or is_over(CODES_OF_ACCOUNT, person.id))


def count_wrong_code(person: Person, sign_in: SignIn) -> None:
    count(CODES, person.id, sign_in.id)
    count(CODES_OF_ACCOUNT, person.id)


def count_letter() -> bool:
    """False when this source has asked for too many."""
    return count(LINKS_OF_SOURCE, source())
