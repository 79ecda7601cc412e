"""Who asks, as of a day of visit: Friday 4 December 2026, unless told otherwise."""

from datetime import date

from booking.models import Person
from booking.queries.party import Company, asker_of
from booking.rules import ask
from tests.factories import NOW

FRIDAY = date(2026, 12, 4)


def party(person: Person, company: Company | None = None, day: date = FRIDAY) -> ask.Party:
    """Alone where no company is named."""
    return asker_of(person, company or Company(), NOW).party(day)
