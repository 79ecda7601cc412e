"""Courses (講習会) of a hall: what its clauses ask for, on which dates it is given, and the seats left."""

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef

from booking.models import CourseDate, Person, Seat
from booking.models import Induction as Taken
from booking.queries.bookings import Absent
from booking.queries.rules import rules_for
from booking.rules.clauses.induction import Induction
from booking.rules.rulebook import Rules
from facilities.models import Facility
from facilities.rules.spans import local_day
from facilities.rules.words import Words


@dataclass(frozen=True, slots=True)
class Validity:
    """How long a course holds once it is taken, by the terms that ask for it, and its words."""

    terms: tuple[Induction, ...]
    words: Words | None

    @property
    def months(self) -> int | None:
        """For how many months; None where none of the terms counts any."""
        return min((term.valid_months for term in self.terms if term.valid_months), default=None)

    @property
    def of_the_year(self) -> bool:
        """Whether it ends with the fiscal year."""
        return any(term.valid_until for term in self.terms)

    def last_day(self, taken: date) -> date | None:
        """Of a course that is taken on a day; None for good. Terms that differ hold for the shorter time."""
        # A term that holds for good sets no limit to another that does.
        return min(filter(None, (term.holds_until(taken) for term in self.terms)), default=None)


@dataclass(frozen=True, slots=True)
class Offer:
    """A date of a course as somebody sees it: the seats that are left, and whether one is theirs."""

    date: CourseDate
    left: int
    mine: bool


def validity(facility: Facility, course: str, day: date) -> Validity | None:
    """How long a course that is taken on a day holds, by the clause that asks for it; None if none does.

    One query.
    """
    return validity_by(rules_for(facility, day), course)


def validity_by(rules: Rules, course: str) -> Validity | None:
    """The same by rules that are known. No query."""
    terms = (term for _, term in rules.terms if isinstance(term, Induction) and term.course == course)
    found = tuple(terms)
    return Validity(found, rules.setting.names.get(course)) if found else None


def courses_of(facility: Facility, day: date) -> dict[str, Validity]:
    """The courses that the hall's clauses of a day ask for, by key. One query."""
    return courses_by(rules_for(facility, day))


def courses_by(rules: Rules) -> dict[str, Validity]:
    """The same by rules that are known. No query."""
    keys = sorted({term.course for _, term in rules.terms if isinstance(term, Induction)})
    found = {key: validity_by(rules, key) for key in keys}
    return {key: one for key, one in found.items() if one is not None}


def offers(facility: Facility, person: Person | None, now: int) -> list[Offer]:
    """The dates ahead, the next first. One query."""
    mine = Seat.objects.filter(date=OuterRef("pk"), person=person)
    rows = CourseDate.objects.filter(facility=facility, start__gt=now)
    rows = rows.annotate(taken=Count("seats"), mine=Exists(mine))
    return [Offer(row, max(0, row.places - row.taken), row.mine) for row in rows.order_by("start", "pk")]


def is_given(facility: Facility, course: str, now: int) -> bool:
    """Whether there is a date ahead to sign up for. One query."""
    return CourseDate.objects.filter(facility=facility, course=course, start__gt=now).exists()


def course_date(facility: Facility, public_id: str) -> CourseDate:
    """Absent if the hall has none of this id. One query."""
    found = (
        CourseDate.objects.select_related("facility").filter(facility=facility, public_id=public_id).first()
    )
    if found is None:
        raise Absent(public_id)
    return found


def course_dates(facility: Facility, since: int, until: int | None = None) -> list[CourseDate]:
    """A hall's dates that end after an instant, and begin before another, the first first, each with how many
    seats are `taken`. One query."""
    rows = CourseDate.objects.filter(facility=facility, end__gt=since).annotate(taken=Count("seats"))
    rows = rows if until is None else rows.filter(start__lt=until)
    return list(rows.order_by("start", "pk"))


def seats_on(given: CourseDate) -> list[Seat]:
    """Who has signed up, and whether each has the course noted since (`noted`). One query."""
    noted = Taken.objects.filter(person=OuterRef("person"), course=given.course, taken_on=_day(given))
    rows = Seat.objects.filter(date=given).annotate(noted=Exists(noted)).select_related("person")
    return list(rows.order_by("person__reading", "pk"))


def _day(course: CourseDate) -> date:
    return local_day(course.start, ZoneInfo(course.facility.timezone))
