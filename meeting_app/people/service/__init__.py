"""The verbs about people, organisations and signing in."""

from meeting_app.people.service.addresses import MOST_ADDRESSES as MOST_ADDRESSES
from meeting_app.people.service.addresses import claim_address as claim_address
from meeting_app.people.service.addresses import confirm_address as confirm_address
from meeting_app.people.service.addresses import confirm_claim as confirm_claim
from meeting_app.people.service.addresses import make_primary as make_primary
from meeting_app.people.service.addresses import remove_address as remove_address
from meeting_app.people.service.addresses import take_back_claim as take_back_claim
from meeting_app.people.service.links import LINK_LASTS as LINK_LASTS
from meeting_app.people.service.links import SIGNS_IN as SIGNS_IN
from meeting_app.people.service.links import end_links as end_links
from meeting_app.people.service.links import is_usable as is_usable
from meeting_app.people.service.links import make_link as make_link
from meeting_app.people.service.links import use_link as use_link
from meeting_app.people.service.merging import UNDO_WITHIN as UNDO_WITHIN
from meeting_app.people.service.merging import merge as merge
from meeting_app.people.service.merging import plan_merge as plan_merge
from meeting_app.people.service.merging import undo_merge as undo_merge
from meeting_app.people.service.organisations import add_alias as add_alias
from meeting_app.people.service.organisations import add_organisation as add_organisation
from meeting_app.people.service.organisations import (
    find_or_add_organisation as find_or_add_organisation,
)
from meeting_app.people.service.person import find_or_make_person as find_or_make_person
from meeting_app.people.service.person import get_person as get_person
from meeting_app.people.service.person import make_person as make_person
from meeting_app.people.service.person import normalise_email as normalise_email
from meeting_app.people.service.profile import ITEMS as ITEMS
from meeting_app.people.service.profile import choose_languages as choose_languages
from meeting_app.people.service.profile import choose_presence as choose_presence
from meeting_app.people.service.profile import describe as describe
from meeting_app.people.service.profile import name_in_papers as name_in_papers
from meeting_app.people.service.profile import put_photo as put_photo
from meeting_app.people.service.profile import remove_photo as remove_photo
from meeting_app.people.service.profile import write_biography as write_biography
from meeting_app.people.service.second_factor import RECOVERY_CODES as RECOVERY_CODES
from meeting_app.people.service.second_factor import add_authenticator as add_authenticator
from meeting_app.people.service.second_factor import authenticator_address as authenticator_address
from meeting_app.people.service.second_factor import give_code as give_code
from meeting_app.people.service.second_factor import make_recovery_codes as make_recovery_codes
from meeting_app.people.service.second_factor import new_secret as new_secret
from meeting_app.people.service.sign_in import BOUNDED_LASTS as BOUNDED_LASTS
from meeting_app.people.service.sign_in import LINKS_PER_HOUR as LINKS_PER_HOUR
from meeting_app.people.service.sign_in import SIGN_IN_LASTS as SIGN_IN_LASTS
from meeting_app.people.service.sign_in import ask_for_link as ask_for_link
from meeting_app.people.service.sign_in import bound_sign_ins as bound_sign_ins
from meeting_app.people.service.sign_in import end_sign_in as end_sign_in
from meeting_app.people.service.sign_in import end_sign_ins as end_sign_ins
from meeting_app.people.service.sign_in import note_seen as note_seen
from meeting_app.people.service.sign_in import start_sign_in as start_sign_in
from meeting_app.people.service.sign_in import strengthen as strengthen
from meeting_app.people.service.sign_in import use_sign_in_link as use_sign_in_link
