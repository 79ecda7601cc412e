"""How other people's events recur: like the RFC's own rules, and never for longer than one looks."""

from datetime import date

from dateutil import rrule
from hypothesis import given
from hypothesis import strategies as st

from facilities.rules.repeats import Frequency, Repeats

START, LAST = date(2026, 4, 1), date(2028, 6, 30)  # a leap year's February is in between
WEEKDAY = st.integers(0, 6)
ORACLE = {
    Frequency.DAILY: rrule.DAILY,
    Frequency.WEEKLY: rrule.WEEKLY,
    Frequency.MONTHLY: rrule.MONTHLY,
    Frequency.YEARLY: rrule.YEARLY,
}


def by_dateutil(rule: Repeats) -> list[date]:
    """The same rule as a library with rules of its own expands it."""
    weekdays = [rrule.weekday(day, nth) if nth else rrule.weekday(day) for nth, day in rule.weekdays]
    found = rrule.rrule(
        ORACLE[rule.frequency],
        dtstart=_midnight(rule.start),
        interval=rule.every,
        byweekday=weekdays or None,
        bymonthday=rule.month_days or None,
        bymonth=rule.months or None,
        until=_midnight(min(LAST, rule.until or LAST)) if rule.count is None else None,
        count=rule.count,
        wkst=rrule.MO,
    )
    return [one.date() for one in found if one.date() <= LAST]


def _midnight(day: date) -> "rrule.datetime.datetime":
    return rrule.datetime.datetime(day.year, day.month, day.day)


@st.composite
def rules(draw: st.DrawFn) -> Repeats:
    frequency = draw(st.sampled_from(Frequency))
    numbered = st.integers(-5, 5) if frequency is Frequency.MONTHLY else st.just(0)
    months = st.lists(st.integers(1, 12), max_size=2)
    if frequency is Frequency.YEARLY:
        months, numbered = st.lists(st.integers(1, 12), min_size=1, max_size=2), st.just(0)
    by_month_day = st.lists(st.integers(-31, 31).filter(bool), max_size=2)
    return Repeats(
        start=draw(st.dates(START, date(2026, 12, 31))),
        frequency=frequency,
        every=draw(st.integers(1, 4)),
        weekdays=tuple(draw(st.lists(st.tuples(numbered, WEEKDAY), max_size=3, unique=True))),
        month_days=() if frequency is Frequency.WEEKLY else tuple(draw(by_month_day)),
        months=tuple(draw(months)),
        until=draw(st.none() | st.dates(START, LAST)),
    )


@given(rules())
def test_a_rule_falls_on_the_days_that_another_library_says(rule: Repeats) -> None:
    assert rule.days(rule.start, LAST) == by_dateutil(rule)


@given(rules(), st.integers(1, 20), st.dates(START, LAST))
def test_a_count_counts_what_lies_before_one_looks(rule: Repeats, count: int, first: date) -> None:
    counted = Repeats(**{**_fields(rule), "count": count, "until": None})
    whole = Repeats(**{**_fields(rule), "until": None}).days(rule.start, LAST)[:count]
    assert counted.days(first, LAST) == [day for day in whole if day >= first]


def test_a_rule_that_never_falls_ends_where_one_looks_no_further() -> None:
    never = Repeats(START, Frequency.DAILY, month_days=(30,), months=(2,))
    assert never.days(START, date(2036, 4, 1)) == []


def test_the_29th_of_february_comes_every_four_years() -> None:
    leap = Repeats(date(2024, 2, 29), Frequency.YEARLY)
    assert leap.days(date(2024, 1, 1), date(2032, 12, 31)) == [date(y, 2, 29) for y in (2024, 2028, 2032)]


def test_the_last_friday_is_the_fourth_or_the_fifth() -> None:
    last = Repeats(date(2026, 10, 1), Frequency.MONTHLY, weekdays=((-1, 4),))
    assert last.days(date(2026, 10, 1), date(2026, 11, 30)) == [date(2026, 10, 30), date(2026, 11, 27)]


def _fields(rule: Repeats) -> dict[str, object]:
    return {name: getattr(rule, name) for name in Repeats.__dataclass_fields__}
