"""One edition of the annual meeting: its theme, place and days, what is open and until when, its
rooms, its languages, and who may do what in it."""
