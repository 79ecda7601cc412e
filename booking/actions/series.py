"""The verbs of a series: book every date at once; cancel or move one and all that follow, or all.

Each is one transaction that locks once, judges every date and writes all of them or none. A single date
is changed by the ordinary verbs. Days are the hall's local dates, `now` an instant (seconds, UTC).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from booking import notices
from booking.actions.acts import write_series_act
from booking.actions.answers import answered, digest, keep
from booking.actions.bookings import ALONE, LONGEST_KEY, LONGEST_PURPOSE, LONGEST_WHY, note_if_late
from booking.actions.changes import hold_still, must_be_unchanged, refused, write_all
from booking.actions.locks import count_up, lock
from booking.actions.places import must_be_lent, one_winner, spaces_of_all
from booking.actions.placing import Use, place
from booking.actions.texts import plain
from booking.models import Booking, Person, Series
from booking.queries.bookings import Absent, may_change
from booking.queries.party import Asker, Company, asker_of, asker_of_booking
from booking.queries.series import Wish, ahead, is_allowed, judge_dates
from booking.rules.ask import Channel
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.series import MOST, DatesRefused, Judged, TooMany, falls_on, use_on
from facilities import calendars
from facilities.models import Room
from facilities.rules.evenings import Recurrence
from facilities.rules.spans import Span


@dataclass(frozen=True, slots=True)
class Shift:
    """How the dates of a series move: by so many days, to these wall times of the new day (minutes)."""

    days: int
    start: int
    end: int

    def span(self, original_day: date, zone: ZoneInfo) -> Span:
        """Where a date goes that was meant for a day. Refused where the clocks of the new day skip it."""
        found = use_on(original_day + timedelta(days=self.days), self.start, self.end, zone)
        if found is None:
            raise refused(Code.OUTSIDE_HOURS)
        return found


def book_series(
    *,
    person: Person,
    room: Room,
    recurrence: Recurrence,
    first: Span,
    wishes: Sequence[Wish],
    company: Company = ALONE,
    purpose: str = "",
    channel: Channel = Channel.WEB,
    now: int,
    key: str = "",
) -> Series:
    """A booking for every wish, each meant for a day of `recurrence`, as the series of `room` and `first`.

    DatesRefused with every date that the judge does not allow, judged one after the other as `book`
    would; TAKEN if a rival was first; else as for `book`. TooMany for more than 52; ValueError for none,
    and for a day that is none of the recurrence's, or twice. Inverse: `cancel_series`.
    """
    purpose, key = plain(purpose, "purpose", LONGEST_PURPOSE), plain(key, "key", LONGEST_KEY)
    wishes = _in_order(wishes, recurrence)
    for used in {room.pk: room, **{wish.room.pk: wish.room for wish in wishes}}.values():
        must_be_lent(used)
    body = digest(_body(room, recurrence, wishes, company, purpose, channel))
    with one_winner(), transaction.atomic():
        groups = () if company.group is None else (company.group,)
        spaces = spaces_of_all(wish.room for wish in wishes)
        everywhere = {space for keys in spaces.values() for space in keys}
        lock(groups=groups, people=(person.pk, *company.people), spaces=everywhere)
        if subject := answered(person=person.pk, verb="book_series", key=key, body_hash=body, now=now):
            return Series.objects.get(public_id=subject)
        asker = asker_of(person, company, now)
        _must_be_allowed(judge_dates(wishes=wishes, asker=asker, now=now, channel=channel, purpose=purpose))
        series = _made(person, room, recurrence, first, asker, purpose, now)
        uses = [Use(wish.room, wish.span, spaces[wish.room.pk], wish.day) for wish in wishes]
        bookings = _placed(series, uses, person, asker.company, channel, now)
        count_up(groups=groups, people=(person.pk, *asker.company.people), spaces=everywhere)
        notices.series_booked(bookings)
        answer = series.public_id
        keep(person=person.pk, verb="book_series", key=key, body_hash=body, subject_id=answer, now=now)
        return series


def _placed(
    series: Series, uses: list[Use], person: Person, company: Company, channel: Channel, now: int
) -> list[Booking]:
    """The dates of a new series, written with its Act."""
    bookings = place(
        uses=uses,
        person=person,
        company=company,
        purpose=series.purpose,
        channel=channel,
        actor=person,
        now=now,
        series=series,
    )
    after = {"room_id": series.room_id, "event": series.event_id, "dates": len(bookings)}
    write_series_act(series=series, verb="book_series", actor=person, now=now, after=after)
    return bookings


def cancel_series(
    *, series: Series, actor: Person, now: int, from_day: date | None = None, why: str = ""
) -> list[Booking]:
    """Gives back every date that is not over, or those meant for `from_day` and later: the dates given back.

    Those after the hall's deadline are noted as late, as for `cancel`. None where nothing is left. Absent
    for whoever may not change the series, Stale if it has changed
    since it was read. Inverse: `restore`, date by date.
    """
    why = plain(why, "why", LONGEST_WHY)
    with transaction.atomic():
        current, bookings = _locked(series, actor, now, from_day)
        if not bookings:
            return []
        must_be_unchanged(current, series)
        # A deadline is counted back from the use: after the first date that is in time all are.
        for booking in bookings:
            if not note_if_late(booking, actor, now):
                break
        gone = [(booking, {"state": State.CANCELLED}) for booking in bookings]
        write_all(gone, "cancel", actor, now, why)
        _changed(current, "cancel_series", actor, now, bookings, from_day, why)
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
) -> list[Booking]:
    """Every date that is not over, or those meant for `from_day` and later, in its room at another day and
    time: the dates moved. Those meant for a day in `stay` stay where they are.

    Judged one after the other, for the same people, the old places of those that move not in the way.
    DatesRefused with every date that is not allowed, and nothing is written; PAST where nothing is left;
    Absent and Stale as for `cancel_series`. Inverse: moving them back.
    """
    with one_winner(), transaction.atomic():
        current, bookings = _locked(series, actor, now, from_day)
        bookings = [booking for booking in bookings if booking.original_day not in stay]
        if not bookings:
            raise refused(Code.PAST)
        must_be_unchanged(current, series)
        judged = judged_moves(current, bookings, shift, now, actor)
        _must_be_allowed(judged)
        spans = [one.wish.span for one in judged]
        moves = [
            (booking, {"start": span.start, "end": span.end})
            for booking, span in zip(bookings, spans, strict=True)
        ]
        write_all(moves, "move", actor, now)
        _changed(current, "move_series", actor, now, bookings, from_day)
        notices.series_moved(bookings)
        return bookings


def judged_moves(
    series: Series, bookings: Sequence[Booking], shift: Shift, now: int, reader: Person
) -> list[Judged[Wish]]:
    """What `move_series` would be told of these dates of a series, in their order. Seven queries.

    Refused where there is no such time.
    """
    zone = ZoneInfo(series.room.facility.timezone)
    days = [booking.original_day or date.min for booking in bookings]
    wishes = [
        Wish(day, booking.room, shift.span(day, zone)) for day, booking in zip(days, bookings, strict=True)
    ]
    first = bookings[0]
    return judge_dates(
        wishes=wishes,
        asker=_asker(first, now, reader),
        now=now,
        channel=Channel(first.channel),
        purpose=series.purpose,
        but=[booking.pk for booking in bookings],
    )


def _asker(booking: Booking, now: int, reader: Person) -> Asker:
    people = list(booking.people.order_by("pk").values_list("pk", flat=True))
    return asker_of_booking(booking, people, now, reader)


def _in_order(wishes: Sequence[Wish], recurrence: Recurrence) -> list[Wish]:
    days = sorted(wish.day for wish in wishes)
    if len(days) > MOST:
        raise TooMany(f"at most {MOST} dates at once")
    if not days or len(set(days)) < len(days) or not all(_is_meant(recurrence, day) for day in days):
        raise ValueError("give days of the recurrence, each once")
    return sorted(wishes, key=lambda wish: wish.day)


def _is_meant(recurrence: Recurrence, day: date) -> bool:
    within = recurrence.first <= day and (recurrence.last is None or day <= recurrence.last)
    return within and falls_on(recurrence, day)


def _made(
    person: Person, room: Room, recurrence: Recurrence, first: Span, asker: Asker, purpose: str, now: int
) -> Series:
    company = asker.company
    return Series.objects.create(
        room=room,
        event_id=calendars.write_bookings(room, recurrence, first),
        person=person,
        group_id=company.group,
        counted={band: count for band, count in company.counted.items() if count},
        headcount=company.headcount,
        purpose=purpose,
        made_at=now,
    )


def _must_be_allowed(judged: Sequence[Judged[Wish]]) -> None:
    refusals = {one.wish.day: one.verdict for one in judged if not is_allowed(one.verdict)}
    if refusals:
        raise DatesRefused(refusals)


def _locked(series: Series, actor: Person, now: int, from_day: date | None) -> tuple[Series, list[Booking]]:
    """The series as it is now and what of it stands, with all that a change touches locked.

    Whoever is about to change a single date locks the same person and group.
    """
    before = ahead(series, now, from_day)
    hold_still(before, [booking.room for booking in before])
    current = Series.objects.select_related("room__facility", "group").get(pk=series.pk)
    if not may_change(current, actor):
        raise Absent(series.public_id)
    return current, ahead(current, now, from_day)


def _changed(
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


def _body(
    room: Room,
    recurrence: Recurrence,
    wishes: Sequence[Wish],
    company: Company,
    purpose: str,
    channel: Channel,
) -> Mapping[str, Any]:
    return {
        "room": room.pk,
        "recurrence": recurrence.model_dump(mode="json"),
        "wishes": [[one.day.isoformat(), one.room.pk, one.span.start, one.span.end] for one in wishes],
        "group": company.group,
        "people": sorted(company.people),
        "counted": dict(company.counted),
        "purpose": purpose,
        "channel": channel,
    }
