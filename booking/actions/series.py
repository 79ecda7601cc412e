"""The verbs of a series: book every date at once; cancel or move one and all that follow, or all.

Each is one transaction that locks once, judges every date and writes all of them or none. A single date
is changed by the ordinary verbs. Days are the hall's local dates, `now` an instant (seconds, UTC).
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.acts import write_series_act
from booking.actions.allowing import FOR_NOTHING, LONGEST_WHY, Answering, answered_for, note_answering
from booking.actions.answers import Once
from booking.actions.changes import hold_still, must_be_unchanged, refused, write_all
from booking.actions.giving_up import cause_of, note_those_late
from booking.actions.places import must_be_lent, one_winner
from booking.actions.texts import plain
from booking.actions.wanted_series import WantedSeries
from booking.models import Booking, Person, Series
from booking.queries.askers import askers_of_bookings
from booking.queries.bookings import Absent, may_change
from booking.queries.money import kept, reckoned_dates
from booking.queries.party import asker_of
from booking.queries.series import Wish, ahead, is_allowed, judge_dates
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.lifecycle import HALL, State
from booking.rules.series import DatesRefused, Judged, use_on
from booking.rules.verdict import Refused
from facilities.models import Room
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Shift:
    """How the dates of a series move: by so many days, to these wall times of the new day (minutes), and into
    another room where one is named."""

    days: int
    start: int
    end: int
    room: Room | None = None

    def span(self, original_day: date, zone: ZoneInfo) -> Span:
        """Where a date goes that was meant for a day. Refused where the clocks of the new day skip it."""
        found = use_on(original_day + timedelta(days=self.days), self.start, self.end, zone)
        if found is None:
            raise refused(Code.OUTSIDE_HOURS)
        return found


def book_series(*, person: Person, wanted: WantedSeries, now: int, key: str = "") -> Series:
    """A booking for every date that is wanted, as one series.

    DatesRefused with every date that the judge does not allow, judged one after the other as `book`
    would; TAKEN if a rival was first; else as for `book`. TooMany for more than 53; ValueError for none,
    and for a day that is none of the recurrence's, or twice. Inverse: `cancel_series`.
    """
    wanted = wanted.plain()
    once = Once.of(person, "book_series", key, wanted.body)
    with one_winner(), transaction.atomic():
        wanted.lock(person)
        if subject := once.answered(now):
            return Series.objects.get(public_id=subject)
        asker = asker_of(person, wanted.company, now)
        judged = judge_dates(wishes=wanted.wishes, asker=asker, now=now, purpose=wanted.purpose)
        dates_must_be_allowed(judged)
        series, bookings = wanted.placed(asker, person, now)
        notices.series_booked(bookings)
        once.keep(series.public_id, now)
        return series


def cancel_series(
    *,
    series: Series,
    actor: Person,
    now: int,
    from_day: date | None = None,
    why: str = "",
    cause: str | None = None,
) -> list[Booking]:
    """Gives back every date that is not over, or those meant for `from_day` and later: the dates given back.

    Each after its own deadline is noted as late, and whose doing it was `cause` says, as for `cancel`. None
    where nothing is left. Absent for whoever may not change the series, and for a cause that no clause names;
    Stale if it has changed since it was read. Inverse: `restore_series`, or `restore`, date by date.
    """
    why = plain(why, "why", LONGEST_WHY)
    with transaction.atomic():
        current, bookings = locked_dates(series, actor, now, lambda: ahead(series, now, from_day))
        if not bookings:
            return []
        must_be_unchanged(current, series)
        note_those_late(bookings, actor, now)
        # They are of one room and one person: what is true of the first date is true of all.
        gone = {"state": State.CANCELLED, "cause": cause_of(bookings[0], actor, cause, now)}
        write_all([(booking, gone) for booking in bookings], "cancel", actor, now, why)
        series_changed(current, "cancel_series", actor, now, bookings, from_day, why)
        # As for one date: only what the desk says that the hall does is told as the hall's.
        if gone["cause"] == HALL and cause is not None:
            notices.series_cancelled_by_hall(bookings, why)
        else:
            notices.series_cancelled(bookings)
        return bookings


def move_series(
    *,
    series: Series,
    actor: Person,
    shift: Shift,
    now: int,
    from_day: date | None = None,
    stay: Collection[date] = (),
    for_hall: bool = False,
    answering: Answering = FOR_NOTHING,
) -> list[Booking]:
    """Every date that is not over, or those meant for `from_day` and later, at another day and time, and in
    another room of the hall where the shift says so: the dates moved. Those meant for a day in `stay` stay
    where they are.

    Judged one after the other, each for its own people, the old places of those that move not in the way.
    DatesRefused with every date that is not allowed and for which the desk is not `answering`, and nothing is
    written; PAST where nothing is left; Absent and Stale as for `cancel_series`, Absent for a room of another
    hall; `for_hall` as for `move`. Inverse: moving them back.
    """
    answering = answering.plain()
    rooms = [] if shift.room is None else [shift.room]
    with one_winner(), transaction.atomic():
        dates = partial(ahead, series, now, from_day)
        current, bookings = locked_dates(series, actor, now, dates, *rooms)
        # All are locked, also those that stay: a date is judged beside its sisters.
        bookings = [booking for booking in bookings if booking.original_day not in stay]
        if not bookings:
            raise refused(Code.PAST)
        must_be_unchanged(current, series)
        judged = _must_be_movable(current, bookings, shift, answering, actor, now)
        write_all(_moves(bookings, judged, actor, now), "move", actor, now)
        for booking, one in zip(bookings, judged, strict=True):
            note_answering(booking, one.verdict, answering, actor, now)
        series_changed(current, "move_series", actor, now, bookings, from_day)
        tell = notices.series_moved_by_hall if for_hall else notices.series_moved
        tell(bookings)
        return bookings


def _must_be_movable(
    series: Series,
    bookings: Sequence[Booking],
    shift: Shift,
    answering: Answering,
    actor: Person,
    now: int,
) -> list[Judged[Wish]]:
    """How each date is judged where it goes. DatesRefused with every one for which nobody answers."""
    if shift.room is not None:
        must_be_lent(shift.room)
    judged = judged_moves(series, bookings, shift, now, actor)
    refusals = {}
    for booking, one in zip(bookings, judged, strict=True):
        try:
            answered_for(one.verdict, answering, actor, now, booking.room, one.wish.room)
        except Refused:
            refusals[one.wish.day] = one.verdict
    if refusals:
        raise DatesRefused(refusals)
    return judged


def _moves(
    bookings: Sequence[Booking], judged: Sequence[Judged[Wish]], actor: Person, now: int
) -> list[tuple[Booking, dict[str, object]]]:
    """Each date with where it goes and what it costs there."""
    uses = [(one.wish.room, one.wish.span) for one in judged]
    fees = reckoned_dates(bookings, uses, actor, now)
    return [
        (booking, {"room": room, "start": span.start, "end": span.end, "bill": kept(fee)})
        for booking, (room, span), fee in zip(bookings, uses, fees, strict=True)
    ]


def judged_moves(
    series: Series, bookings: Sequence[Booking], shift: Shift, now: int, reader: Person
) -> list[Judged[Wish]]:
    """What `move_series` would be told of these dates of a series, in their order. Seven queries, and two
    more for each other party.

    Refused where there is no such time.
    """
    zone = ZoneInfo(series.room.facility.timezone)
    spans = [shift.span(booking.original_day or date.min, zone) for booking in bookings]
    return judged_dates(series, bookings, spans, now, reader, into=shift.room)


def judged_dates(
    series: Series,
    bookings: Sequence[Booking],
    spans: Sequence[Span],
    now: int,
    reader: Person,
    passed: frozenset[str] = frozenset(),
    into: Room | None = None,
) -> list[Judged[Wish]]:
    """What these dates of a series would be told at these times, each for its own people and in its own room,
    or `into` another."""
    days = [booking.original_day or date.min for booking in bookings]
    rooms = [into or booking.room for booking in bookings]
    askers = askers_of_bookings(bookings, now, reader)
    return judge_dates(
        wishes=[Wish(*one) for one in zip(days, rooms, spans, strict=True)],
        asker=askers[0],
        now=now,
        channel=Channel(bookings[0].channel),
        purpose=series.purpose,
        but=[booking.pk for booking in bookings],
        askers=dict(zip(days, askers, strict=True)),
        passed=passed,
    )


def dates_must_be_allowed(judged: Sequence[Judged[Wish]]) -> None:
    refusals = {one.wish.day: one.verdict for one in judged if not is_allowed(one.verdict)}
    if refusals:
        raise DatesRefused(refusals)


def locked_dates(
    series: Series, actor: Person, now: int, dates: Callable[[], list[Booking]], *rooms: Room
) -> tuple[Series, list[Booking]]:
    """The series as it is now and some of its dates, with all that a change touches locked; `rooms` are where
    they may go.

    Whoever is about to change a single date locks the same person and group. Absent for whoever may not
    change the series, and for a room of another hall.
    """
    # Read twice: to know what to lock, and then as they are under the locks.
    before = dates()
    hold_still(before, [*(booking.room for booking in before), *rooms])
    current = Series.objects.select_related("room__facility", "group").get(pk=series.pk)
    elsewhere = any(room.facility_id != current.room.facility_id for room in rooms)
    if elsewhere or not may_change(current, actor, now=now):
        raise Absent(series.public_id)
    return current, dates()


def series_changed(
    series: Series,
    verb: str,
    actor: Person,
    now: int,
    bookings: Sequence[Booking],
    from_day: date | None,
    why: str = "",
) -> None:
    series.sequence += 1
    series.save(update_fields=["sequence"])
    after = {"dates": len(bookings), **({"from": from_day.isoformat()} if from_day else {})}
    write_series_act(series=series, verb=verb, actor=actor, now=now, after=after, why=why)
