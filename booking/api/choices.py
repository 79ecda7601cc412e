"""Sets of values of fields that share a name: the description calls each by a name of its own (settings)."""

from booking.models import Choice, Group, Round, Wait
from booking.rules.feeds import Kind
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome
from facilities.models import Facility

BOOKING_STATES = list(State)
OUTCOMES = list(Outcome)
FEED_KINDS = list(Kind)
WAIT_STATES = Wait.State.values
# A round that is planned is nobody's to see yet.
ROUND_STATES = [state for state in Round.State.values if state != Round.State.PLANNED]
CHOICE_OUTCOMES = Choice.Outcome.values
GROUP_KINDS = Group.Kind.values
HALL_KINDS = Facility.Kind.choices
