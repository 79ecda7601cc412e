"""Who serves where, by the API: given by card, changed, renewed, ended; nobody decides about their own."""

from datetime import date
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.tokens import make_token
from booking.models import Act, ApiToken, Person, Post
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.api.callers import get, post, signed_in
from tests.factories import NOW, a_facility
from tests.people import a_high_schooler, a_manager, a_person, a_young_adult, staff

POSTS = "desk/higashi/posts/"


@pytest.fixture
def manager(hall: Facility) -> Person:
    return a_manager(hall, name="大石 亮")


@pytest.fixture
def managing(manager: Person) -> Client:
    return signed_in(manager)


def listed(client: Client) -> dict[str, dict[str, Any]]:
    return {one["name"]: one for one in get(client, POSTS).json()["results"]}


def test_it_says_who_serves_as_what_until_when_and_who_lacks_a_second_factor(
    managing: Client, hall: Facility
) -> None:
    evening = a_person(date(1999, 5, 5), name="夜野 灯", is_staff=True)
    Post.objects.create(person=evening, facility=hall, role=Role.EVENING, until=date(2027, 3, 31))
    Authenticator.objects.create(user=evening, type=Authenticator.Type.TOTP, data={})
    told = listed(managing)
    one = told["夜野 灯"]
    assert (one["role"], one["until"], one["second_factor"], one["me"]) == (
        "evening",
        "2027-03-31",
        True,
        False,
    )
    own = told["大石 亮"]
    assert (own["until"], own["second_factor"], own["me"], own["department"]) == (None, False, True, None)


def test_whose_post_is_over_serves_no_more_whether_it_was_swept_or_not(
    managing: Client, hall: Facility
) -> None:
    for day, name in ((date(2026, 12, 1), "きのうまで"), (date(2026, 12, 2), "きょうまで")):
        one = a_person(date(1999, 5, 5), name=name, is_staff=True)
        Post.objects.create(person=one, facility=hall, role=Role.DESK, until=day)
    assert set(listed(managing)) == {"大石 亮", "きょうまで"}


def test_a_departments_people_are_told_and_are_no_halls_to_change(managing: Client, hall: Facility) -> None:
    office = Department.objects.create(slug="kosodate", name_ja="子育て支援課", name_en="Family office")
    Facility.objects.filter(pk=hall.pk).update(department=office)
    one = a_person(date(1980, 5, 5), name="課長 花子", is_staff=True)
    Post.objects.create(person=one, department=office, role=Role.OFFICE)
    told = listed(managing)["課長 花子"]
    assert (told["role"], told["department"]) == ("office", "子育て支援課")
    for verb, sent in (("change", {"role": "desk"}), ("end", {}), ("reset-factor", {})):
        assert post(managing, f"{POSTS}{told['id']}/{verb}/", sent).status_code == 404
    assert one.posts.get().role == Role.OFFICE


def test_whose_card_it_is_is_told_before_anything_is_given_and_the_look_is_on_record(
    managing: Client,
) -> None:
    person = a_young_adult(name="新田 葵")
    [told] = post(managing, f"{POSTS}find/", {"card": person.card_number}).json()["results"]
    assert told == {"card": person.card_number, "name": "新田 葵", "until": "2027-03-31"}
    look = Act.objects.get()
    assert (look.verb, look.subject_id, look.after) == ("look", person.public_id, {"looked_at": "post"})
    assert not Post.objects.filter(person=person).exists()


@pytest.mark.parametrize("card", ["nobody", "a@example.org", "=1", "T"])
def test_a_card_that_is_none_is_named(managing: Client, card: str) -> None:
    a_young_adult(email="a@example.org")
    for at, more in (("find/", {}), ("", {"role": "desk"})):
        answer = post(managing, f"{POSTS}{at}", {"card": card, **more})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["card"])
    assert Post.objects.count() == 1


def test_a_post_is_given_once_for_a_key_and_not_twice_to_one_person(managing: Client) -> None:
    person = a_young_adult(name="新田 葵")
    sent = {"card": person.card_number, "role": "evening"}
    made = [post(managing, POSTS, sent, Idempotency_Key="p") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].json() == made[1].json()
    assert (made[0].json()["role"], made[0].json()["until"]) == ("evening", "2027-03-31")
    twice = post(managing, POSTS, sent)
    assert (twice.status_code, twice.json()["code"]) == (409, "overtaken")
    assert Post.objects.get(person=person).role == Role.EVENING


@pytest.mark.parametrize("role", ["office", "king", "", None, 1])
def test_a_role_that_no_hall_gives_is_named(managing: Client, role: Any) -> None:
    person = a_young_adult()
    answer = post(managing, POSTS, {"card": person.card_number, "role": role})
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["role"])
    assert not Post.objects.filter(person=person).exists()


def test_a_post_is_changed_and_ended_and_is_then_as_absent_as_none(managing: Client, hall: Facility) -> None:
    other = staff(hall, name="昼田 光")
    at = f"{POSTS}{listed(managing)['昼田 光']['id']}/"
    assert post(managing, f"{at}change/", {"role": "instructor"}).json()["role"] == "instructor"
    assert post(managing, f"{at}change/", {"role": "instructor"}).status_code == 200
    assert Act.objects.filter(verb="change_role").count() == 1
    assert post(managing, f"{at}end/").status_code == 204
    assert not other.posts.exists()
    gone = [
        post(managing, f"{at}{verb}/", {"role": "desk"} if verb == "change" else {})
        for verb in ("change", "end")
    ]
    assert [one.status_code for one in gone] == [404, 404]


def test_nobody_decides_about_their_own_and_the_last_manager_stays(
    managing: Client, manager: Person, hall: Facility
) -> None:
    own = f"{POSTS}{listed(managing)['大石 亮']['id']}/"
    for verb, sent in (("change", {"role": "desk"}), ("reset-factor", {}), ("end", {})):
        answer = post(managing, f"{own}{verb}/", sent)
        assert (answer.status_code, answer.json()["code"]) == (409, "no_inverse"), verb
    card = post(managing, POSTS, {"card": manager.card_number, "role": "desk"})
    assert (card.status_code, card.json()["code"]) == (409, "no_inverse")
    a_manager(hall)
    assert post(managing, f"{own}end/").status_code == 204
    # With the post the desk has closed, from this moment on.
    assert get(managing, POSTS).status_code == 404


def test_posts_are_renewed_from_february_on_and_ones_own_is_left_to_others(
    managing: Client, hall: Facility, settings: Settings
) -> None:
    other = staff(hall, name="昼田 光")
    Post.objects.filter(person=other).update(until=date(2027, 3, 31))
    told = listed(managing)
    both = {"posts": [told["昼田 光"]["id"], told["大石 亮"]["id"]]}
    early = post(managing, f"{POSTS}renew/", both)
    assert (early.status_code, early.json()["code"]) == (409, "untimely")
    assert "2月から" in early.json()["detail"]
    settings.CLOCK = "2027-02-01T09:00:00+09:00"
    renewed = post(managing, f"{POSTS}renew/", both).json()["renewed"]
    assert [(one["name"], one["until"]) for one in renewed] == [("昼田 光", "2028-03-31")]
    assert post(managing, f"{POSTS}renew/", both).json()["renewed"] == []
    assert post(managing, f"{POSTS}renew/", {"posts": []}).json()["renewed"] == []


def test_a_post_of_another_hall_is_neither_renewed_nor_ended(managing: Client) -> None:
    stranger = staff(a_facility("nishi"), name="西 次郎")
    there = signed_in(a_manager(Facility.objects.get(slug="nishi")))
    [id_] = [
        one["id"] for one in get(there, "desk/nishi/posts/").json()["results"] if one["name"] == "西 次郎"
    ]
    renewed = post(managing, f"{POSTS}renew/", {"posts": [id_]})
    assert (renewed.status_code, list(renewed.json()["errors"])) == (422, ["posts"])
    assert post(managing, f"{POSTS}{id_}/end/").status_code == 404
    assert stranger.posts.exists()


def test_whose_key_is_lost_sets_up_another_and_their_programs_stop(managing: Client, hall: Facility) -> None:
    other = staff(hall, name="昼田 光")
    Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})
    make_token(person=other, name="a program", scopes=["desk"], now=NOW)
    at = f"{POSTS}{listed(managing)['昼田 光']['id']}/"
    assert post(managing, f"{at}reset-factor/").status_code == 204
    assert listed(managing)["昼田 光"]["second_factor"] is False
    assert not ApiToken.objects.filter(person=other).exists()


def test_whoever_does_not_say_who_serves_finds_no_posts(as_desk: Client, hall: Facility) -> None:
    assert get(as_desk, POSTS).status_code == 404
    assert post(as_desk, f"{POSTS}find/", {"card": a_high_schooler().card_number}).status_code == 404
    assert not Act.objects.exists()
