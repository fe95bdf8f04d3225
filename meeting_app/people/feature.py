"""What people hand to the application."""

from flask_babel import lazy_gettext as _l

from meeting_app.core.feature import Feature
from meeting_app.core.jobs import Recurring
from meeting_app.people import service
from meeting_app.people.audit import check_daily
from meeting_app.people.privacy import PRIVACY
from meeting_app.people.tasks import JOBS, RECURRING
from meeting_app.people.views import bp

FEATURE = Feature(
    "people",
    blueprints=(bp,),
    recurring=(Recurring("people.check_audit", 3600, check_daily), *RECURRING),
    letters={
        "people.sign_in_link": _l("Sign-in link"),
        "people.confirm_address": _l("Confirming an address"),
        "people.address_wanted": _l("Address wanted by somebody else"),
        "people.primary_address_changed": _l("Letters go to another address"),
        "people.reset_password": _l("Link to reset the password"),
        "people.no_account": _l("No account under this address"),
        "people.password_changed": _l("Password changed"),
        "people.second_factor_added": _l("Second factor added"),
        "people.second_factor_removed": _l("Second factor removed"),
        "people.new_device": _l("Signed in on a new device"),
        "people.address_added": _l("Address added"),
        "people.address_removed": _l("Address removed"),
        "people.trail_broken": _l("Audit trail changed from outside"),
        "people.data_ready": _l("What we hold about you is ready"),
        "people.account_ends": _l("Your account is about to end"),
    },
    jobs=JOBS,
    privacy=PRIVACY,
    holds_back=service.holds_back,
    stop_url=service.stop_url,
)
