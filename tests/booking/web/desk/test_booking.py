"""One booking on the desk's page: what can be done with it, by whom it was done, who is reached how."""

from typing import Any

import pytest
from django.test import Client

from booking.actions.bookings import cancel
from booking.models import Act, Booking, Caller, Membership, Person
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from facilities.models import Facility, Room
from tests.booking.waiting import a_wait
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, a_facility, a_room, span
from tests.people import a_band, a_high_schooler, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
AFTERNOON = span("2026-12-02", "15:00", "17:00")  # an hour and ten minutes ago


def page(booking: Booking) -> str:
    return f"/desk/higashi/b/{booking.public_id}/"


def done(desk: Client, booking: Booking, verb: str, **form: str) -> Any:
    return desk.post(f"{page(booking)}do/{verb}/", {"sequence": str(booking.sequence), **form})


def shown(desk: Client, booking: Booking) -> str:
    return text_of(desk.get(page(booking)).content.decode())


def test_what_can_be_done_depends_on_where_it_stands(desk: Client, room: Room) -> None:
    ahead = shown(desk, a_booking(room, FRIDAY, a_high_schooler()))
    assert "部屋や時間を変える" in ahead
    assert "取り消すわけ" in ahead
    running = shown(desk, a_booking(room, AFTERNOON, a_high_schooler(), state=State.IN_USE))
    assert "時間をのばす" in running
    assert "早めに返す" in running
    assert "まだ来ていません" not in running
    assert "もとにもどす" in shown(desk, a_booking(room, FRIDAY, state=State.CANCELLED))


def test_it_is_cancelled_with_a_reason_that_stays_on_the_page(desk: Client, room: Room) -> None:
    booking = a_booking(room, FRIDAY, a_high_schooler(), counted={"high_school": 1})
    assert done(desk, booking, "cancel", why="電話で聞いた").status_code == 302
    told = shown(desk, booking)
    assert "取り消しました" in told
    assert "電話で聞いた" in told
    booking.refresh_from_db()
    assert done(desk, booking, "restore").status_code == 302
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_who_is_late_is_waited_for_or_released_and_comes_back(desk: Client, room: Room) -> None:
    booking = a_booking(room, AFTERNOON, a_high_schooler())
    assert "空きにする" in shown(desk, booking)
    done(desk, booking, "wait")
    booking.refresh_from_db()
    assert "16:25までは、来るのを待ちます。" in shown(desk, booking)
    answer = done(desk, booking, "release")
    assert answer.status_code == 409
    assert "16:25までは、来るのを待ちます。" in text_of(answer.content.decode())
    Booking.objects.update(waits_until=None)
    done(desk, booking, "release")
    booking.refresh_from_db()
    assert booking.state == State.NO_SHOW
    done(desk, booking, "take-back")
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_a_release_shows_who_waits_for_the_time(desk: Client, room: Room) -> None:
    booking = a_booking(room, AFTERNOON, a_high_schooler())
    wait = a_wait(a_high_schooler(call_name="みずき"), room)
    type(wait.wish).objects.update(from_minute=15 * 60, until_minute=17 * 60, seconds=30 * 60)
    done(desk, booking, "release")
    told = shown(desk, booking)
    assert "この時間を待っている人" in told
    assert "みずき" in told


def test_of_two_desks_the_second_is_told_on_the_page(desk: Client, room: Room) -> None:
    booking = a_booking(room, FRIDAY, a_high_schooler())
    Booking.objects.update(sequence=1)
    answer = done(desk, booking, "cancel")
    assert answer.status_code == 409
    assert "ほかの人が、先にこの予約を変えました。" in text_of(answer.content.decode())
    booking.refresh_from_db()
    assert booking.state == State.BOOKED


def test_another_halls_booking_is_not_there_by_any_address(desk: Client) -> None:
    other = a_booking(a_room(a_facility("nukui")), FRIDAY, a_high_schooler())
    desk_of_both = Client()
    desk_of_both.force_login(staff(*Facility.objects.all()))
    for client in (desk, desk_of_both):  # also one who serves at both finds it only at its own hall
        for more in ("", "move/", "extend/", "party/"):
            assert client.get(f"{page(other)}{more}").status_code == 404, more
        assert client.post(f"{page(other)}contact/").status_code == 404
        assert done(client, other, "cancel").status_code == 404
    other.refresh_from_db()
    assert other.state == State.BOOKED


def test_a_verb_that_is_none_is_not_there(desk: Client, room: Room) -> None:
    assert done(desk, a_booking(room, FRIDAY), "delete").status_code == 404


def test_the_number_is_behind_a_button_and_the_look_is_logged(desk: Client, room: Room) -> None:
    haruka = a_high_schooler(name="小金井はるか", phone="090-0000-0001")
    booking = a_booking(room, FRIDAY, haruka)
    assert "090-0000-0001" not in shown(desk, booking)
    answer = desk.post(f"{page(booking)}contact/")
    assert "090-0000-0001" in text_of(answer.content.decode())
    assert answer.headers["Cache-Control"].startswith("max-age=0")
    assert Act.objects.filter(verb="look", after__looked_at="contact", subject_id=haruka.public_id).exists()


def test_who_may_not_see_numbers_has_no_button(client: Client, hall: Facility, room: Room) -> None:
    client.force_login(staff(hall, role=Role.CONTRACTOR))
    booking = a_booking(room, FRIDAY, a_high_schooler())
    assert "連絡先を見る" not in shown(client, booking)
    assert client.post(f"{page(booking)}contact/").status_code == 404


def test_a_callers_name_is_behind_the_button_too(desk: Client, room: Room) -> None:
    booking = a_booking(room, FRIDAY)
    Caller.objects.create(booking=booking, name="山田花子", phone="090-1234-5678")
    assert "山田" not in shown(desk, booking)
    assert "山田花子" in text_of(desk.post(f"{page(booking)}contact/").content.decode())


def test_the_group_sees_that_the_desk_moved_it(desk: Client, room: Room) -> None:
    leader = a_high_schooler()
    booking = a_booking(room, FRIDAY, leader, group=a_band(leader))
    form = {"room": "band", "day": "2026-12-04", "start": "19:00", "end": "21:00", "sequence": "0"}
    assert desk.post(f"{page(booking)}move/", form).status_code == 409  # junior-high students leave by 20:00
    assert (
        desk.post(f"{page(booking)}move/", {**form, "do": "overrule", "why": "大会の前"}).status_code == 302
    )
    member = Client()
    member.force_login(leader)
    told = text_of(member.get(f"/b/{booking.public_id}/").content.decode())
    assert "館の人がしたこと" in told
    assert "大会の前" in told


def test_a_member_reads_nothing_there_of_what_they_did_themselves(room: Room) -> None:
    haruka, member = a_high_schooler(), Client()
    booking = a_booking(room, FRIDAY, haruka)
    Act.objects.create(at=NOW, actor=haruka, verb="move", subject="booking", subject_id=booking.public_id)
    member.force_login(haruka)
    assert "館の人がしたこと" not in text_of(member.get(f"/b/{booking.public_id}/").content.decode())


def test_what_a_deputy_wrote_for_the_hall_is_not_told_to_the_group_though_they_are_staff(room: Room) -> None:
    leader, deputy, member = a_high_schooler(), staff(a_facility("nukui")), Client()
    band = a_band(leader)
    Membership.objects.create(group=band, person=deputy, role=Membership.Role.DEPUTY)
    booking = a_booking(room, AFTERNOON, leader, group=band)
    cancel(booking=booking, actor=deputy, now=NOW, why="面接があるので")
    member.force_login(leader)
    told = text_of(member.get(f"/b/{booking.public_id}/").content.decode())
    assert not [words for words in ("館の人がしたこと", "面接") if words in told]


def test_the_page_asks_few_questions(desk: Client, room: Room, django_assert_max_num_queries: Any) -> None:
    leader: Person = a_high_schooler()
    booking = a_booking(room, AFTERNOON, leader, group=a_band(leader))
    shown(desk, booking)
    with django_assert_max_num_queries(16):
        shown(desk, booking)


def test_how_it_stands_is_called_by_the_boards_names(desk: Client, room: Room) -> None:
    """At 16:10: one to which nobody came, one that is over without anybody, and one that was released."""
    late = a_booking(room, AFTERNOON, a_high_schooler())
    over = a_booking(room, span("2026-12-02", "11:00", "12:00"), a_high_schooler())
    gone = a_booking(room, span("2026-12-02", "13:00", "14:00"), a_high_schooler(), state=State.NO_SHOW)
    ahead = a_booking(room, FRIDAY, a_high_schooler())
    words = {late: "来ていません", over: "受付なしで終了", gone: "来ませんでした", ahead: "予約ずみ"}
    listed = text_of(desk.get("/desk/higashi/b/?day=2026-12-02").content.decode())
    for booking, said in words.items():
        assert f"状態 {said}" in shown(desk, booking)
        assert said in listed
    assert "利用なし" not in listed


def test_what_was_booked_just_now_is_said_and_not_told_again_later(desk: Client, room: Room) -> None:
    booking = a_booking(room, FRIDAY, None, headcount=3, made_at=NOW - 60)
    Caller.objects.create(booking=booking, name="田中", phone="090-1234-5678")
    assert "予約しました。 受付の番号は" not in shown(desk, booking)
    saved = f"{page(booking)}?done=1"
    told = text_of(desk.get(saved).content.decode())
    assert f"予約しました。 受付の番号は{booking.code}です。かけてきた人に伝えてください。" in told
    assert "田中" not in told, "the name is behind its button"
    Booking.objects.filter(pk=booking.pk).update(made_at=NOW - 3600)
    assert "かけてきた人に伝えて" not in text_of(desk.get(saved).content.decode())
