"""Verbs with which organisers make and change a questionnaire. Each begins a version (see
questionnaires.service.begin_version), so that answers keep the questions that they answer."""

from meeting_app.questionnaires.designer.service.changing import change as change
from meeting_app.questionnaires.designer.service.changing import change_kind as change_kind
from meeting_app.questionnaires.designer.service.changing import keeps_meaning as keeps_meaning
from meeting_app.questionnaires.designer.service.changing import remap as remap
from meeting_app.questionnaires.designer.service.placing import Place as Place
from meeting_app.questionnaires.designer.service.placing import add as add
from meeting_app.questionnaires.designer.service.placing import all_inside as all_inside
from meeting_app.questionnaires.designer.service.placing import bring_back as bring_back
from meeting_app.questionnaires.designer.service.placing import copy as copy
from meeting_app.questionnaires.designer.service.placing import free_code as free_code
from meeting_app.questionnaires.designer.service.placing import move_down as move_down
from meeting_app.questionnaires.designer.service.placing import move_into as move_into
from meeting_app.questionnaires.designer.service.placing import move_out as move_out
from meeting_app.questionnaires.designer.service.placing import move_up as move_up
from meeting_app.questionnaires.designer.service.placing import retire as retire
from meeting_app.questionnaires.designer.service.placing import taken_codes as taken_codes
from meeting_app.questionnaires.designer.service.placing import unlike_others as unlike_others
