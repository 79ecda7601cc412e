"""A closed figure keeps its records; what became of them since is told one by one."""

from datetime import date

import pytest

from booking.rules.attendance import Heads, Part
from booking.rules.frozen import Changes, Kept, changes, frozen, kept, may_close
from booking.rules.indicators import Figure, Indicator, Kind, Record, figure
from facilities.rules.words import Words

PEOPLE = Indicator(
    key="people", name=Words(ja="人数"), unit=Words(ja="人"), of=[Kind.SESSION], measure="heads"
)
SESSIONS = Indicator(key="sessions", name=Words(ja="回数"), unit=Words(ja="回"), of=[Kind.SESSION])
DAY = date(2027, 4, 20)


def session(key: str, count: int | None, day: date = date(2026, 11, 7)) -> Record:
    heads = None if count is None else {Heads(Part.TAKING_PART, "elementary"): count}
    return Record(Kind.SESSION, key, day, "B1", "children", "honcho", "honcho", heads=heads)


def counted(*records: Record) -> Figure:
    return figure(PEOPLE, records)


@pytest.mark.parametrize(("day", "over"), [(date(2027, 3, 31), False), (date(2027, 4, 1), True)])
def test_a_fiscal_year_may_be_closed_from_the_first_of_april(day: date, over: bool) -> None:
    assert may_close(2026, day) is over


def test_what_is_frozen_has_the_value_and_each_record_with_what_it_brought() -> None:
    then = frozen(PEOPLE, counted(session("a", 8), session("b", None)), DAY)
    assert then.value == 8
    assert [(one.key, one.brought) for one in then.counted] == [("a", 8)]
    assert [(one.key, one.brought) for one in then.missing] == [("b", None)]


def test_a_record_is_the_same_when_it_comes_back_from_the_tables() -> None:
    for count in (8, 0, None):
        one = kept(PEOPLE, session("a", count))
        assert Kept.from_json(one.as_json()) == one


def test_nothing_has_changed_while_the_records_say_the_same() -> None:
    then = frozen(PEOPLE, counted(session("a", 8), session("b", None)), DAY)
    found = changes(PEOPLE, then, counted(session("b", None), session("a", 8)))
    assert found == Changes()
    assert not found.some


def test_what_was_added_what_is_gone_and_what_has_another_number_are_told_apart() -> None:
    then = frozen(PEOPLE, counted(session("a", 8), session("b", 3), session("c", None)), DAY)
    found = changes(PEOPLE, then, counted(session("a", 9), session("c", 4), session("d", 2)))
    assert [one.key for one in found.added] == ["d"]
    assert [one.key for one in found.gone] == ["b"]
    assert [(was.key, was.brought, now.brought) for was, now in found.changed] == [
        ("a", 8, 9),
        ("c", None, 4),
    ]


def test_another_day_is_a_change_and_of_what_counts_no_people_another_number_is_none() -> None:
    then = frozen(SESSIONS, figure(SESSIONS, [session("a", 8)]), DAY)
    assert not changes(SESSIONS, then, figure(SESSIONS, [session("a", 9)])).some
    moved = figure(SESSIONS, [session("a", 8, date(2026, 11, 14))])
    assert [now.day.day for _was, now in changes(SESSIONS, then, moved).changed] == [14]
