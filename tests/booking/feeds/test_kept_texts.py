"""A feed joined from kept texts is octet for octet the one that is made anew, whatever has been done."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
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
from booking.actions.displacements import Unseen, pass_over
from booking.actions.evenings import cancel_evening, open_evenings, restore_evening
from booking.actions.outside import bring_in
from booking.actions.rosters import set_on_duty
from booking.actions.series import Shift, book_series, cancel_series, move_series
from booking.actions.wanted import Wanted
from booking.actions.wanted_series import WantedSeries
from booking.models import Booking, EventText, FeedVersion, Group, Person, Series, SeriesText
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, shut_by_closing
from booking.queries.party import Company
from booking.queries.series import Wish
from booking.rules.displacing import Shut
from booking.rules.feeds import window
from booking.rules.series import DatesRefused, days_of
from facilities.models import Closure, Evening, Facility, OutsideEvent, Room
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import EveningPlan
from facilities.rules.outside import Becomes, Outside, Settled
from facilities.rules.spans import Span, instant, local_day
from tests.booking.feeds.conftest import Get
from tests.booking.series import weekly
from tests.factories import NOW, SAMPLE, TODAY, TOKYO, a_booking, a_hall, span, the_room
from tests.ical_reader import Part, events, read

HOURS = [
    Span(instant(date(2026, 12, day), hour * 60, TOKYO), instant(date(2026, 12, day), hour * 60 + 60, TOKYO))
    for day in (3, 4, 8)
    for hour in (10, 11, 14)
]
WEEK = 7 * 24 * 60 * 60
picks = st.integers(0, 26)  # an hour and a room
acts = st.lists(
    st.one_of(
        st.tuples(st.just("book"), picks),
        st.tuples(st.just("cancel"), picks),
        st.tuples(st.just("restore"), picks),
        st.tuples(st.just("move"), picks, picks),
        st.tuples(st.just("rename"), picks),
        st.tuples(st.just("sleep"), st.integers(0, 12)),
        st.tuples(st.just("term"), picks),
        st.tuples(st.just("move_term"), st.integers(0, 4)),
        st.tuples(st.just("end_term"), st.integers(0, 2)),
        st.tuples(st.just("overtake"), st.integers(0, 23)),
        st.tuples(st.just("outside"), picks),
        st.tuples(st.just("tick"), st.sampled_from([0, 9, 16, 23])),
        st.tuples(st.just("evenings"), st.integers(0, 4)),
        st.tuples(st.just("call_off"), picks),
        st.tuples(st.just("shut"), picks),
        st.tuples(st.just("lift"), picks),
        st.tuples(st.just("duty"), st.integers(0, 4)),
    ),
    min_size=2,
    max_size=10,
)


@dataclass
class World:
    """A teen and their band, three rooms of which two share a space, the hall's desk, and a clock that only
    the acts move."""

    teen: Person
    band: Group
    desk: Person
    rooms: list[Room]
    now: int = NOW
    days: int = 0
    hour: int = 16
    seen: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, dict[str, Part]] = field(default_factory=dict)

    def do(self, act: str, pick: int, *where: int) -> None:
        if act == "sleep":
            self.days += pick
        elif act == "tick":
            self.hour = pick
        elif act == "rename":
            names = {"name_ja": f"館{pick}", "revision": F("revision") + 1}
            Facility.objects.filter(slug="higashi").update(**names)
        elif act in ("shut", "lift"):
            self.close_or_lift(act, HOURS[pick % len(HOURS)])
        elif act in ("term", "move_term", "end_term", "overtake", "outside", "evenings", "call_off", "duty"):
            with suppress(Refused, Absent, Unseen, DatesRefused, ValueError):
                getattr(self, act)(pick)
        else:
            with suppress(Refused):
                self.verb(act, pick, *where)

    def term(self, pick: int) -> None:
        """Three weeks of an hour in the band's name."""
        place = self.place(pick)
        room, hour = place["room"], place["span"]
        recurrence = weekly(3, local_day(hour.start, TOKYO))
        wished = [
            Wish(day, room, Span(hour.start + week * WEEK, hour.end + week * WEEK))
            for week, day in enumerate(days_of(recurrence))
        ]
        book_series(
            person=self.teen,
            wanted=WantedSeries(room, recurrence, hour, wished, Company(group=self.band.pk)),
            now=self.now,
        )

    def move_term(self, pick: int) -> None:
        """The whole term a day later or earlier, at another hour."""
        if series := Series.objects.select_related("room__facility").order_by("-pk").first():
            start = (10 + pick) * 60
            shift = Shift(pick % 2, start, start + 60)
            move_series(series=series, actor=self.teen, shift=shift, now=self.now)

    def end_term(self, pick: int) -> None:
        """One of its dates and all that follow, given back."""
        if series := Series.objects.select_related("room__facility").order_by("-pk").first():
            days = sorted(series.bookings.values_list("original_day", flat=True))
            cancel_series(series=series, actor=self.teen, from_day=days[pick], now=self.now)

    def overtake(self, pick: int) -> None:
        """What was displaced and not answered by the world's day is given up."""
        pass_over(now=instant(self.day, pick * 60, TOKYO))

    def outside(self, pick: int) -> None:
        """A neighbour's calendar holds a room for an hour; the next of its files no longer names the last."""
        room, hour = self.place(pick)["room"], HOURS[pick % len(HOURS)]
        hold = Settled(Outside(str(pick), "練習", hour), Becomes.HOLD, frozenset({room.slug}))
        seen = {
            one.public_id: None
            for one in displaced(room.facility, shut_by_closing(room.facility, [hour], [room.slug]), self.now)
        }
        gone = list(OutsideEvent.objects.exclude(key=str(pick)).values_list("key", flat=True))
        told = {"settled": [hold], "gone": gone, "offers": seen, "actor": self.desk, "now": self.now}
        bring_in(facility=room.facility, name="となりの館", **told)

    def evenings(self, pick: int) -> None:
        weekday = {"first": self.day, "weekdays": [WEEKDAYS[pick]], "last": self.day + timedelta(days=30)}
        plan = EveningPlan.model_validate({"recurrence": weekday, "from": "18:00", "to": "20:00"})
        hall = self.rooms[0].facility
        open_evenings(facility=hall, plan=plan, actor=self.desk, now=self.now, on_duty=[self.desk])

    def close_or_lift(self, act: str, hour: Span) -> None:
        """The whole hall for an hour, with whoever is displaced; or whatever was closed is open again."""
        hall = self.rooms[0].facility
        if act == "lift":
            for closure in Closure.objects.all():
                lift_closure(closure=closure, actor=self.desk, now=self.now)
            return
        seen = {one.public_id: None for one in displaced(hall, [Shut(hour)], self.now)}
        closing = [OneClosure(hour, (), "休館", "")]
        close(facility=hall, closures=closing, offers=seen, actor=self.desk, now=self.now)

    def call_off(self, pick: int) -> None:
        if evenings := list(Evening.objects.select_related("facility").order_by("pk")):
            evening = evenings[pick % len(evenings)]
            change = restore_evening if evening.cancelled else cancel_evening
            change(evening=evening, actor=self.desk, now=self.now)

    def duty(self, pick: int) -> None:
        day = self.day + timedelta(days=pick)
        people = [] if pick % 2 else [self.desk]
        hall = self.rooms[0].facility
        set_on_duty(facility=hall, day=day, people=people, actor=self.desk, now=self.now)

    def verb(self, act: str, pick: int, *where: int) -> None:
        made = list(Booking.objects.order_by("pk"))
        if act == "book" or not made:
            book(person=self.teen, wanted=Wanted(**self.place(pick)), now=self.now)
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
        world = World(teen, band, desk, rooms)
        for act in sequence:
            world.do(*act)
            settings.CLOCK = f"{world.day}T{world.hour:02}:10:00+09:00"
            for address in addresses:
                joined = _joined_is_made_anew(get, address, world)
                _nothing_told_is_lost(joined, address, world)
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
