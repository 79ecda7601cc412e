"""What goes into a reader's calendar with a mail: of a date of a series, the one entry that the feed has.

The calendar of whoever reads is played by hand, after RFC 5546: no library that wrote the text reads it.
"""

from datetime import date

import pytest

from booking.actions.bookings import cancel, move, restore
from booking.actions.restoring import restore_series
from booking.actions.series import Shift, cancel_series, move_series
from booking.models import Booking, Enclosure, Group, Person, Series
from booking.queries.party import Company
from facilities.models import Room
from tests.booking.feeds.conftest import Get
from tests.booking.series import a_craft_room, booked
from tests.factories import NOW, a_booking, span
from tests.ical_reader import Part, read

pytestmark = pytest.mark.usefixtures("stored_mail")
DAY, OTHER = date(2026, 12, 23), date(2027, 1, 6)
Name = tuple[str, str]  # UID, and the date of it


@pytest.fixture
def room() -> Room:
    return a_craft_room()


@pytest.fixture
def series(room: Room, teen: Person, band: Group) -> Series:
    """Fortnightly Wednesdays from 9 December to 20 January, 13:00 to 15:00, in the band's name."""
    return booked(room, teen, company=Company(group=band.pk))


def on(series: Series, day: date) -> Booking:
    return Booking.objects.select_related("room__facility").get(series=series, original_day=day)


def name_of(event: Part) -> Name:
    known = event.properties.get("RECURRENCE-ID")
    return event.value("UID"), known[0][1] if known else ""


def mailed() -> list[tuple[str, list[Part]]]:
    """The method and the events of every mail, in the order in which they were written."""
    parts = [read(one.text.encode()) for one in Enclosure.objects.order_by("pk")]
    return [(part.value("METHOD"), list(part.named("VEVENT"))) for part in parts]


def of_dates() -> list[tuple[str, Part]]:
    """Those of single dates: what came after the first mail, which tells the whole series."""
    return [(method, event) for method, [event] in mailed()[1:]]


def applied(calendar: dict[Name, Part]) -> dict[Name, Part]:
    """A reader's calendar after all mails: what is older than what it has is passed over (RFC 5546)."""
    for method, events in mailed():
        name = name_of(events[0])
        if name in calendar and int(events[0].value("SEQUENCE")) < int(calendar[name].value("SEQUENCE")):
            continue
        # The master stands for all that was known of its dates; a date stands for itself.
        gone = [known for known in calendar if known == name or (not name[1] and known[0] == name[0])]
        for known in gone:
            del calendar[known]
        if method == "REQUEST":
            calendar |= {name_of(event): event for event in events}
    return calendar


def in_feed(feed: bytes) -> dict[Name, Part]:
    return {name_of(one): one for one in read(feed).named("VEVENT")}


def test_a_date_of_a_series_comes_under_the_series_name_and_its_own_day(teen: Person, series: Series) -> None:
    cancel(booking=on(series, DAY), actor=teen, now=NOW)
    [(method, event)] = of_dates()
    assert method == "CANCEL"
    assert event.properties["RECURRENCE-ID"] == [({"TZID": "Asia/Tokyo"}, "20261223T130000")]
    assert event.value("STATUS") == "CANCELLED"


def test_a_moved_date_is_known_by_the_day_for_which_it_was_meant(teen: Person, series: Series) -> None:
    there = span("2026-12-24", "10:00", "12:00")
    one = on(series, DAY)
    move(booking=one, actor=teen, room=one.room, span=there, now=NOW)
    [(method, event)] = of_dates()
    assert (method, event.value("DTSTART")) == ("REQUEST", "20261224T100000")
    assert event.properties["RECURRENCE-ID"] == [({"TZID": "Asia/Tokyo"}, "20261223T130000")]


def test_the_mails_say_of_each_date_what_the_feed_says(
    get: Get, member_feed: str, teen: Person, series: Series
) -> None:
    one = on(series, DAY)
    move(booking=one, actor=teen, room=one.room, span=span("2026-12-24", "10:00", "12:00"), now=NOW)
    feed = in_feed(get(member_feed).content)
    [(_method, event)] = of_dates()
    same = feed[name_of(event)]
    for field in ("UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "STATUS", "SUMMARY", "LOCATION"):
        assert event.properties[field] == same.properties[field], field


def test_a_calendar_that_has_the_feed_and_the_mails_has_nothing_twice(
    get: Get, member_feed: str, teen: Person, series: Series
) -> None:
    calendar = in_feed(get(member_feed).content)
    for place in (span("2026-12-24", "10:00", "12:00"), span("2026-12-25", "10:00", "12:00")):
        one = on(series, DAY)
        move(booking=one, actor=teen, room=one.room, span=place, now=NOW + 60)
    after = applied(calendar)
    assert len({uid for uid, _ in after}) == 1
    assert [name for name in after if name[1]] == [(next(iter(after))[0], "20261223T130000")]
    moved = after[next(name for name in after if name[1])]
    assert moved.value("DTSTART") == "20261225T100000"


def test_the_sequence_rises_with_every_mail_of_the_series(teen: Person, series: Series) -> None:
    cancel(booking=on(series, DAY), actor=teen, now=NOW)
    restore(booking=on(series, DAY), actor=teen, now=NOW + 1)
    cancel(booking=on(series, OTHER), actor=teen, now=NOW + 2)
    cancel(booking=on(series, DAY), actor=teen, now=NOW + 3)
    sequences = [int(events[0].value("SEQUENCE")) for _, events in mailed()]
    assert sequences == sorted(set(sequences))
    assert [method for method, _ in mailed()] == ["REQUEST", "CANCEL", "REQUEST", "CANCEL", "CANCEL"]


def test_a_mail_of_the_last_date_that_stands_takes_it_away(teen: Person, series: Series) -> None:
    for booking in series.bookings.order_by("start").select_related("room__facility"):
        cancel(booking=booking, actor=teen, now=NOW)
    assert applied({}) == {}
    [*_, (method, [last])] = mailed()
    assert (method, name_of(last)[1], last.value("STATUS")) == ("CANCEL", "", "CANCELLED")
    # The dates before it were struck out one by one.
    assert len({name_of(event) for _, event in of_dates()}) == 4


def test_a_series_comes_as_one_entry_with_all_of_its_dates(
    get: Get, member_feed: str, teen: Person, series: Series
) -> None:
    """What the feed says of it, word for word."""
    [(method, events)] = mailed()
    feed = in_feed(get(member_feed).content)
    assert (method, {name_of(event) for event in events}) == ("REQUEST", set(feed))
    [master] = events
    fields = ("SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "RRULE", "STATUS", "SUMMARY", "LOCATION")
    for field in fields:
        assert master.properties[field] == feed[name_of(master)].properties[field], field
    assert "ORGANIZER" in master.properties


def test_a_series_that_moves_is_the_same_entry_elsewhere(teen: Person, series: Series) -> None:
    move_series(series=series, shift=Shift(0, 10 * 60, 12 * 60), actor=teen, now=NOW + 60)
    [(_, [before]), (method, [after])] = mailed()
    assert method == "REQUEST"
    assert name_of(before) == name_of(after)
    assert int(after.value("SEQUENCE")) > int(before.value("SEQUENCE"))
    assert (before.value("DTSTART"), after.value("DTSTART")) == ("20261209T130000", "20261209T100000")


def test_a_series_of_which_a_part_is_cancelled_is_told_with_what_is_left(
    teen: Person, series: Series
) -> None:
    """From a date on: the rule ends before it."""
    cancel_series(series=series, from_day=OTHER, actor=teen, now=NOW + 60)
    [_, (method, [event])] = mailed()
    assert (method, event.value("RRULE").split("UNTIL=")[1][:8]) == ("REQUEST", "20261223")


def test_a_series_that_is_cancelled_is_taken_away_and_comes_back_under_its_name(
    teen: Person, series: Series
) -> None:
    cancel_series(series=series, actor=teen, now=NOW + 60)
    assert applied({}) == {}
    restore_series(series=Series.objects.get(), actor=teen, now=NOW + 120)
    assert [method for method, _ in mailed()] == ["REQUEST", "CANCEL", "REQUEST"]
    assert len(applied({})) == 1


def test_after_the_rest_has_moved_to_another_hour_its_dates_are_known_by_that(
    get: Get, member_feed: str, teen: Person, series: Series
) -> None:
    """As in the feed, whose pattern it then is."""
    move_series(series=series, shift=Shift(0, 10 * 60, 12 * 60), actor=teen, now=NOW)
    calendar = in_feed(get(member_feed).content)
    there = span("2026-12-24", "10:00", "12:00")
    one = on(series, DAY)
    move(booking=one, actor=teen, room=one.room, span=there, now=NOW + 60)
    [*_, (_, event)] = of_dates()
    assert name_of(event)[1] == "20261223T100000"
    assert set(in_feed(get(member_feed).content)) == {*calendar, name_of(event)}


def test_a_booking_that_is_of_no_series_has_no_date_of_one(room: Room, teen: Person) -> None:
    single = a_booking(room, span("2026-12-10", "10:00", "12:00"), teen)
    cancel(booking=single, actor=teen, now=NOW)
    [(_, [event])] = mailed()
    assert "RECURRENCE-ID" not in event.properties
