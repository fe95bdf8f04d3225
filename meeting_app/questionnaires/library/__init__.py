"""Standard questions that organisers put into a survey, a call or any questionnaire, ready in four
languages."""

from meeting_app.questionnaires.library.call import call_questions as call_questions
from meeting_app.questionnaires.library.people import WORKING_LANGUAGES as WORKING_LANGUAGES
from meeting_app.questionnaires.library.survey import FEWEST_RANKED as FEWEST_RANKED
from meeting_app.questionnaires.library.survey import survey_questions as survey_questions
from meeting_app.questionnaires.library.tried import Group as Group
from meeting_app.questionnaires.library.tried import groups as groups
from meeting_app.questionnaires.library.tried import other_label as other_label
