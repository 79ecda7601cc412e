"""What a manager alone does to somebody's record: close it, open it, stop a guardian."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from booking.actions.guardians import stop_guardian
from booking.actions.records import close_record, open_record
from booking.queries.bookings import Absent
from booking.queries.guardians import guardian_known
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk
from booking.web.desk.people import find_person


@at_desk(Right.RECORDS)
@require_POST
def record(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """`do` says what: close, open."""
    found, do = find_person(request, desk, public_id), request.POST.get("do", "")
    if do not in ("close", "open"):
        raise Http404
    verb = close_record if do == "close" else open_record
    verb(person=found, actor=desk.person, now=desk.now)
    return redirect("desk-person", desk.hall.slug, public_id)


@at_desk(Right.RECORDS)
@require_POST
def stopping(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """A guardian is stopped, at once."""
    found = guardian_known(public_id)
    if found is None:
        raise Http404
    find_person(request, desk, found.child.public_id)
    try:
        stop_guardian(public_id=public_id, actor=desk.person, now=desk.now)
    except Absent as absent:
        raise Http404 from absent
    return redirect("desk-person", desk.hall.slug, found.child.public_id)
