"""Whoever is passed over in a line learns why, once, and sees on their page that they were."""

from collections.abc import Callable

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.actions.memberships import leave
from booking.actions.waiting import wait
from booking.models import Act, Booking, Notice, Person, Wait
from booking.queries.party import Company, asker_of
from booking.queries.waiting import skipped
from facilities.models import Room
from facilities.rules.spans import Span
from tests.booking.waiting import FRIDAY, served, the_slot, waits
from tests.booking.web.conftest import as_member, text_of  # noqa: F401  a fixture
from tests.factories import NOW, a_booking, span
from tests.people import a_band, a_high_schooler, a_third_grader

pytestmark = pytest.mark.django_db
NEXT = span("2026-12-11", "17:00", "19:00")


def given_up(room: Room, use: Span = FRIDAY) -> Booking:
    holder = a_high_schooler()
    booking = a_booking(room, use, holder)
    cancel(booking=booking, actor=holder, now=NOW)
    return booking


def test_who_is_too_young_for_the_evening_is_told_so_and_that_the_place_in_line_stays(room: Room) -> None:
    young, next_one = waits(room, a_third_grader()), waits(room)
    given_up(room)
    offered = served()
    assert offered is not None
    assert offered.person == next_one.person
    told = Notice.objects.get(person=young.person)
    assert told.subject.startswith("今回は案内できませんでした:12月4日(金) 17:00–19:00")
    assert "順番は、そのままです。" in told.body
    assert "小学生" in told.body or "中学生" in told.body
    young.refresh_from_db()
    assert young.state == Wait.State.WAITING


def test_the_reason_is_told_where_nobody_else_stands_in_line_too(room: Room) -> None:
    young = waits(room, a_third_grader())
    given_up(room)
    assert served() is None
    assert Notice.objects.filter(person=young.person, kind="skipped").count() == 1


def test_of_the_same_reason_there_is_one_letter_and_the_page_names_the_last_time(room: Room) -> None:
    young = a_third_grader()
    mine = [waits(room, young, the_slot(room)), waits(room, young, the_slot(room, NEXT))]
    assert skipped(mine) == {}, "nothing has become free yet"
    for use in (FRIDAY, FRIDAY):
        given_up(room, use)
        served()
    assert Notice.objects.filter(person=young, kind="skipped").count() == 1
    assert Act.objects.filter(verb="skip").count() == 2
    assert skipped(mine) == {mine[0].public_id: FRIDAY}


def test_who_was_asked_is_not_told_that_they_were_passed_over(room: Room) -> None:
    waits(room)
    given_up(room)
    assert served() is not None
    assert not Notice.objects.filter(kind="skipped").exists()
    assert not Act.objects.filter(verb="skip").exists()


def test_the_log_names_the_code_and_neither_words_nor_people(room: Room) -> None:
    young = waits(room, a_third_grader())
    given_up(room)
    served()
    act = Act.objects.get(verb="skip")
    assert (act.subject_id, act.actor, act.hall) == (young.public_id, None, None)
    assert set(act.after) == {"room_id", "start", "end", "code"}
    assert act.after["code"].startswith("AGE_")


def test_of_a_group_those_who_lead_it_are_told_and_nobody_who_has_left(room: Room) -> None:
    leader, asked, young = a_high_schooler(), a_high_schooler(), a_third_grader()
    band = a_band(leader, asked, young)
    company = Company(band.pk, (leader.pk, young.pk))
    wait(asker=asker_of(asked, company, NOW), wish=the_slot(room), now=NOW)
    leave(group=band, person=asked, now=NOW)
    given_up(room)
    served()
    readers = Notice.objects.filter(kind="skipped").values_list("person", flat=True)
    assert set(readers) == {leader.pk}


def test_the_page_says_it_beside_the_place(
    room: Room,
    as_member: Callable[..., Client],  # noqa: F811  the fixture
) -> None:
    young: Person = a_third_grader()
    waits(room, young)
    page = as_member(young)
    assert "案内できませんでした" not in page.get("/me/waits/").content.decode()
    given_up(room)
    served()
    told = text_of(page.get("/me/waits/").content.decode())
    assert "今は1番目です" in told
    assert "12月4日(金) 17:00–19:00が空きましたが、案内できませんでした。順番はそのままです。" in told
    assert "順番は、そのままです。" in text_of(page.get("/me/notices/").content.decode())
