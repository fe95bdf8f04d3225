"""The guard: who may see which page, said once per route.

A guarded view gets what its address names, loaded. For a visitor, every page that is not public
leads to the sign-in page, whether it exists or not; for somebody signed in, what one may not see
answers exactly like what never was.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import abort, g, redirect, request, url_for
from flask_login import current_user

from meeting_app.core.requests import READS
from meeting_app.core.web import Page
from meeting_app.people.models import Person

Permission = Callable[[Any, Any], bool]
"""(person or None, what the address names) -> may they?"""


def anyone(_person: Person | None, _thing: object) -> bool:
    return True


def signed_in(person: Person | None, _thing: object) -> bool:
    return person is not None


def has_photo(person: Person | None, _thing: object) -> bool:
    return person is not None and person.profile.photo is not None


def is_own(person: Person | None, thing: Any) -> bool:
    """Whether a row that names its person names this one."""
    return person is not None and thing.person_id == person.id


def guard(
    permission: Permission, load: Callable[..., Any] | None = None, *, visitors: bool = False
) -> Callable[[Callable[..., Page]], Callable[..., Page]]:
    """Load what the address names, ask `permission`, call the view with it.

    load: takes the address's values by name, returns the thing or raises LookupError (404). The
    view then gets the thing alone; without `load` it gets the address's values.
    visitors: the permission is also asked for people who are not signed in.
    """

    def decorate(view: Callable[..., Page]) -> Callable[..., Page]:
        @wraps(view)
        def guarded(**address: Any) -> Page:
            # Public addresses do not look who asks: feeds read no session and no cookie.
            person = None if permission is anyone else signed_in_person()
            if person is None and not visitors and permission is not anyone:
                return _to_sign_in()
            try:
                thing = load(**address) if load else None
            except LookupError:
                abort(404)
            if not permission(person, thing):
                abort(404)
            g.subject = thing
            return view(thing) if load else view(**address)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def signed_in_person() -> Person | None:
    return current_user._get_current_object() if current_user.is_authenticated else None


def _to_sign_in() -> Page:
    where = request.full_path.rstrip("?") if request.method in READS else ""
    g.spent_key = None
    return redirect(url_for("people.sign_in", next=where or None), 303)
