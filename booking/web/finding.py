"""空いている時間をさがす: every room that would take this party, by day and hall, as one address."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.actions.demand import TALLY
from booking.labels import counts_words, people_words, sentence
from booking.labels.finding import left_words, looser_words, miss_words
from booking.queries.boards import zone_of
from booking.queries.finding import Found, Left, Looser, Near, Taken, find
from booking.queries.party import Asker
from booking.queries.searching import Hit
from booking.rules.codes import Code
from booking.rules.demand import Cause
from booking.rules.finding import WALLS, Sound
from booking.rules.verdict import Reason
from booking.web.asking import seekers, title_of
from booking.web.dates import written
from booking.web.seeking import A_DAY, Reading, Seeking, is_asked
from booking.web.sentences import fields
from booking.web.things import field_of
from booking.web.wait_form import HOURS, LENGTHS, WEEKS
from facilities import clock
from facilities.labels import day_words, length_words, listed, near_day, time_words, times_words
from facilities.models import Equipment, Facility, Room
from facilities.queries.lent import Lent, lent_rooms
from facilities.rules.spans import Span, local_day

MOST_ROWS = 24  # on one page, but for the last day's
MOST_STARTS = 4
MOST_FITS = 3
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class Start:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """A room's day: the first use, why it fits, and when else one may begin."""

    room: Room
    href: str
    start: str
    until: str
    fits: tuple[str, ...]
    others: tuple[Start, ...]
    more: str  # the room's day, where there are more


@dataclass(frozen=True, slots=True)
class InHall:
    hall: Facility
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OnDay:
    day: date
    near: str
    halls: tuple[InHall, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A near miss: the time, how far off it is, where."""

    href: str
    times: str
    how: str
    rooms: tuple[Room, ...]
    where: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    count: int
    words: str
    rooms: str
    clause: str
    href: str
    way: Start | None  # what may be done about it, besides reading the clause


@require_safe
def find_a_time(request: HttpRequest) -> HttpResponse:
    """Without a question the form alone. `?show=` is the day from which the answer is shown."""
    now, lent = clock.now(), lent_rooms()
    zone = ZoneInfo(lent.halls[0].timezone if lent.halls else settings.TIME_ZONE)
    today = local_day(now, zone)
    reading = Reading(request.GET, lent, today)
    seeking = reading.seeking()
    asking, chosen = seekers(request, now, seeking.coming)
    told: dict[str, Any] = {
        "asked": is_asked(request.GET),
        "notes": reading.notes,
        "summary": seeking.words(lent, today),
        **fields(seeking, lent, chosen),
    }
    if told["asked"]:
        size = asking.company.headcount if asking else None
        found = find(lent, seeking.sought(size), asking, now)
        if not found.hits:
            TALLY.note(cause=Cause.NOTHING_FOUND, hall=None, now=now)
        told |= _answer(request, lent, seeking, found, asking, today)
        told["others"] = chosen if chosen != title_of(request, asking) else ""
    return render(request, "booking/find.html", told)


def _answer(
    request: HttpRequest, lent: Lent, seeking: Seeking, found: Found, asking: Asker | None, today: date
) -> dict[str, Any]:
    shown, later = _page(found.hits, request.GET.get("show", ""))
    return {
        "count": len(found.hits),
        "party": _party(request, seeking, asking),
        "days": _days(shown, lent, seeking, asking, today),
        "later": f"?{seeking.query}&{urlencode({'show': later.isoformat()})}#res" if later else "",
        "nears": [_near(near, lent, seeking, today) for near in found.nears],
        "left": [_left(left, lent, seeking, today) for left in found.left],
        "left_count": sum(len(left.rooms) for left in found.left),
        "looser": [_looser(one, lent, seeking) for one in found.looser],
        "waits": [_wait(one, seeking) for one in found.taken],
    }


def _party(request: HttpRequest, seeking: Seeking, asking: Asker | None) -> str:
    if seeking.bands:
        return counts_words(seeking.coming.counted)
    if asking is None or asking.company.unaged:
        return people_words(seeking.size) if seeking.size else ""
    return title_of(request, asking)


def _page(hits: Sequence[Hit], show: str) -> tuple[list[Hit], date | None]:
    """Whole days from the one that was asked for, until there is enough; and the first of the rest."""
    shown: list[Hit] = []
    for day, of_day in groupby((hit for hit in hits if hit.day.isoformat() >= show), lambda hit: hit.day):
        if len(shown) >= MOST_ROWS:
            return shown, day
        shown += of_day
    return shown, None


def _days(
    hits: Iterable[Hit], lent: Lent, seeking: Seeking, asking: Asker | None, today: date
) -> list[OnDay]:
    return [
        OnDay(
            day,
            near_day(day, today),
            tuple(
                InHall(hall, tuple(_row(hit, lent, seeking, asking) for hit in of_hall))
                for hall, of_hall in groupby(of_day, lambda hit: hit.room.facility)
            ),
        )
        for day, of_day in groupby(hits, lambda hit: hit.day)
    ]


def _row(hit: Hit, lent: Lent, seeking: Seeking, asking: Asker | None) -> Row:
    room, (first, *others) = hit.room, hit.uses
    zone, brought = zone_of(room), _brought(room, lent, seeking)
    told = {"time": time_words(first.end, zone), "length": length_words(first.seconds)}
    # Where a use may begin at every quarter, whole hours tell enough.
    few = others if len(others) <= MOST_STARTS else [use for use in others if use.start % 3600 == 0]
    in_week = urlencode({"from": hit.day.isoformat(), **seeking.coming.told}, doseq=True)
    week = f"{reverse('room', args=[room.facility.slug, room.slug])}?{in_week}#grid"
    return Row(
        room=room,
        href=_sheet(room, first, seeking, brought),
        start=time_words(first.start, zone),
        until=_("%(time)sまで・%(length)s") % told,
        fits=tuple(_fits(room, lent, seeking, asking))[:MOST_FITS],
        others=tuple(
            Start(_sheet(room, use, seeking, brought), time_words(use.start, zone))
            for use in few[:MOST_STARTS]
        ),
        more=week if len(others) > len(few[:MOST_STARTS]) else "",
    )


def _fits(room: Room, lent: Lent, seeking: Seeking, asking: Asker | None) -> Iterable[str]:
    """Why it fits: what was asked for first."""
    things = [one.name for one in lent.things_in(room) if one.slug in seeking.things]
    if things:
        yield _("%(things)sがあります") % {"things": listed(things)}
    if brought := [one.name for one in _brought(room, lent, seeking)]:
        yield _("%(things)sを借りられます") % {"things": listed(brought)}
    if seeking.sound is Sound.LOUD:
        yield _("音を出せます")
    if seeking.step_free:
        yield _("段差なしで入れます")
    if room.capacity:
        yield _("%(count)sまで入れます") % {"count": people_words(room.capacity)}
    if any((had.hall, had.room) == (room.facility.slug, room.slug) for had in _history(asking)):
        yield _("前にも使った部屋です")


def _brought(room: Room, lent: Lent, seeking: Seeking) -> list[Equipment]:
    """What is sought and does not stand in the room, but can be lent there."""
    standing = {one.slug for one in lent.things_in(room)}
    had = {one.slug: one for one in lent.to_be_had_in(room) if one.slug in seeking.things}
    return [one for slug, one in had.items() if slug not in standing]


def _history(asking: Asker | None) -> list[Any]:
    return [had for _key, had in asking.history or ()] if asking else []


def _near(near: Near, lent: Lent, seeking: Seeking, today: date) -> Candidate:
    zone, hall = zone_of(near.room), near.room.facility
    day = local_day(near.use.start, zone)
    how = _("ほかの館") if near.elsewhere else miss_words(near.miss)
    return Candidate(
        href=_sheet(near.room, near.use, seeking, _brought(near.room, lent, seeking)),
        times=times_words(near.use, zone),
        how=_("となりの部屋と2つ") if near.beside else how,
        rooms=(near.room, near.beside) if near.beside else (near.room,),
        where=listed((near_day(day, today) or day_words(day, today), hall.name)),
    )


def _left(left: Left, lent: Lent, seeking: Seeking, today: date) -> LeftOut:
    room, reason = left.rooms[0], left.reason
    things = listed(lent.things[key].name for key in seeking.things)
    if reason is None:
        words, clause = left_words(left.why, seeking.sought(seeking.size), things), ""
    else:
        words, clause = sentence(reason, zone_of(room), today, left.day), reason.clause
    names = [f"{one.facility.name} {one.name}" for one in left.rooms[:MOST_NAMES]]
    told = listed(names) if len(left.rooms) <= MOST_NAMES else _("%(rooms)sなど") % {"rooms": listed(names)}
    href = f"{reverse('rules', args=[room.facility.slug])}#{clause}" if clause else ""
    return LeftOut(len(left.rooms), words, told, clause, href, _way(room, reason))


def _way(room: Room, reason: Reason | None) -> Start | None:
    """Where what is lacking can be had: of the other reasons the clause says enough."""
    if reason is not None and reason.code == Code.INDUCTION:
        return Start(reverse("courses", args=[room.facility.slug]), _("講習会の日を見る"))
    return None


def _looser(one: Looser, lent: Lent, seeking: Seeking) -> Start:
    """The same search in words, without some conditions."""
    sought = one.sought
    wider = replace(
        seeking,
        when=seeking.when if sought.last == seeking.last else "days",
        last=sought.last,
        part=sought.part,
        minutes=sought.seconds // 60,
        things=tuple(thing for thing in seeking.things if thing in sought.things),
        step_free=sought.step_free,
        sound=sought.sound,
        halls=tuple(hall for hall in seeking.halls if hall in sought.halls),
    )
    named = [(drop, lent.things[thing].name if thing else "") for drop, thing in one.drops]
    return Start(f"?{wider.query}", looser_words(named, sought, one.count))


def _wait(one: Taken, seeking: Seeking) -> Start:
    """The waiting list's form for this room with the same conditions."""
    room = one.room
    since, until = (minutes // 60 for minutes in WALLS[seeking.part])
    days = {(seeking.first + n * A_DAY).weekday() for n in range((seeking.last - seeking.first).days + 1)}
    told = {
        "weekday": sorted(days),
        # As near as the waiting list's own form can say it.
        "from": max(since, HOURS[0]),
        "until": min(until, HOURS[-1] + 1),
        "minutes": min(LENGTHS, key=lambda minutes: abs(minutes - seeking.minutes)),
        "weeks": WEEKS[0],
    }
    base = reverse("wait", args=[room.facility.slug, room.slug])
    words = _("%(hall)s %(room)sが空いたら知らせる") % {"hall": room.facility.name, "room": room.name}
    return Start(f"{base}?{urlencode(told, doseq=True)}", words)


def _sheet(room: Room, use: Span, seeking: Seeking, brought: Iterable[Equipment] = ()) -> str:
    """The sheet for a use by those who were sought for, on which one of each thing that has to be brought
    there is asked for already."""
    zone = zone_of(room)
    at = {"s": written(use.start, zone), "e": written(use.end, zone), **seeking.coming.told}
    at |= {field_of(thing): "1" for thing in brought}
    base = reverse("book", args=[room.facility.slug, room.slug])
    return f"{base}?{urlencode(at, doseq=True, safe=':')}"
