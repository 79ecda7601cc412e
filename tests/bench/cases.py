"""What is measured: requests as a browser, a program and a calendar make them, through all middleware."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from booking.actions.rulebooks import File, import_rulebooks
from booking.actions.series import book_series
from booking.actions.subscriptions import subscribe
from booking.actions.wanted_series import WantedSeries
from booking.models import Act, Booking, EventText, FeedVersion, Person, Post, Series
from booking.queries.series import Wish
from booking.rules.lifecycle import State
from booking.rules.rulebook import read
from booking.rules.series import MOST, days_of, ways
from facilities.models import Facility, Room
from facilities.rules.spans import local, local_day
from tests.bench.build import FREE_HOUR, HALLS, ROOMS, TOKYO, hour_of
from tests.bench.calendars import dearest_file, read_or_refuse
from tests.bench.drawing import (
    a_closed_round,
    draw_a_citys_round,
    draw_and_take_back,
    entries,
    remove_round,
)
from tests.bench.judging import dearest, judge_week
from tests.factories import SAMPLE

BARE, INSERT = "bare view: one row read", "bare insert through REST framework"
JSON = "application/json"
TERM = "by-the-term"
BOARD = "bench-board"
WEDNESDAY = 2


@dataclass(frozen=True, slots=True)
class Bound:
    """The most that a case may cost: queries, multiples of another case, rescaled milliseconds, and for what
    holds a lock meanwhile milliseconds that pass on a quiet machine."""

    queries: int | None = None
    times: float | None = None
    of: str = BARE
    ms: float | None = None
    wall_ms: float | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One kind of request; `ask` makes it for the nth time. The rest puts things as they must be
    before all rounds, before each of them, and after all."""

    name: str
    rounds: int
    ask: Callable[[int], Any]
    bound: Bound = Bound()
    before: Callable[[], object] = lambda: None
    each: Callable[[], object] = lambda: None
    after: Callable[[], object] = lambda: None


class Callers:
    """Those who ask, signed in before anything is measured."""

    def __init__(self, now: int) -> None:
        self.now, self.today = now, local_day(now, TOKYO)
        self.stranger = Client()
        people = Person.objects.filter(card_number__startswith="B").order_by("card_number")
        self.owner, *self.bookers = people
        self.member, *self.clients = [_signed_in(person) for person in self.bookers]
        self.device = Client(headers={"accept-encoding": "identity"})
        self.phone = Client(headers={"accept-encoding": "gzip"})
        self.owner.subscriptions.all().delete()
        subscribed = subscribe(holder=self.owner, name="bench", now=now)
        self.feed = reverse("feed-member", args=[subscribed.token])
        self.etag = ""

    def row(self, number: int) -> Any:
        return self.stranger.get("/bench/row/")

    def insert(self, number: int) -> Any:
        act = {"at": self.now, "verb": "bench", "subject": "bench", "subject_id": str(number)}
        return self.clients[number % len(self.clients)].post("/bench/insert/", act, content_type=JSON)

    def week_of_stranger(self, number: int) -> Any:
        return self.stranger.get(self._room(number))

    def week_of_member(self, number: int) -> Any:
        return self.member.get(self._room(number))

    def evenings_sought(self, number: int) -> Any:
        """In every room, seven evenings of an hour."""
        return self.member.get("/find/?when=week&part=evening&len=60")

    def month_sought(self, number: int) -> Any:
        return self.member.get(f"/find/?when=days&{self._month()}&len=60")

    def month_sought_in_vain(self, number: int) -> Any:
        """Nothing is lent for so long: near misses are looked for, and what would help."""
        return self.member.get(f"/find/?when=days&{self._month()}&part=evening&len=240&step=1")

    def check(self, number: int) -> Any:
        return self.member.post("/api/v1/check/", self._visit(number), content_type=JSON)

    def book(self, number: int) -> Any:
        """Each time another member, another hour that is free."""
        return self.clients[number].post("/api/v1/bookings/", self._visit(number), content_type=JSON)

    def judge_dearest(self, number: int) -> Any:
        return self._judge(number, capped=False)

    def judge_capped(self, number: int) -> Any:
        return self._judge(number, capped=True)

    def read_dearest_file(self, number: int) -> Any:
        read_or_refuse(dearest_file(self.now), self.now)
        return HttpResponse()

    def draw(self, number: int) -> Any:
        draw_a_citys_round(entries())
        return HttpResponse()

    def close_a_round(self) -> None:
        self.lottery = a_closed_round(self.today)

    def draw_in_the_tables(self, number: int) -> Any:
        draw_and_take_back(self.lottery)
        return HttpResponse()

    def feed_kept(self, number: int) -> Any:
        return self.device.get(self.feed)

    def feed_packed(self, number: int) -> Any:
        return self.phone.get(self.feed)

    def feed_unchanged(self, number: int) -> Any:
        return self.device.get(self.feed, headers={"if-none-match": self.etag})

    def remember_etag(self) -> None:
        self.etag = self.device.get(self.feed)["ETag"]

    def forget_texts(self) -> None:
        EventText.objects.all().delete()
        self.forget_calendars()

    def forget_calendars(self) -> None:
        """As when one booking has changed: the texts stand, the calendar is joined anew."""
        FeedVersion.objects.update(packed=b"")

    def open_a_hall_by_the_term(self) -> None:
        """One that can be booked a year ahead; it stays, beside those that are measured otherwise."""
        if not Facility.objects.filter(slug=TERM).exists():
            text = SAMPLE.replace("days = 30", "days = 400").replace('key = "higashi', f'key = "{TERM}')
            import_rulebooks(files=[File(TERM, read(text, TERM))], actor=None, now=self.now)
            Facility.objects.filter(slug=TERM).update(published=True)
        self.term_room = Room.objects.select_related("facility").get(facility__slug=TERM, slug="a")

    def book_a_year(self, number: int) -> Any:
        """A year of weeks, each time by another member at another hour."""
        first = self.today + timedelta(days=1 + (WEDNESDAY - self.today.weekday() - 1) % 7)
        weekly = ways(first)["1w"]
        days = days_of(weekly, MOST)
        book_series(
            person=self.bookers[number],
            wanted=WantedSeries(
                self.term_room,
                weekly.model_copy(update={"last": days[-1]}),
                hour_of(first, 10 + number % 7),
                [Wish(day, self.term_room, hour_of(day, 10 + number % 7)) for day in days],
            ),
            now=self.now,
        )
        return HttpResponse()

    def open_a_board(self) -> None:
        """A hall of ten rooms with twelve bookings each today, and somebody at its desk; it stays."""
        self.desk = _signed_in(
            Person.objects.get_or_create(card_number="DESK", defaults={"password": "!"})[0]
        )
        if not Facility.objects.filter(slug=BOARD).exists():
            text = SAMPLE.replace('key = "higashi', f'key = "{BOARD}')
            import_rulebooks(files=[File(BOARD, read(text, BOARD))], actor=None, now=self.now)
            hall = Facility.objects.get(slug=BOARD)
            Post.objects.create(person=Person.objects.get(card_number="DESK"), facility=hall)
            whose = Person.objects.filter(card_number__startswith="M").order_by("pk")[:ROOMS]
            for number in range(ROOMS - hall.rooms.count()):
                Room.objects.create(facility=hall, slug=f"more-{number}", name_ja=f"部屋{number}")
            for room, person in zip(hall.rooms.all(), whose, strict=True):
                Booking.objects.bulk_create(self._used(room, person, 9 + hour) for hour in range(12))
        self.remember_board()

    def board(self, number: int) -> Any:
        return self.desk.get(f"/desk/{BOARD}/")

    def board_unchanged(self, number: int) -> Any:
        return self.desk.get(f"/desk/{BOARD}/", headers={"hx-request": "true", "if-none-match": self.seen})

    def remember_board(self) -> None:
        self.seen = self.desk.get(f"/desk/{BOARD}/", headers={"hx-request": "true"})["ETag"]

    def _used(self, room: Room, person: Person, hour: int) -> Booking:
        span, at = hour_of(self.today, hour), {"made_at": self.now, "changed_at": self.now}
        used = {"state": State.USED, "headcount": 4, "channel": "web", **at}
        return Booking(room=room, person=person, start=span.start, end=span.end, **used)

    def clean_up(self) -> None:
        """Takes back what was booked, so that every run measures the same."""
        Booking.objects.filter(person__in=self.bookers).delete()
        Series.objects.filter(person__in=self.bookers).delete()
        Act.objects.filter(verb__in=["book", "book_series", "bench"]).delete()

    def _judge(self, number: int, *, capped: bool) -> HttpResponse:
        judge_week(dearest(self.today, capped), self.today + timedelta(days=7 * (number % 4)))
        return HttpResponse()

    def _room(self, number: int) -> str:
        hall, room = f"bench-{number % HALLS + 1}", f"r{number // HALLS % ROOMS + 1}"
        return reverse("room", args=[hall, room])

    def _month(self) -> str:
        return f"from={self.today}&to={self.today + timedelta(days=30)}"

    def _visit(self, number: int) -> dict[str, str]:
        span = hour_of(self.today + timedelta(days=2 + number // (HALLS * ROOMS)), FREE_HOUR)
        start, end = (local(at, TOKYO).isoformat() for at in (span.start, span.end))
        return {
            "room": f"bench-{number % HALLS + 1}/r{number // HALLS % ROOMS + 1}",
            "start": start,
            "end": end,
        }


def cases(callers: Callers) -> list[Case]:
    """In the order in which they are measured; the bare ones first."""
    week = Bound(queries=12, times=15)
    return [
        Case(BARE, 120, callers.row),
        Case(INSERT, 80, callers.insert, after=callers.clean_up),
        Case("room's week, signed out", 60, callers.week_of_stranger, week),
        Case("room's week, signed in", 60, callers.week_of_member, week),
        Case("a week's evenings looked for", 25, callers.evenings_sought, Bound(queries=12, times=80)),
        Case("a month looked for", 10, callers.month_sought, Bound(queries=12, times=300)),
        Case("a month in vain", 10, callers.month_sought_in_vain, Bound(queries=12, times=300)),
        Case(
            "a hall's board, ten rooms, 120 bookings",
            40,
            callers.board,
            Bound(queries=12, ms=200),
            before=callers.open_a_board,
        ),
        Case(
            "a poll that finds nothing new (304)",
            60,
            callers.board_unchanged,
            Bound(queries=2),
            callers.open_a_board,
            each=callers.remember_board,
        ),
        Case("check through the API", 60, callers.check),
        Case("booking through the API", 80, callers.book, Bound(times=8, of=INSERT), after=callers.clean_up),
        Case(
            "a year-long weekly series",
            12,
            callers.book_a_year,
            Bound(queries=30, ms=1000),
            before=callers.open_a_hall_by_the_term,
            each=callers.clean_up,
            after=callers.clean_up,
        ),
        Case("a hall's week judged, dearest of all", 40, callers.judge_dearest, Bound(ms=15)),
        Case("the same with a cap over a year", 40, callers.judge_capped, Bound(ms=15)),
        Case("a calendar file, dearest of all", 5, callers.read_dearest_file, Bound(ms=1000)),
        Case("a draw of 2,000 entries for 400 slots", 5, callers.draw, Bound(ms=2000)),
        Case(
            "the same, with all that it writes",
            3,
            callers.draw_in_the_tables,
            Bound(wall_ms=2000),
            before=callers.close_a_round,
            after=remove_round,
        ),
        Case("feed of 10,000, for the first time", 3, callers.feed_kept, each=callers.forget_texts),
        Case("the same, joined anew", 15, callers.feed_kept, each=callers.forget_calendars),
        Case("feed of 10,000, once serialised", 25, callers.feed_kept, Bound(ms=60)),
        Case("the same, packed (gzip)", 15, callers.feed_packed),
        Case(
            "the same, unchanged (304)", 60, callers.feed_unchanged, Bound(queries=2), callers.remember_etag
        ),
    ]


def _signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client
