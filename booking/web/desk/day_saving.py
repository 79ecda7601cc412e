"""The numbers of a day are saved row by row, each by the verb that a booking alone has for it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from booking.actions.attendance import check_in, correct_headcount, count_free_use
from booking.actions.changes import Stale
from booking.actions.handover import NotNow
from booking.labels.visits import not_now_words
from booking.queries.acts import acts_on
from booking.queries.rules import rulebook_on
from booking.rules.attendance import Counts
from booking.rules.verdict import Refused
from booking.web.booked import sequence_seen
from booking.web.desk.acts import line
from booking.web.desk.day_rows import CAME, Row
from booking.web.desk.door import Desk
from booking.web.desk.panel import whys


@dataclass(frozen=True, slots=True)
class Undone:
    """Why a row was not saved, and whether what was typed still stands in it."""

    words: str
    kept: bool


def save(
    request: HttpRequest, desk: Desk, entered: Iterable[tuple[Row, Counts]]
) -> tuple[int, dict[str, Undone]]:
    """Each row by itself, so that one that cannot be saved holds up no other: how many were, and by the
    row's key why one was not."""
    done = 0
    undone: dict[str, Undone] = {}
    for row, counts in entered:
        seen = row.seen(request.POST)
        if counts == seen:
            continue  # not touched: what somebody else has entered meanwhile stands
        try:
            _enter(request, desk, row, counts, seen)
        except (Stale, Refused, NotNow, ValueError) as why:
            undone[row.key] = Undone(_why_not(row, desk, why), kept=not isinstance(why, Stale))
        else:
            done += 1
    return done, undone


def _enter(request: HttpRequest, desk: Desk, row: Row, counts: Counts, seen: Counts | None) -> None:
    if seen is None:
        raise Stale(row.key)
    if row.booking is None:
        bands = {heads.band: count for heads, count in counts.items()}
        was = {heads.band: count for heads, count in seen.items()}
        count_free_use(room=row.room, at=row.at, counts=bands, seen=was, **desk.by)
    elif row.booking.state in CAME:
        correct_headcount(booking=row.booking, counts=counts, seen=seen, **desk.by)
    else:
        row.booking.sequence = sequence_seen(request, f"{row.key}.sequence")
        check_in(booking=row.booking, counts=counts, **desk.by)


def _why_not(row: Row, desk: Desk, why: Exception) -> str:
    if isinstance(why, Refused):
        book = rulebook_on(desk.hall, desk.today)
        return _("、").join(one.words for one in whys(why.verdict, desk, book)) or _("今は入れられません。")
    if isinstance(why, NotNow):
        return not_now_words(why.has_come)
    if isinstance(why, Stale):
        return " ".join(
            [_("ほかの人が、先に操作しました。今の人数を見て、もう一度入れてください。"), _last(row, desk)]
        )
    return _("人数は、もう始まった時間(1か月前まで)について、0から10000までの数で入れてください。")


def _last(row: Row, desk: Desk) -> str:
    """Who was faster, and when."""
    last = acts_on(row.booking).first() if row.booking else None
    act = line(last, desk.zone, desk.today) if last else None
    return (
        _("%(when)s %(who)s:%(what)s") % {"when": act.when, "who": act.who, "what": act.what} if act else ""
    )
