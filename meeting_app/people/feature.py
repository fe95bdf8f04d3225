"""What people hand to the application."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature
from meeting_app.people.privacy import PRIVACY
from meeting_app.people.tasks import JOBS, RECURRING
from meeting_app.people.views import bp

FEATURE = Feature(
    "people",
    blueprints=(bp,),
    jobs=JOBS,
    recurring=RECURRING,
    letters={
        "people.sign_in_link": _l("Sign-in link"),
        "people.data_ready": _l("What we hold about you is ready"),
        "people.account_ends": _l("Your account is about to end"),
    },
    privacy=PRIVACY,
)
