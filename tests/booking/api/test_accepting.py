"""In which form somebody takes an answer."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("accept", ["", " ", "*/*", "text/html, application/json;q=0.1"])
def test_whoever_asks_for_nothing_in_particular_gets_json(client: Client, accept: str) -> None:
    answer = client.get("/api/v1/halls/", headers={"accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
