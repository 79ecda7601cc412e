"""実績: a year of the city's halls to look at, and its tables to take along."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from booking.labels.figures import targets_words
from booking.labels.plans import amount, named, word
from booking.queries.figures import Reported, reported
from booking.queries.plan_rows import target_lines
from booking.queries.plans import the_plan
from booking.queries.year_of_halls import published_halls, year_of_halls
from booking.rules.plans import Aim, Plan, Published
from booking.rules.staff import Right
from booking.web.charts import against
from booking.web.office.copies import answered
from booking.web.office.door import Office, at_office
from booking.web.office.figures_copies import figure_copies
from booking.web.office.figures_told import figures_told
from booking.web.office.plan_table import year_words
from booking.web.written_numbers import year_in
from facilities.rules.stages import fiscal_year

FIRST = 2000  # before it nothing was booked here


@at_office(Right.FIGURES)
@require_safe
def this_year(request: HttpRequest, office: Office) -> HttpResponse:
    """The year that a form names in `y`, else the one that runs."""
    return redirect("office-figures-year", year_in(request.GET, fiscal_year(office.today)))


@at_office(Right.FIGURES)
@require_safe
def figures(request: HttpRequest, office: Office, year: int) -> HttpResponse:
    """`room` is whose hours are shown; `as=csv` gives a table as a file, `as=xlsx` all of them."""
    this = fiscal_year(office.today)
    if not FIRST <= year <= this:
        raise Http404
    zone = ZoneInfo(settings.TIME_ZONE)
    found = year_of_halls(published_halls(), year, zone, office.now, city=True)
    copies = figure_copies(f"figures-{year}", found, city=True)
    if "as" in request.GET:
        return answered(request, copies)
    plan = the_plan()
    counted = plan is not None and year > plan.baseline
    rows = reported(plan, year, zone, office.now) if plan and counted else []
    told = {
        "year": year,
        "this": year_words(year),
        "runs": year == this,
        "last": found.year.last,
        "years": [(one, year_words(one)) for one in range(this, this - 4, -1)],
        "targets": _targets(plan, rows, year) if plan and rows else None,
        "places": found.halls,
        "copies": copies,
        **figures_told(found, request.GET.get("room", "")),
    }
    return render(request, "booking/office/figures.html", told)


def _targets(plan: Plan, rows: list[Reported], year: int) -> dict[str, Any]:
    """What the plan prints a number for, beside what the year came to; and how the other targets stand."""
    compared = [
        _compared(plan, one.entry.programme.id, figure.published, figure.published.baseline, figure.value)
        for one in rows
        for figure in one.figures
        if figure.published.baseline is not None and figure.value is not None
    ]
    states = [
        {
            "name": f"{one.entry.programme.id} {word(one.entry.programme.name)}",
            "lines": target_lines(year, plan, one),
        }
        for one in rows
        if one.entry.row.target.kind is not Aim.DIRECTION
    ]
    return {
        "sentence": targets_words(sum(one["over"] for one in compared), len(compared)),
        "compared": compared,
        "states": states,
        "past": year > plan.last,
        "first": year_words(plan.baseline),
        "until": year_words(plan.last),
    }


def _compared(plan: Plan, programme: str, published: Published, first: int, now: int) -> dict[str, Any]:
    by = plan.counted[published.indicator]
    name, words = f"{programme} {named(published, by)}", f"{amount(first, by)} → {amount(now, by)}"
    return {
        "name": name,
        "words": words,
        "over": now >= first,
        "chart": against(f"{name} {words}", first, now),
    }
