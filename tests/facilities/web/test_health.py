"""Whoever watches the service learns whether the database answers."""

from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.service import FILE, Service


@pytest.mark.django_db
def test_a_database_that_answers_is_health(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_a_file_that_is_gone_is_not_replaced_by_an_empty_one(serve: Callable[..., Service]) -> None:
    served = serve()
    for left in served.state.glob(f"{FILE}*"):
        left.unlink()
    with pytest.raises(HTTPError) as health:
        urlopen(f"{served.url}/healthz")
    assert health.value.code == 503
    assert not (served.state / FILE).exists()


def test_a_database_that_is_away_is_told_and_comes_back_by_itself(serve: Callable[..., Service]) -> None:
    served = serve()
    with served.database_away():
        with pytest.raises(HTTPError) as health:
            urlopen(f"{served.url}/healthz")
        with pytest.raises(HTTPError) as api:
            urlopen(f"{served.url}/api/v1/halls/")
        with pytest.raises(HTTPError) as page:
            urlopen(f"{served.url}/")
    assert health.value.code == 503
    assert (api.value.code, api.value.headers["Retry-After"]) == (503, "5")
    assert api.value.headers["Content-Type"] == "application/problem+json"
    assert (page.value.code, page.value.headers["Retry-After"]) == (503, "5")
    assert "少し待ってから" in page.value.read().decode()
    assert urlopen(f"{served.url}/healthz").status == 200
