"""What the last step came to, told once at the top of the page to which it led.

Kept in the session between the two: in an address it would be said again by every reload and bookmark.
"""

from django.http import HttpRequest

SAID = "said"


def say(request: HttpRequest, words: str) -> None:
    request.session[SAID] = words


def said(request: HttpRequest) -> str:
    """What there is to say; "" the second time."""
    # Asked before it is taken: taking what is not there would write the session of every page.
    return str(request.session.pop(SAID)) if SAID in request.session else ""
