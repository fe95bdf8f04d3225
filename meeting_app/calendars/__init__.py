"""The agenda in people's calendars: feeds for the whole, a day, a session, and one's own."""
