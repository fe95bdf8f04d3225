"""Forms of questionnaires: answering what organisers ask, and what a question says about people.

form = make_form(AbstractForm, call.questionnaire)()
fill(form, call.questionnaire, service.response_values(response))
form.complete = False                     # a draft may lack answers
if form.validate_on_submit():
    values = read_answers(form, call.questionnaire)
"""

from meeting_app.questionnaires.forms.answering import Answering as Answering
from meeting_app.questionnaires.forms.answering import field_name as field_name
from meeting_app.questionnaires.forms.answering import fill as fill
from meeting_app.questionnaires.forms.answering import make_form as make_form
from meeting_app.questionnaires.forms.answering import read_answers as read_answers
from meeting_app.questionnaires.forms.facts import HOW_ANSWERED as HOW_ANSWERED
from meeting_app.questionnaires.forms.facts import SEEN_BY as SEEN_BY
from meeting_app.questionnaires.forms.facts import FactsForm as FactsForm
from meeting_app.questionnaires.forms.facts import question_choices as question_choices
