"""The verbs about people, organisations and signing in."""

from meeting_app.people.service.letter_choice import choose_letters as choose_letters
from meeting_app.people.service.letter_choice import get_by_stop_token as get_by_stop_token
from meeting_app.people.service.letter_choice import holds_back as holds_back
from meeting_app.people.service.letter_choice import stop_token as stop_token
from meeting_app.people.service.letter_choice import stop_url as stop_url
from meeting_app.people.service.letter_choice import takes as takes
from meeting_app.people.service.organisations import add_alias as add_alias
from meeting_app.people.service.organisations import add_organisation as add_organisation
from meeting_app.people.service.organisations import (
    find_or_add_organisation as find_or_add_organisation,
)
from meeting_app.people.service.person import change_profile as change_profile
from meeting_app.people.service.person import find_or_make_person as find_or_make_person
from meeting_app.people.service.person import get_person as get_person
from meeting_app.people.service.person import make_person as make_person
from meeting_app.people.service.person import normalise_email as normalise_email
from meeting_app.people.service.sign_in import LINK_LASTS as LINK_LASTS
from meeting_app.people.service.sign_in import LINKS_PER_HOUR as LINKS_PER_HOUR
from meeting_app.people.service.sign_in import SIGN_IN_LASTS as SIGN_IN_LASTS
from meeting_app.people.service.sign_in import ask_for_link as ask_for_link
from meeting_app.people.service.sign_in import end_sign_in as end_sign_in
from meeting_app.people.service.sign_in import make_link as make_link
from meeting_app.people.service.sign_in import start_sign_in as start_sign_in
from meeting_app.people.service.sign_in import use_link as use_link
