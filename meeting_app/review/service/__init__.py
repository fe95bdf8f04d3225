"""Verbs of reviewing: form a committee, assign, declare a conflict, review, decide, announce."""

from meeting_app.review.service.assignment import Proposal as Proposal
from meeting_app.review.service.assignment import assign_reviews as assign_reviews
from meeting_app.review.service.assignment import propose_assignment as propose_assignment
from meeting_app.review.service.committee import add_member as add_member
from meeting_app.review.service.committee import declare_conflict as declare_conflict
from meeting_app.review.service.committee import remove_member as remove_member
from meeting_app.review.service.criteria import REVIEW_PHASE as REVIEW_PHASE
from meeting_app.review.service.criteria import add_criterion as add_criterion
from meeting_app.review.service.criteria import change_criterion as change_criterion
from meeting_app.review.service.criteria import delete_criterion as delete_criterion
from meeting_app.review.service.criteria import new_criterion_code as new_criterion_code
from meeting_app.review.service.criteria import open_review as open_review
from meeting_app.review.service.decisions import announce as announce
from meeting_app.review.service.decisions import decide as decide
from meeting_app.review.service.decisions import undo_decision as undo_decision
from meeting_app.review.service.reviewing import save_review as save_review
