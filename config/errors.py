"""What is said when a request cannot be answered: a problem (RFC 9457) under /api/, a page elsewhere.

A page is `<status>.html` where there is one, else `error.html`; it needs no database, since that
may be what is missing.
"""

import json
import logging
from collections.abc import Mapping
from typing import Any

from django.db import DatabaseError, DataError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.utils.translation import gettext_lazy as _

logger = logging.getLogger(__name__)

RETRY_AFTER = 5  # seconds: a lock is let go, or a database back, within that as a rule
CODES = {
    400: "malformed",
    403: "forbidden",
    404: "not_found",
    405: "method_not_allowed",
    408: "timeout",
    413: "too_large",
    500: "error",
    503: "unavailable",
}
SAYINGS = {
    400: (
        _("読み取れませんでした"),
        _("送られた内容に、読み取れないところがあります。もとのページからやりなおせます。"),
    ),
    403: (
        _("この操作はできません"),
        _("ページを開いてから時間がたったのかもしれません。もとのページからやりなおせます。"),
    ),
    404: (
        _("ページが見つかりません"),
        _("アドレスが変わったか、なくなったようです。最初のページからさがせます。"),
    ),
    405: (
        _("ここは、ボタンをおして来るところです"),
        _("アドレスからは開けません。前のページにもどると、もう一度おせます。"),
    ),
    408: (
        _("全部は届きませんでした"),
        _("送られた内容が、途中で止まりました。通信をたしかめて、もう一度送ってください。"),
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


def problem(request: HttpRequest, status: int, errors: Mapping[str, list[str]] | None = None) -> HttpResponse:
    """The answer of that status in the form that the address calls for; `errors` by field, for a problem."""
    title, detail = (str(saying) for saying in SAYINGS[status])
    told = {"status": status, "title": title, "detail": detail}
    # By the address and not by Accept: programs often send none, and browsers send everything.
    if request.path_info.startswith("/api/"):
        named = {"errors": errors} if errors else {}
        said = {"type": f"/api/docs/#{CODES[status]}", **told, "code": CODES[status], **named}
        body = json.dumps(said, ensure_ascii=False)
        response = HttpResponse(body, status=status, content_type="application/problem+json")
    else:
        response = HttpResponse(_page(request, told), status=status)
    # What was wrong a moment ago may be mended: nobody is to be shown it out of a cache.
    response["Cache-Control"] = "private, no-store"
    return response


def _page(request: HttpRequest, told: dict[str, Any]) -> str:
    page = loader.select_template([f"{told['status']}.html", "error.html"])
    told = {**told, "here": "/"}  # an address that does not lead anywhere may be a mistyped secret
    try:
        # Who is asking is looked up in the database: only where that can be trusted to answer.
        return str(page.render(told, request if told["status"] in (403, 404, 405) else None))
    except Exception:  # the page that says what went wrong must not go wrong itself
        logger.exception("%s: the page for %s failed", request.path, told["status"])
        return f"<!doctype html><title>{told['title']}</title><p>{told['detail']}</p>"


def unavailable(request: HttpRequest) -> HttpResponse:
    response = problem(request, 503)
    response["Retry-After"] = str(RETRY_AFTER)
    return response


def explained(request: HttpRequest, error: BaseException | None) -> HttpResponse | None:
    """The answer for an error that is nobody's mistake here; None for one that is."""
    # A file that is no database any more raises the bare DatabaseError.
    if isinstance(error, (OperationalError, InterfaceError)) or type(error) is DatabaseError:
        logger.error("%s: the database did not answer", request.path, exc_info=error)
        return unavailable(request)
    if isinstance(error, (OverflowError, DataError)):
        # A number or a date that no column and no calendar holds came in through the address.
        logger.warning("%s: out of range", request.path, exc_info=error)
        return problem(request, 400)
    return None
