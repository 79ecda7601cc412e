"""How a reader wants the pages: language, furigana, light or dark. Kept in one cookie, no account needed."""

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from booking.web.furigana import with_readings
from booking.web.japanese import marked
from booking.web.returning import back_of

COOKIE = "look"
A_YEAR = 365 * 24 * 60 * 60
ALLOWED = {
    "language": {code for code, _ in settings.LANGUAGES},
    "theme": {"light", "dark"},
    "ruby": {"on", "off"},
}

Response = Callable[[HttpRequest], HttpResponse]


@dataclass(frozen=True, slots=True)
class Look:
    """Each "" until the reader chooses: then the browser's language and theme, and furigana over easy
    Japanese only."""

    language: str = ""
    theme: str = ""
    ruby: str = ""

    @classmethod
    def read(cls, cookie: str) -> "Look":
        pairs = (pair.partition("-") for pair in cookie.split("."))
        return cls().choose({name: value for name, _, value in pairs})

    def choose(self, chosen: dict[str, str]) -> "Look":
        """The same look with what of `chosen` is known and allowed; "" takes a choice back."""
        known = {f.name: chosen[f.name] for f in fields(self) if f.name in chosen}
        return replace(self, **{n: v for n, v in known.items() if not v or v in ALLOWED[n]})

    def furigana(self, language: str) -> bool:
        """Whether readings stand over the kanji of pages in `language`."""
        usual = "on" if language == "ja-easy" else "off"
        return language != "en" and (self.ruby or usual) == "on"

    def __str__(self) -> str:
        return ".".join(f"{f.name}-{value}" for f in fields(self) if (value := getattr(self, f.name)))


def middleware(get_response: Response) -> Response:
    """Sets `request.look`, speaks the reader's language, and puts furigana over a page if asked."""

    def answer(request: HttpRequest) -> HttpResponse:
        look = Look.read(request.COOKIES.get(COOKIE, ""))
        request.look = look  # type: ignore[attr-defined]
        language = _chosen(request, look) or translation.get_language_from_request(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = get_response(request)
        response.headers.setdefault("Content-Language", tag(language))
        patch_vary_headers(response, ["Accept-Language"])
        if response.headers.get("Content-Type", "").startswith("text/html"):
            _dress(response, language, look.furigana(language))
        return response

    return answer


def _chosen(request: HttpRequest, look: Look) -> str:
    """The API answers everybody who asks in the same words alike: caches need not know our cookie."""
    return "" if request.path_info.startswith("/api/v1/") else look.language


def _dress(page: HttpResponse, language: str, ruby: bool) -> None:
    patch_vary_headers(page, ["Cookie"])
    dress = marked if language == "en" else with_readings if ruby else None
    if dress and not page.streaming:
        page.content = dress(page.content.decode())
        # It was counted further in, before the readings came.
        page.headers.pop("Content-Length", None)


# Without a token: a page must not set a second cookie before anybody signs in, and all that a
# foreign page could do here is switch the light.
@csrf_exempt
@require_POST
def pref(request: HttpRequest) -> HttpResponse:
    look = Look.read(request.COOKIES.get(COOKIE, "")).choose({k: str(v) for k, v in request.POST.items()})
    response = HttpResponseRedirect(back_of(request))
    response.set_cookie(
        COOKIE, str(look), max_age=A_YEAR, samesite="Lax", secure=request.is_secure(), httponly=True
    )
    return response


def tag(language: str) -> str:
    """The language as the world names it (BCP 47): easy Japanese is Japanese."""
    return language.partition("-")[0]


def look(request: HttpRequest) -> dict[str, Any]:
    """For every template: the reader's look, and whether this is a trial with made-up people."""
    chosen, language = getattr(request, "look", Look()), translation.get_language() or settings.LANGUAGE_CODE
    return {
        "look": chosen,
        "language": language,
        "lang": tag(language),
        "furigana": chosen.furigana(language),
        "trial": settings.TRIAL,
    }
