"""Before new rules hold: the month in which they begin, and the bookings that they would refuse."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.labels import sentence
from booking.models import RulebookDraft
from booking.queries.rule_previews import DayChange, Hit, Hits, Lent, month_of, refused_by
from booking.queries.rulebooks import Shelf, draft_book
from booking.rules.drafts import check, shaped
from booking.rules.mistakes import Mistakes
from booking.rules.references import dangling
from booking.rules.rulebook import Rulebook, Rules
from booking.rules.staff import Right
from booking.web.desk.bookings import who_words
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.layers import MONDAY
from booking.web.desk.rule_draft import with_draft
from facilities.labels import day_words, listed, long_date, span_words, times_words, weekday_words
from facilities.models import Room
from facilities.rules.spans import Span, instant, local_day, merge

EVENING = 18 * 60
MOST_SHOWN = 50
MOST_PIECES = 12
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A day: when it is open under the new rules, what it was, whether that changed."""

    number: str
    spoken: str
    hours: str
    was: str
    changed: bool
    look: str  # lit where it is open, e in the evening; x where it is closed


@dataclass(frozen=True, slots=True)
class Pieces:
    """How a room is lent otherwise: on which weekdays, how often in the four weeks, what goes and comes."""

    room: Room
    days: str
    count: int
    gone: str
    come: str


@dataclass(frozen=True, slots=True)
class Effect:
    words: str
    before: str
    after: str
    direction: str  # up, dn, or "" where nothing changes


@at_desk(Right.RULES)
@require_safe
@with_draft
def preview(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft) -> HttpResponse:
    """What the draft would mean. A draft whose check finds mistakes has none yet."""
    book = draft_book(draft)
    told: dict[str, Any] = {
        "since": long_date(book.valid_from),
        "check": check(book, found.before(book.valid_from)),  # its mistakes and questions alone
    }
    if not told["check"].mistakes:
        new = _compiled(book, desk, found)
        hits = _hits(desk, found, new, book.valid_from)
        told |= month_told(desk, found, new, book.valid_from) | {
            "hits": hits,
            "lines": [_line(hit, desk) for hit in hits.found[:MOST_SHOWN]],
            "by_clause": _by_clause(hits),
        }
    return show(request, desk, "booking/desk/rule_preview.html", "desk-rules", **told)


def _compiled(book: Rulebook, desk: Desk, found: Shelf) -> Rules:
    """With what the hall knows of schools today: what a clause says of their days would never fall on any."""
    known = found.versions.on(desk.today).setting.school_days
    return book.for_hall(desk.hall.slug, known)


def month_told(desk: Desk, found: Shelf, new: Rules, first: date) -> dict[str, Any]:
    """The four weeks from the first day of new rules, as the small calendar shows them."""
    days = month_of(desk.hall, found.versions, new, first)
    return {
        "weekdays": [weekday_words(MONDAY + A_DAY * n) for n in range(7)],
        "weeks": _weeks(days, desk),
        "effects": _effects(days, desk),
        "pieces": _pieces(days, desk)[:MOST_PIECES],
        "span": _("%(first)sから4週間") % {"first": day_words(first, desk.today)},
    }


def beside(desk: Desk, found: Shelf, document: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft would mean, beside the form of a clause: nothing while it is no rulebook, or names what is
    not there."""
    try:
        book = shaped(document)
    except Mistakes:
        return {}
    if dangling(book.key, book.document):
        return {}
    new = _compiled(book, desk, found)
    told = month_told(desk, found, new, book.valid_from)
    return told | {"hits": _hits(desk, found, new, book.valid_from)}


def _hits(desk: Desk, found: Shelf, new: Rules, first: date) -> Hits:
    return refused_by(desk.hall, found.versions, new, first, found.after(first), desk.now)


def _weeks(days: list[DayChange], desk: Desk) -> list[list[Cell | None]]:
    cells: list[Cell | None] = [None] * days[0].day.weekday() + [_cell(one, desk) for one in days]
    cells += [None] * (-len(cells) % 7)
    return [cells[n : n + 7] for n in range(0, len(cells), 7)]


def _cell(one: DayChange, desk: Desk) -> Cell:
    hours, was = (_hours(spans, desk) for spans in (one.after, one.before))
    evening = _is_evening(one, one.after, desk)
    return Cell(
        number=str(one.day.day),
        spoken=day_words(one.day, desk.today),
        hours=hours or _("休み"),
        was=(was or _("休み")) if was != hours else "",
        changed=one.differs,
        look="x" if not one.after else "e" if evening else "l",
    )


def _hours(spans: tuple[Span, ...], desk: Desk) -> str:
    return listed(times_words(span, desk.zone) for span in spans)


def _is_evening(one: DayChange, spans: tuple[Span, ...], desk: Desk) -> bool:
    return any(span.end > instant(one.day, EVENING, desk.zone) for span in spans)


def _pieces(days: list[DayChange], desk: Desk) -> list[Pieces]:
    """Days of a room on which the same goes and comes are one line."""
    alike: dict[tuple[Room, str, str], list[date]] = {}
    for one in days:
        for lent in one.lent:
            alike.setdefault((lent.room, *_gone_and_come(lent, desk)), []).append(one.day)
    return [
        Pieces(room, listed(weekday_words(MONDAY + A_DAY * n) for n in _weekdays(on)), len(on), gone, come)
        for (room, gone, come), on in alike.items()
    ]


def _gone_and_come(lent: Lent, desk: Desk) -> tuple[str, str]:
    # Where nothing stands against them, pieces that touch are told as the one stretch that they are.
    sides = (lent.gone, lent.come) if lent.gone and lent.come else (merge(lent.gone), merge(lent.come))
    gone, come = (listed(times_words(span, desk.zone) for span in spans) for spans in sides)
    return gone, come


def _weekdays(days: list[date]) -> list[int]:
    return sorted({day.weekday() for day in days})


def _effects(days: list[DayChange], desk: Desk) -> list[Effect]:
    before, after = ([getattr(one, name) for one in days] for name in ("before", "after"))
    evenings = [
        sum(_is_evening(one, spans, desk) for one, spans in zip(days, sides, strict=True))
        for sides in (before, after)
    ]
    hours = [sum(span.seconds for spans in sides for span in spans) // 3600 for sides in (before, after)]
    return [
        _effect(_("開く日"), _("%(n)s日"), sum(map(bool, before)), sum(map(bool, after))),
        _effect(_("夜(18時から)も開く日"), _("%(n)s日"), *evenings),
        _effect(_("開いている時間、あわせて"), _("%(n)s時間"), *hours),
    ]


def _effect(words: str, unit: str, before: int, after: int) -> Effect:
    direction = "up" if after > before else "dn" if after < before else ""
    return Effect(words, unit % {"n": before}, unit % {"n": after}, direction)


def _line(hit: Hit, desk: Desk) -> dict[str, str]:
    booking = hit.booking
    span = Span(booking.start, booking.end)
    day = local_day(span.start, desk.zone)
    return {
        "href": reverse("desk-booking", args=[desk.hall.slug, booking.public_id]),
        "who": who_words(booking) or _("電話で予約した人"),
        "when": span_words(span, desk.zone, desk.today),
        "room": booking.room.name,
        "why": " ".join(sentence(reason, desk.zone, desk.today, day) for reason in hit.reasons),
        "clauses": listed(dict.fromkeys(reason.clause for reason in hit.reasons if reason.clause)),
    }


def _by_clause(hits: Hits) -> list[tuple[str, int]]:
    counted = Counter(key for hit in hits.found for key in {reason.clause for reason in hit.reasons})
    return counted.most_common()
