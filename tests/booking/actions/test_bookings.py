"""Book, cancel, move, restore: each whole or not at all, and only by those who may."""

import pytest
from post_office.models import Email

from booking.actions.bookings import Absent, Company, Refused, Unfit, book, cancel, move, restore
from booking.actions.wanted import Wanted
from booking.models import Act, Booking, Membership, Person
from booking.rules.codes import Code
from booking.rules.lifecycle import State
from booking.rules.verdict import Outcome
from facilities.models import Room, Space
from facilities.rules.spans import Span
from tests.booking.refusals import codes
from tests.booking.written import everything
from tests.factories import NOW, a_booking, a_hall, span, the_room
from tests.people import a_band, a_high_schooler, a_junior_high_student, a_third_grader, staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
FRIDAY_LATE = span("2026-12-04", "19:00", "21:00")
SATURDAY = span("2026-12-05", "10:00", "12:00")
SUNDAY = span("2026-12-06", "13:00", "15:00")


def places(booking: Booking) -> set[tuple[str, int, int]]:
    """What the booking holds."""
    return set(booking.claims.values_list("space__slug", "start", "end"))


# Booking


def test_a_booking_holds_its_place_and_is_told_to_whom_it_concerns(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    stored = Booking.objects.get(public_id=booking.public_id)
    assert (stored.state, stored.headcount, stored.sequence) == (State.BOOKED, 1, 0)
    assert (stored.made_at, stored.channel, list(stored.people.all())) == (NOW, "web", [haruka])
    assert places(stored) == {("band", FRIDAY_EVENING.start, FRIDAY_EVENING.end)}
    mail = Email.objects.get()
    assert mail.to == ["haruka@example.org"]
    assert "12月4日(金) 17:00–19:00 音楽室" in mail.subject


def test_every_counter_by_which_somebody_would_notice_has_moved(room: Room, haruka: Person) -> None:
    friend = a_high_schooler()
    band = a_band(haruka, friend)
    book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING, Company(band.pk, (friend.pk,))), now=NOW)
    for row in (haruka, friend, band, room.spaces.get()):
        row.refresh_from_db()
        assert row.revision == 1, row


def test_the_log_says_who_did_what_in_keys_and_never_in_names(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING, purpose="文化祭の練習"), now=NOW)
    act = Act.objects.get()
    assert (act.verb, act.actor, act.at, act.subject_id) == ("book", haruka, NOW, booking.public_id)
    assert (act.before, act.after["state"], act.after["room_id"]) == ({}, "booked", room.pk)
    written = str(Act.objects.values())
    assert "文化祭" not in written
    assert "はるか" not in written


def test_the_headcount_is_of_those_named_and_those_counted(room: Room, haruka: Person) -> None:
    friend = a_high_schooler()
    a_band(haruka, friend)
    company = Company(people=(haruka.pk, friend.pk), counted={"junior_high": 3, "adult": 0})
    booking = book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING, company), now=NOW)
    assert (booking.headcount, booking.counted) == (5, {"junior_high": 3})
    assert set(booking.people.all()) == {haruka, friend}


def test_a_joined_room_holds_both_and_each_alone_is_then_taken(haruka: Person) -> None:
    hall = a_hall()
    when = span("2026-12-05", "10:00", "11:00")
    booking = book(person=haruka, wanted=Wanted(the_room(hall, "ab"), when), now=NOW)
    assert {slug for slug, *_ in places(booking)} == {"a", "b"}
    with pytest.raises(Refused) as refused:
        book(person=a_high_schooler(), wanted=Wanted(the_room(hall, "b"), when), now=NOW)
    assert codes(refused) == {Code.TAKEN}


def test_a_refusal_gives_every_reason_and_writes_nothing(room: Room) -> None:
    a_booking(room, FRIDAY_EVENING)
    child = a_third_grader(email="child@example.org")
    before = everything()
    with pytest.raises(Refused) as refused:
        book(person=child, wanted=Wanted(room, FRIDAY_EVENING), now=NOW, key="k")
    assert codes(refused) == {Code.TAKEN, Code.AGE_MIN, Code.AGE_EVENING}
    assert refused.value.verdict.outcome is Outcome.REFUSE
    assert everything() == before


@pytest.mark.parametrize(
    ("use", "code"),
    [
        pytest.param(span("2026-12-02", "13:00", "15:00"), Code.PAST, id="over"),
        pytest.param(span("2026-12-04", "17:30", "19:30"), Code.OFF_SLOT, id="off the slot"),
        pytest.param(span("2027-02-05", "13:00", "15:00"), Code.TOO_EARLY, id="over the horizon"),
        pytest.param(span("2026-12-07", "13:00", "15:00"), Code.CLOSED, id="closed"),
        pytest.param(span("2026-12-03", "17:00", "19:00"), Code.OUTSIDE_HOURS, id="outside the hours"),
        pytest.param(span("2026-03-31", "13:00", "15:00"), Code.CLOSED, id="before any rules"),
    ],
)
def test_what_the_judge_refuses_is_not_booked(room: Room, haruka: Person, use: Span, code: Code) -> None:
    with pytest.raises(Refused) as refused:
        book(person=haruka, wanted=Wanted(room, use), now=NOW)
    assert code in codes(refused)
    assert not Booking.objects.exists()


def test_two_are_allowed_at_a_time_and_a_third_is_not(room: Room, haruka: Person) -> None:
    for use in (FRIDAY_EVENING, SATURDAY):
        book(person=haruka, wanted=Wanted(room, use), now=NOW)
    with pytest.raises(Refused) as refused:
        book(person=haruka, wanted=Wanted(room, SUNDAY), now=NOW)
    assert codes(refused) == {Code.ONE_AT_A_TIME}
    band = a_band(haruka)
    book(person=haruka, wanted=Wanted(room, SUNDAY, Company(band.pk)), now=NOW)


def test_nobody_books_for_a_group_that_is_not_theirs_or_with_people_they_do_not_know(
    room: Room, haruka: Person
) -> None:
    stranger = a_high_schooler()
    others = a_band(a_high_schooler())
    for company in (Company(others.pk), Company(people=(haruka.pk, stranger.pk)), Company(10**12)):
        with pytest.raises(Absent):
            book(person=haruka, wanted=Wanted(room, SATURDAY, company), now=NOW)
    assert not Booking.objects.exists()


@pytest.mark.parametrize("fields", [{"published": False}, {"bookable": False}])
def test_a_room_that_is_not_lent_is_not_there(room: Room, haruka: Person, fields: dict[str, bool]) -> None:
    Room.objects.filter(pk=room.pk).update(**fields)
    with pytest.raises(Absent):
        book(person=haruka, wanted=Wanted(Room.objects.get(pk=room.pk), SATURDAY), now=NOW)


def test_a_room_of_a_hall_that_is_not_published_is_not_there(room: Room, haruka: Person) -> None:
    room.facility.published = False
    with pytest.raises(Absent):
        book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)


@pytest.mark.parametrize(
    ("purpose", "letters", "longest"),
    [
        ("練習\x00", ("U+0000",), None),
        ("練習\r\nBCC: a@example.org", ("U+000D", "U+000A"), None),
        ("\u202eevil", ("U+202E",), None),
        ("x" * 201, (), 200),
    ],
)
def test_a_text_that_would_do_harm_is_refused_with_its_field(
    room: Room, haruka: Person, purpose: str, letters: tuple[str, ...], longest: int | None
) -> None:
    with pytest.raises(Unfit) as unfit:
        book(person=haruka, wanted=Wanted(room, SATURDAY, purpose=purpose), now=NOW)
    assert (unfit.value.field, unfit.value.letters, unfit.value.longest) == ("purpose", letters, longest)


def test_a_template_in_somebodys_words_reaches_the_mailbox_as_it_was_written(room: Room) -> None:
    leader = a_high_schooler(email="a@example.org")
    room.name_ja = room.name_en = "{% now 'Y' %}{{ x }}"
    room.save()
    book(person=leader, wanted=Wanted(room, SATURDAY), now=NOW)
    assert "{% now 'Y' %}{{ x }}" in Email.objects.get().subject
    assert "{% now 'Y' %}{{ x }}" in Email.objects.get().message


# Cancelling


def test_cancelling_gives_the_place_back_at_once(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    cancelled = cancel(booking=booking, actor=haruka, now=NOW + 60)
    assert (cancelled.state, cancelled.sequence, cancelled.changed_at) == (State.CANCELLED, 1, NOW + 60)
    assert places(cancelled) == set()
    act = Act.objects.get(verb="cancel")
    assert (act.before, act.after) == ({"state": "booked"}, {"state": "cancelled"})
    book(person=a_high_schooler(), wanted=Wanted(room, SATURDAY), now=NOW + 120)


def test_a_second_tap_on_cancel_changes_nothing_more(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    cancel(booking=booking, actor=haruka, now=NOW + 60)
    before = everything()
    assert cancel(booking=booking, actor=haruka, now=NOW + 90).state == State.CANCELLED
    assert everything() == before


def test_who_booked_who_leads_the_group_and_staff_may_cancel(room: Room, haruka: Person) -> None:
    deputy = a_high_schooler(email="deputy@example.org")
    band = a_band(a_high_schooler(email="leader@example.org"), haruka, deputy)
    band.memberships.filter(person=deputy).update(role=Membership.Role.DEPUTY)
    for actor in (haruka, band.memberships.get(role="leader").person, deputy, staff(room.facility)):
        booking = book(person=haruka, wanted=Wanted(room, SATURDAY, Company(band.pk)), now=NOW)
        assert cancel(booking=booking, actor=actor, now=NOW).state == State.CANCELLED
    told = {address for mail in Email.objects.all() for address in mail.to}
    assert told == {"haruka@example.org", "leader@example.org", "deputy@example.org"}


def test_what_is_over_is_not_cancelled(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    with pytest.raises(Refused) as refused:
        cancel(booking=booking, actor=haruka, now=SATURDAY.end)
    assert codes(refused) == {Code.PAST}
    assert cancel(booking=booking, actor=haruka, now=SATURDAY.end - 1).state == State.CANCELLED


# Moving


def test_moving_takes_the_new_place_and_gives_the_old_one_back(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    craft = the_room(room.facility, "craft")
    when = span("2026-12-05", "13:00", "15:00")
    moved = move(booking=booking, actor=haruka, room=craft, span=when, now=NOW + 60)
    assert (moved.public_id, moved.room, moved.sequence) == (booking.public_id, craft, 1)
    assert places(moved) == {("craft", when.start, when.end)}
    act = Act.objects.get(verb="move")
    assert act.before == {"room_id": room.pk, "start": SATURDAY.start, "end": SATURDAY.end}
    assert act.after == {"room_id": craft.pk, "start": when.start, "end": when.end}
    assert [
        space.revision for space in Space.objects.filter(slug__in=["band", "craft"]).order_by("slug")
    ] == [2, 1]


def test_a_refused_move_keeps_the_old_place(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    a_booking(room, SUNDAY)
    before = everything()
    with pytest.raises(Refused) as refused:
        move(booking=booking, actor=haruka, room=room, span=SUNDAY, now=NOW)
    assert codes(refused) == {Code.TAKEN}
    assert everything() == before
    assert places(booking) == {("band", SATURDAY.start, SATURDAY.end)}


def test_a_booking_does_not_stand_in_its_own_way(haruka: Person) -> None:
    craft = the_room(a_hall(), "craft")
    booking = book(person=haruka, wanted=Wanted(craft, span("2026-12-05", "10:00", "12:00")), now=NOW)
    later = span("2026-12-05", "11:00", "13:00")
    assert places(move(booking=booking, actor=haruka, room=craft, span=later, now=NOW)) == {
        ("craft", later.start, later.end)
    }


def test_a_move_does_not_count_the_booking_it_moves(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    book(person=haruka, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    assert move(booking=booking, actor=haruka, room=room, span=SUNDAY, now=NOW).start == SUNDAY.start


def test_moving_it_where_it_is_changes_nothing(room: Room, haruka: Person) -> None:
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY), now=NOW)
    before = everything()
    assert move(booking=booking, actor=haruka, room=room, span=SATURDAY, now=NOW + 60) == booking
    assert everything() == before


def test_a_move_is_judged_for_those_who_come_whoever_moves_it(room: Room) -> None:
    student = a_junior_high_student()
    booking = book(person=student, wanted=Wanted(room, FRIDAY_EVENING), now=NOW)
    with pytest.raises(Refused) as refused:
        move(booking=booking, actor=staff(room.facility), room=room, span=FRIDAY_LATE, now=NOW)
    assert codes(refused) == {Code.LEAVE_BY}


def test_a_move_stays_possible_when_somebody_has_left_the_group_since(room: Room, haruka: Person) -> None:
    friend = a_high_schooler()
    band = a_band(haruka, friend)
    company = Company(band.pk, (haruka.pk, friend.pk))
    booking = book(person=haruka, wanted=Wanted(room, SATURDAY, company), now=NOW)
    band.memberships.filter(person=friend).delete()
    assert move(booking=booking, actor=haruka, room=room, span=SUNDAY, now=NOW).start == SUNDAY.start


# Taking a cancellation back


def cancelled_by(actor: Person, room: Room, person: Person, use: Span = SATURDAY) -> Booking:
    return cancel(booking=book(person=person, wanted=Wanted(room, use), now=NOW), actor=actor, now=NOW)


def test_a_cancellation_is_taken_back_while_the_place_is_free(room: Room, haruka: Person) -> None:
    restored = restore(booking=cancelled_by(haruka, room, haruka), actor=haruka, now=NOW + 60)
    assert (restored.state, restored.sequence) == (State.BOOKED, 2)
    assert places(restored) == {("band", SATURDAY.start, SATURDAY.end)}
    assert Act.objects.get(verb="restore").before == {"state": "cancelled"}


def test_it_is_not_taken_back_once_somebody_else_has_the_place(room: Room, haruka: Person) -> None:
    booking = cancelled_by(haruka, room, haruka)
    book(person=a_high_schooler(), wanted=Wanted(room, SATURDAY), now=NOW)
    with pytest.raises(Refused) as refused:
        restore(booking=booking, actor=haruka, now=NOW)
    assert codes(refused) == {Code.TAKEN}


def test_it_is_judged_now_so_a_full_quota_stays_full(room: Room, haruka: Person) -> None:
    booking = cancelled_by(haruka, room, haruka)
    for use in (FRIDAY_EVENING, SUNDAY):
        book(person=haruka, wanted=Wanted(room, use), now=NOW)
    with pytest.raises(Refused) as refused:
        restore(booking=booking, actor=haruka, now=NOW)
    assert codes(refused) == {Code.ONE_AT_A_TIME}


def test_when_and_how_it_was_asked_for_is_not_asked_again(room: Room, haruka: Person) -> None:
    far = span("2027-02-05", "13:00", "15:00")
    cancelled = a_booking(room, far, haruka, state=State.CANCELLED)
    cancelled.people.add(haruka)
    assert restore(booking=cancelled, actor=haruka, now=NOW).state == State.BOOKED


def test_a_second_tap_on_restore_changes_nothing_more(room: Room, haruka: Person) -> None:
    booking = cancelled_by(haruka, room, haruka)
    restore(booking=booking, actor=haruka, now=NOW)
    before = everything()
    assert restore(booking=booking, actor=haruka, now=NOW).state == State.BOOKED
    assert everything() == before


def test_what_staff_have_cancelled_only_staff_take_back(room: Room, haruka: Person) -> None:
    desk = staff(room.facility)
    booking = cancelled_by(desk, room, haruka)
    with pytest.raises(Refused) as refused:
        restore(booking=booking, actor=haruka, now=NOW)
    assert refused.value.verdict.outcome is Outcome.ASK
    assert restore(booking=booking, actor=desk, now=NOW).state == State.BOOKED


def test_what_was_used_or_is_over_is_not_taken_back(room: Room, haruka: Person) -> None:
    used = a_booking(room, SATURDAY, haruka, state=State.USED)
    cancelled = a_booking(room, SATURDAY, haruka, state=State.CANCELLED)
    for booking, now in ((used, NOW), (cancelled, SATURDAY.end)):
        with pytest.raises(Refused) as refused:
            restore(booking=booking, actor=haruka, now=now)
        assert Code.PAST in codes(refused)
