"""Whether people are of the ages that a term means."""

from booking.rules.ask import Person
from facilities.rules.ages import Ages
from facilities.rules.stages import Cohort


def is_of(person: Person, meant: Cohort | None) -> bool | None:
    """Whether somebody is among those meant (None: nobody is, on that day); None if that cannot be told."""
    return meant is not None and person.born.within(meant)


def is_younger(person: Person, meant: Cohort | None) -> bool:
    """Of somebody who is not among those meant: whether they are too young for it, rather than too old."""
    return meant is not None and person.born.earliest > meant.latest


def bounds(ages: Ages | None) -> dict[str, object]:
    """The ages as a rulebook writes them, to fill a sentence."""
    return ages.model_dump(mode="json", exclude_none=True) if ages else {}
