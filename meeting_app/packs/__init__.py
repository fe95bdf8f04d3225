"""What participants keep: the pack with welcome, practical notes, agenda and session summaries.

It is a web page and a printable PDF, in each of the four languages, and says which version of the
agenda it shows.
"""
