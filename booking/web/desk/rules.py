"""きまり: the hall's rules clause by clause, its versions side by side, and taking one back in time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions.rule_drafts import Elsewhere, Stands, withdraw_rules
from booking.actions.texts import Missing, Unfit
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book, shelf
from booking.rules.drafts import changes
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Right
from booking.web.desk.bookings import read_day
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_lines import chapters, others, pairs
from booking.wording.vocabulary import said
from facilities.labels import long_date

MOST_VERSIONS = 8
FIRST_PAIRS = 6  # changed clauses that are shown at once


@dataclass(frozen=True, slots=True)
class Tab:
    """A version, or the draft: whether it holds, and from when."""

    href: str
    state: str
    since: str
    current: bool
    draft: bool = False


@at_desk(Right.RULES)
@require_safe
def rules(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The version that holds on `on`, today's if nothing is said, beside the one before it."""
    return page(request, desk)


@at_desk(Right.RULES)
@require_POST
def withdrawing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Takes the version of `day` back."""
    day = read_day(request.POST.get("day", ""))
    if day is None:
        raise Http404
    try:
        withdraw_rules(
            facility=desk.hall,
            valid_from=day,
            why=request.POST.get("why", ""),
            actor=desk.person,
            now=desk.now,
        )
    except Absent as absent:
        raise Http404 from absent
    except (Missing, Unfit):
        return page(request, desk, _("取り下げるわけを、300字までで書いてください。"), day, 422)
    except Elsewhere:
        words = _("この版は、ほかの館のきまりも変えています。")
        return page(request, desk, words, day, 409)
    except Stands:
        words = _("この版は取り下げられません。もう使われているか、この版で予約が動いています。")
        return page(request, desk, words, day, 409)
    return redirect(reverse("desk-rules", args=[desk.hall.slug]))


def page(
    request: HttpRequest, desk: Desk, mistake: str = "", chosen: date | None = None, status: int = 200
) -> HttpResponse:
    found = shelf(desk.hall, desk.person, desk.now)
    day = chosen or read_day(request.GET.get("on", "")) or desk.today
    book = found.on(day)
    told: dict[str, Any] = {"shelf": found, "tabs": tabs(found, desk, book), "mistake": mistake}
    if book is not None:
        before = found.before(book.valid_from)
        beside = pairs(changes(before, book), before, book, desk.hall.slug) if before else []
        told |= {
            "book": book,
            "title": said(book.title),
            "chapters": chapters(book, desk.hall.slug, found.writes),
            "since": long_date(book.valid_from),
            "to_come": book.valid_from > desk.today,
            "before": before and long_date(before.valid_from),
            "another": said(before.title) if before and before.key != book.key else "",
            "others": others(before, book, desk.hall.slug) if before else [],
            "pairs": beside[:FIRST_PAIRS],
            "more_pairs": beside[FIRST_PAIRS:],
        }
    return show(request, desk, "booking/desk/rules.html", "desk-rules", status, **told)


def tabs(found: Shelf, desk: Desk, current: Rulebook | None) -> list[Tab]:
    """The last versions, and the draft; `current` None: the draft."""
    holding = found.on(desk.today)
    address = reverse("desk-rules", args=[desk.hall.slug])
    made = [
        Tab(
            f"{address}?on={since}",
            _state(book, holding, since, desk.today),
            long_date(since),
            book is current,
        )
        for since, book in found.versions.books[-MOST_VERSIONS:]
    ]
    if found.draft is not None:
        since = draft_book(found.draft).valid_from
        href = reverse("desk-rules-draft", args=[desk.hall.slug])
        made.append(Tab(href, _("下書き・まだ見えません"), long_date(since), current is None, draft=True))
    return made


def _state(book: Rulebook, holding: Rulebook | None, since: date, today: date) -> str:
    if book is holding:
        return _("今のきまり")
    return _("これから") if since > today else _("終わり")
