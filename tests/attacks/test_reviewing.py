"""What reviewers must not see, and what tells who they are."""

import pytest

from meeting_app.people.service import find_or_add_organisation
from meeting_app.review import service
from meeting_app.review.rules import Outcome
from tests.conftest import NOW
from tests.review.factories import (
    a_call,
    a_member,
    a_presenter,
    a_review,
    a_review_phase,
    an_abstract,
    an_assignment,
)
from tests.support.factories import a_meeting, a_person, an_organisation
from tests.support.pages import Visitor


@pytest.mark.parametrize("how", ["presents", "presenter's", "submitter's", "own"])
def test_review_after_a_conflict_arose_finds_no_such_abstract(app, how: str):
    meeting = a_meeting("m")
    a_review_phase(meeting)
    call = a_call(meeting)
    reviewer = a_member(call)
    author = a_person()
    abstract = an_abstract(call, "Hidden work", submitter=author)
    an_assignment(abstract, reviewer)
    other = an_abstract(call, "Other work")
    an_assignment(other, reviewer)
    browser = Visitor(app, reviewer)
    assert browser.get(f"/en/m/review/{abstract.code}").heading == "Hidden work"

    if how == "presents":
        a_presenter(abstract, person=reviewer)
    elif how == "presenter's":
        reviewer.organisation = an_organisation()
        a_presenter(abstract, organisation=reviewer.organisation)
    elif how == "submitter's":
        author.organisation = reviewer.organisation = an_organisation()
    else:
        abstract.submitter = reviewer

    browser.get(f"/en/m/review/{abstract.code}", status=404)
    browser.get(f"/en/m/review/{abstract.code}/conflict", status=404)
    for path in ("/en/m/review/", f"/en/m/review/{other.code}", "/en/m/my"):
        page = browser.get(path)
        assert ("Hidden work" in page.text) is (how in ("presents", "own") and path == "/en/m/my")
    assert "Abstract 1 of 1" in browser.get(f"/en/m/review/{other.code}").text


def test_review_blind_names_no_author_anywhere(app):
    meeting = a_meeting("m")
    a_review_phase(meeting)
    call = a_call(meeting)
    house = an_organisation("Quokka Relief")
    author = a_person(email="quokka@example.org", name="Quokka Author", organisation=house)
    abstract = an_abstract(call, "Our work", submitter=author)
    a_presenter(abstract, "Quokka Presenter", organisation=find_or_add_organisation("Quokka Two"))
    reviewer = a_member(call)
    an_assignment(abstract, reviewer)
    browser = Visitor(app, reviewer)
    for path in ("review/", f"review/{abstract.code}", f"review/{abstract.code}/conflict", "my"):
        answer = browser.fetch(f"/en/m/{path}")
        assert answer.status_code == 200
        assert "quokka" not in (answer.text + str(answer.headers)).lower()
    for path in (f"abstracts/{abstract.code}", f"abstracts/{abstract.code}/edit"):
        browser.get(f"/en/m/{path}", status=404)


def test_decide_before_the_announcement_changes_nothing_for_the_author(app):
    meeting = a_meeting("m")
    a_review_phase(meeting)
    call = a_call(meeting)
    reviewer = a_member(call, name="Quokka Reviewer", email="quokka@example.org")
    author = a_person()
    abstract = an_abstract(call, submitter=author)
    browser = Visitor(app, author)
    paths = [f"/en/m/abstracts/{abstract.code}", "/en/m/my", "/en/m/", "/en/m/agenda"]
    before = [browser.get(path).text for path in paths]

    a_review(abstract, reviewer, comment="quokka thinks it weak")
    service.decide(abstract, Outcome.DECLINE, None, NOW)
    assert [browser.get(path).text for path in paths] == before
    service.announce(meeting, NOW)

    after = [browser.get(path).text for path in paths]
    assert after != before
    assert not any("quokka" in text.lower() for text in after)
