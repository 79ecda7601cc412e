"""Before hours are saved the desk sees whom that displaces, and says what each is offered."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.actions.displacements import Offers, Unseen
from booking.labels import people_words, sentence
from booking.models import Booking
from booking.queries.bookings import Absent
from booking.queries.displacing import Displaced, displaced, rounds_met, with_places
from booking.queries.nearby import Near
from booking.rules.displacing import Shut
from booking.rules.verdict import Refused
from booking.web.dates import read_instant, written
from booking.web.desk.board import name_of
from booking.web.desk.door import Desk, show
from booking.web.desk.fields import repeated
from booking.web.desk.months import month_context
from booking.web.desk.saved import saved
from facilities.labels import day_words, span_words, times_words
from facilities.queries.rooms import name_in_city, room_of_city, slug_in_city
from facilities.rules.spans import Span, local_day

APART = "~"


@dataclass(frozen=True)
class Draft:
    """A change of hours that was read from a form and is not saved yet."""

    day: date
    title: str
    shut: Sequence[Shut]
    save: Callable[[Offers], object]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    where: str
    when: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A party that would be displaced, with what it may be offered."""

    id: str
    name: str
    told: str
    way: str
    choices: tuple[Choice, ...]
    mail: bool
    known: bool
    programme: bool


def previewed(request: HttpRequest, desk: Desk, draft: Draft) -> HttpResponse:
    """Saves what displaces nobody, or what the desk has seen; else shows whom it displaces."""
    found = displaced(desk.hall, draft.shut, desk.now)
    seen = request.POST.get("step") == "save"
    if found and not seen:
        return _page(request, desk, draft, found)
    try:
        draft.save(_offers(request.POST, desk))
    except Absent as absent:
        raise Http404 from absent
    # What was seen is what is saved: with others displaced the desk looks once more (docs/decisions/0033).
    except Unseen:
        said = _("そのあいだに、予約が変わりました。もう一度たしかめてください。")
        return _page(request, desk, draft, displaced(desk.hall, draft.shut, desk.now), said)
    except Refused as refused:
        reason = next(iter((*refused.verdict.broken, *refused.verdict.reasons)))
        said = _("案内する時間が、使えなくなりました。%(why)s") % {
            "why": sentence(reason, desk.zone, desk.today, desk=True)
        }
        return _page(request, desk, draft, found, said)
    return saved(desk, draft.day)


def _page(
    request: HttpRequest, desk: Desk, draft: Draft, found: Sequence[Booking], mistake: str = ""
) -> HttpResponse:
    told = with_places(desk.hall, found, draft.shut, desk.now, desk.person)
    moved = [_moved(one, desk) for one in told]
    new = [one for one in moved if not one.known]
    context = {
        **month_context(desk, draft.day),
        "panel": "booking/desk/_open_preview.html",
        "title": draft.title,
        "moved": moved,
        "by_mail": sum(one.mail for one in new),
        "by_phone": sum(not one.mail and not one.programme for one in new),
        "by_programme": sum(one.programme for one in new),
        "rounds": rounds_met(desk.hall, draft.shut),
        "fields": repeated(request.POST),
        "mistake": mistake,
        "action": request.path,
    }
    status = 409 if mistake else 200
    return show(request, desk, "booking/desk/open.html", "desk-open", status, **context)


def _moved(one: Displaced, desk: Desk) -> Moved:
    booking = one.booking
    span = Span(booking.start, booking.end)
    told = {
        "when": span_words(span, desk.zone, desk.today),
        "room": booking.room.name,
        "people": people_words(booking.headcount),
    }
    return Moved(
        id=booking.public_id,
        name=name_of(booking),
        told=_("%(when)s %(room)s・%(people)s") % told,
        way=_way(one),
        choices=tuple(_choice(near, booking, desk) for near in one.instead),
        mail=one.by_mail,
        known=one.known,
        programme=booking.session_id is not None,
    )


def _way(one: Displaced) -> str:
    if one.booking.session_id is not None:
        return pgettext("メニュー", "行事")
    return _("メール") if one.by_mail else _("電話だけ")


def _choice(near: Near, booking: Booking, desk: Desk) -> Choice:
    zone = desk.zone
    room = slug_in_city(desk.hall.pk, near.room)
    value = APART.join([room, written(near.span.start, zone), written(near.span.end, zone)])
    if near.span == Span(booking.start, booking.end):
        when = _("同じ時間")
    elif local_day(near.span.start, zone) == local_day(booking.start, zone):
        when = times_words(near.span, zone)
    else:
        when = f"{day_words(local_day(near.span.start, zone))} {times_words(near.span, zone)}"
    return Choice(value, name_in_city(desk.hall.pk, near.room), when)


def _offers(given: QueryDict, desk: Desk) -> Offers:
    """What was chosen for each, by public id; a place that cannot be read leaves it to them."""
    chosen = {name.removeprefix("b-"): given.get(name, "") for name in given if name.startswith("b-")}
    return {public_id: _near(text, desk) for public_id, text in chosen.items()}


def _near(text: str, desk: Desk) -> Near | None:
    slug, start, end, *_more = [*text.split(APART), "", "", ""][:4]
    ends: list[Any] = [read_instant(one, desk.zone) for one in (start, end)]
    room = room_of_city(desk.hall.pk, slug) if slug else None
    if room is None or None in ends:
        return None
    span = Span.between(*ends)
    return Near(room, span) if span else None
