"""Halls as the API shows them to everybody."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.factories import a_facility
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db


def test_the_list_shows_published_halls_in_the_citys_order(client: Client) -> None:
    a_facility("midori", position=2)
    a_facility("honcho", position=1)
    a_facility("elsewhere", published=False)
    answer = client.get("/api/v1/halls/").json()
    assert [hall["id"] for hall in answer["results"]] == ["honcho", "midori"]
    assert answer["next"] is None


def test_a_hall_is_told_with_both_names_and_its_zone(client: Client) -> None:
    a_facility("higashi", name_reading="ひがしじどうかん", phone="042-383-0000")
    hall = client.get("/api/v1/halls/higashi/").json()
    assert hall["name"] == {"ja": "東児童館", "reading": "ひがしじどうかん", "en": "Higashi Children's Hall"}
    assert (hall["timezone"], hall["kind"]) == ("Asia/Tokyo", "childrens_hall")
    assert hall["phone"] == "042-383-0000"


def test_an_access_fact_that_nobody_has_looked_at_is_null(client: Client) -> None:
    a_facility("higashi", step_free=True, lift=False)
    access = client.get("/api/v1/halls/higashi/").json()["access"]
    assert access == {
        "step_free": True,
        "lift": False,
        "wheelchair_toilet": None,
        "ostomate_toilet": None,
        "hearing_loop": None,
        "parking": None,
        "voiceless_contact": None,
    }


def test_an_unpublished_hall_answers_like_one_that_does_not_exist(client: Client) -> None:
    a_facility("elsewhere", published=False)
    hidden, absent = client.get("/api/v1/halls/elsewhere/"), client.get("/api/v1/halls/nowhere/")
    assert (hidden.status_code, hidden.json()) == (absent.status_code, absent.json())
    assert absent["Content-Type"] == "application/problem+json"
    assert absent.json()["code"] == "not_found"


def test_everybody_gets_the_same_answer_and_caches_may_keep_it(client: Client) -> None:
    a_facility("higashi")
    answers = [client.get("/api/v1/halls/")]
    for person in (a_high_schooler(), staff()):
        client.force_login(person)
        answers.append(client.get("/api/v1/halls/"))
    assert len({answer.content for answer in answers}) == 1
    assert answers[0]["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answers[0].get("Vary", "")


def test_a_hall_that_is_not_there_is_not_kept_by_a_cache(client: Client) -> None:
    assert "no-store" in client.get("/api/v1/halls/nowhere/")["Cache-Control"]


def test_fifty_halls_cost_the_queries_of_ten(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(10):
        a_facility(f"hall-{number}")
    with django_assert_num_queries(1):
        client.get("/api/v1/halls/")
    for number in range(10, 50):
        a_facility(f"hall-{number}")
    with django_assert_num_queries(1):
        assert len(client.get("/api/v1/halls/").json()["results"]) == 50


def test_pages_follow_each_other_without_a_gap(client: Client) -> None:
    for number in range(60):
        a_facility(f"hall-{number}", position=number // 7)
    first = client.get("/api/v1/halls/").json()
    second = client.get(first["next"]).json()
    seen = [hall["id"] for page in (first, second) for hall in page["results"]]
    assert sorted(seen) == sorted(f"hall-{number}" for number in range(60))
    assert client.get(second["previous"]).json()["results"] == first["results"]


@pytest.mark.parametrize("cursor", ["x", "cD1hYmM=", "cD0lMDA=", "cD05OTk5OTk5OTk5OTk5OTk5OTk5OTk5", "é", ""])
def test_a_cursor_that_was_made_up_is_refused_or_finds_nothing(client: Client, cursor: str) -> None:
    a_facility("higashi")
    answer = client.get("/api/v1/halls/", {"cursor": cursor})
    assert answer.status_code in (200, 422)
    if answer.status_code == 422:
        assert answer.json()["errors"].keys() == {"cursor"}


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_halls_are_read_only(client: Client, method: str) -> None:
    answer = getattr(client, method)("/api/v1/halls/")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
