"""Forms of the designer."""

from meeting_app.questionnaires.designer.forms.adding import AddForm as AddForm
from meeting_app.questionnaires.designer.forms.adding import KindForm as KindForm
from meeting_app.questionnaires.designer.forms.adding import LibraryForm as LibraryForm
from meeting_app.questionnaires.designer.forms.adding import PlaceForm as PlaceForm
from meeting_app.questionnaires.designer.forms.question import QuestionForm as QuestionForm
