"""Going back to where somebody came from."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

Response = Callable[[HttpRequest], HttpResponse]


def back_of(request: HttpRequest, otherwise: str = "/") -> str:
    """The address `next` of a form or a page, if it is one of this site; `otherwise` if it is not."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    return back if _is_ours(request, back) else otherwise


def middleware(get_response: Response) -> Response:
    """Whoever was signed out while they filled in a form comes back to its page once they have signed in.

    The address that the form is sent to often takes nothing else.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.method == "POST" and _asks_to_sign_in(request, response):
            response.headers["Location"] = redirect_to_login(_page_of_form(request)).url
        return response

    return answer


def _asks_to_sign_in(request: HttpRequest, response: HttpResponse) -> bool:
    here = redirect_to_login(request.get_full_path()).url
    return isinstance(response, HttpResponseRedirect) and response.url == here


def _page_of_form(request: HttpRequest) -> str:
    page = request.headers.get("Referer", "")
    if not _is_ours(request, page):
        return resolve_url(settings.LOGIN_REDIRECT_URL)
    return urlsplit(page)._replace(scheme="", netloc="", fragment="").geturl()


def _is_ours(request: HttpRequest, address: str) -> bool:
    return url_has_allowed_host_and_scheme(address, allowed_hosts={request.get_host()})
