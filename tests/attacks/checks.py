"""The attacks that we check, by number, with the tests that hold them off and those in which the
fault was put in, to show that the check notices. `test_checks.py` sees to it that they exist."""

from dataclasses import dataclass

A = "tests/attacks/"
ACCOUNTS = A + "test_accounts.py::test_attack_is_held_and_would_be_noticed"
WEB = A + "test_web.py::"
RIGHTS = A + "test_rights.py::"
TEMPLATES = A + "test_letter_templates.py::"


@dataclass(frozen=True)
class Check:
    what: str
    held: tuple[str, ...]
    noticed: tuple[str, ...]
    """Tests with a fault put in; empty where no fault of ours could be put in, and `why` says so."""
    why: str = ""


CHECKS = {
    1: Check(
        "each page and form, for each role and method, does what the printed table says",
        (
            RIGHTS + "test_a_page_is_for_whom_the_table_says",
            RIGHTS + "test_a_form_is_for_whom_the_table_says",
            RIGHTS + "test_no_page_takes_put_or_delete",
            "tests/project/test_permissions.py::test_permissions_are_as_printed",
        ),
        (RIGHTS + "test_a_page_is_for_whom_the_table_says",),
    ),
    2: Check(
        "somebody else's abstract answers like one that never was",
        (A + "test_other_meeting.py::test_what_one_may_not_see_answers_like_what_never_was",),
        (RIGHTS + "test_a_page_is_for_whom_the_table_says",),
    ),
    3: Check(
        "nobody changes somebody else's abstract",
        (
            RIGHTS + "test_a_form_is_for_whom_the_table_says",
            A + "test_other_meeting.py::test_posts_to_another_meeting_change_nothing",
        ),
        (RIGHTS + "test_a_form_is_for_whom_the_table_says",),
    ),
    4: Check(
        "files of somebody else are not there",
        (
            RIGHTS + "test_a_page_is_for_whom_the_table_says",
            A + "test_hidden_people.py::test_hidden_person_is_in_no_page_feed_or_pack_of_others",
        ),
        (RIGHTS + "test_a_page_is_for_whom_the_table_says",),
    ),
    5: Check(
        "organisers of another meeting get nothing, by whichever address",
        (
            A + "test_other_meeting.py::test_every_desk_page_of_a_meeting_is_unknown_to_another_ones_organiser",
            A + "test_other_meeting.py::test_rows_of_a_meeting_are_unknown_in_another_one",
        ),
        (RIGHTS + "test_a_page_is_for_whom_the_table_says",),
    ),
    6: Check(
        "a form gives nobody more than it asks for",
        (
            A + "test_sign_in.py::test_nobody_gives_themselves_what_the_form_does_not_ask_for",
            WEB + "test_a_form_gives_nobody_more_than_it_asks_for",
        ),
        (WEB + "test_a_form_gives_nobody_more_than_it_asks_for",),
    ),
    7: Check(
        "a reviewer never sees who wrote it",
        (A + "test_reviewing.py::test_review_blind_names_no_author_anywhere",),
        (),
        "blind review belongs to the issue on review; no fault is put in yet",
    ),
    11: Check(
        "naming somebody does not tell whether they are known",
        (
            A + "test_addresses.py::test_add_known_and_unknown_address_answer_alike",
            A + "test_addresses.py::test_name_presenters_known_and_unknown_answer_alike",
        ),
        (A + "test_addresses.py::test_add_known_and_unknown_address_answer_alike",),
    ),
    13: Check(
        "a conflict of interest closes the abstract at once",
        (A + "test_reviewing.py::test_review_after_a_conflict_arose_finds_no_such_abstract",),
        (),
        "belongs to the issue on review",
    ),
    14: Check(
        "a decision that is not announced changes nothing for its author",
        (A + "test_reviewing.py::test_decide_before_the_announcement_changes_nothing_for_the_author",),
        (),
        "belongs to the issue on review",
    ),
    15: Check(
        "a lost role works at once",
        (
            A + "test_sign_in.py::test_an_organiser_who_lost_the_role_cannot_send_the_page_that_is_open",
            ACCOUNTS,
        ),
        (ACCOUNTS,),
    ),
    16: Check(
        "a feed opens by its own whole secret alone",
        (
            WEB + "test_a_feed_opens_by_its_own_whole_secret_alone",
            WEB + "test_a_renewed_feed_is_gone_at_once",
        ),
        (WEB + "test_a_feed_opens_by_its_own_whole_secret_alone",),
    ),
    17: Check("a link of one purpose is refused for another", (ACCOUNTS,), (ACCOUNTS,)),
    18: Check("known and unknown addresses answer alike at signing in", (ACCOUNTS,), (ACCOUNTS,)),
    19: Check(
        "known and unknown addresses answer alike at asking for a link",
        (A + "test_sign_in.py::test_a_known_and_an_unknown_address_get_the_same_answer", ACCOUNTS),
        (ACCOUNTS,),
    ),
    20: Check("wrong passwords are limited, and the owner still gets in", (ACCOUNTS,), (ACCOUNTS,)),
    21: Check(
        "a planted cookie is not signed in",
        (A + "test_sign_in.py::test_a_cookie_planted_before_the_sign_in_is_not_signed_in_after",),
        (ACCOUNTS,),
    ),
    22: Check(
        "an old cookie is signed out",
        (A + "test_sign_in.py::test_a_cookie_kept_from_before_the_sign_out_is_signed_out", ACCOUNTS),
        (ACCOUNTS,),
    ),
    23: Check(
        "the cookie carries its flags and nothing about anybody",
        (A + "test_accounts.py::test_cookie_carries_its_flags_and_nothing_personal",),
        (A + "test_accounts.py::test_cookie_carries_its_flags_and_nothing_personal",),
    ),
    24: Check("sign-ins of organisers end when idle, and after half a day", (ACCOUNTS,), (ACCOUNTS,)),
    25: Check("reset links work once, an hour, the newest alone", (ACCOUNTS,), (ACCOUNTS,)),
    26: Check("the desk wants a second factor, each code works once", (ACCOUNTS,), (ACCOUNTS,)),
    27: Check("common passwords are refused, long ones in any script are taken", (ACCOUNTS,), (ACCOUNTS,)),
    28: Check(
        "a new service has no account",
        (
            A + "test_accounts.py::test_new_service_has_no_account_and_would_be_noticed",
            A + "test_accounts.py::test_first_link_of_a_new_service_works_once",
        ),
        (A + "test_accounts.py::test_new_service_has_no_account_and_would_be_noticed",),
    ),
    29: Check("another site cannot sign somebody in", (ACCOUNTS,), (ACCOUNTS,)),
    30: Check(
        "hostile text in every field stays text on every page, in files and letters",
        (
            A + "test_hostile_text.py::test_every_page_shows_hostile_text_as_text",
            A + "test_hostile_text.py::test_every_file_holds_hostile_text_as_text",
        ),
        (A + "test_hostile_text.py::test_hostile_text_that_is_not_escaped_would_be_noticed",),
    ),
    31: Check(
        "the same in titles, prompts and error pages",
        (A + "test_hostile_text.py::test_send_every_form_with_hostile_text_is_taken_or_refused",),
        (A + "test_hostile_text.py::test_hostile_text_that_is_not_escaped_would_be_noticed",),
    ),
    32: Check(
        "only addresses that organisers typed or that are ours become links",
        (TEMPLATES + "test_whatever_people_say_makes_no_tag_and_no_link",),
        (TEMPLATES + "test_the_check_of_a_name_that_lures_notices",),
    ),
    33: Check(
        "names in letters add no header, no line, no link",
        (
            TEMPLATES + "test_a_name_that_lures_is_no_link_in_text_or_html",
            A + "test_letters.py::test_names_and_subjects_add_no_header_and_no_recipient",
        ),
        (
            TEMPLATES + "test_the_check_of_a_name_that_lures_notices",
            TEMPLATES + "test_the_check_of_subjects_notices",
        ),
    ),
    34: Check(
        "templates of letters are filled in once and never evaluated",
        (TEMPLATES + "test_placeholders_are_replaced_once_and_never_evaluated",),
        (TEMPLATES + "test_the_check_of_placeholders_notices",),
    ),
    37: Check(
        "nonsense in addresses is answered without a fault",
        (A + "test_nonsense.py::test_ask_for_any_page_with_nonsense_in_its_query_never_fails",),
        (),
        "a fault on our side is raised in tests",
    ),
    38: Check(
        "huge input is refused quickly",
        (A + "test_hostile_text.py::test_send_every_form_with_huge_input_is_refused_quickly",),
        (),
        "belongs to a later issue",
    ),
    40: Check(
        "names of files make one header and no other",
        (WEB + "test_names_of_files_make_one_header_and_no_other",),
        (WEB + "test_names_of_files_make_one_header_and_no_other",),
    ),
    41: Check(
        "another host is refused, letters hold our own",
        (
            WEB + "test_another_host_is_refused",
            WEB + "test_letters_hold_our_own_address_whatever_host_was_asked",
        ),
        (
            WEB + "test_another_host_is_refused",
            WEB + "test_letters_hold_our_own_address_whatever_host_was_asked",
        ),
    ),
    42: Check(
        "nobody is led to another site",
        (A + "test_sign_in.py::test_ask_for_a_link_leads_only_to_paths_of_ours", ACCOUNTS),
        (ACCOUNTS,),
    ),
    43: Check(
        "no address that somebody typed is fetched",
        (WEB + "test_no_address_that_somebody_typed_is_ever_fetched",),
        (WEB + "test_no_address_that_somebody_typed_is_ever_fetched",),
    ),
    50: Check(
        "every page carries every header whole",
        (
            WEB + "test_every_page_carries_every_header_whole",
            WEB + "test_https_is_kept_to_where_the_address_says_so",
        ),
        (WEB + "test_every_page_carries_every_header_whole",),
    ),
    51: Check(
        "forms without their token change nothing, looking changes nothing",
        (
            WEB + "test_forms_without_their_token_are_refused_and_change_nothing",
            A + "test_looking.py::test_look_at_every_page_in_every_role_changes_nothing_and_asks_no_other_host",
        ),
        (WEB + "test_forms_without_their_token_are_refused_and_change_nothing",),
    ),
    52: Check(
        "no cache keeps the page of somebody",
        (
            WEB + "test_no_cache_keeps_the_page_of_somebody",
            WEB + "test_two_people_behind_one_cache_get_pages_of_their_own",
        ),
        (
            WEB + "test_no_cache_keeps_the_page_of_somebody",
            WEB + "test_two_people_behind_one_cache_get_pages_of_their_own",
        ),
    ),
    53: Check(
        "no address tells who is who",
        (WEB + "test_no_address_tells_who_is_who",),
        (WEB + "test_no_address_tells_who_is_who_would_be_noticed",),
    ),
    54: Check(
        "signing out leaves nothing behind",
        (WEB + "test_sign_out_leaves_nothing_behind",),
        (WEB + "test_sign_out_leaves_nothing_behind",),
    ),
    55: Check(
        "a fault on our side tells nothing of it",
        (WEB + "test_a_fault_on_our_side_tells_nothing_of_it",),
        (WEB + "test_a_fault_on_our_side_tells_nothing_of_it",),
    ),
    56: Check(
        "what is not there is not there",
        (WEB + "test_what_is_not_there_is_not_there",),
        (WEB + "test_what_is_not_there_is_not_there",),
    ),
    57: Check(
        "no start without a secret of one's own",
        (
            "tests/test_config.py::test_settings_off_loopback_with_a_key_left_in_the_data_folder_are_refused",
            "tests/test_config.py::test_weak_key_is_refused_and_a_check_left_out_would_be_noticed",
        ),
        ("tests/test_config.py::test_weak_key_is_refused_and_a_check_left_out_would_be_noticed",),
    ),
    58: Check(
        "logs say nothing of anybody",
        (A + "test_logs.py::test_logs_of_a_whole_life_say_nothing_of_the_person",),
        (A + "test_logs.py::test_logs_of_a_whole_life_say_nothing_of_the_person",),
    ),
    59: Check(
        "the audit trail holds everything and breaks when it is changed",
        (
            "tests/people/test_audit_guard.py::test_update_of_any_entry_is_refused",
            "tests/people/test_audit.py::test_find_break_of_a_changed_entry_names_it",
            "tests/project/test_downloads.py::test_every_sheet_and_every_file_that_is_not_public_is_recorded",
        ),
        (
            "tests/people/test_audit.py::test_find_break_of_a_changed_entry_names_it",
            "tests/people/test_audit.py::test_find_break_of_a_removed_entry_names_the_one_after",
        ),
    ),
    60: Check(
        "reading many people at once is stopped and told to the organisers",
        ("tests/registration/sensitive/test_views.py::test_show_too_many_is_429_and_shows_nothing",),
        ("tests/registration/sensitive/test_views.py::test_show_without_a_limit_would_be_noticed",),
    ),
    61: Check(
        "dependencies are audited, and listed",
        ("tests/project/test_dependencies.py::test_read_audit_names_each_fault_that_nobody_accepted",),
        ("tests/project/test_dependencies.py::test_read_audit_names_each_fault_that_nobody_accepted",),
    ),
    62: Check(
        "a stolen database file shows no sensitive value and no token",
        (A + "test_stolen_database.py::test_stolen_database_file_shows_no_sensitive_value_and_no_token",),
        (A + "test_stolen_database.py::test_stolen_database_file_shows_no_sensitive_value_and_no_token",),
    ),
    63: Check(
        "each audience gets the listed fields of a person and no other",
        ("tests/people/test_shown.py::test_fields_of_each_audience_are_these",),
        ("tests/people/test_shown.py::test_another_field_would_be_noticed",),
    ),
}  # fmt: skip
