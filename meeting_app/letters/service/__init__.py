"""Verbs about letters."""

from meeting_app.letters.service.bounces import take_report as take_report
from meeting_app.letters.service.composing import as_letter as as_letter
from meeting_app.letters.service.composing import compose as compose
from meeting_app.letters.service.composing import wording as wording
from meeting_app.letters.service.composing import write as write
from meeting_app.letters.service.outbox import send_again as send_again
from meeting_app.letters.service.outbox import send_all_again as send_all_again
from meeting_app.letters.service.outbox import withdraw as withdraw
from meeting_app.letters.service.templates import check_body as check_body
from meeting_app.letters.service.templates import check_subject as check_subject
from meeting_app.letters.service.templates import copy_template as copy_template
from meeting_app.letters.service.templates import keep_for_translator as keep_for_translator
from meeting_app.letters.service.templates import missing_wanted as missing_wanted
from meeting_app.letters.service.templates import restore as restore
from meeting_app.letters.service.templates import save_template as save_template
from meeting_app.letters.service.templates import use_default as use_default
