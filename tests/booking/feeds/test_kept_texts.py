"""A feed joined from kept texts is octet for octet the one that is made anew, whatever has been done."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from booking.actions.bookings import Refused, book, cancel, move, restore
from booking.actions.closures import OneClosure, close, lift_closure
from booking.models import Booking, EventText, FeedVersion, Person
from booking.queries.displacing import displaced
from booking.rules.displacing import Shut
from booking.rules.feeds import window
from facilities.models import Closure, Facility, Room
from facilities.rules.spans import Span, instant
from tests.booking.feeds.conftest import Get
from tests.factories import NOW, TODAY, TOKYO, a_booking, a_hall, span, the_room
from tests.ical_reader import Read, events
from tests.people import staff

HOURS = [
    Span(instant(date(2026, 12, day), hour * 60, TOKYO), instant(date(2026, 12, day), hour * 60 + 60, TOKYO))
    for day in (3, 4, 8)
    for hour in (10, 11, 14)
]
picks = st.integers(0, 26)  # an hour and a room
acts = st.lists(
    st.one_of(
        st.tuples(st.just("book"), picks),
        st.tuples(st.just("cancel"), picks),
        st.tuples(st.just("restore"), picks),
        st.tuples(st.just("move"), picks, picks),
        st.tuples(st.just("rename"), picks),
        st.tuples(st.just("shut"), picks),
        st.tuples(st.just("lift"), picks),
        st.tuples(st.just("sleep"), st.integers(0, 12)),
    ),
    min_size=2,
    max_size=10,
)


@dataclass
class World:
    """A teen, three rooms of which two share a space, and a clock that only the acts move."""

    teen: Person
    rooms: list[Room]
    now: int = NOW
    days: int = 0
    seen: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, dict[str, Read]] = field(default_factory=dict)

    def do(self, act: str, pick: int, *where: int) -> None:
        if act == "sleep":
            self.days += pick
        elif act == "rename":
            names = {"name_ja": f"館{pick}", "revision": F("revision") + 1}
            Facility.objects.filter(slug="higashi").update(**names)
        elif act in ("shut", "lift"):
            self.close_or_lift(act, HOURS[pick % len(HOURS)])
        else:
            with suppress(Refused):
                self.verb(act, pick, *where)

    def close_or_lift(self, act: str, hour: Span) -> None:
        """The whole hall for an hour, with whoever is displaced; or whatever was closed is open again."""
        hall = self.rooms[0].facility
        desk = Person.objects.filter(posts__facility=hall).first() or staff(hall)
        if act == "lift":
            for closure in Closure.objects.all():
                lift_closure(closure=closure, actor=desk, now=self.now)
            return
        met = displaced(hall, [Shut(hour)], self.now)
        seen = {one.public_id: None for one in met}
        close(
            facility=hall, closures=[OneClosure(hour, (), "休館", "")], offers=seen, actor=desk, now=self.now
        )

    def verb(self, act: str, pick: int, *where: int) -> None:
        made = list(Booking.objects.order_by("pk"))
        if act == "book" or not made:
            book(person=self.teen, **self.place(pick), now=self.now)
            return
        change: dict[str, Any] = {"booking": made[pick % len(made)], "actor": self.teen, "now": self.now}
        if act == "move":
            move(**change, **self.place(*where))
        else:
            {"cancel": cancel, "restore": restore}[act](**change)

    def place(self, pick: int) -> dict[str, Any]:
        return {"room": self.rooms[pick // len(HOURS)], "span": HOURS[pick % len(HOURS)]}

    @property
    def day(self) -> date:
        return TODAY + timedelta(days=self.days)


@pytest.fixture
def rooms() -> list[Room]:
    hall = a_hall()
    return [the_room(hall, slug) for slug in ("craft", "a", "ab")]


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sequence=acts)
def test_a_joined_feed_is_the_one_made_anew_after_any_acts(
    get: Get, settings: Settings, rooms: list[Room], teen: Person, token: str, sequence: Any
) -> None:
    addresses = [f"/feeds/member/{token}.ics", "/feeds/room/higashi/craft.ics?lang=en"]
    addresses.append("/feeds/room/higashi/b.ics")
    with transaction.atomic():
        world = World(teen, rooms)
        for act in sequence:
            world.do(*act)
            settings.CLOCK = f"{world.day}T16:10:00+09:00"
            for address in addresses:
                joined = _joined_is_made_anew(get, address, world)
                _nothing_told_is_lost(joined, address, world)
        transaction.set_rollback(True)


def _joined_is_made_anew(get: Get, address: str, world: World) -> bytes:
    joined = get(address)
    with transaction.atomic():
        EventText.objects.all().delete()
        FeedVersion.objects.update(packed=b"")
        assert joined.content == get(address).content
        transaction.set_rollback(True)
    # One tag, one text: whoever is told that nothing has changed has missed nothing.
    assert world.seen.setdefault(address + joined["ETag"], joined.content) == joined.content
    content: bytes = joined.content
    return content


def _nothing_told_is_lost(feed: bytes, address: str, world: World) -> None:
    """What is told once is told, each time once, until a week after its time; its sequence never falls."""
    told = {event.uid: event for event in events(feed)}
    assert len(told) == len(events(feed))
    gone_until = window(world.day, TOKYO).gone_until
    for uid, before in world.told.get(address, {}).items():
        assert uid in told or before.end <= gone_until
        assert uid not in told or told[uid].sequence >= before.sequence
    world.told[address] = told


def test_one_changed_booking_is_serialised_and_the_others_are_not(
    get: Get, rooms: list[Room], teen: Person, member_feed: str
) -> None:
    made = [book(person=teen, room=rooms[0], span=hour, now=NOW) for hour in HOURS[:3]]
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
    assert queries() == few <= 6
