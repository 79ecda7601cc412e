"""日報: a hall's day as a page and as a PDF, of the same tables."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from booking.pdf.report import Reader, report_name, report_pdf, sections, signs, staff_words
from booking.queries.report import report
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.today import read_day


@at_desk(Right.DAY)
@require_safe
def daily(request: HttpRequest, desk: Desk) -> HttpResponse:
    """`d` is the day, today's without it; `as=pdf` gives it as a file."""
    day = read_day(request.GET.get("d", "")) or desk.today
    found = report(desk.hall, day, desk.zone, desk.now)
    reader = Reader(desk.zone, desk.now, desk.may(Right.MONEY))
    if request.GET.get("as") == "pdf":
        response = HttpResponse(report_pdf(reader, found), content_type="application/pdf")
        response["Content-Disposition"] = f'inline; filename="{report_name(found)}"'
        return response
    shown: dict[str, Any] = {
        "day": day,
        "sections": sections(reader, found),
        "signs": signs(),
        "staff": staff_words(found),
        "duty_open": not found.staff,
    }
    return show(request, desk, "booking/desk/report.html", "desk", **shown)
