"""抽選: the hall's rounds, setting one with its warnings, typing a paper entry, and starting the draw."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.draws import draw
from booking.actions.entries import ChoicesUnfit, Sealed, Wishes, enter_on_paper
from booking.actions.lottery import Untimely, cancel_round, close_list, open_round, set_round
from booking.actions.texts import Unfit
from booking.labels import slot_when
from booking.models import Round
from booking.queries.bookings import Absent
from booking.queries.desk_rounds import cautions_on, round_at, rounds_of
from booking.queries.lottery import Bench, bench
from booking.queries.odds import asked_of
from booking.rules.rounds import Caution, RoundUnfit
from booking.rules.staff import Right
from booking.rules.verdict import Refused
from booking.web.desk import round_form
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.round_typed import again_typed, as_typed
from booking.web.joining import unfit_words
from booking.web.refusals import brief
from booking.web.rounds import steps
from booking.wording.rounds import caution_words, unfit_round_words
from facilities.labels import span_words

MOST_CAUTIONS = 20
State = Round.State
MOST_ROUNDS = 30  # on the page: those before them the API still lists


@at_desk(Right.HOURS)
@require_safe
def rounds(request: HttpRequest, desk: Desk) -> HttpResponse:
    listed = [_listed(one, desk) for one in rounds_of(desk.hall)[:MOST_ROUNDS]]
    return show(request, desk, "booking/desk/rounds.html", "desk-rounds", rounds=listed)


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, desk: Desk) -> HttpResponse:
    """POST plans a round, which nobody sees yet, and leads to its page with its warnings."""
    if request.method == "POST":
        return _planned(request, desk)
    return _form(request, desk, _left_over(request.GET.get("of", ""), desk) or request.POST)


def _left_over(public_id: str, desk: Desk) -> QueryDict | None:
    """What one would type to draw once more what a draw has left over, but when; None where it cannot be
    said, or nothing is left."""
    found = round_at(desk.hall, public_id)
    return None if found is None or found.state != State.DRAWN else again_typed(bench(found), desk)


@at_desk(Right.HOURS)
@require_http_methods(["GET", "HEAD", "POST"])
def changing(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """GET: a planned round as it was typed. POST: plans it anew, as another one."""
    found = _find(desk, public_id)
    typed = _as_typed(found, desk)
    if typed is None:
        return _page(request, desk, found, str(NOT_THERE[Untimely]) if request.method == "POST" else "")
    return _planned(request, desk, found) if request.method == "POST" else _form(request, desk, typed, found)


def _as_typed(found: Round, desk: Desk, known: Bench | None = None) -> QueryDict | None:
    """What one would have typed for a round that can still be put right here; else None."""
    if found.state != State.PLANNED or found.facility_id != desk.hall.pk:
        return None
    return as_typed(known or bench(found), desk)


def _planned(request: HttpRequest, desk: Desk, instead_of: Round | None = None) -> HttpResponse:
    try:
        made = set_round(
            facility=desk.hall,
            name_ja=request.POST.get("name_ja", ""),
            name_en=request.POST.get("name_en", ""),
            terms=round_form.terms(request.POST, desk),
            slots=round_form.offers(request.POST, desk),
            actor=desk.person,
            now=desk.now,
            instead_of=instead_of,
        )
    except RoundUnfit as unfit:
        return _form(request, desk, request.POST, instead_of, unfit_round_words(unfit.field))
    except Unfit as unfit:
        return _form(request, desk, request.POST, instead_of, unfit_words(unfit))
    # Opened, or planned anew by somebody else, since it was looked for: the list says how it stands.
    except (Untimely, Round.DoesNotExist):
        return redirect("desk-rounds", desk.hall.slug)
    return redirect("desk-round", desk.hall.slug, made.round.public_id)


def _form(
    request: HttpRequest, desk: Desk, typed: QueryDict, instead_of: Round | None = None, mistake: str = ""
) -> HttpResponse:
    told = {
        "rooms": round_form.rooms(desk),
        "rows": round_form.rows(typed),
        "typed": round_form.typed(typed),
        "instead_of": instead_of,
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/round_new.html", "desk-rounds", 422 if mistake else 200, **told)


@at_desk(Right.HOURS)
@require_safe
def lottery(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    return _page(request, desk, _find(desk, public_id))


NOT_THERE = {
    Untimely: gettext_lazy("抽選の今の段階では、できません。"),
    Sealed: gettext_lazy(
        "この申しこみは、しめきった一覧にもうのっています。指紋を公表したので、変えられません。"
    ),
    Absent: gettext_lazy("その番号の枠はありません。"),
}


@at_desk(Right.HOURS)
@require_POST
def doing(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """`do` says what: open, cancel, draw, paper."""
    found, done = _find(desk, public_id), DO.get(request.POST.get("do", ""))
    if done is None:
        raise Http404
    try:
        done(request, desk, found)
    except (Untimely, Sealed, Absent) as not_there:
        return _page(request, desk, found, str(NOT_THERE[type(not_there)]))
    except RoundUnfit as unfit:
        return _page(request, desk, found, unfit_round_words(unfit.field))
    except ChoicesUnfit as unfit:
        words = _("希望は1から%(most)dまで、それぞれ1回ずつ書いてください。") % {"most": unfit.most}
        return _page(request, desk, found, words)
    except Refused as refused:
        return _page(request, desk, found, brief(refused.verdict, desk.zone, desk.today))
    except Unfit as unfit:
        return _page(request, desk, found, unfit_words(unfit))
    return redirect("desk-round", desk.hall.slug, public_id)


def _open(request: HttpRequest, desk: Desk, found: Round) -> None:
    open_round(lottery=found, actor=desk.person, now=desk.now)


def _cancel(request: HttpRequest, desk: Desk, found: Round) -> None:
    cancel_round(lottery=found, actor=desk.person, now=desk.now, why=request.POST.get("why", ""))


def _draw(request: HttpRequest, desk: Desk, found: Round) -> None:
    """What the service does by itself at its moment, where it is late."""
    # Only a closed list is drawn; one that the worker has closed meanwhile stays as it is.
    close_list(lottery=found, now=desk.now)
    draw(lottery=found, now=desk.now)


def _paper(request: HttpRequest, desk: Desk, found: Round) -> None:
    typed = round_form.paper(request.POST, desk)
    wishes = Wishes(typed.slots, every=bool(request.POST.get("every")))
    enter_on_paper(
        lottery=found,
        person=typed.person,
        company=typed.company,
        wishes=wishes,
        received_at=typed.received_at,
        actor=desk.person,
        now=desk.now,
    )


DO: Mapping[str, Callable[[HttpRequest, Desk, Round], None]] = {
    "open": _open,
    "cancel": _cancel,
    "draw": _draw,
    "paper": _paper,
}


def _find(desk: Desk, public_id: str) -> Round:
    found = round_at(desk.hall, public_id)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, desk: Desk, found: Round, mistake: str = "") -> HttpResponse:
    """A round with its slots and how many wish for each; who they are stays unsaid until the draw."""
    known = bench(found)
    wished = asked_of(found, known.slots).per(lambda one: one.number)
    planned = found.state == State.PLANNED
    warned = cautions_on(known) if planned else ()
    told = {
        **_listed(found, desk),
        "slots": [
            {
                "number": one.number,
                "room": one.room,
                "elsewhere": one.room.facility_id != desk.hall.pk,
                "when": slot_when(one.spans, desk.zone, desk.today),
                "dates": len(one.spans),
                "wished": wished[one.number][0],
            }
            for one in known.slots
        ],
        "cautions": [_caution(one, desk) for one in warned[:MOST_CAUTIONS]],
        "more": max(0, len(warned) - MOST_CAUTIONS),
        "planned": planned,
        "changeable": planned and _as_typed(found, desk, known) is not None,
        "holds": found.facility_id == desk.hall.pk,
        # What came in time has the same chance, and may be typed in until the draw (docs/decisions/0025).
        "takes_paper": found.state in (State.OPEN, State.CLOSED) and found.opens_at <= desk.now,
        "drawable": found.state in (State.OPEN, State.CLOSED) and found.draws_at <= desk.now,
        "ends": found.state in (State.PLANNED, State.OPEN, State.CLOSED),
        "drawn": found.state == State.DRAWN,
        "again": found.state == State.DRAWN and again_typed(known, desk) is not None,
        "typed": request.POST,
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/round.html", "desk-rounds", 422 if mistake else 200, **told)


def _listed(one: Round, desk: Desk) -> dict[str, Any]:
    return {
        "round": one,
        "steps": steps(one, desk.now),
        "state": state_words(one.state),
        "entered": getattr(one, "entered", 0),
    }


def state_words(state: str) -> str:
    return {
        State.PLANNED: _("準備中(まだだれにも見えません)"),
        State.OPEN: _("公開中"),
        State.CLOSED: _("しめきりました"),
        State.DRAWN: _("抽選ずみ"),
        State.CANCELLED: _("中止しました"),
    }[State(state)]


def _caution(one: Caution, desk: Desk) -> dict[str, Any]:
    words = caution_words(one, desk.zone, desk.today)
    return {"slot": one.slot, "when": span_words(one.span, desk.zone, desk.today), "words": words}
