"""Something is suggested to a hall by the API: with an account, or under a pen name and with a code."""

import pytest
from django.test import Client

from booking.models import Person, Suggestion
from facilities.models import Facility
from tests.booking.api.callers import get, post, signed_in
from tests.people import a_band, a_young_adult

HERE = "halls/higashi/suggestions/"
STARS = {"title": "星を見る会", "text": "屋上で、\nみんなで星を見たいです。"}
UNNAMED = {**STARS, "pen_name": "みずたま"}


def test_whoever_is_signed_in_suggests_once_and_takes_it_back(
    hall: Facility, as_teen: Client, teen: Person
) -> None:
    group = a_band(teen)
    sent = [post(as_teen, HERE, {**STARS, "group": group.public_id}, Idempotency_Key="a") for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 201]
    assert Suggestion.objects.get().group == group
    [mine] = get(as_teen, "suggestions/").json()["results"]
    assert (mine["title"], mine["state"], mine["answer"]) == ("星を見る会", "sent", "")
    other = signed_in(a_young_adult())
    assert get(other, "suggestions/").json()["results"] == []
    assert post(other, f"suggestions/{mine['id']}/withdraw/").status_code == 404
    assert post(as_teen, f"suggestions/{mine['id']}/withdraw/").status_code == 204
    assert not Suggestion.objects.exists()


def test_a_group_that_is_not_theirs_and_a_hall_that_is_not_there_are_absent(
    hall: Facility, as_teen: Client
) -> None:
    foreign = a_band(a_young_adult())
    assert post(as_teen, HERE, {**STARS, "group": foreign.public_id}).status_code == 404
    assert post(as_teen, "halls/nowhere/suggestions/", STARS).status_code == 404


def test_under_a_pen_name_the_code_opens_it_and_the_same_request_has_the_same_code(
    hall: Facility, nobody: Client
) -> None:
    sent = [post(nobody, f"{HERE}unnamed/", UNNAMED, Idempotency_Key="a") for _ in range(2)]
    assert [one.status_code for one in sent] == [201, 201]
    assert sent[0].json() == sent[1].json()
    assert Suggestion.objects.count() == 1
    code = sent[0].json()
    assert post(nobody, "suggestions/read/", code).json()["title"] == "星を見る会"
    assert post(nobody, "suggestions/read/", {"code": "aaaa-bbbb-cccc"}).status_code == 404
    assert post(nobody, "suggestions/take-back/", code).status_code == 204
    assert post(nobody, "suggestions/read/", code).status_code == 404


@pytest.mark.parametrize("missing", ["title", "text", "pen_name"])
def test_what_is_empty_is_named(hall: Facility, nobody: Client, missing: str) -> None:
    answer = post(nobody, f"{HERE}unnamed/", {**UNNAMED, missing: " "})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, [missing])
