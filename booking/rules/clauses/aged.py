"""Whether people are of the ages that a term means."""

from datetime import date

from booking.rules.ask import Person
from facilities.rules.ages import Ages
from facilities.rules.stages import AgeMode, Cohort, Stage

COMPULSORY = Ages(from_stage=Stage.ELEMENTARY, to_stage=Stage.JUNIOR_HIGH)


def is_of(person: Person, meant: Cohort | None) -> bool | None:
    """Whether somebody is among those meant (None: nobody is, on that day); None if that cannot be told."""
    return meant is not None and person.born.within(meant)


def is_pupil(person: Person, day: date, mode: AgeMode) -> bool | None:
    """Whether somebody goes to a school; None if that cannot be told."""
    # Up to junior high everybody goes to a school (学校教育法17条), so nobody of these ages is asked.
    if person.at_school or is_of(person, COMPULSORY.cohort(day, mode)):
        return True
    return person.at_school


def is_younger(person: Person, meant: Cohort | None) -> bool:
    """Of somebody who is not among those meant: whether they are too young for it, rather than too old."""
    return meant is not None and person.born.earliest > meant.latest


def bounds(ages: Ages | None) -> dict[str, object]:
    """The ages as a rulebook writes them, to fill a sentence."""
    return ages.model_dump(mode="json", exclude_none=True) if ages else {}
