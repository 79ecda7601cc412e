"""Rounds of a lottery by the API: planned, changed, opened, called off, drawn; an entry on paper."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from booking.actions.lottery import close_list
from booking.models import Act, Entry, Round
from facilities.models import Facility, Room
from tests.booking.api.callers import get, post, signed_in
from tests.factories import a_booking, a_facility, a_room, span
from tests.people import a_high_schooler, staff
from tests.rounds import AFTER, a_band_of_two, a_planned_round, a_round

AT = "desk/higashi/lotteries/"


def use(day: str, start: str = "17:00", end: str = "19:00") -> dict[str, str]:
    return {"start": f"{day}T{start}:00+09:00", "end": f"{day}T{end}:00+09:00"}


SLOTS = [
    {"room": "higashi/band", "uses": [use("2027-01-08"), use("2027-01-15")]},
    {"room": "higashi/band", "uses": [use("2027-01-08", "19:00", "21:00")]},
]
WINTER = {
    "name_ja": "冬の夜の抽選",
    "opens_at": "2026-12-03T09:00:00+09:00",
    "closes_at": "2026-12-10T20:00:00+09:00",
    "draws_at": "2026-12-12T12:00:00+09:00",
    "slots": SLOTS,
}
RECEIVED = "2026-12-02T10:00:00+09:00"


def test_a_round_is_planned_unseen_opened_and_then_seen(as_desk: Client, nobody: Client, room: Room) -> None:
    made = post(as_desk, AT, WINTER)
    assert made.status_code == 201
    told = made.json()
    assert (told["state"], told["most_choices"], told["most_wins"], told["entered"]) == ("planned", 5, 1, 0)
    assert [(one["number"], len(one["uses"]), one["wished"]) for one in told["slots"]] == [
        (1, 2, 0),
        (2, 1, 0),
    ]
    assert get(nobody, f"lotteries/{told['id']}/").status_code == 404
    opened = post(as_desk, f"{AT}{told['id']}/open/")
    assert (opened.status_code, opened.json()["state"]) == (200, "open")
    assert opened.json()["seed_hash"]
    assert get(nobody, f"lotteries/{told['id']}/").json()["seed_hash"] == opened.json()["seed_hash"]
    # Opened a second time it keeps the seed that it has sealed.
    assert post(as_desk, f"{AT}{told['id']}/open/").json() == opened.json()


def test_wins_may_be_counted_by_the_month_and_losses_weigh_as_the_hall_says(
    as_desk: Client, nobody: Client, room: Room
) -> None:
    terms = {"wins_per": "month", "look_back": 0, "most_tickets": 1}
    made = post(as_desk, AT, {**WINTER, **terms}).json()
    post(as_desk, f"{AT}{made['id']}/open/")
    assert get(nobody, f"lotteries/{made['id']}/").json().items() >= terms.items()


def test_the_same_key_plans_one_round(as_desk: Client, room: Room) -> None:
    ids = {post(as_desk, AT, WINTER, Idempotency_Key="k").json()["id"] for _ in range(2)}
    assert len(ids) == Round.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"name_ja": ""}, "name_ja", 422),
        ({"closes_at": WINTER["opens_at"]}, "closes_at", 422),
        ({"draws_at": "2027-01-08T17:00:00+09:00"}, "draws_at", 422),
        ({"confirm_until": "2026-12-20T12:00:00+09:00"}, "confirm_until", 422),
        ({"most_wins": 0}, "most_wins", 400),
        ({"most_choices": 10}, "most_choices", 400),
        ({"wins_per": "year"}, "wins_per", 400),
        ({"look_back": 10}, "look_back", 400),
        ({"most_tickets": 0}, "most_tickets", 400),
        ({"slots": []}, "slots", 422),
        ({"slots": [{"room": "higashi/nothing", "uses": [use("2027-01-08")]}]}, "slots", 422),
        ({"slots": [SLOTS[0], SLOTS[0]]}, "slots", 422),
        ({"slots": [{"room": "higashi/band", "uses": []}]}, "slots", 422),
        ({"slots": [{"room": "higashi/band", "uses": [use("2027-01-08", "19:00", "17:00")]}]},
         "slots.0.uses.0.end", 422),
        ({"seed": "mine"}, "seed", 400),
    ],
)  # fmt: skip
def test_a_round_that_cannot_be_is_named_and_not_planned(
    as_desk: Client, room: Room, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, AT, {**WINTER, **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Round.objects.exists()


def test_rooms_of_a_hall_whose_hours_are_anothers_are_not_given_out(as_desk: Client, room: Room) -> None:
    a_room(a_facility("nishi"), "salon")
    slots = [{"room": "nishi/salon", "uses": [use("2027-01-08")]}]
    assert post(as_desk, AT, {**WINTER, "slots": slots}).status_code == 422


def test_what_speaks_against_a_date_is_told_until_it_is_opened(as_desk: Client, room: Room) -> None:
    a_booking(room, span("2027-01-15", "17:00", "19:00"))
    told = post(as_desk, AT, WINTER).json()
    assert [(one["slot"], one["start"]) for one in told["cautions"]] == [(1, "2027-01-15T17:00:00+09:00")]
    assert told["cautions"][0]["sentence"]
    assert post(as_desk, f"{AT}{told['id']}/open/").json()["cautions"] == []


def test_what_is_planned_is_planned_anew_and_once_under_a_key(as_desk: Client, room: Room) -> None:
    first = post(as_desk, AT, WINTER).json()["id"]
    later = {**WINTER, "slots": SLOTS[:1]}
    answers = [post(as_desk, f"{AT}{first}/change/", later, Idempotency_Key="k") for _ in range(2)]
    assert {one.status_code for one in answers} == {201}
    second = answers[0].json()
    assert second["id"] != first
    assert len(second["slots"]) == 1
    assert answers[1].json() == second
    assert get(as_desk, f"{AT}{first}/").status_code == 404
    # Without the key the round that one has read is gone: whoever comes second does not undo the first.
    assert post(as_desk, f"{AT}{first}/change/", WINTER).status_code == 404


def test_what_was_opened_is_not_planned_anew(as_desk: Client, hall: Facility) -> None:
    opened = a_round(hall)
    answer = post(as_desk, f"{AT}{opened.public_id}/change/", WINTER)
    assert (answer.status_code, answer.json()["code"]) == (409, "untimely")
    assert Round.objects.get() == opened


def test_a_round_is_called_off_once_with_why(as_desk: Client, hall: Facility) -> None:
    opened = a_round(hall)
    for _ in range(2):
        answer = post(as_desk, f"{AT}{opened.public_id}/cancel/", {"why": "工事がのびたため"})
        assert (answer.status_code, answer.json()["state"]) == (200, "cancelled")
    assert Act.objects.get(verb="cancel_round").why == "工事がのびたため"


def test_another_halls_round_is_looked_at_by_whose_rooms_are_in_it_and_not_changed(
    hall: Facility, room: Room
) -> None:
    other = a_facility("nishi")
    a_room(other, "salon")
    both = signed_in(staff(hall, other))
    slots = [*SLOTS, {"room": "nishi/salon", "uses": [use("2027-01-08")]}]
    made = post(both, AT, {**WINTER, "slots": slots}).json()["id"]
    there, at = signed_in(staff(other)), f"desk/nishi/lotteries/{made}/"
    assert get(there, at).json()["hall"] == "higashi"
    for verb, body in (("open", {}), ("cancel", {}), ("change", WINTER)):
        assert post(there, f"{at}{verb}/", body).status_code == 404, verb
    assert Round.objects.get().state == "planned"


def test_whoever_holds_no_round_and_lends_none_a_room_does_not_find_it(
    elsewhere: Client, hall: Facility
) -> None:
    assert get(elsewhere, f"desk/nishi/lotteries/{a_planned_round(hall).public_id}/").status_code == 404


def test_it_is_drawn_at_its_moment_and_then_has_results(
    as_desk: Client, hall: Facility, settings: Settings
) -> None:
    lottery = a_round(hall)
    at = f"{AT}{lottery.public_id}/"
    _, leader = a_band_of_two("よるかぜ")
    entry = post(as_desk, f"{at}entries/", {**paper(leader.card_number), "group": "よるかぜ"}).json()["id"]
    for answer in (post(as_desk, f"{at}draw/"), get(as_desk, f"{at}results/")):
        assert (answer.status_code, answer.json()["code"]) == (409, "untimely")
    settings.CLOCK = "2026-12-12T12:00:00+09:00"
    drawn = post(as_desk, f"{at}draw/")
    assert (drawn.status_code, drawn.json()["state"]) == (200, "drawn")
    told = get(as_desk, f"{at}results/").json()
    assert (told["entries"], told["wins"], told["lines"]) == (1, [{"slot": 2, "entry": entry}], [])
    lottery.refresh_from_db()
    assert told["record"] == lottery.record
    assert "よるかぜ" not in str(told)
    # Drawn a second time it is drawn already, with the same result.
    assert post(as_desk, f"{at}draw/").status_code == 200
    assert get(as_desk, f"{at}results/").json() == told


def paper(card: str) -> dict[str, Any]:
    return {"card": card, "slots": [2, 1], "received_at": RECEIVED}


def test_a_paper_is_typed_in_once_under_a_key(as_desk: Client, hall: Facility) -> None:
    lottery, person = a_round(hall), a_high_schooler()
    at = f"{AT}{lottery.public_id}/"
    answers = [
        post(as_desk, f"{at}entries/", paper(person.card_number), Idempotency_Key="k") for _ in range(2)
    ]
    assert [one.status_code for one in answers] == [201, 201]
    assert answers[0].json() == answers[1].json()
    entry = Entry.objects.get()
    assert (entry.person, entry.channel, entry.revision) == (person, "counter", 1)
    told = get(as_desk, at).json()
    assert (told["entered"], [one["wished"] for one in told["slots"]]) == (1, [1, 1])


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"card": "nobody"}, "card", 422),
        ({"group": "nothing"}, "group", 422),
        ({"slots": []}, "slots", 400),
        ({"slots": [1, 1]}, "slots", 422),
        ({"received_at": "2026-12-09T10:00:00+09:00"}, "received_at", 422),
    ],
)
def test_a_paper_that_cannot_be_typed_in_is_named(
    as_desk: Client, hall: Facility, wrong: dict[str, Any], named: str, status: int
) -> None:
    lottery, person = a_round(hall), a_high_schooler()
    answer = post(as_desk, f"{AT}{lottery.public_id}/entries/", {**paper(person.card_number), **wrong})
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Entry.objects.exists()


def test_a_paper_that_came_too_early_is_refused_by_the_judge(as_desk: Client, hall: Facility) -> None:
    lottery, person = a_round(hall), a_high_schooler()
    early = {**paper(person.card_number), "received_at": "2026-11-30T10:00:00+09:00"}
    answer = post(as_desk, f"{AT}{lottery.public_id}/entries/", early)
    assert (answer.status_code, answer.json()["code"]) == (409, "refused")


def test_an_entry_on_the_list_that_was_published_is_not_written_anew(
    as_desk: Client, hall: Facility, settings: Settings
) -> None:
    lottery, person = a_round(hall), a_high_schooler()
    at = f"{AT}{lottery.public_id}/entries/"
    settings.CLOCK = "2026-12-11T09:00:00+09:00"
    close_list(lottery=lottery, now=AFTER)
    assert post(as_desk, at, paper(person.card_number)).status_code == 201
    again = post(as_desk, at, paper(person.card_number))
    assert (again.status_code, again.json()["code"]) == (409, "too_late")
