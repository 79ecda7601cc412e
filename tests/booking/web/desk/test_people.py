"""The counter: somebody is found, registered, and looked after, each look kept."""

import re
from typing import Any

import pytest
from django.test import Client

from booking.actions.people import set_first_password
from booking.models import Act, Consent, Guardian, Induction, Person, Tie
from booking.rules.staff import Role
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import CONSENTING, DEMANDING, NOW, SAMPLE, a_booking, a_hall, span, the_room
from tests.people import a_guardian, a_high_schooler, a_junior_high_student

pytestmark = pytest.mark.django_db
PEOPLE = "/desk/higashi/people/"
NEWCOMER = {
    "name": "川口 みどり",
    "reading": "かわぐち みどり",
    "call_name": "みどり",
    "year": "昭和30",
    "month": "3",
    "day": "9",
    "ties": ["lives", "works"],
    "seen": ["lives"],
    "email": "",
    "phone": "",
    "language": "ja",
    "card": "",
}


def one(client: Client, person: Person) -> str:
    """Their page, after they have shown their card."""
    client.post(PEOPLE, {"s": person.card_number})
    return text_of(client.get(f"{PEOPLE}{person.public_id}/").content.decode())


def test_a_name_finds_the_halls_own_people_and_stands_in_no_address(client: Client) -> None:
    hall = a_hall()
    known, stranger = a_high_schooler(name="森 すず"), a_high_schooler(name="森 ゆき")
    a_booking(the_room(hall, "craft"), span("2026-12-04", "13:00", "15:00"), known)
    at_desk(client, hall)
    said = client.post(PEOPLE, {"s": "森"}).content.decode()
    assert "森 すず" in said
    assert "森 ゆき" not in said
    assert "森 ゆき" in client.post(PEOPLE, {"s": stranger.card_number}).content.decode()
    assert "森" not in client.get(f"{PEOPLE}?s=森").content.decode().partition("<main")[2]


def test_somebody_registers_at_the_counter_and_sets_the_password_alone(client: Client) -> None:
    hall = a_hall()
    desk = at_desk(client, hall)
    got = client.post(f"{PEOPLE}new/", NEWCOMER)
    made = Person.objects.get(name="川口 みどり")
    assert (got.status_code, got.headers["Location"]) == (302, f"{PEOPLE}{made.public_id}/")
    seen = {tie.kind: tie.verified_by for tie in Tie.objects.filter(person=made)}
    assert seen == {"lives": desk, "works": None}
    first = text_of(client.get(got.headers["Location"]).content.decode())
    code = re.search(r"1回だけ使える番号 (\S+)", first)
    assert code is not None
    assert code.group(1) not in one(client, made)
    set_first_password(card=made.card_number, code=code.group(1), password_hash="!x", now=NOW)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " "}, "名前を入れてください。"),
        ({"year": "9999"}, "生まれた年は"),
        ({"month": "13"}, "月は1から12まで"),
        ({"email": "x"}, "メールアドレスは"),
        ({"language": "xx"}, "ことばをえらんでください。"),
        ({"card": "T-TAKEN"}, "このカード番号は、もう使われています。"),
    ],
)
def test_what_cannot_be_registered_says_which_field_and_keeps_the_rest(
    client: Client, wrong: dict[str, str], said: str
) -> None:
    at_desk(client, a_hall())
    a_high_schooler(card_number="T-TAKEN")
    got = client.post(f"{PEOPLE}new/", {**NEWCOMER, **wrong})
    assert got.status_code == 422
    assert said in got.content.decode()
    assert "かわぐち みどり" in got.content.decode()


def test_each_look_at_a_person_is_kept(client: Client) -> None:
    hall, person = a_hall(), a_high_schooler()
    desk = at_desk(client, hall)
    one(client, person)
    looks = Act.objects.filter(verb="look", subject_id=person.public_id)
    # Found by the card, then read: whose name a search shows was looked at, too.
    assert [(look.actor, look.after) for look in looks] == [(desk, {"hall": "higashi"})] * 2


def test_a_proof_that_was_seen_makes_a_tie_count(client: Client) -> None:
    hall, person = a_hall(), a_high_schooler()
    desk = at_desk(client, hall)
    Tie.objects.create(person=person, kind="works")
    assert "市内で働いている(まだたしかめていない)" in one(client, person)
    do(client, person, do="tie", kind="studies", until="2027-03-31")
    said = f"市内の学校に通っている(2026年12月2日に{desk}さんがたしかめた)・2027年3月31日まで"
    assert said in one(client, person)
    Tie.objects.filter(kind="studies").update(verified_by=None, valid_until=None)
    assert "市内の学校に通っている(2026年12月2日にたしかめた)" in one(client, person)
    assert do(client, person, do="tie", kind="studies", until="31.3.").status_code == 422
    assert do(client, person, do="tie", kind="king").status_code == 404


def do(client: Client, person: Person, **form: str) -> Any:
    return client.post(f"{PEOPLE}{person.public_id}/do/", form)


def test_a_guardians_paper_is_received(client: Client) -> None:
    hall, child = a_hall(CONSENTING), a_junior_high_student()
    at_desk(client, hall)
    one(client, child)
    form = {"do": "consent", "purpose": "craft", "relation": "母", "way": "paper"}
    assert do(client, child, **form, name=" ").status_code == 422
    do(client, child, **form, name="森 葉子")
    assert Consent.objects.get(child=child).way == "paper"
    assert "森 葉子" in one(client, child)
    assert do(client, child, **{**form, "purpose": "nothing"}, name="森").status_code == 404


def test_a_course_that_was_taken_is_noted_also_by_an_instructor(client: Client) -> None:
    hall, person = a_hall(DEMANDING), a_high_schooler()
    a_booking(the_room(hall, "a"), span("2026-12-04", "13:00", "15:00"), person)
    at_desk(client, hall, Role.INSTRUCTOR)
    taken = f"{PEOPLE}{person.public_id}/taken/"
    client.post(taken, {"course": "band-room", "on": "2026-12-01"})
    assert Induction.objects.get(person=person).course == "band-room"
    assert client.post(taken, {"course": "band-room", "on": "2026-12-09"}).status_code == 422
    assert client.post(taken, {"course": "flying", "on": "2026-12-01"}).status_code == 422
    assert client.get(f"{PEOPLE}{person.public_id}/").status_code == 404


def test_a_manager_alone_closes_a_record_and_stops_a_guardian(client: Client) -> None:
    hall, child = a_hall(), a_junior_high_student()
    guardian = a_guardian(child)
    record, stop = f"{PEOPLE}{child.public_id}/record/", f"/desk/higashi/parents/{guardian.public_id}/stop/"
    at_desk(client, hall)
    assert client.post(record, {"do": "close"}).status_code == 404
    assert client.post(stop).status_code == 404
    at_desk(client, hall, Role.MANAGER)
    client.post(PEOPLE, {"s": child.card_number})
    client.post(record, {"do": "close"})
    client.post(stop)
    child.refresh_from_db()
    assert child.closed
    assert Guardian.objects.get().stopped_at == NOW
    assert "だれにも言わないでください" in one(client, child)


def test_the_number_of_a_guardian_is_not_shown_for_a_closed_record(client: Client) -> None:
    hall, child = a_hall(), a_junior_high_student()
    a_booking(the_room(hall, "craft"), span("2026-12-04", "13:00", "15:00"), child)
    guardian = a_guardian(child, phone="042-111-1111")
    number = f"/desk/higashi/parents/{guardian.public_id}/number/"
    at_desk(client, hall)
    assert "042-111-1111" in client.post(number).content.decode()
    assert Act.objects.filter(subject="guardian", verb="see_number").count() == 1
    child.closed = True
    child.save()
    assert client.post(number).status_code == 404


def test_somebody_whom_the_hall_does_not_know_is_there_once_they_show_their_card(client: Client) -> None:
    at_desk(client, a_hall())
    person = a_high_schooler(name="森 ゆき")
    assert client.get(f"{PEOPLE}{person.public_id}/").status_code == 404
    assert "森 ゆき" in one(client, person)


def test_another_halls_desk_learns_no_number(client: Client) -> None:
    hall, other = a_hall(), a_hall(SAMPLE.replace("higashi", "nishi"))
    person = a_high_schooler(phone="042-000-0000")
    a_booking(the_room(hall, "craft"), span("2026-12-04", "13:00", "15:00"), person)
    at_desk(client, other)
    assert client.post(f"/desk/nishi/people/{person.public_id}/number/").status_code == 404
