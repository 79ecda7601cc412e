"""A feed joined from kept texts is octet for octet the one that is made anew, whatever has been done."""

from datetime import datetime
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from pytest_django.fixtures import Settings

from booking.actions.bookings import book, cancel
from booking.actions.wanted import Wanted
from booking.models import (
    Booking,
    Coming,
    EventText,
    FeedVersion,
    Group,
    Person,
    Programme,
    SeriesText,
    Session,
)
from booking.rules.feeds import window
from facilities.models import Closure, Facility, Room
from tests.booking.feeds.conftest import Get
from tests.booking.feeds.world import HOURS, World, acts
from tests.factories import NOW, SAMPLE, TOKYO, a_booking, a_hall, span, the_room
from tests.ical_reader import Part, events, read


@pytest.fixture
def hall() -> Facility:
    """Where one books half a year ahead, and a term at once."""
    return a_hall(SAMPLE.replace("days = 30", "days = 200"))


@pytest.fixture
def rooms(hall: Facility) -> list[Room]:
    return [the_room(hall, slug) for slug in ("craft", "a", "ab")]


@pytest.fixture(
    params=[
        ("member_feed", "room_feed"),
        ("child_feed", "group_feed"),
        ("hall_feed", "staff_feed"),
        ("evenings_feed",),
        ("programme_feed", "programmes_feed"),
    ]
)
def addresses(request: pytest.FixtureRequest) -> list[str]:
    return [request.getfixturevalue(name) for name in request.param]


@pytest.fixture
def room_feed(rooms: list[Room]) -> str:
    """Of a room that shares its space with a joined one."""
    return "/feeds/room/higashi/a.ics"


@settings(max_examples=6, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=acts)
def test_a_joined_feed_is_the_one_made_anew_after_any_acts(
    get: Get,
    settings: Settings,
    rooms: list[Room],
    teen: Person,
    band: Group,
    desk: Person,
    addresses: list[str],
    sequence: Any,
) -> None:
    with transaction.atomic():
        world = World(teen, band, desk, rooms, addresses={address: address for address in addresses})
        for act in sequence:
            world.do(*act)
            settings.CLOCK = f"{world.day}T{world.hour:02}:10:00+09:00"
            for first, address in world.addresses.items():
                joined = _joined_is_made_anew(get, address, world)
                _nothing_told_is_lost(joined, first, world)
            assert all(get(address).status_code == 404 for address in world.dead)
        transaction.set_rollback(True)


def _joined_is_made_anew(get: Get, address: str, world: World) -> bytes:
    joined = get(address)
    with transaction.atomic():
        EventText.objects.all().delete()
        SeriesText.objects.all().delete()
        FeedVersion.objects.update(packed=b"")
        assert joined.content == get(address).content
        transaction.set_rollback(True)
    # One tag, one text: whoever is told that nothing has changed has missed nothing.
    assert world.seen.setdefault(address + joined["ETag"], joined.content) == joined.content
    content: bytes = joined.content
    return content


def _nothing_told_is_lost(feed: bytes, address: str, world: World) -> None:
    """What is told once is told, each time once, until a week after its time; its sequence never falls."""
    events(feed)  # refuses what points to a day that there is not
    every = [part for part in read(feed).named("VEVENT") if "RECURRENCE-ID" not in part.properties]
    told = {part.value("UID"): part for part in every}
    assert len(told) == len(every)
    gone_until = window(world.day, TOKYO).gone_until
    for uid, before in world.told.get(address, {}).items():
        assert uid in told or _may_go(before, gone_until)
        assert uid not in told or int(told[uid].value("SEQUENCE")) >= int(before.value("SEQUENCE"))
    world.told[address] = told


def instant_of(wall: str) -> int:
    return int(datetime.strptime(wall, "%Y%m%dT%H%M%S").replace(tzinfo=TOKYO).timestamp())


def _may_go(part: Part, gone_until: int) -> bool:
    """What is over; what recurs, whose last date may have been called off; a day with nobody on duty."""
    [(parameters, end)] = part.properties["DTEND"]
    over = parameters != {"VALUE": "DATE"} and instant_of(end) <= gone_until
    return over or "RRULE" in part.properties or parameters == {"VALUE": "DATE"}


def test_a_win_an_undone_closure_and_a_renewed_address_are_among_what_may_happen(
    rooms: list[Room], teen: Person, band: Group, desk: Person, member_feed: str
) -> None:
    """What is refused is passed over above: here nothing is."""
    world = World(teen, band, desk, rooms, addresses={member_feed: member_feed})
    world.lot(0)
    assert Booking.objects.get().group == band
    world.close_or_lift("shut", HOURS[0])
    world.undo(0)
    assert Closure.objects.get().cancelled
    world.renew(0)
    assert world.dead == [member_feed] != [world.addresses[member_feed]]


def test_a_session_held_moved_put_elsewhere_and_called_off_is_among_what_may_happen(
    rooms: list[Room], teen: Person, band: Group, desk: Person, songs: Programme
) -> None:
    world = World(teen, band, desk, rooms)
    world.session(1)
    world.move_session(3)
    world.swap(9)
    date = Session.objects.get()
    assert (date.start, date.sequence) == (HOURS[3].start + 7 * 24 * 60 * 60, 1)
    assert date.bookings.get().room == rooms[1]
    for pick in (2, 1):
        world.programme(pick)
    assert Session.objects.get().cancelled_at
    world.programme(0)
    assert Programme.objects.count() == 2


def test_signing_up_and_staying_away_is_among_what_may_happen(
    rooms: list[Room], teen: Person, band: Group, desk: Person
) -> None:
    world = World(teen, band, desk, rooms)
    world.programme(0)
    world.programme(3)
    world.session(2)
    world.sign_up(0)
    world.sign_up(1)
    states = Coming.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Coming.State.COMING, Coming.State.WAITING], "of two places one is left"
    world.stay_away(0)
    assert list(states.all()) == [Coming.State.CANCELLED, Coming.State.COMING]


def test_one_changed_booking_is_serialised_and_the_others_are_not(
    get: Get, rooms: list[Room], teen: Person, member_feed: str
) -> None:
    made = [book(person=teen, wanted=Wanted(rooms[0], hour), now=NOW) for hour in HOURS[:3]]
    get(member_feed)
    before = dict(EventText.objects.values_list("booking", "version"))
    EventText.objects.exclude(booking=made[1]).update(text="KEPT\r\n")
    cancel(booking=made[1], actor=teen, now=NOW + 60)
    body = get(member_feed).content.decode()
    after = dict(EventText.objects.values_list("booking", "version"))
    assert body.count("KEPT") == 2
    assert [key for key in after if after[key] != before[key]] == [made[1].pk]


def test_a_feed_is_read_in_as_many_queries_with_forty_bookings_as_with_two(
    get: Get, rooms: list[Room], teen: Person, member_feed: str
) -> None:
    def queries() -> int:
        get(member_feed)
        FeedVersion.objects.update(packed=b"")
        with CaptureQueriesContext(connection) as captured:
            get(member_feed)
        return len(captured)

    a_booking(rooms[0], HOURS[0], teen)
    a_booking(rooms[1], HOURS[1], teen)
    few = queries()
    for day in range(1, 29):
        a_booking(rooms[day % 2], span(f"2027-02-{day:02}", "10:00", "11:00"), teen)
    Person.objects.filter(pk=teen.pk).update(revision=F("revision") + 1)
    assert queries() == few <= 7


def test_a_feed_without_a_series_asks_nothing_of_series(
    get: Get, rooms: list[Room], teen: Person, member_feed: str
) -> None:
    """Whose bookings they are costs most of a feed: it is asked once."""
    a_booking(rooms[0], HOURS[0], teen)
    with CaptureQueriesContext(connection) as captured:
        get(member_feed)
    asked = [one["sql"] for one in captured.captured_queries if 'FROM "booking_booking"' in one["sql"]]
    assert len(asked) == 2, "which they are, and what is in the one that is not kept yet"
