"""例題: the worked questions of a rulebook, each with its answer and what the draft answers instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_http_methods

from booking.actions.changes import Stale
from booking.actions.rule_drafts import Elsewhere, version_of_draft
from booking.actions.rule_parts import adopt_answer, drop_question
from booking.labels import yen_words
from booking.models import RulebookDraft
from booking.queries.bookings import Absent
from booking.queries.rulebooks import Shelf, draft_book
from booking.rules.drafts import check
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook
from booking.rules.scoring import Scored
from booking.rules.staff import Right
from booking.rules.verdict import Outcome, Sought, Value
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.rule_draft import done, stale_words, with_draft
from booking.wording.scopes import step_words
from booking.wording.vocabulary import said
from facilities.labels import clock_words, in_english, listed, long_date
from facilities.rules.words import Words

OUTCOMES: Mapping[Outcome, Promise] = {
    Outcome.ALLOW: pgettext_lazy("例題", "できます"),
    Outcome.REFUSE: pgettext_lazy("例題", "できません"),
    Outcome.ASK: pgettext_lazy("例題", "館に聞きます"),
}
VALUES: Mapping[Sought, Promise] = {
    Sought.FEE: pgettext_lazy("例題", "料金"),
    Sought.REFUND: pgettext_lazy("例題", "もどる割合"),
    Sought.POINTS: pgettext_lazy("例題", "点"),
    Sought.STATUS: pgettext_lazy("例題", "登録のようす"),
    Sought.FIRST_DAY: pgettext_lazy("例題", "最初の日"),
    Sought.LAST_DAY: pgettext_lazy("例題", "最後の日"),
    Sought.LEAVE_BY: pgettext_lazy("例題", "帰る時間"),
    Sought.LAPSES: pgettext_lazy("例題", "仮予約が切れる日"),
    Sought.PAY_BY: pgettext_lazy("例題", "料金をはらう最後の日"),
    Sought.OUTCOME: pgettext_lazy("例題", "申しこみの結果"),
    Sought.NO_SHOW: pgettext_lazy("例題", "来なかったことになるか"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in words: what is asked, its answer, and where the draft answers otherwise, that."""

    id: str
    case: str
    note: str
    foreign: bool  # the note is in English only, and the page is not
    answer: str
    by: str
    now: str
    named: str
    yours: bool

    @property
    def differs(self) -> bool:
        return bool(self.now)


@at_desk(Right.RULES)
@require_http_methods(["GET", "HEAD", "POST"])
@with_draft
def questions(request: HttpRequest, desk: Desk, found: Shelf, draft: RulebookDraft) -> HttpResponse:
    """GET: those of the hall. POST: `question` is answered as the draft does (`do` adopt), or asked no more
    (drop)."""
    if request.method != "POST":
        return _page(request, desk, found, draft)
    verb = {"adopt": adopt_answer, "drop": drop_question}.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    try:
        # Of the whole draft: what a question is answered with changes with any clause.
        done(request, desk, verb, question=request.POST.get("question", ""))
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        return _page(request, desk, found, draft, stale_words(), 409)
    except Elsewhere:
        words = _(
            "この例題は、ほかの館のものでもあります。その館でまかされている人といっしょに決めてください。"
        )
        return _page(request, desk, found, draft, words, 409)
    return redirect(reverse("desk-rules-questions", args=[desk.hall.slug]))


def _page(
    request: HttpRequest,
    desk: Desk,
    found: Shelf,
    draft: RulebookDraft,
    mistake: str = "",
    status: int = 200,
) -> HttpResponse:
    book = draft_book(draft)
    checked = check(book)
    asked = [_asked(one, book, found) for one in checked.scored if _is_of(one.question, book, desk.hall.slug)]
    told = {
        "changed": [one for one in asked if one.differs],
        "kept": [one for one in asked if not one.differs],
        "check": checked,
        "seen": version_of_draft(draft),
        "mistake": mistake,
        "since": long_date(book.valid_from),
    }
    return show(request, desk, "booking/desk/rule_questions.html", "desk-rules", status, **told)


def _is_of(question: Question, book: Rulebook, hall: str) -> bool:
    return (question.hall or book.halls[0].key) == hall


def _asked(one: Scored, book: Rulebook, found: Shelf) -> Asked:
    question = one.question
    halls = {question.hall} if question.hall else {hall.key for hall in book.halls}
    now = "" if one.answered else _answer(_found(one)) or _("答えが出ません")
    return Asked(
        id=question.id,
        case=_case(question, book),
        note=_note(question.note),
        foreign=isinstance(question.note, str) and not in_english(),
        answer=_answer(_published(question)),
        by=listed(question.by),
        now=now,
        named=listed(one.deciding) if now else "",
        yours=halls <= found.writes,
    )


def _case(question: Question, book: Rulebook) -> str:
    """「予約する・音楽室・2026年12月3日 15:00–17:00」."""
    hall = next((one for one in book.halls if one.key == question.hall), book.halls[0])
    room = next((said(one.name) for one in hall.rooms if one.key == question.room), "")
    times = "–".join(clock_words(one) for one in (question.from_, question.to) if one is not None)
    day = long_date(question.day) if question.day else ""
    when = " ".join(part for part in (day, times) if part)
    return listed(part for part in (step_words(question.step), room, when) if part)


def _note(note: str | Words) -> str:
    return note if isinstance(note, str) else said(note)


def _published(question: Question) -> tuple[Outcome | None, Sought | None, Value | None]:
    value = question.value.value if question.value else None
    return question.answer, question.sought, value


def _found(one: Scored) -> tuple[Outcome | None, Sought | None, Value | None]:
    outcome = one.verdict.outcome if one.verdict else None
    return outcome, one.question.sought, one.valued.value if one.valued else None


def _answer(told: tuple[Outcome | None, Sought | None, Value | None]) -> str:
    outcome, sought, value = told
    words: list[str] = [str(OUTCOMES[outcome])] if outcome else []
    if sought is not None and value is not None:
        words.append(_("%(field)s:%(what)s") % {"field": VALUES[sought], "what": _value(sought, value)})
    return listed(words)


def _value(sought: Sought, value: Any) -> str:
    if sought is Sought.FEE:
        return yen_words(value) if isinstance(value, int) else _("かかります")
    if sought is Sought.LEAVE_BY:
        return clock_words(value)
    if sought in (Sought.FIRST_DAY, Sought.LAST_DAY, Sought.LAPSES, Sought.PAY_BY):
        return long_date(value)
    if sought is Sought.NO_SHOW:
        return _("はい") if value else _("いいえ")
    return f"{value}%" if sought is Sought.REFUND else str(value)
