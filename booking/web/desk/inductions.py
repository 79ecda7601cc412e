"""講習会: the dates on which a hall gives its courses, who has a seat, and who has taken it."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.courses import MOST_PLACES, NoSuchCourse, NotYet, note_induction, set_course_date
from booking.models import CourseDate, Person
from booking.queries.bookings import Absent
from booking.queries.courses import Validity, course_date, course_dates, courses_by, seats_on
from booking.rules.staff import Right
from booking.web.dates import read_instant
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.people import NoSuchDay, find_person, read_day
from booking.web.desk.words import course_words
from booking.web.written_numbers import number_of
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

USUAL_PLACES = 10
KEPT = 30 * 24 * 60 * 60  # seconds for which a date that is over stays on the page


@at_desk(Right.COURSES)
@require_safe
def courses(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@at_desk(Right.COURSES)
@require_POST
def setting(request: HttpRequest, desk: Desk) -> HttpResponse:
    """A date of a course, with so many seats."""
    day, places = request.POST.get("day", ""), request.POST.get("places", "")
    start = read_instant(f"{day}T{request.POST.get('from', '')}", desk.zone)
    end = read_instant(f"{day}T{request.POST.get('to', '')}", desk.zone)
    span = Span.between(start, end) if start is not None and end is not None else None
    if span is None or span.start <= desk.now:
        return _page(request, desk, _("これからの日と、始まりより後の終わりの時間を入れてください。"))
    if not number_of(places, MOST_PLACES):
        return _page(
            request, desk, _("席の数は1から%(most)dまでの数で入れてください。") % {"most": MOST_PLACES}
        )
    try:
        set_course_date(
            facility=desk.hall,
            course=request.POST.get("course", ""),
            span=span,
            places=int(places),
            actor=desk.person,
            now=desk.now,
        )
    except NoSuchCourse:
        return _page(request, desk, _("講習会をえらんでください。"))
    return redirect("desk-courses", desk.hall.slug)


@at_desk(Right.COURSES)
@require_http_methods(["GET", "HEAD", "POST"])
def course(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Who has a seat. POST notes those who are ticked as having taken it that day."""
    try:
        found = course_date(desk.hall, public_id)
    except Absent as absent:
        raise Http404 from absent
    if request.method == "POST":
        _note_ticked(request, desk, found)
        return redirect("desk-course", desk.hall.slug, public_id)
    told: dict[str, Any] = {
        "row": _row(found, desk, courses_by(desk.rules.on(desk.today))),
        "seats": seats_on(found),
    }
    return show(request, desk, "booking/desk/course.html", "desk-courses", **told)


@at_desk(Right.COURSES)
@require_POST
def taken(request: HttpRequest, desk: Desk, public_id: str) -> HttpResponse:
    """Somebody has taken a course, without having had a seat."""
    found = find_person(request, desk, public_id)
    try:
        on = read_day(request.POST.get("on", "")) or desk.today
        _note(desk, request.POST.get("course", ""), found, on)
    except (NoSuchDay, NoSuchCourse, NotYet):
        return _page(request, desk, _("講習会と、きょうまでの日をえらんでください。"))
    to = "desk-person" if desk.may(Right.PEOPLE) else "desk-courses"
    return redirect(to, *([desk.hall.slug, public_id] if to == "desk-person" else [desk.hall.slug]))


def _note_ticked(request: HttpRequest, desk: Desk, found: CourseDate) -> None:
    ticked = set(request.POST.getlist("taken"))
    try:
        for seat in seats_on(found):
            if seat.person.public_id in ticked:
                _note(desk, found.course, seat.person, local_day(found.start, desk.zone))
    except NotYet as early:
        # Before the day the page has nothing to tick.
        raise Http404 from early


def _note(desk: Desk, key: str, person: Person, on: date) -> None:
    note_induction(facility=desk.hall, course=key, person=person, on=on, actor=desk.person, now=desk.now)


def _page(request: HttpRequest, desk: Desk, mistake: str = "") -> HttpResponse:
    known = courses_by(desk.rules.on(desk.today))
    since = desk.now - KEPT
    told = {
        "courses": [(key, course_words(key, known)) for key in known],
        "rows": [_row(one, desk, known) for one in course_dates(desk.hall, since)],
        "places": USUAL_PLACES,
        "typed": request.POST,
        "mistake": mistake,
    }
    return show(request, desk, "booking/desk/courses.html", "desk-courses", 422 if mistake else 200, **told)


def _row(one: CourseDate, desk: Desk, known: dict[str, Validity]) -> dict[str, Any]:
    return {
        "one": one,
        "words": course_words(one.course, known),
        "when": span_words(Span(one.start, one.end), desk.zone, desk.today),
        "over": one.end <= desk.now,
        "begun": one.start <= desk.now,
        "seats": getattr(one, "taken", 0),
    }
