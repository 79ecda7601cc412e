"""What came of a drawn round: one's own wins and places in line, and how anyone can check the draw."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.urls import reverse

from booking.labels import odds_words, rank_words, slot_when, times_in_all
from booking.models import Booking, Choice, Entry, Person, Round
from booking.queries.bookings import led_by
from booking.queries.lottery import entries_of, given_out, halls_of, may_change
from booking.queries.odds import Odds, asked_of
from booking.rules.lifecycle import HOLDING, State
from booking.web.places import zone_of
from booking.web.rounds import steps
from booking.web.wishing import WEEK, seals, shown_odds
from facilities.labels import moment_words, short_date_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day


@dataclass(frozen=True, slots=True)
class WonShown:
    """A win, its dates, and what can still be done with it."""

    number: int
    whose: str
    rank: str
    when: str
    room: Room
    count: str
    days: tuple[str, ...]
    back: tuple[
        tuple[str, str], ...
    ]  # dates that were given back: the page of each, from which it is restored
    holding: bool
    to_confirm: bool
    changeable: bool


@dataclass(frozen=True, slots=True)
class InsteadShown:
    """Another room that is free on the evening of a wish, and the page that books it."""

    room: Room
    day: str
    times: str
    href: str


@dataclass(frozen=True, slots=True)
class LostShown:
    """A wish that came to nothing: of how many, and the place in line (None: the rules were against it).
    `span` is the first of its dates still to come; `instead` what is free then for `whom`."""

    whose: str
    rank: str
    when: str
    room: Room
    odds: str
    place: int | None
    waits: bool  # whether the reader finds it in their own list of what they wait for
    week: str
    span: Span | None
    instead: tuple[InsteadShown, ...] = ()
    whom: str = ""


def result_context(lottery: Round, person: Person | None, now: int) -> dict[str, Any]:
    slots = given_out(lottery)
    zone, odds = zone_of(lottery.facility), asked_of(lottery, slots).weekdays
    mine = list(entries_of(person).filter(round=lottery)) if person else []
    won = [shown for entry in mine for shown in _won(entry, person, now)]
    led = led_by(person) if person else ()
    return {
        "round": lottery,
        "hall": lottery.facility,
        "halls": halls_of(slots),
        "steps": steps(lottery, now),
        "mine": mine,
        "won": won,
        "lost": [shown for entry in mine for shown in _lost(entry, odds, led, now)],
        "odds": shown_odds(odds),
        "seals": seals(lottery),
        "sealed": moment_words(lottery.sealed_at, zone) if lottery.sealed_at else "",
        "drawn": moment_words(lottery.drawn_at, zone) if lottery.drawn_at else "",
        "until": moment_words(lottery.confirm_until, zone) if lottery.confirm_until else "",
        # Of the record, which stays as it was published when people are forgotten (docs/decisions/0025).
        "entries": len(lottery.record["entries"]),
        "wins": len(lottery.record["result"]),
    }


def _won(entry: Entry, person: Person | None, now: int) -> Iterable[WonShown]:
    zone = zone_of(entry.round.facility)
    theirs = person is not None and may_change(entry, person)
    for choice in entry.choices.all():
        if choice.outcome == Choice.Outcome.WON:
            bookings = sorted(choice.bookings.all(), key=lambda one: one.start)
            holding = [one for one in bookings if one.state in HOLDING]
            yield WonShown(
                number=choice.slot.number,
                whose=entry.group.name if entry.group else "",
                rank=rank_words(choice.rank),
                when=slot_when(_spans(choice), zone),
                room=choice.slot.room,
                count=times_in_all(len(holding)),
                days=tuple(short_date_words(local_day(one.start, zone)) for one in holding),
                back=tuple(_given_back(bookings, zone, now)) if theirs else (),
                holding=bool(holding),
                to_confirm=any(one.state == State.PROVISIONAL for one in holding),
                changeable=theirs and any(one.end > now for one in holding),
            )


def _given_back(bookings: Iterable[Booking], zone: ZoneInfo, now: int) -> Iterable[tuple[str, str]]:
    for one in bookings:
        if one.state == State.CANCELLED and one.start > now:
            day = short_date_words(local_day(one.start, zone))
            yield reverse("booking", args=[one.public_id]), day


def _lost(entry: Entry, odds: Iterable[Odds], led: Collection[int], now: int) -> Iterable[LostShown]:
    zone, by_day = zone_of(entry.round.facility), {one.weekday: one for one in odds}
    if any(choice.outcome == Choice.Outcome.WON for choice in entry.choices.all()):
        return
    for choice in entry.choices.all():
        day = local_day(_spans(choice)[0].start, zone)
        asked = by_day[day.weekday()]
        room = reverse("room", args=[choice.slot.room.facility.slug, choice.slot.room.slug])
        yield LostShown(
            whose=entry.group.name if entry.group else "",
            rank=rank_words(choice.rank),
            when=slot_when(_spans(choice), zone),
            room=choice.slot.room,
            odds=odds_words(WEEK[day.weekday()], asked.entries, asked.slots),
            place=choice.place,
            waits=choice.place is not None and (entry.group_id is None or entry.group_id in led),
            week=f"{room}?from={day.isoformat()}#grid",
            span=min((one for one in _spans(choice) if one.start > now), default=None),
        )


def _spans(choice: Choice) -> list[Span]:
    return [Span(one.start, one.end) for one in choice.slot.dates.all()]
