"""空いたら知らせる: waiting for a time or for a wish, leaving the line, and answering an offer."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.waiting import Impossible, TooMany, accept, decline, stop, wait, wait_again
from booking.models import Person, Wait
from booking.queries.boards import zone_of
from booking.queries.bookings import Absent
from booking.queries.waiting import left_by, place_in_line, skipped, waits_in, waits_of, wish_of
from booking.queries.wishes import hours_of
from booking.rules.lifecycle import UNDO
from booking.rules.verdict import Refused
from booking.web.asking import asker, party_of
from booking.web.booked import answered, find_booking, reader
from booking.web.dates import read_instant
from booking.web.places import find_room
from booking.web.saying import said, say
from booking.web.wait_form import A_WEEK, LENGTHS, WEEKS, Form, rooms_like
from facilities import clock
from facilities.labels import day_words, length_words, listed, span_words, weekday_words
from facilities.models import Room
from facilities.rules.spans import Span, instant, local_day

A_MINUTE = 60
MONDAY = date(2024, 1, 1)  # any: its week names the weekdays


@dataclass(frozen=True, slots=True)
class Line:
    """A place in line, in words."""

    id: str
    words: str
    place: str
    offer: str  # the public id of what is offered, "" while nothing is
    whose: str  # the group that waits, "" for somebody alone: a leader may stand in one line twice
    reads: bool = False  # it is a group that others lead: who only belongs to it reads along
    skipped: str = ""  # the time that became free and was not for them, "" where there was none


@dataclass(frozen=True, slots=True)
class Left:
    """A place in line that was left a moment ago, in words."""

    id: str
    words: str
    until: str  # how it is taken back, and for how long


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest, hall: str, room: str) -> HttpResponse:
    """GET: what one may wait for, with `?s=` and `e=` for that time, or the form's own fields for a wish.
    POST: waits."""
    found, now = find_room(hall, room), clock.now()
    zone = zone_of(found)
    start, end = (read_instant(request.GET.get(name, ""), zone) for name in ("s", "e"))
    slot = Span.between(start, end) if start and end and start > now else None
    today = local_day(now, zone)
    # As far as anybody can wait: an evening of one night a month is one of the hours that there are.
    form = Form.proposing(slot, hours_of(found, today, today + WEEKS[-1] * A_WEEK), zone)
    if request.method != "POST":
        return _page(request, found, slot, Form.asked(request.GET, form))
    form = Form.typed(request.POST, form)
    wish = form.wish(found, slot, today)
    asking = asker(request, now)
    if wish is None or asking is None:
        return _page(request, found, slot, form)
    try:
        wait(asker=asking, wish=wish, now=now)
    except (Impossible, Absent) as impossible:
        raise Http404 from impossible
    except TooMany as most:
        form.errors.append({"field": "id_kind", "words": _most_words(most)})
        return _page(request, found, slot, form)
    say(request, _("待つ列に入りました。空いたら、順番に知らせます。"))
    return redirect("waits")


@never_cache
@login_required
def waits(request: HttpRequest) -> HttpResponse:
    """Everything that one waits for."""
    person, now = reader(request), clock.now()
    told = {
        "lines": lines_of(person, now),
        "theirs": lines_read(waits_in(person), now),
        "left": [
            Left(one.public_id, _words(one, now), _left_words(now - at)) for one, at in left_by(person, now)
        ],
    }
    return render(request, "booking/waits.html", {**told, "said": said(request)})


@never_cache
@login_required
@require_POST
def stopping(request: HttpRequest, public_id: str) -> HttpResponse:
    try:
        stop(public_id=public_id, actor=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    say(request, _("待つのをやめました。"))
    return redirect("waits")


@never_cache
@login_required
@require_POST
def waiting_again(request: HttpRequest, public_id: str) -> HttpResponse:
    """Takes it back that one has left the line."""
    try:
        wait_again(public_id=public_id, actor=reader(request), now=clock.now())
    except Absent as absent:
        raise Http404 from absent
    except Refused:
        say(request, _("10分をすぎたので、もとの順番にはもどせません。また待つことはできます。"))
    except TooMany as most:
        say(request, _most_words(most))
    else:
        say(request, _("もとの順番にもどしました。空いたら、知らせます。"))
    return redirect("waits")


@never_cache
@login_required
@require_POST
def accepting(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_booking(request, public_id)
    return answered(request, found, accept, _("この時間は予約できませんでした"))


@never_cache
@login_required
@require_POST
def declining(request: HttpRequest, public_id: str) -> HttpResponse:
    found = find_booking(request, public_id)
    answer = answered(request, found, decline, _("この案内は、もう終わっています"), to="waits")
    if isinstance(answer, HttpResponseRedirect):
        say(request, _("使わないとお返事しました。次に待っている人に案内します。"))
    return answer


def lines_of(person: Person, now: int) -> list[Line]:
    """What somebody waits for, in words, with the visible place. Three queries and two for each line."""
    return lines_among(waits_of(person), now)


def lines_among(waits: Sequence[Wait], now: int) -> list[Line]:
    """The same of some that are the reader's to change. One query and two for each line."""
    gone = skipped(waits) if waits else {}
    return [_line(one, gone.get(one.public_id), now) for one in waits]


def lines_read(waits: Iterable[Wait], now: int) -> list[Line]:
    """What groups wait for, in words, for those who do not lead them. Two queries for each line.

    Why a place was not for the group is between it and its leaders.
    """
    return [replace(_line(one, None, now), reads=True) for one in waits]


def _line(one: Wait, gone: Span | None, now: int) -> Line:
    offered = one.state == Wait.State.OFFERED and one.offer is not None
    place = "" if offered else _("%(place)s番目") % {"place": place_in_line(one)}
    zone = zone_of(one.wish.rooms.all()[0])
    return Line(
        one.public_id,
        _words(one, now),
        place,
        one.offer.public_id if offered and one.offer else "",
        one.group.name if one.group else "",
        skipped=span_words(gone, zone, local_day(now, zone)) if gone and not offered else "",
    )


def _most_words(most: TooMany) -> str:
    words = _("待てるのは%(most)s件までです。待たなくてよいものをやめてから、もう一度入れてください。")
    return words % {"most": most}


def _left_words(ago: int) -> str:
    left = UNDO - ago
    told = {"minutes": left // A_MINUTE, "seconds": left % A_MINUTE}
    return _("10分以内なら、もとの順番にもどせます(あと%(minutes)d分%(seconds)d秒)。") % told


def _words(one: Wait, now: int) -> str:
    rooms, wish = list(one.wish.rooms.all()), wish_of(one)
    zone = zone_of(rooms[0])
    where = f"{rooms[0].facility.name} {listed(room.name for room in rooms)}"
    today = local_day(now, zone)
    if wish.first == wish.last:
        ends = (instant(wish.first, minute, zone) for minute in (wish.from_minute, wish.until_minute))
        return f"{span_words(Span(*ends), zone, today)} {where}"
    if wish.days:
        days = listed(day_words(day, today) for day in sorted(wish.days))
        return f"{days} {_clock(wish.from_minute)}–{_clock(wish.until_minute)} {where}"
    told = {
        "where": where,
        "days": listed(weekday_words(MONDAY + timedelta(days=day)) for day in sorted(wish.weekdays)),
        "from": _clock(wish.from_minute),
        "until": _clock(wish.until_minute),
        "length": length_words(wish.seconds),
        "last": day_words(wish.last, today),
    }
    return _("%(where)s %(last)sまでの%(days)s曜、%(from)sから%(until)sのあいだの%(length)s") % told


def _page(request: HttpRequest, room: Room, slot: Span | None, form: Form) -> HttpResponse:
    zone, now = zone_of(room), clock.now()
    asking = asker(request, now)
    told: dict[str, Any] = {
        "room": room,
        "hall": room.facility,
        "form": form,
        "errors": form.errors,
        "slot": span_words(slot, zone, local_day(now, zone)) if slot else "",
        "weekdays": [
            {"value": day, "words": weekday_words(MONDAY + timedelta(days=day)), "on": day in form.weekdays}
            for day in form.days
        ],
        "from_hours": [(hour, _clock(hour * 60)) for hour in form.starts],
        "until_hours": [(hour, _clock(hour * 60)) for hour in form.until],
        "lengths": [(minutes, length_words(minutes * 60)) for minutes in LENGTHS],
        "weeks": [(weeks, _("%(weeks)d週間") % {"weeks": weeks}) for weeks in WEEKS],
        "has_others": len(rooms_like(room)) > 1,
        "party": party_of(reader(request), asking) if asking else None,
        "action": request.get_full_path(),
    }
    return render(request, "booking/wait.html", told, status=422 if form.errors else 200)


def _clock(minutes: int) -> str:
    return f"{minutes // 60}:{minutes % 60:02}"
