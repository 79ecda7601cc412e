"""What may be published of a row: no figure by which somebody is known, and every other one."""

from collections.abc import Iterable
from datetime import date

from booking.queries.figures import Counted, Reported
from booking.queries.public_figures import people_by_record, public_figures, public_people
from booking.rules.attendance import Heads, Part
from booking.rules.indicators import Kind, Record, figure
from booking.rules.plans import Entry, Published
from booking.rules.suppression import Hidden
from tests.booking.programmes import the_plan_of_the_city

PLAN = the_plan_of_the_city()
EXCHANGE = next(one for one in PLAN.entries if one.programme.id == "B1" and one.row.department == "children")
PLACES = next(one for one in PLAN.entries if one.programme.id == "B4")


def session(key: str, children: int | None, grown_ups: int = 0) -> Record:
    counted = {
        Heads(Part.TAKING_PART, "elementary"): children or 0,
        Heads(Part.TAKING_PART, "adult"): grown_ups,
    }
    heads = None if children is None else counted
    return Record(Kind.SESSION, key, date(2026, 11, 7), "B1", "children", "honcho", heads=heads)


def row(entry: Entry, records: Iterable[Record], *published: Published) -> Reported:
    given = list(records)
    found = (
        Counted(one, figure(PLAN.counted[one.indicator], given)) for one in published or entry.row.figures
    )
    return Reported(entry, tuple(found))


def test_of_a_year_without_records_nothing_is_told_and_no_zero() -> None:
    assert public_figures(PLAN, row(EXCHANGE, [])) == [None, None]


def test_sessions_are_told_however_few_they_are_and_a_few_people_are_not() -> None:
    assert public_figures(PLAN, row(EXCHANGE, [session("s1", 3)])) == [1, Hidden.FEWER]


def test_one_hall_is_told_since_a_hall_is_nobody() -> None:
    evening = Record(Kind.EVENING, "k/1", date(2026, 11, 7), "", "children", "k", "k")
    assert public_figures(PLAN, row(PLACES, [evening])) == [None, 1]


def test_a_year_in_which_counted_sessions_had_nobody_is_a_zero() -> None:
    assert public_figures(PLAN, row(EXCHANGE, [session("s1", 0)])) == [1, 0]


def test_a_total_that_gives_away_its_one_small_session_is_withheld() -> None:
    told = row(EXCHANGE, [session("s1", 10), session("s2", 3)])
    assert public_figures(PLAN, told) == [2, Hidden.WITHHELD]
    assert public_people(PLAN, told, 1) == {"s1": 10, "s2": Hidden.FEWER}


def test_a_total_over_two_small_sessions_is_told() -> None:
    assert public_figures(PLAN, row(EXCHANGE, [session("s1", 3), session("s2", 2)])) == [2, 5]


def test_a_session_that_nobody_counted_brings_no_number_and_hides_none() -> None:
    told = row(EXCHANGE, [session("s1", 10), session("s2", None)])
    assert public_figures(PLAN, told) == [2, 10]
    assert people_by_record(PLAN, told.figures[1]) == {"s1": 10}


def test_children_beside_everybody_are_withheld_since_the_grown_ups_would_be_their_difference() -> None:
    both = Published(indicator="participants"), Published(indicator="children")
    told = row(EXCHANGE, [session("s1", 10, grown_ups=2)], *both)
    assert public_figures(PLAN, told) == [12, Hidden.WITHHELD]
    assert public_people(PLAN, told, 1) == {"s1": Hidden.WITHHELD}


def test_a_figure_of_no_people_brings_none() -> None:
    assert public_people(PLAN, row(EXCHANGE, [session("s1", 10)]), 0) == {}
