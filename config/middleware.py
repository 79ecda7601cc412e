"""What every request passes: bounds on what comes in, and a calm answer when the database is away."""

from collections.abc import Callable
from urllib.parse import parse_qsl

from django.conf import settings
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.utils.translation import gettext_lazy as _

from config.errors import explained, problem

Chain = Callable[[HttpRequest], HttpResponse]
# What a browser sends by mistake, a photo say, is read off; nobody's gigabytes are.
DRAINED = 32 * 1024 * 1024
NUL = _("使えない文字があります(U+0000)。消してから送ってください。")


class BoundedInput:
    """413 for a body over DATA_UPLOAD_MAX_MEMORY_SIZE, 400 for a NUL, 408 for a body that ends early.

    After that the body has been read: half of one is never taken for the whole.
    """

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            _drain(request)
            return problem(request, 413)
        if (place := _place_of_nul(request)) is not None:
            return problem(request, 400, {place: [str(NUL)]})
        if not _is_whole(request):
            return problem(request, 408)
        return self.get_response(request)


class NotShared:
    """What a browser with a session is shown is for nobody else, and is asked for anew each time."""

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # By what the browser sent and not by who it is: asking that would look up a session for every
        # picture.
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class OpenedByHand:
    """A page, too, where HTTP says 405: for whoever opens or reloads an address to which a form is sent."""

    def __init__(self, get_response: Chain) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # What has said something itself, as the API does, keeps its words.
        if response.status_code != 405 or response.content:
            return response
        said = problem(request, 405)
        said.headers["Allow"] = response.headers["Allow"]
        return said


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


def _is_whole(request: HttpRequest) -> bool:
    """Whether as much of the body came as was announced."""
    try:
        return len(request.body) >= _length(request)
    except UnreadablePostError:
        return False


def _place_of_nul(request: HttpRequest) -> str | None:
    """The name of the parameter or cookie that holds one, "path" for the address itself."""
    # PostgreSQL keeps no NUL in a text; nobody types one.
    query = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
    texts = [("path", request.path_info), *query, *request.COOKIES.items()]
    return next((name.replace("\x00", "") for name, text in texts if "\x00" in name + text), None)
