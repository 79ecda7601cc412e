from datetime import date
from typing import Any

from booking.rules.rulebook import Rulebook
from booking.rules.years import Year, years
from tests.asks import a_document

WEEKDAYS = {"days": ["tue", "wed", "thu", "fri", "sat", "sun"]}
OPEN = {"type": "hours", "from": "9:00", "to": "17:00", "on": WEEKDAYS}
LATE = {"type": "evening", "from": "17:00", "to": "21:00", "on": {"days": ["fri"]}}
YEAR_END = {"type": "closed", "on": {"every_year": [["12-29", "01-03"]]}}
APRIL = date(2026, 4, 1)


def of(*clauses: list[dict[str, Any]], first: date = APRIL) -> list[Year]:
    rulebook = Rulebook.model_validate(a_document(*clauses))
    return years(rulebook.halls[0], rulebook.for_hall("higashi"), first)


def test_rooms_that_are_open_alike_stand_together_with_twelve_months() -> None:
    (year,) = of([OPEN, LATE, YEAR_END])
    assert year.rooms == ("band", "craft")
    assert [month.first for month in year.months][::11] == [APRIL, date(2027, 3, 1)]
    december = year.months[8]
    assert (december.first, december.open_days, december.evenings) == (date(2026, 12, 1), 24, 4)


def test_the_usual_hours_of_a_weekday_are_its_commonest() -> None:
    (year,) = of([OPEN, LATE, YEAR_END])
    usual = {weekday: (hours, others) for weekday, hours, others in year.usual}
    assert usual["mon"] == ((), ())
    assert usual["fri"] == (((9 * 60, 21 * 60),), (((), 1),))
    assert usual["sat"] == (((9 * 60, 17 * 60),), (((), 1),))


def test_a_room_with_hours_of_its_own_stands_alone() -> None:
    band, craft = of([OPEN, {**OPEN, "rooms": ["craft"], "to": "19:00"}])
    assert (band.rooms, craft.rooms) == (("band",), ("craft",))
    assert craft.months[0].evenings == craft.months[0].open_days > 0
    assert band.months[0].evenings == 0


def test_hours_that_nobody_published_are_not_called_closed() -> None:
    (year,) = of([YEAR_END])
    assert not year.known


def test_a_year_begins_with_the_month_of_its_first_day() -> None:
    (year,) = of([OPEN], first=date(2028, 2, 29))
    assert (year.months[0].first, year.months[-1].first) == (date(2028, 2, 1), date(2029, 1, 1))
    assert year.months[0].open_days == 25


def test_days_that_may_be_closed_are_counted_apart_from_open_ones() -> None:
    perhaps = {"type": "closed", "on": {"every_year": [["08-11", "08-16"]]}, "perhaps": True}
    (year,) = of([OPEN, LATE], [perhaps])
    august = year.months[4]
    assert (august.open_days, august.evenings, august.to_ask) == (20, 3, 6)
    usual = {weekday: (hours, others) for weekday, hours, others in year.usual}
    assert usual["sat"] == (((9 * 60, 17 * 60),), ((None, 1),))
