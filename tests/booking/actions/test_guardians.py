"""What a guardian does on their own page, and how one is reached again or stopped."""

from decimal import Decimal
from typing import Any

import pytest
from post_office.models import Email

from booking.actions.bookings import Refused, move, restore
from booking.actions.changes import Stale
from booking.actions.guardians import cancel_for_child, correct_guardian, look_in, reach, stop_guardian
from booking.actions.texts import NoAddress
from booking.models import Act, Booking, Claim, Guardian, Notice, Person
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.party import Company, asker_of
from booking.queries.verdicts import put
from booking.rules.lifecycle import State
from facilities.models import Room
from tests.factories import NOW, SAMPLE, a_booking, a_hall, at, span, the_room
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_manager,
    consented,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
TOKEN = "5" * 40
PAGE = "https://example.org/guardian/{}/".format


@pytest.fixture
def yoko(sora: Person) -> Guardian:
    return a_guardian(sora, token_hash=fingerprint(TOKEN), mail="yoko@example.org")


def booked_by(child: Person, room: Room) -> Booking:
    """Friday evening, for the child alone."""
    booking = a_booking(room, FRIDAY_EVENING, child)
    booking.people.set([child])
    return booking


def cancel(booking: Booking, now: int = NOW, token: str = TOKEN) -> Booking:
    return cancel_for_child(link_token=token, booking=booking, now=now)


def test_a_guardian_gives_back_what_the_child_booked_alone(sora: Person, yoko: Guardian, room: Room) -> None:
    booking = a_booking(room, FRIDAY_EVENING, sora)
    assert cancel(booking).state == State.CANCELLED
    assert not Claim.objects.exists()
    notice = Notice.objects.get(person=sora)
    assert "保護者の方が、予約を取り消しました" in notice.body
    assert notice.call == Notice.Call.DUE, "somebody else changed their plans, and they have no mail"


def test_the_log_says_that_it_was_the_guardian(sora: Person, yoko: Guardian, room: Room) -> None:
    booking = a_booking(room, FRIDAY_EVENING, sora)
    cancel(booking)
    said = [(act.actor, act.verb, act.subject, act.subject_id) for act in Act.objects.order_by("pk")]
    assert said == [
        (None, "cancel", "booking", booking.public_id),
        (None, "cancel", "guardian", yoko.public_id),
    ]
    assert "葉子" not in str(list(Act.objects.values()))


def test_a_groups_booking_and_a_foreign_one_are_not_theirs(sora: Person, yoko: Guardian, room: Room) -> None:
    ours = a_booking(room, FRIDAY_EVENING, sora, group=a_band(sora))
    foreign = a_booking(room, span("2026-12-05", "10:00", "12:00"), a_high_schooler())
    for booking in (ours, foreign):
        with pytest.raises(Absent):
            cancel(booking)
    assert Claim.objects.count() == 2


@pytest.mark.parametrize("right", ["may_see", "may_cancel"])
def test_without_the_right_nothing_is_given_back(
    sora: Person, yoko: Guardian, room: Room, right: str
) -> None:
    booking = a_booking(room, FRIDAY_EVENING, sora)
    Guardian.objects.update(**{right: False})
    with pytest.raises(Absent):
        cancel(booking)


def test_two_guardians_have_separate_rights(sora: Person, yoko: Guardian, room: Room) -> None:
    a_guardian(sora, name="森 健", token_hash=fingerprint("6" * 40), may_cancel=False)
    booking = a_booking(room, FRIDAY_EVENING, sora)
    with pytest.raises(Absent):
        cancel(booking, token="6" * 40)
    assert cancel(booking).state == State.CANCELLED


def test_of_two_who_change_it_the_second_is_told(sora: Person, yoko: Guardian, room: Room) -> None:
    booking = booked_by(sora, room)
    seen = Booking.objects.select_related("room__facility").get(pk=booking.pk)
    move(booking=booking, actor=sora, room=room, span=span("2026-12-05", "10:00", "12:00"), now=NOW)
    with pytest.raises(Stale):
        cancel(seen)


def test_twice_is_once_and_what_is_over_stands(sora: Person, yoko: Guardian, room: Room) -> None:
    booking = a_booking(room, FRIDAY_EVENING, sora)
    cancel(booking)
    cancel(booking)
    assert Act.objects.filter(subject="booking").count() == 1
    over = a_booking(room, span("2026-12-02", "10:00", "12:00"), sora)
    with pytest.raises(Refused):
        cancel(over)


def test_the_child_may_take_it_back(sora: Person, yoko: Guardian, room: Room) -> None:
    given_back = cancel(booked_by(sora, room))
    assert restore(booking=given_back, actor=sora, now=NOW).state == State.BOOKED


def test_a_guardian_who_is_stopped_while_their_page_is_open_can_do_nothing(
    sora: Person, yoko: Guardian, room: Room
) -> None:
    booking = a_booking(room, FRIDAY_EVENING, sora)
    look_in(link_token=TOKEN, now=NOW)
    stop_guardian(public_id=yoko.public_id, actor=a_manager(room.facility), now=NOW)
    with pytest.raises(Absent):
        look_in(link_token=TOKEN, now=NOW)
    with pytest.raises(Absent):
        cancel(booking)
    with pytest.raises(Absent):
        correct_guardian(link_token=TOKEN, mail="", phone="", language="ja", now=NOW)
    assert Claim.objects.exists()


def test_only_a_manager_stops_a_guardian_and_once(sora: Person, yoko: Guardian, room: Room) -> None:
    for actor in (sora, staff(room.facility), a_high_schooler()):
        with pytest.raises(Absent):
            stop_guardian(public_id=yoko.public_id, actor=actor, now=NOW)
    manager = a_manager(room.facility)
    for now in (NOW, NOW + 60):
        stop_guardian(public_id=yoko.public_id, actor=manager, now=now)
    yoko.refresh_from_db()
    assert (yoko.stopped_at, yoko.stopped_by) == (NOW, manager)
    assert Act.objects.filter(verb="stop").count() == 1


def test_the_view_ends_with_the_school_year_of_eighteen(room: Room) -> None:
    child = a_high_schooler()  # eighteen on 10 May 2027
    a_guardian(child, token_hash=fingerprint(TOKEN))
    booking = a_booking(room, span("2028-04-05", "10:00", "12:00"), child)
    assert look_in(link_token=TOKEN, now=at("2028-03-31 23:59")).child == child
    with pytest.raises(Absent):
        look_in(link_token=TOKEN, now=at("2028-04-01 00:00"))
    with pytest.raises(Absent):
        cancel(booking, now=at("2028-04-01 00:00"))


def test_a_city_may_let_the_view_end_earlier(yoko: Guardian) -> None:
    Guardian.objects.update(until=15)  # fifteen on 19 June 2027
    assert look_in(link_token=TOKEN, now=at("2028-03-31 12:00"))
    with pytest.raises(Absent):
        look_in(link_token=TOKEN, now=at("2028-04-01 12:00"))


@pytest.mark.parametrize("child", [{"closed": True}, {"is_active": False}, {"birth_date": None}])
def test_a_closed_record_shows_nobody_anything(sora: Person, yoko: Guardian, child: dict[str, Any]) -> None:
    Person.objects.filter(pk=sora.pk).update(**child)
    with pytest.raises(Absent):
        look_in(link_token=TOKEN, now=NOW)


@pytest.mark.parametrize("token", ["", "x", "5" * 39, "é" * 40, "5" * 5000])
def test_a_link_of_the_wrong_shape_opens_nothing(yoko: Guardian, token: str) -> None:
    with pytest.raises(Absent):
        look_in(link_token=token, now=NOW)


def test_looks_are_logged(sora: Person, yoko: Guardian) -> None:
    look_in(link_token=TOKEN, now=NOW)
    act = Act.objects.get()
    assert (act.verb, act.subject_id, act.after) == ("look", yoko.public_id, {"child": sora.public_id})


def test_a_guardian_corrects_their_own_contact(yoko: Guardian) -> None:
    correct_guardian(link_token=TOKEN, mail="new@example.org", phone="042-000-0000", language="en", now=NOW)
    yoko.refresh_from_db()
    assert (yoko.mail, yoko.phone, yoko.language) == ("new@example.org", "042-000-0000", "en")
    assert Act.objects.get().after == {"fields": ["mail", "phone", "language"]}
    with pytest.raises(NoAddress):
        correct_guardian(link_token=TOKEN, mail="new", phone="", language="en", now=NOW)


def test_a_lost_link_is_replaced_by_mail_and_the_old_one_is_dead(sora: Person, yoko: Guardian) -> None:
    assert reach(public_id=yoko.public_id, actor=sora, link=PAGE, now=NOW) == ""
    mail = Email.objects.get()
    [token] = [word[-41:-1] for word in mail.message.split() if word.startswith("https://")]
    assert mail.to == ["yoko@example.org"]
    assert look_in(link_token=token, now=NOW) == yoko
    with pytest.raises(Absent):
        look_in(link_token=TOKEN, now=NOW)


def test_the_child_is_handed_only_the_link_of_whom_their_phone_reached(sora: Person, room: Room) -> None:
    shown = a_guardian(sora, reached=Guardian.Reached.CHILD)
    seen = a_guardian(sora, reached=Guardian.Reached.DESK)
    assert reach(public_id=shown.public_id, actor=sora, link=PAGE, now=NOW)
    with pytest.raises(Absent):
        reach(public_id=seen.public_id, actor=sora, link=PAGE, now=NOW)


def test_the_desk_that_has_the_consent_hands_the_link_out(sora: Person, room: Room) -> None:
    seen = a_guardian(sora, reached=Guardian.Reached.DESK)
    desk = staff(room.facility)
    for actor in (desk, staff(), a_high_schooler()):
        with pytest.raises(Absent):
            reach(public_id=seen.public_id, actor=actor, link=PAGE, now=NOW)
    consented(sora, room.facility, "evening", sora.birth_date, sora.birth_date, seen)  # type: ignore[arg-type]
    assert (
        look_in(link_token=reach(public_id=seen.public_id, actor=desk, link=PAGE, now=NOW), now=NOW) == seen
    )


DEADLINE = """
[[clauses]]
id = "K1"
ja = "取り消しは前の日までです。"
en = "One gives up a booking until the day before."
  [[clauses.says]]
  type = "cancel_by"
  days = 1

[[clauses]]
id = "K2"
ja = "おそい取り消しは1点です。"
en = "Being late costs a point."
  [[clauses.says]]
  type = "points"
  event = "EVENT"
  points = 1
"""
THAT_DAY = at("2026-12-04 12:00")


def late_for(sora: Person, event: str = "late_cancel") -> Booking:
    """On the day itself the guardian gives up what the child has booked, where the hall counts `event`."""
    booking = booked_by(sora, the_room(a_hall(SAMPLE + DEADLINE.replace("EVENT", event)), "band"))
    return cancel(booking, now=THAT_DAY)


def points_of(child: Person, booking: Booking) -> Decimal:
    """What the hall's rules make of what is on record about the child."""
    asked = put(
        room=booking.room,
        span=FRIDAY_EVENING,
        asker=asker_of(child, Company(), THAT_DAY),
        now=THAT_DAY,
    )
    (one,) = asked.ask.party.people
    return sum(
        (asked.rules.setting.points_for(each.event, each.cause) for each in one.incidents or ()), Decimal()
    )


def test_being_late_is_noted_as_the_guardians_and_costs_the_child_nothing(
    sora: Person, yoko: Guardian
) -> None:
    booking = late_for(sora)
    noted = [(one.person, one.group, one.event) for one in booking.incidents.all()]
    assert noted == [(sora, None, "late_cancel_by_guardian")]
    assert points_of(sora, booking) == 0


def test_it_counts_where_the_hall_says_so(sora: Person, yoko: Guardian) -> None:
    assert points_of(sora, late_for(sora, "late_cancel_by_guardian")) == 1


def test_in_time_nothing_is_noted_and_taking_it_back_takes_the_note_away(
    sora: Person, yoko: Guardian
) -> None:
    booking = late_for(sora)
    restore(booking=booking, actor=sora, now=THAT_DAY + 60)
    assert not booking.incidents.exists()
    cancel(Booking.objects.select_related("room__facility").get(pk=booking.pk), now=NOW)
    assert not booking.incidents.exists()
