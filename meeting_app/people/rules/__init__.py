"""Pure decisions about signing in."""

from meeting_app.people.rules.devices import name_device as name_device
from meeting_app.people.rules.passwords import LEAST as LEAST
from meeting_app.people.rules.passwords import LEAST_WITH_RIGHTS as LEAST_WITH_RIGHTS
from meeting_app.people.rules.passwords import MOST as MOST
from meeting_app.people.rules.passwords import Fault as Fault
from meeting_app.people.rules.passwords import find_fault as find_fault
from meeting_app.people.rules.passwords import normalise as normalise
