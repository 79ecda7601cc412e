"""Series before they are booked: every date with its verdict and what is possible instead; and as they stand.

Everything that the dates depend on is loaded once: as many queries for a year as for a week.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from operator import itemgetter

from django.db.models import QuerySet

from booking.models import Act, Booking, Person, Series
from booking.queries.boards import Board, board, still_asked, zone_of
from booking.queries.bookings import Absent, own
from booking.queries.claims import MADE_OF, Row
from booking.queries.desk_bookings import all_of
from booking.queries.nearby import Near, near, rooms_like
from booking.queries.party import Asker
from booking.queries.verdicts import beside
from booking.rules.admission import decide
from booking.rules.ask import Ask, Channel, Held, Step
from booking.rules.circumstances import NOTHING_SAID
from booking.rules.lifecycle import HOLDING, State
from booking.rules.series import Judged, judged_in_turn
from booking.rules.verdict import Outcome, Verdict, forgiven
from booking.rules.weeks import WAITING, is_open
from facilities.models import Facility, Room
from facilities.rules.spans import Span, local_day

NOBODY_ELSE: Mapping[date, Asker] = {}
AHEAD = 6  # days on which another time is looked for: a week later is the next date of a weekly series


@dataclass(frozen=True, slots=True)
class Wish:
    """One date of a series: the day for which it is meant, and where and when it would be."""

    day: date
    room: Room
    span: Span


@dataclass(frozen=True, slots=True)
class Preview:
    """One date as it would be booked now; `near` are uses that the judge allows beside all others."""

    wish: Wish
    verdict: Verdict
    possible: bool
    near: tuple[Near, ...] = ()


@dataclass(frozen=True)
class _Facts:
    """What some dates of a series are judged by. Bookings with the keys `but` are not in the way."""

    view: Board
    asker: Asker
    channel: Channel
    spaces: Mapping[int, Collection[int]]
    askers: Mapping[date, Asker]  # by the day meant, where each date has its own people

    def verdict(self, wish: Wish, held: Sequence[Wish]) -> Verdict:
        """What `verdicts.judge` would say if the wishes `held` were booked."""
        room, span, calendar = wish.room, wish.span, self.view.calendar
        rules, hours = calendar.rules(room, _day(wish)), calendar.hours[room.facility_id]
        day = rules.timetable.day_at(room.slug, span.start, hours.openings, hours.closures)
        plan = rules.timetable.plan(room.slug, day, hours.openings, hours.closures)
        asker = self.beside(held, wish.day)
        ask = Ask(
            step=Step.BOOK,
            asked_at=self.view.now,
            hall=room.facility.slug,
            room=room.slug,
            day=day,
            span=span,
            channel=self.channel,
            party=asker.party(day),
            purpose=self.view.purpose,
            facts=asker.company.told.facts(NOTHING_SAID),
        )

        def is_held(at: Span) -> bool:
            return bool(self.view.held(room, at)) or any(
                at.overlaps(one.span) for one in self._there(room, held)
            )

        def own() -> str:
            return next((one.booking for one in self.view.held(room, span) if one.booking), "")

        return beside(decide(ask, rules, plan), plan, span, is_held, own)

    def beside(self, held: Iterable[Wish], day: date | None = None) -> Asker:
        """The asker, on the date meant for a day, with these wishes booked."""
        asker = self.asker if day is None else self.askers.get(day, self.asker)
        # Caps of a group and of a person are counted apart, so a date counts for whoever it is booked for.
        by_group = asker.company.group is not None
        more = (Held(one.room.facility.slug, one.room.slug, one.span, by_group=by_group) for one in held)
        return replace(asker, history=(*(asker.history or ()), *((0, one) for one in more)))

    def with_held(self, held: Sequence[Wish]) -> Board:
        """The view in which these wishes are booked."""
        view, claims = self.view, {}
        for room, rows in self.view.claims.items():
            more = [_claim(room, one) for one in held if self._meet(room, one.room.pk)]
            claims[room] = sorted([*rows, *more], key=itemgetter(1))
        # A board of its own: what the other one has worked out holds for its own claims and asker.
        return Board(view.calendar, claims, self.beside(held), view.now, None, view.purpose, view.rounds)

    def _there(self, room: Room, held: Sequence[Wish]) -> Iterable[Wish]:
        return (one for one in held if self._meet(room.pk, one.room.pk))

    def _meet(self, room: int, other: int) -> bool:
        return not set(self.spaces[room]).isdisjoint(self.spaces[other])


def preview(
    *,
    wishes: Sequence[Wish],
    asker: Asker,
    now: int,
    room: Room,
    purpose: str = "",
    shifting: date | None = None,
) -> list[Preview]:
    """Every date of a series in `room`, in the order of their days, judged as if those before it that are
    possible were booked. Five queries.

    For what cannot be booked now, and for the date `shifting`, at most three uses near it that the judge
    allows beside all the others; none where booking only opens later.
    """
    others = rooms_like(room)
    facts = _facts(wishes, [room, *others, *(wish.room for wish in wishes)], asker, now, Channel.WEB, purpose)
    asks = still_asked(asker)
    judged = judged_in_turn(wishes, facts.verdict, lambda verdict: is_open(verdict, asks))
    open_ = [one.wish for one in judged if is_open(one.verdict, asks)]
    beside_all = facts.with_held(open_)
    found = []
    for wish, verdict in ((one.wish, one.verdict) for one in judged):
        possible = wish in open_
        view = facts.with_held([one for one in open_ if one != wish]) if possible else beside_all
        looked_for = wish.day == shifting or not (possible or _waits(verdict))
        uses = near(view, wish.room, others, wish.span, AHEAD) if looked_for else ()
        found.append(Preview(wish, verdict, possible, tuple(use for use in uses if not _same(use, wish))))
    return found


def judge_dates(
    *,
    wishes: Sequence[Wish],
    asker: Asker,
    now: int,
    channel: Channel = Channel.WEB,
    purpose: str = "",
    but: Collection[int] = (),
    askers: Mapping[date, Asker] = NOBODY_ELSE,
    passed: frozenset[str] = frozenset(),
) -> list[Judged[Wish]]:
    """What `book` would say to each, one after the other. Four queries; nothing is stored.

    Bookings with the keys `but` do not stand in the way, and do not count. `askers` are those for whom a
    date stands, by the day meant, where they are not the `asker`; reasons with the codes `passed` are
    passed over.
    """
    facts = _facts(
        wishes, [wish.room for wish in wishes], asker, now, channel, purpose, frozenset(but), askers
    )
    return judged_in_turn(wishes, lambda wish, held: forgiven(facts.verdict(wish, held), passed), is_allowed)


def is_allowed(verdict: Verdict) -> bool:
    """Whether a verb may write it: nothing is broken, open or lacking."""
    return verdict.outcome is Outcome.ALLOW and not verdict.lacking


def series_of(public_id: str, reader: Person) -> tuple[Series, list[Booking]]:
    """A series with those of its bookings that are the reader's own, by their days. Absent if none is.

    Two queries.
    """
    found = list(in_order(own(reader).filter(series__public_id=public_id)) if public_id.isalnum() else [])
    if not found:
        raise Absent(public_id)
    return Series.objects.select_related("room__facility", "group").get(public_id=public_id), found


def series_at(hall: Facility, public_id: str) -> tuple[Series, list[Booking]]:
    """A series of a hall with all of its bookings, as its desk reads it. Absent if none is of this hall.

    Five queries.
    """
    found = list(in_order(all_of(hall).filter(series__public_id=public_id)) if public_id.isalnum() else [])
    if not found:
        raise Absent(public_id)
    return Series.objects.select_related("room__facility", "group").get(public_id=public_id), found


def ahead(series: Series, now: int, first: date | None = None) -> list[Booking]:
    """What of a series still stands and is not over, from the date meant for `first` on. One query."""
    standing = series.bookings.filter(state__in=HOLDING, end__gt=now)
    rows = standing if first is None else standing.filter(original_day__gte=first)
    return list(in_order(rows.select_related("room__facility", "group", "person")))


def given_back(series: Series, now: int) -> list[Booking]:
    """What was given back of a series the last time that several dates were, and is not over. Two queries."""
    acts = Act.objects.filter(subject="series", subject_id=series.public_id, verb="cancel_series")
    last = acts.order_by("-pk").values_list("at", flat=True).first()
    if last is None:
        return []
    # By the second in which all were given back: what was cancelled alone, before or since, is not meant.
    gone = series.bookings.filter(state=State.CANCELLED, changed_at=last, end__gt=now)
    return list(in_order(gone.select_related("room__facility", "group", "person")))


def in_order(bookings: QuerySet[Booking]) -> QuerySet[Booking]:
    """By the days for which they were meant."""
    return bookings.order_by("original_day", "pk")


def _facts(
    wishes: Sequence[Wish],
    rooms: Iterable[Room],
    asker: Asker,
    now: int,
    channel: Channel,
    purpose: str,
    but: frozenset[int] = frozenset(),
    askers: Mapping[date, Asker] = NOBODY_ELSE,
) -> _Facts:
    known = {room.pk: room for room in rooms}
    view = board(list(known.values()), _stretches(wishes), asker, now, purpose=purpose)
    left = {room: [row for row in rows if row[3] not in but] for room, rows in view.claims.items()}
    # Those that move are not counted twice, where they are and where they would be.
    others = {day: _without(one, but) for day, one in askers.items()}
    spaces: dict[int, set[int]] = {room: set() for room in known}
    for room, space in MADE_OF.objects.filter(room__in=known).values_list("room", "space"):
        spaces[room].add(space)
    return _Facts(replace(view, claims=left), _without(asker, but), channel, spaces, others)


def _without(asker: Asker, but: frozenset[int]) -> Asker:
    return replace(asker, history=tuple(one for one in asker.history or () if one[0] not in but))


def _stretches(wishes: Sequence[Wish]) -> list[tuple[date, date]]:
    """Each date with the days after it on which something is looked for, and the day meant if it moved."""
    days = chain.from_iterable((wish.day, _day(wish)) for wish in wishes)
    # From the day before, whose opening may run on past midnight.
    return [(day - timedelta(days=1), day + timedelta(days=AHEAD)) for day in sorted(set(days))]


def _waits(verdict: Verdict) -> bool:
    """Whether nothing is wrong but that booking has not opened."""
    return bool(verdict.broken) and all(reason.code in WAITING for reason in verdict.broken)


def _same(use: Near, wish: Wish) -> bool:
    return (use.room, use.span) == (wish.room, wish.span)


def _day(wish: Wish) -> date:
    return local_day(wish.span.start, zone_of(wish.room))


def _claim(room: int, wish: Wish) -> Row:
    return (room, wish.span.start, wish.span.end, 0, None, None, "")
