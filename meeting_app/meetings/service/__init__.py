"""The verbs about a meeting and about who does what in it."""

from meeting_app.meetings.service.invitations import INVITATION_LASTS as INVITATION_LASTS
from meeting_app.meetings.service.invitations import SENT_AGAIN as SENT_AGAIN
from meeting_app.meetings.service.invitations import accept_invitation as accept_invitation
from meeting_app.meetings.service.invitations import decline_invitation as decline_invitation
from meeting_app.meetings.service.invitations import find_offered as find_offered
from meeting_app.meetings.service.invitations import invite as invite
from meeting_app.meetings.service.invitations import send_invitation_again as send_invitation_again
from meeting_app.meetings.service.invitations import state_of as state_of
from meeting_app.meetings.service.invitations import withdraw_invitation as withdraw_invitation
from meeting_app.meetings.service.meeting import add_phase as add_phase
from meeting_app.meetings.service.meeting import add_room as add_room
from meeting_app.meetings.service.meeting import add_theme as add_theme
from meeting_app.meetings.service.meeting import arrival as arrival
from meeting_app.meetings.service.meeting import change_meeting as change_meeting
from meeting_app.meetings.service.meeting import delete_theme as delete_theme
from meeting_app.meetings.service.meeting import grace as grace
from meeting_app.meetings.service.meeting import is_open as is_open
from meeting_app.meetings.service.meeting import make_meeting as make_meeting
from meeting_app.meetings.service.meeting import move_phase as move_phase
from meeting_app.meetings.service.meeting import move_theme_down as move_theme_down
from meeting_app.meetings.service.meeting import move_theme_up as move_theme_up
from meeting_app.meetings.service.meeting import new_room_code as new_room_code
from meeting_app.meetings.service.meeting import new_theme_code as new_theme_code
from meeting_app.meetings.service.meeting import when as when
from meeting_app.meetings.service.roles import end_role as end_role
from meeting_app.meetings.service.roles import grant as grant
