"""One's own data on the pages: seen, corrected, taken along, forgotten; and the registration's page."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from booking.actions.outside import bring_in
from booking.actions.tries import seconds_to_wait
from booking.models import Person
from facilities.clock import machine_time
from facilities.rules.outside import Becomes, Outside, Settled
from tests.booking.web.conftest import text_of
from tests.factories import AT_REGISTERING, NOW, REGISTERING, a_band_room, a_booking, a_facility, a_hall, span
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_person, claimed, registered, staff

pytestmark = pytest.mark.django_db
TOLD = {"name": "森はるか", "reading": "", "call_name": "はる", "phone": "", "email": "", "language": "ja"}
AsMember = Callable[..., Client]


def haruka(**fields: Any) -> Person:
    return a_high_schooler(**{"name": "森はるか", "call_name": "はるか", **fields})


def test_what_is_held_is_seen_and_corrected(as_member: AsMember) -> None:
    person = haruka()
    claimed(person, "lives")
    client = as_member(person)
    page = text_of(client.get("/me/data/").content.decode())
    assert "2009年5月11日" in page
    assert "市内に住んでいる(まだ館でたしかめていません)" in page
    assert client.post("/me/data/", TOLD)["Location"] == "/me/data/?saved=1"
    assert Person.objects.get(pk=person.pk).call_name == "はる"


def test_a_name_that_cannot_be_taken_says_so_and_keeps_what_was_typed(as_member: AsMember) -> None:
    response = as_member(haruka()).post("/me/data/", {**TOLD, "name": "", "call_name": "はる"})
    assert response.status_code == 422
    assert 'value="はる"' in response.content.decode()


def test_a_school_is_chosen_from_those_whose_days_are_known_and_left_out_again(as_member: AsMember) -> None:
    person, hall = haruka(), a_facility("higashi")
    client = as_member(person)
    assert "通っている学校" not in text_of(client.get("/me/data/").content.decode())
    note = Settled(Outside("1", "期末考査", span("2026-12-18", "00:00", "24:00")), Becomes.EXAM)
    bring_in(facility=hall, name="緑中学校", settled=[note], actor=staff(hall), now=NOW)
    assert "えらばなくてもかまいません" in text_of(client.get("/me/data/").content.decode())
    client.post("/me/data/", {**TOLD, "school": "緑中学校"})
    assert Person.objects.get(pk=person.pk).school == "緑中学校"
    assert '<option value="緑中学校" selected>' in client.get("/me/data/").content.decode()
    client.post("/me/data/", TOLD)
    assert Person.objects.get(pk=person.pk).school == ""


def test_a_school_that_is_on_no_list_is_refused_and_the_one_they_have_stays(as_member: AsMember) -> None:
    person = haruka(school="閉じた学校")
    client = as_member(person)
    # Its calendar is gone: what they have said still stands, and may be sent again.
    assert client.post("/me/data/", {**TOLD, "school": "閉じた学校"}).status_code == 302
    answer = client.post("/me/data/", {**TOLD, "school": "どこかの学校", "call_name": "はる"})
    assert answer.status_code == 422
    assert "学校は、一覧からえらんでください。" in text_of(answer.content.decode())
    person.refresh_from_db()
    assert (person.school, person.call_name) == ("閉じた学校", TOLD["call_name"])


def test_another_address_is_sent_a_link_and_stands_as_waiting(as_member: AsMember) -> None:
    person = haruka(email="old@example.org")
    client = as_member(person)
    client.post("/me/data/", {**TOLD, "email": "new@example.org"})
    assert "new@example.org に、ためしのメールを送りました" in text_of(
        client.get("/me/data/").content.decode()
    )
    assert [sent.to for sent in mail.outbox] == [["new@example.org"]]
    assert Person.objects.get(pk=person.pk).email == "old@example.org"


def test_whoever_has_tried_many_addresses_has_to_wait(as_member: AsMember) -> None:
    person = haruka()
    client = as_member(person)
    for turn in range(8):
        assert not seconds_to_wait("address", person.public_id, machine_time() + 600 * turn)
    response = client.post("/me/data/", {**TOLD, "email": "new@example.org"})
    assert response.status_code == 422
    assert "秒待ってから" in response.content.decode()
    assert mail.outbox == []


def test_the_file_is_json_for_oneself_alone(as_member: AsMember) -> None:
    response = as_member(haruka()).get("/me/data/export/")
    assert response.json()["person"]["name"] == "森はるか"
    assert "attachment" in response["Content-Disposition"]
    assert "no-store" in response["Cache-Control"]


def test_forgetting_is_explained_asked_for_and_done(as_member: AsMember) -> None:
    person = haruka()
    a_booking(a_band_room(), span("2026-12-04", "17:00", "19:00"), person)
    client = as_member(person)
    page = text_of(client.get("/me/data/forget/").content.decode())
    assert "これからの予約1件(先に取り消します)" in page
    assert client.post("/me/data/forget/").status_code == 422
    assert Person.objects.get(pk=person.pk).is_active
    assert "記録を消しました" in client.post("/me/data/forget/", {"sure": "on"}).content.decode()
    assert client.get("/me/")["Location"].startswith("/in/login/")
    assert not Person.objects.get(pk=person.pk).is_active


def signed_in_long_ago(person: Person, minutes: int = 15) -> None:
    since = datetime.fromtimestamp(machine_time() - minutes * 60, UTC)
    Person.objects.filter(pk=person.pk).update(last_login=since)


def test_on_a_phone_that_was_left_lying_the_password_is_asked_for(as_member: AsMember) -> None:
    person = haruka()
    person.set_password("akari-2026")
    person.save()
    client = as_member(person)
    signed_in_long_ago(person)
    assert 'type="password"' in client.get("/me/data/forget/").content.decode()
    for wrong in ({}, {"password": ""}, {"password": "akari-2025"}):
        response = client.post("/me/data/forget/", {"sure": "on", **wrong})
        assert response.status_code == 422
        assert "パスワードがちがう" in response.content.decode()
    assert Person.objects.get(pk=person.pk).is_active
    client.post("/me/data/forget/", {"sure": "on", "password": "akari-2026"})
    assert not Person.objects.get(pk=person.pk).is_active


def test_guesses_at_the_password_have_to_wait_and_the_right_one_with_them(as_member: AsMember) -> None:
    person = haruka()
    person.set_password("akari-2026")
    person.save()
    client = as_member(person)
    signed_in_long_ago(person)
    for turn in range(8):
        assert not seconds_to_wait("forget", person.public_id, machine_time() + 600 * turn)
    response = client.post("/me/data/forget/", {"sure": "on", "password": "akari-2026"})
    assert "秒待ってから" in response.content.decode()
    assert Person.objects.get(pk=person.pk).is_active


def test_who_never_set_a_password_signs_in_anew_and_is_forgotten(as_member: AsMember) -> None:
    person = haruka()
    person.set_unusable_password()
    person.save()
    client = as_member(person)
    signed_in_long_ago(person)
    page = client.get("/me/data/forget/").content.decode()
    assert "先に、もう一度サインインしてください" in page
    assert 'name="sure"' not in page
    assert client.post("/me/data/forget/", {"sure": "on"}).status_code == 422
    assert Person.objects.get(pk=person.pk).is_active
    as_member(person).post("/me/data/forget/", {"sure": "on"})
    assert not Person.objects.get(pk=person.pk).is_active


def test_fifteen_minutes_after_signing_in_are_the_last_without_a_proof(as_member: AsMember) -> None:
    person = haruka()
    client = as_member(person)
    signed_in_long_ago(person, minutes=14)
    assert 'name="sure"' in client.get("/me/data/forget/").content.decode()
    signed_in_long_ago(person, minutes=15)
    assert 'name="sure"' not in client.get("/me/data/forget/").content.decode()


def test_whoever_leads_alone_is_told_to_hand_over_first(as_member: AsMember) -> None:
    leader = haruka()
    a_band(leader, a_junior_high_student())
    response = as_member(leader).post("/me/data/forget/", {"sure": "on"})
    assert "先に「よるかぜ」の代表を" in text_of(response.content.decode())


def test_pages_of_ones_own_data_ask_a_stranger_to_sign_in(client: Client) -> None:
    for address in ("/me/data/", "/me/data/export/", "/me/data/forget/", "/me/registration/", "/join/done/"):
        assert client.get(address)["Location"] == f"/in/login/?next={address}"


def test_a_registration_is_renewed_with_one_button_from_february(as_member: AsMember, settings: Any) -> None:
    settings.CLOCK = "2027-02-01T09:00:00+09:00"
    a_hall(REGISTERING)
    person = haruka()
    registered(person, "higashi-rules", date(2026, 4, 10), date(2027, 3, 31))
    client = as_member(person)
    assert "2028年3月31日まで更新する" in client.get("/me/registration/").content.decode()
    assert client.post("/me/registration/", {"registry": "higashi-rules"}).status_code == 302
    page = text_of(client.get("/me/registration/").content.decode())
    assert "2028年3月31日まで使えます。" in page
    assert "更新する" not in page


def test_whom_the_rules_do_not_register_reads_why(as_member: AsMember) -> None:
    a_hall(REGISTERING + AT_REGISTERING)
    client = as_member(a_person(date(2023, 9, 3)))
    response = client.post("/me/registration/", {"registry": "higashi-rules"})
    assert response.status_code == 409
    assert "小学生から" in text_of(response.content.decode())
    assert client.post("/me/registration/", {"registry": "nowhere"}).status_code == 404
