"""What every request passes: bounds on what comes in, and a calm answer when the database is away."""

from collections.abc import Callable
from urllib.parse import unquote

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from config.errors import explained, problem

Chain = Callable[[HttpRequest], HttpResponse]
DRAINED = 32 * 1024 * 1024


class BoundedInput:
    """413 for a body over DATA_UPLOAD_MAX_MEMORY_SIZE, 400 for a NUL, before anything is read."""

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            _drain(request)
            return problem(request, 413)
        if _holds_nul(request):
            return problem(request, 400)
        return self.get_response(request)


class DatabaseAway:
    """503 with Retry-After when a view finds the database away or cannot get its lock."""

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return explained(request, exception)


def _length(request: HttpRequest) -> int:
    """The body's announced bytes. Without an announcement Django reads none."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    return int(announced) if announced.isdecimal() else 0


def _drain(request: HttpRequest) -> None:
    """Reads off what is being sent: closing on a browser in mid-sentence loses it the answer."""
    left = min(_length(request), DRAINED)
    while left > 0 and (piece := request.read(min(left, 65536))):
        left -= len(piece)


def _holds_nul(request: HttpRequest) -> bool:
    # PostgreSQL keeps no NUL in a text; nobody types one.
    texts = (request.path_info, unquote(request.META.get("QUERY_STRING", "")), *request.COOKIES.values())
    return any("\x00" in text for text in texts)
