"""Organisers' wordings of letters, letters to groups, and reminders."""

from meeting_app.letters.models.groups import GroupLetter as GroupLetter
from meeting_app.letters.models.groups import GroupState as GroupState
from meeting_app.letters.models.groups import Reminder as Reminder
from meeting_app.letters.models.groups import ReminderPlan as ReminderPlan
from meeting_app.letters.models.templates import LetterTemplate as LetterTemplate
from meeting_app.letters.models.templates import LetterTemplateVersion as LetterTemplateVersion
from meeting_app.letters.models.templates import TemplateState as TemplateState
from meeting_app.letters.models.templates import state_in as state_in
from meeting_app.letters.models.templates import states_in as states_in
