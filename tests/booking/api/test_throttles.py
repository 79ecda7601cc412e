"""How often one may ask, counted by all workers together."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from booking.api.throttles import STRIDE, seen
from booking.models import Person
from facilities.models import Room
from tests.booking.api.callers import PROBLEM, get, post, signed_in


@pytest.fixture(autouse=True)
def _few(settings: Settings) -> None:
    settings.API_REQUESTS_A_MINUTE = {"person": 2 * STRIDE, "address": 3 * STRIDE}


def ask(client: Client, times: int) -> list[int]:
    return [get(client, "halls/").status_code for _ in range(times)]


def test_whoever_asks_too_often_is_told_how_long_to_wait(nobody: Client) -> None:
    assert set(ask(nobody, 3 * STRIDE)) == {200}
    refused = get(nobody, "halls/")
    assert (refused.status_code, refused["Content-Type"]) == (429, PROBLEM)
    assert refused.json()["code"] == "too_many_requests"
    assert 1 <= int(refused["Retry-After"]) <= 60


def test_a_person_is_counted_by_person_and_not_by_address(as_teen: Client, as_other: Client) -> None:
    for _ in range(2 * STRIDE):
        assert get(as_teen, "bookings/").status_code == 200
    assert get(as_teen, "bookings/").status_code == 429
    assert get(as_other, "bookings/").status_code == 200


def test_another_worker_knows_of_it(teen: Person) -> None:
    one_worker = signed_in(teen)
    for _ in range(2 * STRIDE):
        get(one_worker, "bookings/")
    seen.clear()  # what a worker that has just started knows
    answers = [get(signed_in(teen), "bookings/").status_code for _ in range(STRIDE + 1)]
    assert answers[-1] == 429


def test_changes_count_like_reads(as_teen: Client, room: Room) -> None:
    answers = [post(as_teen, "check/", {}).status_code for _ in range(2 * STRIDE + 1)]
    assert set(answers[:-1]) == {400}
    assert answers[-1] == 429


def test_counting_costs_nothing_between_two_reports(
    nobody: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(STRIDE - 1):
        with django_assert_num_queries(1):
            get(nobody, "halls/")
