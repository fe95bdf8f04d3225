"""Reviewing: a committee of volunteers reads the submitted abstracts.

Each abstract goes to a few reviewers who read its language, did not write it and do not belong to
an organisation that did. Everybody gets about as much to read. A reviewer scores each criterion
and leaves a comment without seeing who wrote the text, or says that there is a conflict of
interest; the organisers see how far the reading has come and prepare their decisions on it.
"""
