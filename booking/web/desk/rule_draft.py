"""The draft of the next rules: begun with a day, looked over, thrown away, or published."""

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from booking.actions.changes import Stale
from booking.actions.rule_drafts import (
    Elsewhere,
    TooEarly,
    as_seen,
    discard_draft,
    draft_rules,
    publish_draft,
    restore_clause,
    set_draft_day,
    version_of_draft,
    whole,
)
from booking.actions.texts import Missing, Unfit
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rule_previews import dated_openings
from booking.queries.rulebooks import Shelf, draft_book, shelf
from booking.rules.drafts import changes, check
from booking.rules.mistakes import Mistakes
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Right
from booking.web.booked import sequence_seen
from booking.web.desk.bookings import read_day
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_lines import chapters, others, pairs
from booking.web.desk.rules import tabs
from booking.wording.mistakes import words_of
from booking.wording.vocabulary import said
from facilities.labels import long_date, moment_words
from facilities.rules.stages import DAY

T = TypeVar("T")


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
def drafting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """GET: the draft, or the day with which one begins. POST (`do`): begins, sets the day,
    puts a clause (`back`) back as it was, throws away."""
    if request.method != "POST":
        return draft_page(request, desk)
    try:
        mistake = _done(request, desk)
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        return draft_page(request, desk, [stale_words()], 409)
    except Elsewhere:
        mistake = elsewhere_words()
    except TooEarly:
        mistake = _("あしたからより前の日にはできません。")
    if mistake:
        return draft_page(request, desk, [mistake], 422)
    return redirect(_next(request.POST, desk))


def _done(request: HttpRequest, desk: Desk) -> str:
    post = request.POST
    if post.get("do") == "discard":
        done(request, desk, discard_draft)
        return ""
    if post.get("do") == "restore":
        done(request, desk, restore_clause, clause=post.get("back", ""))
        return ""
    day = read_day(post.get("valid_from", ""))
    if day is None:
        return _("日にちを書いてください。")
    if post.get("do") == "day":
        done(request, desk, set_draft_day, valid_from=day)
    else:
        draft_rules(valid_from=day, facility=desk.hall, actor=desk.person, now=desk.now)
    return ""


def done(
    request: HttpRequest,
    desk: Desk,
    verb: Callable[..., T],
    of: Callable[[Mapping[str, Any]], object] = whole,
    **told: Any,
) -> T:
    """A verb of the draft, done to it, or to what `of` it the form is about, as the form showed it: Stale
    where another has written there meanwhile. A form that does not say what it showed has shown nothing."""
    by: dict[str, Any] = {"facility": desk.hall, "actor": desk.person, "now": desk.now}
    return as_seen(seen=sequence_seen(request, "seen"), does=lambda: verb(**told, **by), of=of, **by)


def stale_words() -> str:
    return _("そのあいだに、ほかの人が下書きを変えました。今の下書きを見てから、もう一度おしてください。")


def _next(post: Mapping[str, str], desk: Desk) -> str:
    if post.get("do") == "discard":
        return reverse("desk-rules", args=[desk.hall.slug])
    if clause := post.get("clause", ""):
        return clause_address(desk, clause)
    return reverse("desk-rules-draft", args=[desk.hall.slug])


def elsewhere_words() -> str:
    return _("この下書きは、ほかの館のきまりも変えます。その館でまかされている人といっしょに決めてください。")


def clause_address(desk: Desk, clause: str) -> str:
    # reverse() raises for what no address can hold.
    if not all(letter.isascii() and (letter.isalnum() or letter == "-") for letter in clause):
        raise Http404
    return reverse("desk-rules-clause", args=[desk.hall.slug, clause])


@at_desk(Right.RULES)
@require_POST
def publishing(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The draft becomes a version."""
    try:
        # What is published is what was looked over, and nothing that another has written since.
        book = done(request, desk, publish_draft, why=request.POST.get("why", ""))
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        return draft_page(request, desk, [stale_words()], 409)
    except Elsewhere:
        return draft_page(request, desk, [elsewhere_words()], 409)
    except TooEarly:
        return draft_page(request, desk, [_("あしたからより前の日にはできません。")], 422)
    except (Missing, Unfit):
        return draft_page(request, desk, [_("なぜ変えるかを、300字までで書いてください。")], 422)
    except Mistakes as mistakes:
        return draft_page(request, desk, [words_of(one) for one in mistakes.mistakes], 422)
    return redirect(f"{reverse('desk-rules', args=[desk.hall.slug])}?on={book.valid_from}")


def with_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the draft: `view(request, desk, shelf, draft, …)`. Where there is none, the page on which one
    begins answers instead, and remembers the clause."""

    @wraps(view)
    def behind(request: HttpRequest, desk: Desk, **rest: Any) -> HttpResponse:
        found = shelf(desk.hall, desk.person, desk.now)
        if found.draft is None:
            asked = f"?{urlencode(rest)}" if rest else ""
            return redirect(f"{reverse('desk-rules-draft', args=[desk.hall.slug])}{asked}")
        return view(request, desk, found, found.draft, **rest)

    return behind


def draft_page(
    request: HttpRequest, desk: Desk, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    found = shelf(desk.hall, desk.person, desk.now)
    book = draft_book(found.draft) if found.draft else None
    told: dict[str, Any] = {
        "shelf": found,
        "tabs": tabs(found, desk, None),
        "mistakes": errors or [],
        "first": desk.today + DAY,
        "clause": request.GET.get("clause", ""),
        "why": request.POST.get("why", ""),
    }
    if book is not None and found.draft is not None:
        told |= _of_draft(found, found.draft, book, desk)
    return show(request, desk, "booking/desk/rule_draft.html", "desk-rules", status, **told)


def _of_draft(found: Shelf, draft: RulebookDraft, book: Rulebook, desk: Desk) -> dict[str, Any]:
    before, later = found.on(book.valid_from), found.after(book.valid_from)
    checked = check(book, before, {desk.hall.slug: dated_openings(desk.hall, desk.today)})
    changed = changes(before, book) if before else []
    gone = [change for change in changed if change.new is None]
    return {
        "book": book,
        "seen": version_of_draft(draft),
        "since": long_date(book.valid_from),
        "later": later and long_date(later),
        "chapters": chapters(book, desk.hall.slug, found.writes, changed, checked),
        "gone": pairs(gone, before, book, desk.hall.slug) if before else (),
        "changed": len(changed),
        "check": checked,
        "others": others(before, book, desk.hall.slug) if before else [],
        "day_sets": [(days.key, said(days.name)) for days in book.day_sets],
        "loose": [words_of(one) for one in (*checked.of(""), *checked.doubted(""))],
        "answered": len(checked.scored) - len(checked.failing),
        "by": draft.by,
        "at": moment_words(draft.at, desk.zone, desk.today),
    }
