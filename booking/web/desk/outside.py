"""Bringing in a calendar file: what is known of such calendars, what it says, and what is to become of it.

A file is read and forgotten: what it said goes with the page, signed, until somebody has decided.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from django.core import signing
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from booking.actions.outside import LONGEST_NAME, Overtaken, bring_in
from booking.ical import Mistake, Read, Unreadable, mistake_words, read
from booking.queries.displacing import shut_from_outside
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.fields import Reader, rooms_of, unread
from booking.web.desk.outside_words import becomes_words
from booking.web.desk.previews import Draft, previewed
from facilities.labels import day_words, span_words, wall_minutes
from facilities.queries.outside import brought_in, differing, known_of, last_intake
from facilities.rules.outside import Becomes, Compared, Outside, Settled, compared, guessed
from facilities.rules.spans import Span, local_day

A_MORNING = 6 * 60 * 60  # seconds for which a page that shows a file is good
SCHOOL, HALL = "school", "hall"


@dataclass(frozen=True, slots=True)
class Line:
    """A date of the file on the page: its field, its words, what it was before, and what is chosen."""

    field: str
    title: str
    when: str
    was: str
    chosen: str


@dataclass(frozen=True, slots=True)
class Sent:
    """What a file said, with the name under which it is brought in, of what kind it is, and the last change
    to that calendar beside which the page has shown it."""

    name: str
    kind: str
    file: Read
    seen: int


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def outside(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the form, and what was brought in. POST: a file's dates to choose for; then whom that displaces;
    then it is done."""
    if request.method != "POST":
        return _form(request, desk, [])
    if "read" in request.POST:
        return _decided(request, desk)
    form = Reader(request.POST, desk.zone)
    name = _name(form)
    upload = request.FILES.get("file")
    data = None if upload is None else upload.read()
    if data is None:
        form.wrong("file", _("ファイルをえらんでください。"))
    if form.errors or data is None:
        return _form(request, desk, form.errors)
    try:
        file = read(data, desk.zone, desk.now)
    except Unreadable as unreadable:
        return _form(request, desk, [_said(one) for one in unreadable.mistakes])
    kind = HALL if request.POST.get("kind") == HALL else SCHOOL
    return _seen(request, desk, Sent(name, kind, file, 0), {}, [])


def _name(form: Reader) -> str:
    name = form.text("name", LONGEST_NAME)
    if not name and not form.errors:
        form.wrong("name", _("だれのカレンダーかを入れてください。みんなに見える名前です。"))
    return name


def _said(one: Mistake) -> dict[str, str]:
    return {"field": "file", "words": mistake_words(one)}


def _form(request: HttpRequest, desk: Desk, errors: Sequence[Mapping[str, str]]) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    told = {
        "errors": errors,
        "known": [
            (one, day_words(local_day(one.brought_at, desk.zone), desk.today))
            for one in brought_in(desk.hall, desk.now)
        ],
        "name": given.get("name", "")[:LONGEST_NAME],
        "of_hall": given.get("kind") == HALL,
        "longest": LONGEST_NAME,
    }
    return show(request, desk, "booking/desk/outside.html", "desk-open", 422 if errors else 200, **told)


def _decided(request: HttpRequest, desk: Desk) -> HttpResponse:
    sent = _unsigned(request.POST, desk)
    if sent is None:
        old = _("画面が古くなりました。ファイルをもう一度えらんでください。")
        return _form(request, desk, [{"field": "file", "words": old}])
    form = Reader(request.POST, desk.zone)
    settled = _settled(form, sent, desk)
    if form.errors or request.POST.get("step") == "edit":
        return _seen(request, desk, sent, request.POST, form.errors)
    try:
        return previewed(request, desk, _draft(sent, settled, request.POST.getlist("gone"), desk))
    except Overtaken:
        words = _(
            "そのあいだに、ほかの人がこのカレンダーを取りこみました。今のようすをたしかめて、もう一度えらんでください。"
        )
        # Not as it was filled in: one more press would overwrite what the other has decided of a date.
        return _seen(request, desk, sent, {}, [{"field": "events", "words": words}], 409)


def _settled(form: Reader, sent: Sent, desk: Desk) -> list[Settled]:
    rooms = frozenset(form.given.getlist("rooms")) & {room.slug for room in rooms_of(desk.hall)}
    chosen = [form.given.get(f"k-{n}", "") for n in range(len(sent.file.events))]
    if not set(chosen) <= set(Becomes):
        form.wrong("events", unread())
        return []
    if Becomes.HOLD in chosen and not rooms:
        form.wrong("rooms", _("おさえる部屋をえらんでください。"))
    return [
        Settled(event, Becomes(one), rooms if one == Becomes.HOLD else frozenset())
        for event, one in zip(sent.file.events, chosen, strict=True)
    ]


def _draft(sent: Sent, settled: Sequence[Settled], gone: Sequence[str], desk: Desk) -> Draft:
    first = next((one.event.span.start for one in settled if one.becomes is not Becomes.NOTHING), desk.now)
    save = partial(bring_in, facility=desk.hall, name=sent.name, settled=settled, gone=gone, seen=sent.seen)
    return Draft(
        day=local_day(max(first, desk.now), desk.zone),
        title=_("「%(name)s」を取りこむ") % {"name": sent.name},
        shut=shut_from_outside(desk.hall, differing(desk.hall, sent.name, settled, desk.now)),
        save=lambda offers: save(offers=offers, actor=desk.person, now=desk.now),
    )


def _seen(
    request: HttpRequest,
    desk: Desk,
    sent: Sent,
    given: QueryDict | Mapping[str, str],
    errors: Sequence[Mapping[str, str]],
    status: int = 422,
) -> HttpResponse:
    """What the file says beside what is known, each date with what it is to become."""
    # Asked before what is known: of one who brings in theirs between the two, the next step is told.
    sent = replace(sent, seen=last_intake(desk.hall, sent.name))
    known = known_of(desk.hall, sent.name)
    found = compared(sent.file.events, known, desk.now)
    was = {one.event.key: one for one in known}
    chosen = given.getlist("rooms") if isinstance(given, QueryDict) else sorted(_held(known))
    told = {
        **_parts(sent, found, was, given, desk),
        "sent": sent,
        "read": _signed(sent, desk),
        "rooms": [(room, room.slug in chosen) for room in rooms_of(desk.hall)],
        "becomes": [(str(one), becomes_words(one)) for one in Becomes],
        "errors": errors,
        "action": request.path,
    }
    return show(
        request, desk, "booking/desk/outside_seen.html", "desk-open", status if errors else 200, **told
    )


def _held(known: Sequence[Settled]) -> frozenset[str]:
    """The rooms that the last file has held, so that the same file means the same again."""
    return frozenset(room for one in known if one.becomes is Becomes.HOLD for room in one.rooms)


def _parts(
    sent: Sent, found: Compared, was: Mapping[str, Settled], given: Mapping[str, Any], desk: Desk
) -> dict[str, Any]:
    lines = {
        event.key: _line(number, event, was.get(event.key), sent.kind, given, desk)
        for number, event in enumerate(sent.file.events)
    }
    new = [lines[event.key] for event in found.new]
    kept = (
        set(given.getlist("gone")) if isinstance(given, QueryDict) else {one.event.key for one in found.gone}
    )
    return {
        "new": [line for line in new if line.chosen != Becomes.NOTHING],
        "left": [line for line in new if line.chosen == Becomes.NOTHING],
        "changed": [lines[event.key] for event, _was in found.changed],
        "same": [lines[one.event.key] for one in found.same],
        "gone": [
            {
                "key": one.event.key,
                "title": one.event.title,
                "when": _when(one.event.span, desk),
                "becomes": becomes_words(one.becomes),
                "ticked": one.event.key in kept,
            }
            for one in found.gone
        ],
    }


def _line(
    number: int, event: Outside, was: Settled | None, kind: str, given: Mapping[str, Any], desk: Desk
) -> Line:
    field = f"k-{number}"
    # Of a neighbour's events nobody knows which ones need a room; none of them closes the whole hall unasked.
    fresh = guessed(event.title) if kind == SCHOOL else Becomes.NOTHING
    before = ""
    if was is not None and was.event != event:
        before = f"{was.event.title} {_when(was.event.span, desk)}"
    chosen = given.get(field) or (was.becomes if was else fresh)
    return Line(field, event.title, _when(event.span, desk), before, str(chosen))


def _when(span: Span, desk: Desk) -> str:
    """Whole days as days: an end at midnight is the day before."""
    if wall_minutes(span.start, desk.zone) or wall_minutes(span.end, desk.zone):
        return span_words(span, desk.zone, desk.today)
    first, last = (local_day(at, desk.zone) for at in (span.start, span.end - 1))
    if first == last:
        return day_words(first, desk.today)
    ends = {"first": day_words(first, desk.today), "last": day_words(last, desk.today)}
    return _("%(first)s–%(last)s") % ends


def _signed(sent: Sent, desk: Desk) -> str:
    events = [[one.key, one.title, one.span.start, one.span.end] for one in sent.file.events]
    told = {"name": sent.name, "kind": sent.kind, "over": sent.file.over, "seen": sent.seen, "events": events}
    # Packed: all the dates of a file go into the page and come back with its form.
    return signing.dumps(told, salt=_salt(desk), compress=True)


def _unsigned(given: QueryDict, desk: Desk) -> Sent | None:
    try:
        told = signing.loads(given.get("read", ""), salt=_salt(desk), max_age=A_MORNING)
    except signing.BadSignature:
        return None
    events = tuple(Outside(key, title, Span(start, end)) for key, title, start, end in told["events"])
    return Sent(told["name"], told["kind"], Read(events, told["over"]), told["seen"])


def _salt(desk: Desk) -> str:
    # What one hall has read is not brought in at another; and a page from before `seen` was signed is old.
    return f"outside/seen/{desk.hall.slug}"
