"""What is said when a request cannot be answered: a problem (RFC 9457) under /api/, a page elsewhere.

A page is `<status>.html` where there is one, else `error.html`; it needs no database, since that
may be what is missing.
"""

import logging

from django.db import DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

RETRY_AFTER = 5  # seconds: a lock is let go, or a database back, within that as a rule
SAYINGS = {
    400: (
        _("読み取れませんでした"),
        _("送られた内容に、読み取れないところがあります。もとのページからやり直せます。"),
    ),
    403: (
        _("この操作はできません"),
        _("ページを開いてから時間がたったのかもしれません。もとのページからやり直せます。"),
    ),
    404: (
        _("ページが見つかりません"),
        _("アドレスが変わったか、なくなったようです。最初のページから探せます。"),
    ),
    413: (
        _("送られた内容が大きすぎます"),
        _("短くしてから、もう一度送ってください。"),
    ),
    500: (
        _("うまく動きませんでした"),
        _("こちらの不具合です。記録しましたので、少し待ってからもう一度お試しください。"),
    ),
    503: (
        _("ただいま混み合っています"),
        _("少し待ってから、もう一度お試しください。"),
    ),
}


def problem(request: HttpRequest, status: int) -> HttpResponse:
    """The answer of that status in the form that the address calls for."""
    title, detail = (str(saying) for saying in SAYINGS[status])
    if request.path_info.startswith("/api/"):
        body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
        return JsonResponse(body, status=status, content_type="application/problem+json")
    page = loader.select_template([f"{status}.html", "error.html"])
    told = {"status": status, "title": title, "detail": detail}
    return HttpResponse(page.render(told, request if status in (403, 404) else None), status=status)


def unavailable(request: HttpRequest) -> HttpResponse:
    response = problem(request, 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def explained(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer for an error that is nobody's mistake here; None for one that is."""
    if isinstance(error, (OperationalError, InterfaceError)):
        logger.error("%s: the database did not answer", request.path, exc_info=error)
        return unavailable(request)
    if isinstance(error, (OverflowError, DataError)):
        # A number or a date that no column and no calendar holds came in through the address.
        logger.warning("%s: out of range", request.path, exc_info=error)
        return problem(request, 400)
    return None
