"""One wall around all that staff may do: who has signed in without the second factor acts as a member.

It stands behind every page and the API alike, because queries ask it wherever they ask for a post.
"""

from collections.abc import Callable

from django.contrib.auth.middleware import get_user
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from booking.models import Person
from booking.web.second_factors import is_confirmed

Response = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Response) -> Response:
    """Says of whoever asks whether their posts count in this session. No query; a page that asks for nobody
    still loads nobody."""

    def answer(request: HttpRequest) -> HttpResponse:
        request.user = SimpleLazyObject(lambda: _as_confirmed(request))  # type: ignore[assignment]
        return get_response(request)

    return answer


def _as_confirmed(request: HttpRequest) -> Person | AnonymousUser:
    person: Person | AnonymousUser = get_user(request)
    if isinstance(person, Person):
        person.confirmed = is_confirmed(request, person)
    return person
