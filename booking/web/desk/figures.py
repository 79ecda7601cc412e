"""実績: a year of one hall to look at, as its city sees all of them."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from booking.queries.year_of_halls import year_of_halls
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.office.copies import answered
from booking.web.office.figures_copies import figure_copies
from booking.web.office.figures_told import figures_told
from booking.web.written_numbers import year_in
from facilities.labels.eras import fiscal_year_words
from facilities.rules.stages import fiscal_year

FIRST = 2000  # before it nothing was booked here


@at_desk(Right.FIGURES)
@require_safe
def this_year(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The year that a form names in `y`, else the one that runs."""
    return redirect("desk-figures-year", desk.hall.slug, year_in(request.GET, fiscal_year(desk.today)))


@at_desk(Right.FIGURES)
@require_safe
def figures(request: HttpRequest, desk: Desk, year: int) -> HttpResponse:
    """`room` and `as` as in the city's."""
    this = fiscal_year(desk.today)
    if not FIRST <= year <= this:
        raise Http404
    found = year_of_halls([desk.hall], year, desk.zone, desk.now, city=False)
    copies = figure_copies(f"figures-{desk.hall.slug}-{year}", found, city=False)
    if "as" in request.GET:
        return answered(request, copies)
    told = {
        "year": year,
        "this": _words(year),
        "runs": year == this,
        "last": found.year.last,
        "years": [(one, _words(one)) for one in range(this, this - 4, -1)],
        "copies": copies,
        **figures_told(found, request.GET.get("room", "")),
    }
    return show(request, desk, "booking/desk/figures.html", "desk-figures", **told)


def _words(year: int) -> str:
    return fiscal_year_words(date(year, 4, 1))
