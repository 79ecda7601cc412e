"""Signing up for a programme by the API: with whom one comes, in line, changed, given back."""

import json
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.programmes import cancel_session
from booking.actions.tokens import make_token
from booking.models import Coming, PartyParticulars, Person, Programme, Session, SignUp
from tests.booking.api.callers import PROBLEM, get, post, signed_in
from tests.booking.programmes import held
from tests.factories import NOW, span
from tests.people import a_third_grader

TEEN = {"band": "high_school", "count": 1}
FAMILY = [{"band": "elementary", "count": 2}, TEEN]


def sign_up(client: Client, day: Session, party: Any = (TEEN,), more: Any = None, **headers: str) -> Any:
    sent = {"dates": [day.public_id], "party": list(party), **(more or {})}
    return post(client, f"programmes/{day.programme.public_id}/sign-ups/", sent, **headers)


def wish(*days: Session, party: Any = (TEEN,)) -> dict[str, Any]:
    return {"dates": [day.public_id for day in days], "party": list(party)}


def test_a_teen_signs_up_with_two_children_and_reads_it_back(as_teen: Client, song_day: Session) -> None:
    made = sign_up(as_teen, song_day, FAMILY, {"note": "車いすです"})
    assert (made.status_code, made["ETag"]) == (201, '"0"')
    told = made.json()
    assert (told["programme"], told["name"]["ja"]) == (song_day.programme.public_id, "むかしの歌")
    assert told["party"] == [{"grade": None, **one} for one in FAMILY]
    assert told["note"] == "車いすです"
    [date] = told["dates"]
    assert (date["id"], date["state"], date["place"]) == (song_day.public_id, "coming", None)
    assert get(as_teen, f"sign-ups/{told['id']}/").json() == told
    assert get(as_teen, "sign-ups/").json()["results"] == [told]


def test_the_same_key_signs_up_once_and_another_body_under_it_is_told(
    as_teen: Client, song_day: Session
) -> None:
    first, second = (sign_up(as_teen, song_day, Idempotency_Key="k").json() for _ in range(2))
    assert first == second
    other = sign_up(as_teen, song_day, FAMILY, Idempotency_Key="k")
    assert (other.status_code, other.json()["code"]) == (422, "key_reused")
    assert SignUp.objects.get().sequence == 0


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"party": []}, "party", 400),
        ({"party": [{"band": "senior", "count": 1}]}, "party", 422),
        ({"party": [{"band": "elementary", "count": 60}, TEEN]}, "party", 422),
        ({"party": [{"band": "elementary", "count": 61}]}, "party.0.count", 400),
        ({"party": [{"band": "elementary", "count": 0}]}, "party.0.count", 400),
        ({"party": [{"band": "elementary", "count": "1"}]}, "party.0.count", 400),
        ({"party": [{"band": "baby", "count": 1}]}, "party.0.band", 400),
        ({"party": [{"band": "elementary", "grade": 7, "count": 1}]}, "party.0.grade", 422),
        ({"dates": []}, "dates", 400),
        ({"note": "あ" * 301}, "note", 400),
        ({"note": "\u202e"}, "note", 422),
        ({"names": ["はるか"]}, "names", 400),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_kept(
    as_teen: Client, song_day: Session, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = sign_up(as_teen, song_day, more=wrong)
    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)
    assert list(answer.json()["errors"]) == [named]
    assert not SignUp.objects.exists()


def test_a_grade_is_counted_in_the_places_of_its_band(as_teen: Client, song_day: Session) -> None:
    third = {"band": "elementary", "grade": 3, "count": 1}
    assert sign_up(as_teen, song_day, [third]).json()["party"] == [third]


def test_no_place_is_had_at_a_date_that_was_called_off_or_has_begun(
    as_teen: Client, song_day: Session, desk: Person
) -> None:
    cancel_session(session=song_day, actor=desk, now=NOW)
    begun = held(song_day.programme, desk, span("2026-12-02", "16:00", "17:00"))
    for day in (song_day, begun):
        answer = sign_up(as_teen, day)
        assert (answer.status_code, answer.json()["code"]) == (409, "too_late")
        assert "もう申しこめない日" in answer.json()["detail"]
    assert not SignUp.objects.exists()


def test_a_programme_and_a_date_that_are_not_there_answer_alike(as_teen: Client, song_day: Session) -> None:
    nowhere = post(as_teen, "programmes/nothing/sign-ups/", wish(song_day))
    at = f"programmes/{song_day.programme.public_id}/sign-ups/"
    no_date = post(as_teen, at, {"dates": ["nothing"], "party": [TEEN]})
    assert nowhere.status_code == no_date.status_code == 404
    assert not SignUp.objects.exists()


def test_whoever_finds_no_place_waits_and_has_it_when_it_is_given_back(
    as_teen: Client, as_other: Client, song_day: Session
) -> None:
    first, second = sign_up(as_teen, song_day).json(), sign_up(as_other, song_day).json()
    assert (second["dates"][0]["state"], second["dates"][0]["place"]) == ("waiting", 1)
    away = f"sign-ups/{first['id']}/dates/{song_day.public_id}/give-back/"
    for _ in range(2):
        gone = post(as_teen, away)
        assert (gone.status_code, gone.json()["dates"], gone.json()["version"]) == (200, [], 1)
    [date] = get(as_other, f"sign-ups/{second['id']}/").json()["dates"]
    assert (date["state"], date["place"]) == ("coming", None)


def test_a_date_that_has_begun_is_not_given_back_any_more(as_teen: Client, song_day: Session) -> None:
    made = sign_up(as_teen, song_day).json()
    Session.objects.update(start=NOW, end=NOW + 3600)
    answer = post(as_teen, f"sign-ups/{made['id']}/dates/{song_day.public_id}/give-back/")
    assert (answer.status_code, answer.json()["code"]) == (409, "begun")
    assert Coming.objects.get().state == Coming.State.COMING


def test_a_date_that_was_given_back_by_a_slip_is_had_again_for_ten_minutes(
    as_teen: Client, as_other: Client, song_day: Session, settings: Settings
) -> None:
    made = sign_up(as_teen, song_day).json()
    at = f"sign-ups/{made['id']}/dates/{song_day.public_id}/"
    assert post(as_teen, f"{at}give-back/").json()["dates"] == []
    assert post(as_other, f"{at}come-back/").status_code == 404
    for _ in range(2):
        [date] = post(as_teen, f"{at}come-back/").json()["dates"]
        assert (date["state"], date["place"]) == ("coming", None)
    post(as_teen, f"{at}give-back/")
    settings.CLOCK = "2026-12-02T16:20:01+09:00"
    late = post(as_teen, f"{at}come-back/")
    assert (late.status_code, late.json()["code"]) == (409, "too_late")
    assert Coming.objects.get().state == Coming.State.CANCELLED


def test_a_seat_that_is_somebodys_by_now_is_not_had_again(
    as_teen: Client, as_other: Client, song_day: Session
) -> None:
    made = sign_up(as_teen, song_day).json()
    sign_up(as_other, song_day)
    at = f"sign-ups/{made['id']}/dates/{song_day.public_id}/"
    post(as_teen, f"{at}give-back/")
    gone = post(as_teen, f"{at}come-back/")
    assert (gone.status_code, gone.json()["code"]) == (409, "too_late")
    assert get(as_teen, f"sign-ups/{made['id']}/").json()["dates"] == []


def test_nobody_comes_back_to_what_has_begun(as_teen: Client, song_day: Session) -> None:
    made = sign_up(as_teen, song_day).json()
    at = f"sign-ups/{made['id']}/dates/{song_day.public_id}/"
    post(as_teen, f"{at}give-back/")
    Session.objects.update(start=NOW, end=NOW + 3600)
    answer = post(as_teen, f"{at}come-back/")
    assert (answer.status_code, answer.json()["code"]) == (409, "begun")
    assert post(as_teen, f"sign-ups/{made['id']}/dates/nosuchday/come-back/").status_code == 404


def test_a_change_says_what_it_has_seen(as_teen: Client, song_day: Session) -> None:
    made = sign_up(as_teen, song_day)
    at, sent = f"sign-ups/{made.json()['id']}/change/", wish(song_day, party=FAMILY)
    without = as_teen.post(f"/api/v1/{at}", json.dumps(sent), "application/json")
    assert (without.status_code, without.json()["code"]) == (428, "version_missing")
    changed = post(as_teen, at, sent, If_Match=made["ETag"])
    assert (changed.status_code, changed["ETag"], len(changed.json()["party"])) == (200, '"1"', 2)
    late = post(as_teen, at, wish(song_day), If_Match=made["ETag"])
    assert (late.status_code, late.json()["code"]) == (412, "precondition_failed")
    assert len(SignUp.objects.get().party) == 3


def test_a_date_that_was_given_back_elsewhere_is_not_taken_again_by_an_old_page(
    as_teen: Client, song_day: Session
) -> None:
    made = sign_up(as_teen, song_day)
    at = f"sign-ups/{made.json()['id']}/"
    post(as_teen, f"{at}dates/{song_day.public_id}/give-back/")
    assert post(as_teen, f"{at}change/", wish(song_day), If_Match=made["ETag"]).status_code == 412
    assert Coming.objects.get().state == Coming.State.CANCELLED


def test_the_same_people_in_another_order_keep_their_turn(
    as_teen: Client, as_other: Client, song_day: Session
) -> None:
    sign_up(as_other, song_day)
    waits = sign_up(as_teen, song_day, FAMILY).json()
    sign_up(signed_in(a_third_grader()), song_day, FAMILY)
    at = f"sign-ups/{waits['id']}/change/"
    told = post(as_teen, at, wish(song_day, party=FAMILY[::-1])).json()
    assert told["dates"][0]["place"] == 1


def test_what_others_have_signed_up_for_is_not_there(
    as_teen: Client, as_other: Client, nobody: Client, song_day: Session
) -> None:
    made = sign_up(as_teen, song_day).json()
    at = f"sign-ups/{made['id']}/"
    assert get(as_other, "sign-ups/").json()["results"] == []
    for answer in (
        get(as_other, at),
        post(as_other, f"{at}change/", wish(song_day)),
        post(as_other, f"{at}dates/{song_day.public_id}/give-back/"),
    ):
        assert (answer.status_code, answer["Content-Type"]) == (404, PROBLEM)
    for answer in (sign_up(nobody, song_day), get(nobody, "sign-ups/"), get(nobody, at)):
        assert answer.status_code == 401
    assert Coming.objects.get().state == Coming.State.COMING


def test_a_token_that_only_reads_signs_nobody_up(teen: Person, song_day: Session) -> None:
    reads, books = (
        Client(headers={"Authorization": f"Bearer {made.token}"})
        for scope in ("read", "book")
        for made in [make_token(person=teen, name=scope, scopes=[scope], now=NOW)]
    )
    answer = sign_up(reads, song_day)
    assert (answer.status_code, answer.json()["code"]) == (403, "out_of_scope")
    assert sign_up(books, song_day).status_code == 201
    assert len(get(reads, "sign-ups/").json()["results"]) == 1


def test_another_date_is_signed_up_for_beside_the_first(
    as_teen: Client, songs: Programme, song_day: Session, desk: Person
) -> None:
    later = held(songs, desk, span("2026-12-19", "14:00", "16:00"))
    first = sign_up(as_teen, song_day).json()
    again = sign_up(as_teen, later).json()
    assert again["id"] == first["id"]
    assert [one["id"] for one in again["dates"]] == [song_day.public_id, later.public_id]


def test_what_a_programme_asks_is_sent_and_never_read_back(as_teen: Client, song_day: Session) -> None:
    Programme.objects.update(asks=["emergency"], kept_days=14)
    missing = sign_up(as_teen, song_day)
    assert (missing.status_code, list(missing.json()["errors"])) == (422, ["told"])
    made = sign_up(as_teen, song_day, more={"told": {"emergency": "はは 042-000-0000"}})
    assert made.status_code == 201
    assert "042-000-0000" not in made.content.decode()
    assert PartyParticulars.objects.get().emergency == "はは 042-000-0000"
    told = get(as_teen, f"programmes/{song_day.programme.public_id}/").json()
    assert (told["asks"], told["draws_at"], told["needs_consent"]) == (["emergency"], None, False)
