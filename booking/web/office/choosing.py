"""Which of their departments somebody means who answers for several."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from booking.queries.posts import departments_with
from booking.rules.staff import Right
from booking.web.office.door import Office


def of_departments(
    request: HttpRequest, office: Office, page: str, *rest: object, right: Right = Right.PROGRAMMES
) -> HttpResponse:
    """On to this page (by its name, with the `rest` of its address) of the one department for which somebody
    has the right, else a choice of them. 404 where there is none."""
    mine = list(departments_with(office.person, right, office.now))
    if not mine:
        raise Http404
    if len(mine) == 1:
        return redirect(page, mine[0].slug, *rest)
    told = {"departments": [(one, reverse(page, args=[one.slug, *rest])) for one in mine]}
    return render(request, "booking/office/choose_department.html", told)
