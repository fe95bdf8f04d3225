"""Who would get a letter about a decision, and its first sentence."""

from flask import Flask

from meeting_app.review import service
from meeting_app.review.letters import ACCEPTED, DECLINED
from meeting_app.review.rules import Outcome
from tests.conftest import NOW
from tests.review.factories import a_call, a_presenter, an_abstract
from tests.support.factories import a_meeting, a_person


def test_recipients_are_everybody_named_in_abstracts_with_this_decision(app: Flask):
    meeting = a_meeting()
    call = a_call(meeting)
    salma, ada = a_person("Salma", language="ar"), a_person("Ada")
    abstract = an_abstract(call, "Rain", submitter=ada)
    a_presenter(abstract, person=salma)
    a_presenter(abstract, "Without an account")
    declined = an_abstract(call, "Sun", submitter=salma)
    service.decide(abstract, Outcome.ACCEPT, None, NOW)
    service.decide(declined, Outcome.DECLINE, None, NOW)
    code = abstract.code

    everybody = [(f"{code}-{ada.id}", "Ada"), (f"{code}-{salma.id}", "Salma")]
    found = ACCEPTED.recipients(meeting, "", "")
    assert [(one.code, one.name) for one in found] == everybody
    # Who is searched by name comes first, with the others of the same abstract.
    assert [one.name for one in ACCEPTED.recipients(meeting, "salma", "")] == ["Salma", "Ada"]
    assert [one.name for one in ACCEPTED.recipients(meeting, "", f"{code}-{salma.id}")] == ["Salma"]
    assert ACCEPTED.recipients(meeting, "", f"{code}-0") == []
    assert [one.about for one in DECLINED.recipients(meeting, "", "")] == ["Sun"]
    assert ACCEPTED.recipients(a_meeting(), "", "") == []


def test_opening_tells_submitters_from_other_presenters_in_their_language(app: Flask):
    meeting = a_meeting()
    louis = a_person("Louis", language="fr")
    abstract = an_abstract(a_call(meeting), "Pluie", submitter=a_person("Ada"))
    a_presenter(abstract, person=louis)
    service.decide(abstract, Outcome.ACCEPT, None, NOW)

    ada, other = ACCEPTED.recipients(meeting, "", "")
    openings = [one.values(one.language)["opening"] for one in (ada, other)]

    assert openings[0].startswith("We are glad to tell you that your abstract “Pluie”")
    assert "[fr] Annual Meeting" in openings[1]
    assert openings[1] != other.values("en")["opening"]
    assert "which names you as a presenter" in other.values("en")["opening"]
