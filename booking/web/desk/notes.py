"""申し送り: what one shift notes for the next, until somebody has seen to it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from booking.actions import handover
from booking.actions.texts import Missing, Unfit
from booking.queries.bookings import Absent
from booking.queries.handover import note_of
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.today import day_of, here_of, page, room_at
from facilities.models import Equipment, Room
from facilities.queries.rooms import thing_in

CHANGES = {"done": handover.note_done, "again": handover.note_again}


@at_desk(Right.DESK)
@require_POST
def notes(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A new note, or what has become of one (`note` names it, `do` says what)."""
    here = here_of(request, desk)
    try:
        _change(request, desk) if request.POST.get("note") else _write(request, desk)
    except Absent as absent:
        raise Http404 from absent
    except (Missing, Unfit):
        problem = _("申し送りは、1字から300字までの文で書いてください。")
        return page(request, desk, here, day_of(desk, here), status=400, problem=problem)
    return redirect(here.href() + ("#sel" if here.booking or here.room else "#memos"))


def _change(request: HttpRequest, desk: Desk) -> None:
    note = note_of(desk.hall, request.POST["note"])
    verb = CHANGES.get(request.POST.get("do", ""))
    if verb is None:
        raise Absent(note.public_id)
    verb(note=note, actor=desk.person, now=desk.now)


def _write(request: HttpRequest, desk: Desk) -> None:
    about = request.POST.get("about", "")
    room = room_at(desk, about) if about else None
    handover.note(
        facility=desk.hall,
        text=request.POST.get("text", ""),
        room=room,
        thing=_thing(request.POST.get("thing", ""), room),
        actor=desk.person,
        now=desk.now,
    )


def _thing(slug: str, room: Room | None) -> Equipment | None:
    if not slug or room is None:
        return None
    thing = thing_in(room, slug)
    if thing is None:
        raise Absent(slug)
    return thing
