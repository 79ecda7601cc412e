"""An RRULE of somebody else's file as days. NoRule for one that names no days, or that readers expand
differently: the file is refused, and staff are told to write the dates out."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from booking.ical.calendars import WEEKDAYS
from facilities.rules.repeats import Frequency, Repeats

SAID = frozenset({"FREQ", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "UNTIL", "COUNT", "WKST"})
MOST_COUNTED = 4000  # days that a rule can fall on while it is looked at
NEVER_MORE = 1000


class NoRule(ValueError):
    """What cannot be expanded, as the file names it."""


def repeats_of(rule: Mapping[str, Any], start: date) -> tuple[Repeats, date | None]:
    """The rule as days, and its UNTIL as the file gives it: a day, or a moment that still counts."""
    if unknown := sorted(set(map(str.upper, rule)) - SAID):
        raise NoRule(unknown[0])
    frequency = _frequency(rule)
    until = _one(rule, "UNTIL")
    if until is not None and not isinstance(until, date):
        raise NoRule("UNTIL")
    repeats = Repeats(
        start=start.date() if isinstance(start, datetime) else start,
        frequency=frequency,
        every=_number(rule, "INTERVAL", NEVER_MORE) or 1,
        weekdays=_weekdays(rule, frequency),
        month_days=_numbers(rule, "BYMONTHDAY", -31, 31),
        months=_numbers(rule, "BYMONTH", 1, 12),
        until=until if until is not None and not isinstance(until, datetime) else None,
        count=_number(rule, "COUNT", MOST_COUNTED),
    )
    _check_common(rule, repeats)
    return repeats, until if isinstance(until, datetime) else None


def _frequency(rule: Mapping[str, Any]) -> Frequency:
    said = str(_one(rule, "FREQ") or "").upper()
    if said not in set(Frequency):
        raise NoRule(f"FREQ={said}")
    return Frequency(said)


def _check_common(rule: Mapping[str, Any], repeats: Repeats) -> None:
    """Refuses what calendars read in different ways."""
    yearly = repeats.frequency is Frequency.YEARLY
    if yearly and not repeats.months and (repeats.weekdays or repeats.month_days):
        raise NoRule("YEARLY")  # without a month some count from the year's beginning
    # Forbidden by RFC 5545 (3.3.10), and read by some as if it were monthly.
    if repeats.month_days and repeats.frequency is Frequency.WEEKLY:
        raise NoRule("BYMONTHDAY")
    first = str(_one(rule, "WKST") or "MO").upper()
    if first != "MO" and repeats.frequency is Frequency.WEEKLY and repeats.every > 1:
        raise NoRule(f"WKST={first}")  # which week is the second depends on it


def _weekdays(rule: Mapping[str, Any], frequency: Frequency) -> tuple[tuple[int, int], ...]:
    found = tuple(_weekday(str(one)) for one in _all(rule, "BYDAY"))
    by_number = frequency in (Frequency.MONTHLY, Frequency.YEARLY)
    # "The second Friday" is of a month or a year: with other frequencies it must not stand (RFC 5545,
    # 3.3.10).
    if any(nth for nth, _ in found) and not by_number:
        raise NoRule("BYDAY")
    places = _numbers(rule, "BYSETPOS", -5, 5)
    if not places:
        return found
    # "The first Tuesday" as Outlook writes it: of one weekday the position is its number.
    if frequency is not Frequency.MONTHLY or len(found) != 1 or found[0][0] or _all(rule, "BYMONTHDAY"):
        raise NoRule("BYSETPOS")
    return tuple((place, found[0][1]) for place in places)


def _weekday(said: str) -> tuple[int, int]:
    number, name = said[:-2] or "0", said[-2:].upper()
    try:
        nth = int(number)
    except ValueError:
        raise NoRule(f"BYDAY={said}") from None
    if name not in WEEKDAYS or nth not in range(-5, 6):
        raise NoRule(f"BYDAY={said}")
    return nth, WEEKDAYS.index(name)


def _number(rule: Mapping[str, Any], name: str, most: int) -> int | None:
    if not _all(rule, name):
        return None
    (number,) = _numbers(rule, name, 1, most)[:1] or (None,)
    return number


def _numbers(rule: Mapping[str, Any], name: str, least: int, most: int) -> tuple[int, ...]:
    numbers = tuple(one for one in _all(rule, name) if isinstance(one, int))
    if len(numbers) != len(_all(rule, name)) or any(not least <= one <= most or not one for one in numbers):
        raise NoRule(name)
    return tuple(int(one) for one in numbers)


def _one(rule: Mapping[str, Any], name: str) -> Any:
    return next(iter(_all(rule, name)), None)


def _all(rule: Mapping[str, Any], name: str) -> Sequence[Any]:
    said = rule.get(name, ())
    return said if isinstance(said, list | tuple) else (said,)
