"""Pages of the agenda: for everybody, and for organisers."""
