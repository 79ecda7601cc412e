"""What the desk has just answered stands on top of its queue, beside what takes it back."""

import pytest
from django.test import Client

from booking.actions.requests import request
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Consent, Group, Notice, Registration, Request
from facilities.models import Facility, Room
from tests.booking.web.conftest import text_of
from tests.booking.web.desk.conftest import at_desk
from tests.factories import (
    ASKING,
    CONSENTING,
    NOW,
    REGISTERING,
    TODAY,
    a_booking,
    a_facility,
    a_hall,
    a_room,
    span,
    the_room,
)
from tests.people import a_group, a_guardian, a_high_schooler, a_junior_high_student, consented

pytestmark = pytest.mark.django_db
OK = "/desk/higashi/ok/"
A_DAY = 24 * 60 * 60


def posted(client: Client, address: str, **form: str) -> str:
    """The page to which the answer leads, in words."""
    return text_of(client.post(address, form, follow=True).content.decode())


def asked(hall: Facility) -> Booking:
    wanted = Wanted(the_room(hall, "craft"), span("2026-12-04", "13:00", "15:00"), purpose="other")
    return request(person=a_high_schooler(call_name="すず"), wanted=wanted, said="作ります。", now=NOW)


def to_call(room: Room) -> Notice:
    person = a_high_schooler(call_name="すず", phone="042-000-0000")
    booking = a_booking(room, span("2026-12-04", "13:00", "15:00"), person)
    told = {"kind": "cancelled", "subject": "工事です", "body": "…", "made_at": NOW, "call": "due"}
    return Notice.objects.create(person=person, booking=booking, **told)


def test_what_was_just_answered_is_said_first_and_taken_back_from_there(client: Client) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    said = posted(client, f"{OK}b/{made.public_id}/?q=ok", do="approve", sequence=str(made.sequence))
    assert said.index("承認しました:すず") < said.index("対応待ちはありません")
    said = posted(client, f"{OK}b/{made.public_id}/?q=ok", do="reopen")
    assert "承認しました:すず" not in said
    assert "職員に相談" in said


def test_an_address_that_a_browser_has_kept_says_nothing_of_an_answer_of_this_morning(
    client: Client,
) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    client.post(f"{OK}b/{made.public_id}/", {"do": "approve", "sequence": made.sequence})
    Request.objects.update(decided_at=NOW - 10 * 60)
    kept = f"{OK}?done=ok.{Request.objects.get().pk}"
    assert text_of(client.get(kept).content.decode()).count("承認しました:すず") == 1


def test_of_two_answers_in_one_second_the_one_is_said_that_was_just_given(client: Client) -> None:
    """A colleague's answer, or an earlier one of one's own, does not stand there as the last."""
    hall = a_hall(ASKING)
    made = asked(hall)
    applied = Registration.objects.create(
        person=a_high_schooler(call_name="はる"),
        registry="higashi-rules",
        state="applied",
        registered_on=TODAY,
    )
    at_desk(client, hall)
    client.post(f"{OK}b/{made.public_id}/", {"do": "approve", "sequence": made.sequence})
    said = posted(client, f"{OK}r/{applied.pk}/", do="approve", why="見ました")
    bar, _, below = said.partition("この1日の返事")
    assert "登録を承認しました:はる" in bar
    assert "承認しました:すず" not in bar
    assert "承認しました:すず" in below


@pytest.mark.parametrize("name", ["1", "ok.", "ok.999", "call.1", "x" * 500])
def test_an_address_that_names_no_answer_says_nothing(client: Client, name: str) -> None:
    hall = a_hall(ASKING)
    made = asked(hall)
    at_desk(client, hall)
    client.post(f"{OK}b/{made.public_id}/", {"do": "approve", "sequence": made.sequence})
    said = text_of(client.get(OK, {"done": name}).content.decode())
    assert said.count("承認しました:すず") == 1, "in the list of the day, and on no bar"


def test_a_call_that_was_ticked_off_by_a_slip_is_due_again_for_a_day(client: Client) -> None:
    hall = a_hall()
    notice = to_call(the_room(hall, "craft"))
    at_desk(client, hall)
    assert "電話で知らせました:すず" in posted(client, f"{OK}c/{notice.public_id}/", do="told")
    assert "電話で知らせました:すず" not in posted(client, f"{OK}c/{notice.public_id}/", do="reopen")
    notice.refresh_from_db()
    assert (notice.call, notice.called_at) == ("due", None)
    assert Act.objects.filter(verb="call_again", subject_id=notice.public_id).exists()
    Notice.objects.filter(pk=notice.pk).update(call="told", called_at=NOW - A_DAY)
    assert client.post(f"{OK}c/{notice.public_id}/", {"do": "reopen"}).status_code == 404


def test_of_another_hall_no_call_is_taken_back(client: Client) -> None:
    notice = to_call(a_room(a_facility("honcho")))
    Notice.objects.update(call="told", called_at=NOW)
    at_desk(client, a_hall())
    assert client.post(f"{OK}c/{notice.public_id}/", {"do": "reopen"}).status_code == 404
    notice.refresh_from_db()
    assert notice.call == "told"


def test_a_paper_that_was_confirmed_by_a_slip_waits_again(client: Client) -> None:
    hall, child = a_hall(CONSENTING), a_junior_high_student(call_name="はる")
    ends = TODAY.replace(year=2027, month=3, day=31)
    waits = consented(child, hall, "craft", TODAY, ends, guardian=a_guardian(child), through_child=True)
    at_desk(client, hall)
    form = {"name": "森 葉子", "relation": "母", "way": "paper"}
    assert "保護者の同意をたしかめました:はる" in posted(client, f"{OK}p/{waits.public_id}/", **form)
    paper = Consent.objects.get(way="paper")
    said = posted(client, f"{OK}p/{paper.public_id}/", do="reopen")
    assert "はるさんの保護者の同意" in said
    paper.refresh_from_db()
    assert paper.revoked_at == NOW


def test_groups_without_a_doubt_are_approved_together_with_the_people(client: Client) -> None:
    of_both = REGISTERING.replace('of = "person"', 'of = "asker"')
    hall = a_hall(of_both)
    group: Group = a_group("circle", a_high_schooler())
    for whose in ({"group": group}, {"person": a_high_schooler()}):
        Registration.objects.create(registry="higashi-rules", state="applied", registered_on=TODAY, **whose)
    at_desk(client, hall)
    assert "2件を承認しました。" in posted(client, f"{OK}all/")
    assert set(Registration.objects.values_list("state", flat=True)) == {"valid"}
