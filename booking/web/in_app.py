"""Browsers inside messengers: a link that a friend sent opens there, and calendars cannot be reached."""

import re

from django.http import HttpRequest

# How the apps call themselves to a server, after their own names.
MESSENGERS = re.compile(
    r"\b(Line/|FBA[NV]|FB_IAB|Instagram|KAKAOTALK|MicroMessenger|Twitter|Discord|Snapchat)"
)


def is_in_app(request: HttpRequest) -> bool:
    """Whether the page is read inside a messenger, as far as its browser says so."""
    return bool(MESSENGERS.search(request.headers.get("User-Agent", "")))
