"""The one small language in which organisers say when a question is shown, needed or rightly answered:
the XPath subset of XLSForm, parsed once and never run as code."""

from meeting_app.questionnaires.expressions.evaluating import Scope as Scope
from meeting_app.questionnaires.expressions.evaluating import Values as Values
from meeting_app.questionnaires.expressions.evaluating import evaluate as evaluate
from meeting_app.questionnaires.expressions.evaluating import number_text as number_text
from meeting_app.questionnaires.expressions.evaluating import to_boolean as to_boolean
from meeting_app.questionnaires.expressions.evaluating import to_number as to_number
from meeting_app.questionnaires.expressions.evaluating import to_text as to_text
from meeting_app.questionnaires.expressions.patterns import BadPattern as BadPattern
from meeting_app.questionnaires.expressions.syntax import FUNCTIONS as FUNCTIONS
from meeting_app.questionnaires.expressions.syntax import BadExpression as BadExpression
from meeting_app.questionnaires.expressions.syntax import Expression as Expression
from meeting_app.questionnaires.expressions.syntax import Problem as Problem
from meeting_app.questionnaires.expressions.syntax import parse as parse
