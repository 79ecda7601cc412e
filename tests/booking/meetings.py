"""Meetings of a department, as the tests mean them."""

from typing import Any

from booking.actions.meetings import Told, hold_meeting
from booking.models import Meeting, Person
from booking.rules.indicators import Kind
from booking.rules.meetings import Choice
from facilities.rules.spans import Span
from tests.booking.activities import department_of
from tests.factories import NOW, span

CASE = Choice(Kind.MEETING, "case")
GUIDANCE = Choice(Kind.MEETING, "child-guidance")
TRAINING = Choice(Kind.TRAINING, "training")
HELD = span("2026-11-12", "14:00", "16:00")
TO_COME = span("2026-12-04", "14:00", "16:00")


def met(actor: Person, choice: Choice = GUIDANCE, when: Span = HELD, now: int = NOW, **told: Any) -> Meeting:
    """One that the actor's department entered; on a day of November."""
    return hold_meeting(
        department=department_of(actor), told=Told(choice, when, **told), actor=actor, now=now
    )
