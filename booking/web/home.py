"""The city's page: what is free tonight, the halls as a street of small houses, what there is to come to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.labels import slot_words
from booking.models import Booking, Person
from booking.queries.again import next_free, next_week
from booking.queries.bookings import upcoming_and_last
from booking.queries.halls import Facade, FreeRoom, city
from booking.queries.lottery import current_rounds
from booking.rules.finding import Part
from booking.rules.lifecycle import State as Promise
from booking.rules.weeks import State
from booking.web.again_words import coming
from booking.web.asking import asker, member, title_of
from booking.web.coming_week import coming_week
from booking.web.dates import written
from booking.web.me import mine
from booking.web.places import zone_of
from booking.web.refusals import unlit_tonight
from booking.web.rounds import steps
from booking.web.seeking import WHENS, Seeking
from booking.web.sentences import sentence
from booking.web.windows import LOOKS, hall_today
from facilities import clock
from facilities.labels import WEEKDAYS_EN, WEEKDAYS_JA, in_english, listed, moment_words, times_words
from facilities.models import Facility, Room
from facilities.rules.spans import local_day

ROOFS = 5
TONIGHT = 6


@dataclass(frozen=True, slots=True)
class Window:
    """A room that is free tonight."""

    room: Room
    hall: Facility
    times: str
    look: str
    mark: str
    state: str
    href: str


@dataclass(frozen=True, slots=True)
class Pane:
    word: str
    look: str


@dataclass(frozen=True, slots=True)
class House:
    """A hall as a small building: four windows over three, one a weekday, and a door."""

    facility: Facility
    slug: str
    roof: str
    panes: tuple[Pane, ...]
    open: bool
    late: bool
    today: str
    evenings: str


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """`?tonight=all` shows every window that is lit this evening, else a few of each hall."""
    now, person = clock.now(), member(request)
    asking = asker(request, now)
    found = city(asking, now)
    halls = found.street
    zone = zone_of(halls[0].facility) if halls else ZoneInfo(settings.TIME_ZONE)
    shown = found.free if request.GET.get("tonight") == "all" else found.free[:TONIGHT]
    party = title_of(request, asking)
    told: dict[str, Any] = {
        "city": halls[0].facility.city_name if halls else "",
        "moment": moment_words(now, zone),
        "lit": sum(_is_lit(hall, now) for hall in halls),
        "over": any(hall.today.evening for hall in halls),
        **(_mine(person, now) if person else {}),
        # Days of one's own choice need two fields more, which only the search's page has.
        "sentence": sentence(_coming_evening(halls, local_day(now, zone), now), party, whens=WHENS[:-1]),
        "party": party,
        "free": [_window(free) for free in shown],
        "more": len({free.room.pk for free in found.free} - {free.room.pk for free in shown}),
        "unlit": len(found.unlit),
        "whys": [] if found.free else unlit_tonight(found.unlit, local_day(now, zone)),
        "street": [_house(hall, number, now) for number, hall in enumerate(halls)],
        "soon": coming_week(now),
        "rounds": [steps(one, now) for one in current_rounds() if one.opens_at <= now <= one.closes_at],
    }
    return render(request, "booking/home.html", told)


def _is_lit(hall: Facade, now: int) -> bool:
    """Whether its evening is still to come, or goes on."""
    return hall.today.evening and any(opening.span.end > now for opening in hall.today.openings)


def _coming_evening(halls: Sequence[Facade], today: date, now: int) -> Seeking:
    """What the search's sentence says before anybody changes it: once every door is shut, tomorrow."""
    shut = bool(halls) and not any(one.span.end > now for hall in halls for one in hall.today.openings)
    when, day = ("tomorrow", today + timedelta(days=1)) if shut else ("today", today)
    return Seeking(when, day, day, Part.EVENING)


def _mine(person: Person, now: int) -> dict[str, Any]:
    """The next booking, and the last one to have again, unless it is booked for the coming week already."""
    held, last = upcoming_and_last(person, now)
    first = next((one for one in held if one.state != Promise.OFFERED), None)
    displaced = bool(getattr(first, "displaced", False))
    told: dict[str, Any] = {"next": mine(first, person, now, displaced=displaced) if first else None}
    if last is not None and not _is_booked(last, held, now):
        uses = next_free([last], held, now)
        return {**told, "last": mine(last, person, now), "later": coming(uses, last, now)}
    return told


def _is_booked(last: Booking, held: Sequence[Booking], now: int) -> bool:
    use = next_week(last, now)
    return any(one.room_id == last.room_id and one.start < use.end and use.start < one.end for one in held)


def _window(free: FreeRoom) -> Window:
    hall, look = free.room.facility, LOOKS[State.FREE]
    zone = zone_of(hall)
    base = reverse("book", args=[hall.slug, free.room.slug])
    return Window(
        room=free.room,
        hall=hall,
        times=times_words(free.span, zone),
        look=look.look,
        mark=look.mark,
        state=slot_words(State.FREE),
        href=f"{base}?s={written(free.span.start, zone)}",
    )


def _house(facade: Facade, number: int, now: int) -> House:
    hall = facade.facility
    today = local_day(now, zone_of(hall)).weekday()
    words = [word[:2] for word in WEEKDAYS_EN] if in_english() else list(WEEKDAYS_JA)
    lit = [word for word, evening in zip(words, facade.evenings, strict=True) if evening]
    return House(
        facility=hall,
        slug=hall.slug,
        roof=f"r{number % ROOFS + 1}",
        panes=tuple(Pane(words[n], _look(facade.evenings[n], n == today)) for n in range(len(words))),
        open=facade.is_open,
        late=facade.today.evening,
        today=hall_today(facade.today, zone_of(hall), now),
        evenings=_evenings(lit, words),
    )


def _look(evening: bool, today: bool) -> str:
    return " ".join(name for name, is_so in (("on", evening), ("td", today)) if is_so)


def _evenings(lit: list[str], words: list[str]) -> str:
    """「夜は水・金」, or where most evenings are lit, which are not."""
    dark = [word for word in words if word not in lit]
    if not dark:
        return _("夜は毎日")
    if len(dark) <= 2:
        return _("夜は%(days)sのほか毎日") % {"days": listed(dark)}
    return _("夜は%(days)s") % {"days": listed(lit)} if lit else ""
