"""Django's error handlers, named in `urls.py`."""

import sys

from django.contrib.sessions.exceptions import SessionInterrupted
from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse

from config.errors import explained, problem


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    if isinstance(exception, SessionInterrupted) and (away := explained(request, _beneath(exception))):
        return away
    return problem(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def _beneath(exception: BaseException | None) -> BaseException | None:
    """The database's own word, if it has one: Django calls a session lost that it would not take."""
    while exception is not None and not isinstance(exception, OperationalError):
        exception = exception.__context__
    return exception


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403)


def refused_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form without its token (CSRF)."""
    return problem(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Also asked for what fails inside a middleware, which no other middleware gets to see."""
    return explained(request, sys.exc_info()[1]) or problem(request, 500)
