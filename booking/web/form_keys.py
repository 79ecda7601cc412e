"""A form that is pressed twice makes one thing. Each form that is shown carries a key
(`{% form_key %}`); what was made under it is kept for a day, and the same form sent again leads to the
same page.

What was typed is a part of the key: whoever goes back and sends something else means something else."""

import json
from collections.abc import Callable
from hashlib import sha256

from django.http import HttpRequest

from booking.actions.answers import once
from booking.models import Person
from booking.models.keys import first_code, repeated_code, repeated_token, token

FIELD = "key"
# What differs between two presses of one form, and what no verb reads.
APART = {FIELD, "csrfmiddlewaretoken"}


def made_once(
    request: HttpRequest, verb: str, does: Callable[[], str], *, person: Person, now: int, of: str = ""
) -> str:
    """What `does` made, by its id, now or when this form was sent before. `of` tells things of one form
    apart. A form without a key is done as often as it is sent; what `does` raises is raised, and not kept."""
    if not request.POST.get(FIELD):
        return does()
    key = sha256(json.dumps([*_sent(request), of]).encode()).hexdigest()
    return once(person=person, verb=verb, key=key, body={}, now=now, does=does)


def token_of(request: HttpRequest, kind: str) -> str:
    """A token that is the same for the same form; drawn for one without a key."""
    return repeated_token(kind, _sent(request)) if request.POST.get(FIELD) else token()


def code_of(request: HttpRequest, kind: str) -> str:
    """The same of a code: of what somebody without an account sends."""
    return repeated_code(kind, _sent(request)) if request.POST.get(FIELD) else first_code()


def _sent(request: HttpRequest) -> list[object]:
    fields = sorted((name, values) for name, values in request.POST.lists() if name not in APART)
    return [request.POST[FIELD], request.path, fields]
