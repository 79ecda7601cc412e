"""A feed as an HTTP answer: known by its ETag, packed, and without a word that it need not say."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import http_date, parse_etags, parse_http_date_safe

from booking import ical
from booking.actions import feeds


@dataclass(frozen=True, slots=True)
class Feed:
    """`name` is the feed's own; `version` and `language` are all that its text depends on."""

    name: str
    version: tuple[object, ...]
    language: str
    body: Callable[[], bytes]
    file_name: str
    cache_control: str
    content_type: str = "text/calendar; charset=utf-8"

    @property
    def digest(self) -> str:
        made_of = (self.name, self.version, self.language, ical.renderer())
        return sha256(repr(made_of).encode()).hexdigest()[:32]


def answer(request: HttpRequest, feed: Feed, now: int) -> HttpResponse:
    """200 with the calendar, or 304 if the reader has it. If-None-Match wins over If-Modified-Since."""
    digest = feed.digest
    since = None
    known = _names(request, digest)
    if not known:
        # Only now: a reader whose tag is known costs one query, and the moment of a version is another row.
        since = feeds.since(feed.name, digest, now)
        known = _read_after(request, since)
    response = HttpResponseNotModified() if known else _whole(request, feed, digest)
    # Weak: the same version goes out packed and unpacked.
    response["ETag"] = f'W/"{digest}"'
    if since is not None:
        response["Last-Modified"] = http_date(since)
    response["Cache-Control"] = feed.cache_control
    response["Vary"] = "Accept-Encoding"
    return response


def _names(request: HttpRequest, digest: str) -> bool:
    """Whether If-None-Match holds this version, compared weakly (RFC 9110, 13.1.2)."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in tags or any(tag.removeprefix("W/") == f'"{digest}"' for tag in tags)


def _read_after(request: HttpRequest, since: int | None) -> bool:
    # A reader that sends both means the tag (RFC 9110, 13.1.3): dates know whole seconds only.
    if since is None or "If-None-Match" in request.headers:
        return False
    asked = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return asked is not None and since <= asked


def _whole(request: HttpRequest, feed: Feed, digest: str) -> HttpResponse:
    packed = _takes_gzip(request.headers.get("Accept-Encoding", ""))
    body = feeds.whole(feed.name, digest, feed.body, packed=packed)
    response = HttpResponse(content_type=feed.content_type)
    if packed:
        response["Content-Encoding"] = "gzip"
    # Also for HEAD, which answers like GET but for the body (RFC 9110, 9.3.2).
    response["Content-Length"] = str(len(body))
    response["Content-Language"] = feed.language.partition("-")[0]
    response["Content-Disposition"] = f'inline; filename="{feed.file_name}"'
    if request.method != "HEAD":
        response.content = body
    return response


def _takes_gzip(accepted: str) -> bool:
    """Whether Accept-Encoding names gzip, or anything, with a weight above zero (RFC 9110, 12.5.3)."""
    weights: dict[str, bool] = {}
    for part in accepted.lower().replace(" ", "").split(","):
        coding, _, weight = part.partition(";q=")
        weights[coding] = bool(weight.strip("0.")) or not weight
    return weights.get("gzip", weights.get("*", False))
