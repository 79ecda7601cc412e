"""The city's evening openings: each an event, what recurs as one, and what is not held says so."""

from datetime import date
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from booking.actions.evenings import (
    cancel_evening,
    end_evenings,
    move_evening,
    open_evening,
    open_evenings,
    restore_evening,
)
from booking.models import Person
from facilities.actions.evenings import OneEvening
from facilities.models import Evening, Facility
from facilities.rules.ages import Ages
from facilities.rules.evenings import EveningPlan
from tests.booking.feeds.conftest import Get, told, vevents
from tests.factories import NOW, a_closure, a_facility, an_evening, at, span, the_room
from tests.ical_reader import lines_of, read

TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}
THURSDAYS = EveningPlan.model_validate(
    {
        "recurrence": {"first": date(2026, 12, 3), "last": date(2026, 12, 31), "weekdays": ["thu"]},
        "from": "17:00",
        "to": "21:00",
        "admits": TEENS,
    }
)
FEED = "/feeds/evenings.ics"


@pytest.fixture(params=["evenings_feed", "hall_feed", "staff_feed"])
def feed(request: pytest.FixtureRequest) -> str:
    """Each kind of feed that tells of evenings."""
    address: str = request.getfixturevalue(request.param)
    return address


@pytest.fixture
def thursdays(hall: Facility, desk: Person) -> Facility:
    open_evenings(facility=hall, plan=THURSDAYS, actor=desk, now=NOW)
    return hall


def on(day: str) -> Evening:
    return Evening.objects.select_related("facility").get(original_day=day)


def states(answer: Any) -> list[tuple[int, str]]:
    return sorted((one.start, one.status) for one in told(answer))


def test_one_evening_says_where_for_whom_and_when(get: Get, feed: str, hall: Facility, desk: Person) -> None:
    evening = OneEvening(span("2026-12-05", "17:00", "20:00"), ("band",), Ages.model_validate(TEENS))
    open_evening(facility=hall, evening=evening, actor=desk, now=NOW)
    [event] = told(get(feed))
    assert event.summary == "東児童館 夜間開放(中学生から高校生世代まで)"
    assert (event.location, event.status) == ("東児童館 音楽室", "CONFIRMED")
    assert (event.start, event.end) == (at("2026-12-05 17:00"), at("2026-12-05 20:00"))


def test_evenings_that_recur_are_one_event(get: Get, feed: str, thursdays: Facility) -> None:
    [event] = vevents(get(feed))
    assert event.value("RRULE") == "FREQ=WEEKLY;UNTIL=20261231T145959Z;INTERVAL=1;BYDAY=TH;WKST=MO"
    starts = [at(f"2026-12-{day:02} 17:00") for day in (3, 10, 17, 24, 31)]
    assert states(get(feed)) == [(start, "CONFIRMED") for start in starts]


def test_a_cancelled_evening_says_so_until_a_week_after_it_and_is_left_out_then(
    get: Get, feed: str, thursdays: Facility, desk: Person, settings: Settings
) -> None:
    cancel_evening(evening=on("2026-12-10"), actor=desk, now=NOW + 60)
    [gone] = [one for one in told(get(feed)) if one.status == "CANCELLED"]
    assert gone.start == at("2026-12-10 17:00")
    assert gone.summary == "【お休み】東児童館 夜間開放(中学生から高校生世代まで)"
    settings.CLOCK = "2026-12-18T00:00:00+09:00"
    assert at("2026-12-10 17:00") not in dict(states(get(feed)))
    assert vevents(get(feed))[0].value("EXDATE") == "20261210T170000"
    assert len(vevents(get(feed))) == 1


def test_a_moved_evening_is_an_override(get: Get, feed: str, thursdays: Facility, desk: Person) -> None:
    move_evening(
        evening=on("2026-12-10"), span=span("2026-12-11", "18:00", "20:00"), actor=desk, now=NOW + 60
    )
    master, override = vevents(get(feed))
    assert override.value("RECURRENCE-ID") == "20261210T170000"
    assert (at("2026-12-11 18:00"), "CONFIRMED") in states(get(feed))
    assert at("2026-12-10 17:00") not in dict(states(get(feed)))
    assert "EXDATE" not in master.properties


def test_what_is_ended_is_told_no_more(get: Get, feed: str, thursdays: Facility, desk: Person) -> None:
    event = on("2026-12-17").event_id
    assert event is not None
    end_evenings(facility=thursdays, event=event, from_=date(2026, 12, 17), actor=desk, now=NOW + 60)
    assert [start for start, _ in states(get(feed))] == [at("2026-12-03 17:00"), at("2026-12-10 17:00")]


def test_an_evening_over_which_a_closure_lies_is_not_held(get: Get, feed: str, thursdays: Facility) -> None:
    a_closure(thursdays, span("2026-12-24", "00:00", "24:00"))
    assert dict(states(get(feed)))[at("2026-12-24 17:00")] == "CANCELLED"


def test_an_evening_of_one_room_goes_by_the_closures_of_that_room(get: Get, hall: Facility) -> None:
    band, craft = the_room(hall, "band"), the_room(hall, "craft")
    an_evening(hall, span("2026-12-05", "17:00", "20:00"), band)
    a_closure(hall, span("2026-12-05", "00:00", "24:00"), craft)
    assert [one.status for one in told(get(FEED))] == ["CONFIRMED"]
    a_closure(hall, span("2026-12-05", "17:00", "24:00"), band)
    Facility.objects.update(revision=7)
    assert [one.status for one in told(get(FEED))] == ["CANCELLED"]


def test_every_change_raises_the_sequence_and_dates_the_event(
    get: Get, feed: str, thursdays: Facility, desk: Person
) -> None:
    seen = [vevents(get(feed))[0]]
    for verb, now in ((cancel_evening, "17:00"), (restore_evening, "18:00")):
        verb(evening=on("2026-12-10"), actor=desk, now=at(f"2026-12-02 {now}"))
        seen.append(vevents(get(feed))[0])
    numbers = [int(event.value("SEQUENCE")) for event in seen]
    assert numbers == sorted(set(numbers))
    assert [event.value("DTSTAMP") for event in seen] == [
        "20261202T071000Z",
        "20261202T080000Z",
        "20261202T090000Z",
    ]
    assert len({event.value("UID") for event in seen}) == 1


def test_what_the_public_does_not_see_is_in_no_public_feed(
    get: Get, thursdays: Facility, staff_feed: str
) -> None:
    Facility.objects.filter(pk=thursdays.pk).update(published=False, revision=9)
    assert told(get(FEED)) == []
    assert len(told(get(staff_feed))) == 5


def test_a_special_opening_is_no_evening_of_the_citys(get: Get, hall: Facility, staff_feed: str) -> None:
    an_evening(hall, span("2026-12-07", "10:00", "12:00"), kind=Evening.Kind.SPECIAL)
    assert told(get(FEED)) == []
    assert len(told(get(staff_feed))) == 1


def test_every_event_has_all_that_an_event_needs(get: Get, feed: str, thursdays: Facility) -> None:
    [event] = vevents(get(feed))
    assert set(event.properties) == {
        *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "STATUS", "RRULE"),
        *("DTSTART", "DTEND", "SUMMARY", "LOCATION"),
    }


# 3
def test_the_date_and_the_tag_change_with_an_evening(
    get: Get, feed: str, thursdays: Facility, desk: Person, settings: Settings
) -> None:
    first = get(feed)
    settings.CLOCK = "2026-12-02T17:00:00+09:00"
    cancel_evening(evening=on("2026-12-10"), actor=desk, now=at("2026-12-02 17:00"))
    again = get(feed, if_none_match=first["ETag"])
    assert again.status_code == 200
    assert (first["Last-Modified"][17:22], again["Last-Modified"][17:22]) == ("07:10", "08:00")


# 9
def test_a_hall_with_a_long_name_cuts_no_letter_in_two(get: Get, feed: str, thursdays: Facility) -> None:
    name = "灯りのついた窓がいくつもならぶ、坂の上の、とても長い名前の児童館🎸" * 3
    Facility.objects.filter(pk=thursdays.pk).update(name_ja=name[:100], revision=9)
    assert name[:100] in told(get(feed))[0].location
    lines_of(get(feed).content)  # refuses whatever is against it


# 13
def test_each_zone_in_which_an_evening_is_held_is_told_and_no_other(get: Get, thursdays: Facility) -> None:
    far = a_facility("kamppi", timezone="Europe/Helsinki")
    an_evening(far, span("2026-12-05", "17:00", "20:00"))
    a_facility("bourke", timezone="Australia/Lord_Howe")
    whole = read(get(FEED).content)
    zones = {zone.value("TZID") for zone in whole.named("VTIMEZONE")}
    used = {event.properties["DTSTART"][0][0]["TZID"] for event in whole.named("VEVENT")}
    assert zones == used == {"Asia/Tokyo", "Europe/Helsinki"}


# 14
def test_evenings_keep_one_uid_whatever_becomes_of_their_dates(
    get: Get, feed: str, thursdays: Facility, desk: Person
) -> None:
    [before] = vevents(get(feed))
    away = span("2026-12-11", "18:00", "20:00")
    move_evening(evening=on("2026-12-10"), span=away, actor=desk, now=NOW + 60)
    cancel_evening(evening=on("2026-12-24"), actor=desk, now=NOW + 120)
    assert {event.value("UID") for event in vevents(get(feed))} == {before.value("UID")}


# 19
def test_an_evening_ends_after_it_begins_on_the_same_clocks(get: Get, feed: str, thursdays: Facility) -> None:
    [event] = vevents(get(feed))
    tokyo = {"TZID": "Asia/Tokyo"}
    assert event.properties["DTSTART"] == [(tokyo, "20261203T170000")]
    assert event.properties["DTEND"] == [(tokyo, "20261203T210000")]


# 24
@pytest.mark.parametrize(
    ("day", "shown"),
    [("2026-09-01", False), ("2026-09-02", True), ("2028-06-01", True), ("2028-06-02", False)],
)
def test_evenings_are_told_a_quarter_back_and_eighteen_months_ahead(
    get: Get, feed: str, hall: Facility, day: str, shown: bool
) -> None:
    an_evening(hall, span(day, "17:00", "20:00"))
    assert len(told(get(feed))) == int(shown)
