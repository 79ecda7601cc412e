"""When clocks change, held against the zones hour by hour."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from facilities.rules.clock_changes import Observance, Yearly, observances

SUNDAY, FRIDAY = 6, 4


def yearly(zone: str) -> list[Yearly | None]:
    return [observance.yearly for observance in observances(ZoneInfo(zone), 2026)[1:]]


def test_a_zone_that_never_changes_has_one_observance() -> None:
    [only] = observances(ZoneInfo("Asia/Tokyo"), 2026)
    assert (only.changes[0].after, only.changes[0].name, only.yearly) == (9 * 3600, "JST", None)


def test_helsinki_changes_on_the_last_sundays_of_march_and_october() -> None:
    assert yearly("Europe/Helsinki") == [Yearly(3, SUNDAY, 25, True), Yearly(10, SUNDAY, 25, True)]


def test_new_york_changes_on_the_second_and_the_first_sunday() -> None:
    assert yearly("America/New_York") == [Yearly(3, SUNDAY, 8, False), Yearly(11, SUNDAY, 1, False)]


def test_jerusalem_changes_on_the_friday_before_the_last_sunday() -> None:
    assert yearly("Asia/Jerusalem")[0] == Yearly(3, FRIDAY, 23, False)


def test_a_change_that_follows_the_moon_has_no_yearly_rule() -> None:
    assert set(yearly("Africa/Casablanca")) == {None}


def test_an_onset_is_told_on_the_clock_before_it() -> None:
    """RFC 5545, 3.6.5: Helsinki goes from 3:00 to 4:00, and from 4:00 back to 3:00."""
    _, summer, winter = observances(ZoneInfo("Europe/Helsinki"), 2026)
    assert str(summer.changes[0].onset) == "2026-03-29 03:00:00"
    assert str(winter.changes[0].onset) == "2026-10-25 04:00:00"


def test_lord_howe_moves_its_clocks_by_half_an_hour() -> None:
    _, winter, summer = observances(ZoneInfo("Australia/Lord_Howe"), 2026)
    assert (winter.changes[0].before, winter.changes[0].after) == (39600, 37800)
    assert str(winter.changes[0].onset) == "2026-04-05 02:00:00"
    assert str(summer.changes[0].onset) == "2026-10-04 02:00:00"


@pytest.mark.parametrize(
    "zone", ["Europe/Helsinki", "Australia/Lord_Howe", "Europe/Dublin", "Africa/Casablanca", "Asia/Gaza"]
)
def test_the_changes_give_every_hour_its_offset(zone: str) -> None:
    clocks = ZoneInfo(zone)
    found = sorted(_onsets(observances(clocks, 2026)))
    hours = range(_utc(2026), _utc(2029), 3600)
    for hour in hours:
        _, after = [(at, offset) for at, offset in found if at <= hour][-1]
        assert datetime.fromtimestamp(hour, clocks).utcoffset().total_seconds() == after  # type: ignore[union-attr]


def test_the_first_year_begins_with_what_the_clocks_showed() -> None:
    first = observances(ZoneInfo("Australia/Lord_Howe"), 2026)[0].changes[0]
    assert (first.before, first.after, first.daylight) == (39600, 39600, True)


def _onsets(all_kinds: tuple[Observance, ...]) -> list[tuple[int, int]]:
    changes = [change for kind in all_kinds for change in kind.changes]
    return [(int(it.onset.replace(tzinfo=UTC).timestamp()) - it.before, it.after) for it in changes]


def _utc(year: int) -> int:
    return int(datetime(year, 1, 1, tzinfo=UTC).timestamp())
