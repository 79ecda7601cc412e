"""How the tests talk to the API."""

import json
from typing import Any

from django.test import Client

from booking.models import Person

# The band room, on the Friday evening on which it lets teens in.
FRIDAY = {
    "room": "higashi/band",
    "start": "2026-12-04T17:00:00+09:00",
    "end": "2026-12-04T19:00:00+09:00",
}
PROBLEM = "application/problem+json"


def signed_in(person: Person | None) -> Client:
    client = Client()
    if person is not None:
        client.force_login(person)
    return client


def post(client: Client, address: str, body: Any = None, **headers: str) -> Any:
    """POSTs JSON to an address below /api/v1/, whatever version is there; header names with _ for -."""
    sent = {"If-Match": "*"} | {name.replace("_", "-"): value for name, value in headers.items()}
    return client.post(
        f"/api/v1/{address}", json.dumps({} if body is None else body), "application/json", headers=sent
    )


def get(client: Client, address: str, **query: str) -> Any:
    return client.get(f"/api/v1/{address}", query)
