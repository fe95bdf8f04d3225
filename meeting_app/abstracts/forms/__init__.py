"""Forms: an abstract, and what two windows hold of one; calls."""

from meeting_app.abstracts.forms.abstract import AbstractForm as AbstractForm
from meeting_app.abstracts.forms.abstract import new_values as new_values
from meeting_app.abstracts.forms.abstract import values_of as values_of
from meeting_app.abstracts.forms.calls import EditCallForm as EditCallForm
from meeting_app.abstracts.forms.calls import NewCallForm as NewCallForm
