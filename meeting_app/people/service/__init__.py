"""The verbs about people, organisations and signing in."""

from meeting_app.people.service.addresses import MOST_ADDRESSES as MOST_ADDRESSES
from meeting_app.people.service.addresses import claim_address as claim_address
from meeting_app.people.service.addresses import confirm_address as confirm_address
from meeting_app.people.service.addresses import confirm_claim as confirm_claim
from meeting_app.people.service.addresses import make_primary as make_primary
from meeting_app.people.service.addresses import remove_address as remove_address
from meeting_app.people.service.addresses import take_back_claim as take_back_claim
from meeting_app.people.service.erasure import apply_erasures as apply_erasures
from meeting_app.people.service.erasure import erase as erase
from meeting_app.people.service.erasure import find_objection as find_objection
from meeting_app.people.service.erasure import read_erasures as read_erasures
from meeting_app.people.service.erasure import write_erasures as write_erasures
from meeting_app.people.service.exporting import ask_for_data as ask_for_data
from meeting_app.people.service.exporting import list_holdings as list_holdings
from meeting_app.people.service.exporting import (
    list_holdings_of_other as list_holdings_of_other,
)
from meeting_app.people.service.exporting import make_again as make_again
from meeting_app.people.service.letter_choice import choose_letters as choose_letters
from meeting_app.people.service.letter_choice import get_by_stop_token as get_by_stop_token
from meeting_app.people.service.letter_choice import holds_back as holds_back
from meeting_app.people.service.letter_choice import stop_token as stop_token
from meeting_app.people.service.letter_choice import stop_url as stop_url
from meeting_app.people.service.letter_choice import takes as takes
from meeting_app.people.service.links import LINK_LASTS as LINK_LASTS
from meeting_app.people.service.links import SIGNS_IN as SIGNS_IN
from meeting_app.people.service.links import end_links as end_links
from meeting_app.people.service.links import end_links_about as end_links_about
from meeting_app.people.service.links import find_usable_link as find_usable_link
from meeting_app.people.service.links import is_usable as is_usable
from meeting_app.people.service.links import make_link as make_link
from meeting_app.people.service.links import use_link as use_link
from meeting_app.people.service.merging import UNDO_WITHIN as UNDO_WITHIN
from meeting_app.people.service.merging import merge as merge
from meeting_app.people.service.merging import plan_merge as plan_merge
from meeting_app.people.service.merging import undo_merge as undo_merge
from meeting_app.people.service.organisation_merging import forget_old_merges as forget_old_merges
from meeting_app.people.service.organisation_merging import keep_apart as keep_apart
from meeting_app.people.service.organisation_merging import (
    merge_organisations as merge_organisations,
)
from meeting_app.people.service.organisation_merging import (
    plan_organisation_merge as plan_organisation_merge,
)
from meeting_app.people.service.organisation_merging import (
    undo_organisation_merge as undo_organisation_merge,
)
from meeting_app.people.service.organisations import NameTaken as NameTaken
from meeting_app.people.service.organisations import add_alias as add_alias
from meeting_app.people.service.organisations import add_organisation as add_organisation
from meeting_app.people.service.organisations import change_organisation as change_organisation
from meeting_app.people.service.organisations import change_stamp as change_stamp
from meeting_app.people.service.organisations import check_name as check_name
from meeting_app.people.service.organisations import check_parent as check_parent
from meeting_app.people.service.organisations import (
    find_or_add_organisation as find_or_add_organisation,
)
from meeting_app.people.service.passkeys import Ceremony as Ceremony
from meeting_app.people.service.passkeys import add_passkey as add_passkey
from meeting_app.people.service.passkeys import find_person_by_passkey as find_person_by_passkey
from meeting_app.people.service.passkeys import give_passkey as give_passkey
from meeting_app.people.service.passkeys import handle_of as handle_of
from meeting_app.people.service.passwords import ask_for_reset as ask_for_reset
from meeting_app.people.service.passwords import is_password_right as is_password_right
from meeting_app.people.service.passwords import reset_password as reset_password
from meeting_app.people.service.passwords import set_password as set_password
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
from meeting_app.people.service.retention import end_exports as end_exports
from meeting_app.people.service.retention import forget_keys as forget_keys
from meeting_app.people.service.retention import forget_merges as forget_merges
from meeting_app.people.service.retention import forget_sign_ins as forget_sign_ins
from meeting_app.people.service.retention import forget_trail as forget_trail
from meeting_app.people.service.retention import run_endings as run_endings
from meeting_app.people.service.second_factor import RECOVERY_CODES as RECOVERY_CODES
from meeting_app.people.service.second_factor import add_authenticator as add_authenticator
from meeting_app.people.service.second_factor import authenticator_address as authenticator_address
from meeting_app.people.service.second_factor import give_code as give_code
from meeting_app.people.service.second_factor import make_recovery_codes as make_recovery_codes
from meeting_app.people.service.second_factor import new_secret as new_secret
from meeting_app.people.service.second_factor import remove_factor as remove_factor
from meeting_app.people.service.second_factor import reset_second_factor as reset_second_factor
from meeting_app.people.service.sign_in import BOUNDED_LASTS as BOUNDED_LASTS
from meeting_app.people.service.sign_in import LINKS_PER_HOUR as LINKS_PER_HOUR
from meeting_app.people.service.sign_in import SIGN_IN_LASTS as SIGN_IN_LASTS
from meeting_app.people.service.sign_in import ask_for_link as ask_for_link
from meeting_app.people.service.sign_in import bound_sign_ins as bound_sign_ins
from meeting_app.people.service.sign_in import end_everything as end_everything
from meeting_app.people.service.sign_in import end_sign_in as end_sign_in
from meeting_app.people.service.sign_in import end_sign_ins as end_sign_ins
from meeting_app.people.service.sign_in import note_failed_sign_in as note_failed_sign_in
from meeting_app.people.service.sign_in import note_seen as note_seen
from meeting_app.people.service.sign_in import start_sign_in as start_sign_in
from meeting_app.people.service.sign_in import strengthen as strengthen
from meeting_app.people.service.sign_in import use_sign_in_link as use_sign_in_link
