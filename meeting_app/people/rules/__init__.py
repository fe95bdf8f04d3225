"""Pure decisions about signing in."""

from meeting_app.people.rules.devices import name_device as name_device
