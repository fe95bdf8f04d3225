"""A form class from what a questionnaire asks, alone or mixed into another form."""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from typing import Any

from flask import g, has_request_context, request
from flask_babel import gettext as _
from markupsafe import Markup
from wtforms import Field, HiddenField, SelectFieldBase

from meeting_app.core import unsent
from meeting_app.core.forms import Form
from meeting_app.core.locale import local_day
from meeting_app.core.secrets import new_code
from meeting_app.questionnaires import drafts, queries, rules
from meeting_app.questionnaires.definition import Definition, Item
from meeting_app.questionnaires.forms.changing import digest_of, sentence_about
from meeting_app.questionnaires.forms.files import FileAnswerField, Kept
from meeting_app.questionnaires.forms.making import field_of, other_field
from meeting_app.questionnaires.forms.quoting import quote, words
from meeting_app.questionnaires.logic import Logic, State, assess, compile_logic
from meeting_app.questionnaires.models import Question, Questionnaire
from meeting_app.questionnaires.reading import value_of
from meeting_app.questionnaires.rules import QuestionKind, Value, Values

UNASKED = rules.UNANSWERED_KINDS | {QuestionKind.CALCULATION}
"""Kinds without a field."""
SOME_OPTIONS = frozenset({QuestionKind.ONE_CHOICE, QuestionKind.SEVERAL_CHOICES})
"""Kinds of which a filter takes options away."""


def field_name(question: Question | Item | str) -> str:
    return f"q-{question if isinstance(question, str) else question.code}"


class Answering(Form):
    """What `make_form` mixes in: the rules of the questionnaire, applied to what was typed."""

    complete: bool
    definition: Definition
    logic: Logic
    zone: str
    step: Any = None
    """The step that is on the page, see forms/stepping.py; None: all questions are."""

    version = HiddenField()
    """Of the questionnaire, when the form was opened."""
    asked = HiddenField()
    """Digest of what was asked then."""
    order = HiddenField()
    """Seed of shuffled options: they stay where they are."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._state: State | None = None
        self.newly_seen: frozenset[str] = frozenset()
        """Codes of questions that were not shown when the form was sent, and are now."""
        self.version.data = str(self.asked_version)
        now = digest_of(self.definition)
        self.was_changed = bool(self.asked.data) and self.asked.data != now
        self.asked.data = now
        if self.is_shuffled:
            self.order.data = (self.order.data or "")[:20] or new_code()
            self._shuffle(self.order.data)
        else:
            del self.order
        given = kwargs.get("formdata", unsent.find())
        if not self.is_submitted() and not given:
            self.fill({item.code: value_of(item, item.default) for item in self._with_defaults()})

    asked_version: int = 1

    @property
    def is_shuffled(self) -> bool:
        return any(item.shuffled for item in self.definition.items)

    def _with_defaults(self) -> Iterator[Item]:
        return (item for item in self._fielded() if item.default)

    def _fielded(self) -> Iterator[Item]:
        return (item for item in self.definition.items if item.kind not in UNASKED)

    def of(self, item: Item) -> Any:
        """The field of an item."""
        return self._fields[field_name(item)]

    def ready(self, item: Item) -> Any:
        """The field of an item, to be shown: what its filter takes away is hidden in it."""
        field = self.of(item)
        field.label.text = self.quoted(field.label.text)
        field.description = self.quoted(field.description)
        field.flags.required = item.code in self.state.required
        field.offered = self.state.offered.get(item.code)
        if field.offered is not None and isinstance(field, SelectFieldBase):
            for choice in field.choices:
                if choice.value and choice.value not in field.offered:
                    choice.render_kw = {"hidden": True, "disabled": field.type == "SelectField"}
        return field

    def quoted(self, text: Markup | str) -> Markup:
        """A label, with the answers that it quotes."""
        return quote(text, self._words)

    def _words(self, code: str) -> str:
        value = self.state.values.get(code)
        item = self.definition.by_code.get(code)
        return words(item, value) if item else str(value or "")

    def other_of(self, item: Item) -> Field | None:
        """The field beside "other"."""
        return self._fields.get(field_name(rules.other_code(item.code))) if item.other else None

    def answer(self, item: Item) -> Value | None:
        """As typed so far, whether it counts or not; None while it cannot be read."""
        field = self.of(item)
        if field.process_errors:
            return None
        data: Value | None = field.data
        if item.kind == QuestionKind.RATING:
            number = value_of(item, data)
            data = data if number is None else number  # what is no number is refused as it stands
        return data if rules.is_answer(data) else None

    def typed(self) -> dict[str, Value]:
        """{code: value} of all that was typed and can be read, of hidden questions too."""
        found: dict[str, Value] = {}
        for item in self._fielded():
            value = self.answer(item)
            if value is not None:
                found[item.code] = value
            beside = self.other_of(item)
            if beside is not None and rules.is_answer(beside.data):
                found[rules.other_code(item.code)] = beside.data
        return found

    @property
    def today(self) -> str:
        """Where the person is: in the zone of their browser, or else of the meeting."""
        return local_day(g.now, g.get("zone") or self.zone).isoformat()

    @property
    def state(self) -> State:
        """What the rules say of what was typed so far."""
        if self._state is None:
            self._state = assess(self.logic, self.typed(), self.today)
        return self._state

    def fill(self, values: Mapping[str, Value | None]) -> None:
        """Show these answers; those that are not named stay."""
        for item in self._fielded():
            if item.code in values:
                self._show(item, values[item.code])
            beside = self.other_of(item)
            if beside is not None and (said := values.get(rules.other_code(item.code))):
                beside.process(None, said)
        self._state = None

    def show(self, values: Values) -> None:
        """Show the stored answers, and no default."""
        self.fill({item.code: values.get(item.code) for item in self._fielded()} | dict(values))

    def _show(self, item: Item, value: Any) -> None:
        if item.kind == QuestionKind.RATING:
            value = None if value is None else str(value)
        elif item.kind == QuestionKind.FILE and value is not None:
            stored = drafts.find_stored(str(value))
            value = Kept.of(stored) if stored else None
        self.of(item).process(None, value)

    def validate(self, extra_validators: Any = None) -> bool:
        unseen = set(self._unseen())
        self._state = None
        fresh = {
            item.code for item in self._fielded() if item.code in unseen and self.is_shown(item)
        }
        self.newly_seen = frozenset(fresh)
        super().validate(extra_validators)
        if self.is_searching:
            return False
        self._state = None  # choosing an organisation has changed what was typed
        for item in self._fielded():
            if item.code not in self.state.relevant:
                self.of(item).errors = []
                if (beside := self.other_of(item)) is not None:
                    beside.errors = []
        if self.complete and fresh and not any(self[field_name(code)].errors for code in fresh):
            # Nothing is wrong with them, but nobody could answer them.
            self.form_errors.append(
                _("Your answers lead to further questions. Look at them, and send the form again.")
            )
        if self.was_changed and has_request_context():
            sent = request.form.items(multi=True)
            self.form_errors.append(sentence_about(self.definition, sent))
        return not self.errors

    def _unseen(self) -> Iterable[str]:
        return request.form.getlist("unseen") if has_request_context() else ()

    def is_shown(self, item: Item) -> bool:
        """Whether it is relevant and, where a filter takes options away, has any left."""
        offered = self.state.offered.get(item.code)
        return item.code in self.state.relevant and (offered is None or bool(offered))

    def offers(self, item: Item, code: str) -> bool:
        offered = self.state.offered.get(item.code)
        return offered is None or code in offered

    def read(self) -> dict[str, Value]:
        """{code: value} of what counts, of a form that is valid: answers to hidden questions are
        left out, what is reckoned is there."""
        self._state = None
        values = dict(self.state.values)
        return {code: value for code, value in values.items() if rules.is_answer(value)}

    @property
    def files(self) -> list[FileAnswerField]:
        return [self.of(item) for item in self._fielded() if item.kind == QuestionKind.FILE]

    @property
    def uploads(self) -> list[FileAnswerField]:
        """Those in which a file was handed in just now."""
        return [field for field in self.files if field.upload and not field.errors]

    def items(self, parent: str | None = None) -> tuple[Item, ...]:
        """What stands directly in a section, or in none, on this page."""
        inside = self.definition.inside(parent)
        if self.step is None or parent is not None:
            return tuple(item for item in inside if item.kind != QuestionKind.CALCULATION)
        return tuple(item for item in self.step.items if item.kind != QuestionKind.CALCULATION)

    def _shuffle(self, seed: str) -> None:
        """In an order of their own for each person; "other" stays last."""
        for item in self._fielded():
            if not item.shuffled:
                continue

            def place(code: str, item: Item = item) -> tuple[bool, str]:
                words = f"{seed} {item.code} {code}"
                return code == rules.OTHER, sha256(words.encode()).hexdigest() if code else ""

            field = self.of(item)
            if hasattr(field, "options"):
                field.options.sort(key=lambda one, place=place: place(one[0]))
            elif isinstance(field, SelectFieldBase):
                field.choices.sort(key=lambda one, place=place: place(one.value))


def make_form(
    base: type[Form], asked: Questionnaire | Definition, version: int | None = None
) -> type[Any]:
    """A form with the fields of `base`, then one per question, in the reader's language.

    Its attribute `complete` says whether required questions must be answered; True unless set. A
    form that was opened before organisers changed the questions is read as it was then. version:
    of a draft that is continued.
    """
    definition, zone, purpose = asked, "UTC", ""
    if isinstance(asked, Questionnaire):
        version, definition = _asked_then(asked, version)
        zone, purpose = asked.meeting.zone, str(asked.id)
    assert isinstance(definition, Definition)
    return type(
        base.__name__,
        (Answering, base),
        {
            "complete": True,
            "definition": definition,
            "logic": compile_logic(definition),
            "asked_version": version or 1,
            "zone": zone,
            **_fields_of(definition, purpose),
        },
    )


def _fields_of(definition: Definition, purpose: str) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for item in definition.items:
        if item.kind in UNASKED:
            continue
        fields[field_name(item)] = field_of(item, purpose)
        beside = rules.other_code(item.code)
        if item.other and beside not in definition.by_code:
            fields[field_name(beside)] = other_field()
    return fields


def _asked_then(questionnaire: Questionnaire, version: int | None) -> tuple[int, Definition]:
    """What the form that was sent had asked; of a form to be shown, what is asked now."""
    sent = request.form.get("version", "") if has_request_context() else ""
    if version is None and sent.isascii() and sent.isdigit() and len(sent) < 9:
        version = int(sent)
    if version is not None and version < questionnaire.version:
        try:
            return version, queries.definition_at(questionnaire, version)
        except LookupError:
            pass
    return questionnaire.version, queries.definition_of(questionnaire)


def read_answers(form: Any, _questionnaire: Questionnaire | None = None) -> dict[str, Value]:
    """{question code: value} of what was answered and counts, of a form that is valid."""
    assert isinstance(form, Answering)
    return form.read()


def fill(form: Any, _questionnaire: Questionnaire | None, values: Values) -> None:
    """Show the stored answers, and no default, in a form that was not sent yet; what is brought back
    after a sign-in stays."""
    assert isinstance(form, Answering)
    if not form.is_submitted() and not unsent.find():
        form.show(values)
