"""やってみたいこと: what was suggested to a hall, read and answered."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from booking.actions.changes import Stale
from booking.actions.suggestions import LONGEST_ANSWER, answer_suggestion, reopen_suggestion
from booking.actions.texts import Missing, Unfit
from booking.labels.suggestions import state_words
from booking.models import Programme, Suggestion
from booking.queries.bookings import Absent
from booking.queries.programmes import programme_at, programmes_at
from booking.queries.suggestions import suggestions_at
from booking.rules.staff import Right
from booking.rules.suggestions import State
from booking.web.consents import Mistake, words_of
from booking.web.desk.board import staff_name
from booking.web.desk.door import Desk, at_desk, show
from booking.web.saying import said, say
from booking.web.written_numbers import seen_in
from facilities.labels import long_date
from facilities.rules.spans import local_day

RAIL = "desk-programmes"
ANSWERS = (State.TAKEN, State.TALKED, State.DECLINED)


@at_desk(Right.PROGRAMMES)
@require_safe
def suggestions(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@at_desk(Right.PROGRAMMES)
@require_POST
def deciding(request: HttpRequest, desk: Desk, public_id: str, verb: str) -> HttpResponse:
    """Answers one, or takes the answer back."""
    try:
        if verb == "answer":
            _answer(desk, public_id, request.POST)
        elif verb == "reopen":
            reopen_suggestion(facility=desk.hall, public_id=public_id, actor=desk.person, now=desk.now)
        else:
            raise Http404
    except Absent as absent:
        raise Http404 from absent
    except Stale:
        words = _("先に変わっていました。今のようすを見てから、決めてください。")
        return _page(request, desk, public_id, [Mistake(field=f"s-{public_id}", words=words)], 409)
    except (Missing, Unfit, ValueError) as why:
        words = _words(why)
        return _page(request, desk, public_id, [Mistake(field=f"s-{public_id}", words=words)], 422)
    say(request, _("返事をしました。") if verb == "answer" else _("もう一度、考えることにしました。"))
    return redirect("desk-suggestions", desk.hall.slug)


def _answer(desk: Desk, public_id: str, given: Mapping[str, str]) -> None:
    key = given.get("programme", "")
    answer_suggestion(
        facility=desk.hall,
        public_id=public_id,
        state=_state(given.get("state", "")),
        answer=given.get("answer", ""),
        programme=programme_at(desk.hall, key) if key else None,
        seen=seen_in(given),
        actor=desk.person,
        now=desk.now,
    )


def _state(text: str) -> State:
    """ValueError for one that is no answer."""
    state = State(text)
    if state not in ANSWERS:
        raise ValueError(text)
    return state


def _words(why: Exception) -> str:
    if isinstance(why, Missing):
        return _("返事の言葉を書いてください。")
    return words_of(why) if isinstance(why, Unfit) else _("返事を1つえらんでください。")


def _page(
    request: HttpRequest,
    desk: Desk,
    public_id: str = "",
    errors: list[Mistake] | None = None,
    status: int = 200,
) -> HttpResponse:
    typed = request.POST if errors else {}
    rows = [
        _told(one, desk, typed if one.public_id == public_id else {}) for one in suggestions_at(desk.hall)
    ]
    open_programmes = [one for one in programmes_at(desk.hall) if one.state != Programme.State.CANCELLED]
    told = {
        "waiting": [one for one in rows if one["suggestion"].state == State.SENT],
        "answered": [one for one in rows if one["suggestion"].state != State.SENT],
        "answers": [(one.value, state_words(one.value)) for one in ANSWERS],
        "programmes": open_programmes,
        "longest": LONGEST_ANSWER,
        "errors": errors or [],
        "said": said(request),
    }
    return show(request, desk, "booking/desk/suggestions.html", RAIL, status, **told)


def _told(one: Suggestion, desk: Desk, typed: Mapping[str, str]) -> dict[str, Any]:
    who = one.group.name if one.group else staff_name(one.person) if one.person else one.pen_name
    return {
        "suggestion": one,
        "who": who,
        "day": long_date(local_day(one.sent_at, desk.zone)),
        "state": state_words(one.state),
        "typed": typed,
    }
