"""Rules of other people's files: those that name days, and those that readers would expand differently."""

from datetime import date

import icalendar
import pytest

from booking.ical.rules import NoRule, repeats_of
from facilities.rules.repeats import Frequency

MONDAY = date(2026, 12, 7)


def days_of(rule: str, last: date = date(2027, 3, 31)) -> list[str]:
    repeats, _until = repeats_of(icalendar.vRecur.from_ical(rule), MONDAY)
    return [f"{day:%m-%d}" for day in repeats.days(MONDAY, last)]


def test_the_first_tuesday_is_the_same_by_number_and_by_position() -> None:
    """As Apple writes it, and as Outlook does."""
    tuesdays = ["01-05", "02-02", "03-02"]
    assert days_of("FREQ=MONTHLY;BYDAY=1TU") == tuesdays
    assert days_of("FREQ=MONTHLY;BYDAY=TU;BYSETPOS=1") == tuesdays


def test_the_last_day_of_a_month_is_counted_from_its_end() -> None:
    assert days_of("FREQ=MONTHLY;BYMONTHDAY=-1") == ["12-31", "01-31", "02-28", "03-31"]


def test_every_second_week_begins_with_the_week_of_the_first_day() -> None:
    assert days_of("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE;COUNT=4") == ["12-07", "12-09", "12-21", "12-23"]


def test_until_a_day_that_day_counts() -> None:
    assert days_of("FREQ=DAILY;UNTIL=20261209") == ["12-07", "12-08", "12-09"]


def test_names_of_properties_may_be_written_small() -> None:
    repeats, _until = repeats_of(icalendar.vRecur.from_ical("freq=weekly;byday=mo"), MONDAY)
    assert (repeats.frequency, repeats.weekdays) == (Frequency.WEEKLY, ((0, 0),))


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=HOURLY;COUNT=2",
        "FREQ=DAILY;BYHOUR=9",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=1001",
        "FREQ=DAILY;COUNT=0",
        "FREQ=DAILY;COUNT=4001",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYMONTHDAY=3",
        "FREQ=WEEKLY;INTERVAL=2;WKST=SU",
        "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=YEARLY;BYDAY=1MO",
        "FREQ=YEARLY;BYMONTHDAY=1",
        "FREQ=YEARLY;BYWEEKNO=20",
        "COUNT=3",
    ],
)
def test_what_is_no_rule_of_days_is_refused(rule: str) -> None:
    with pytest.raises(NoRule):
        repeats_of(icalendar.vRecur.from_ical(rule), MONDAY)
