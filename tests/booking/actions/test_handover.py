"""What one shift hands to the next: keys that are out, and notes."""

import pytest

from booking.actions.handover import NotNow, hand_key, note, note_again, note_done, take_key_back
from booking.actions.texts import Missing, Unfit
from booking.models import Act, Booking, HandoverNote, KeyLoan, Person
from booking.queries.bookings import Absent
from booking.queries.handover import keys_out, note_of, notes_open, overdue
from booking.rules.lifecycle import State
from facilities.models import Equipment, Facility
from tests.factories import TOKYO, a_booking, a_facility, a_room, at, span, the_room
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
NOW = at("2026-12-04 17:02")


@pytest.fixture
def booking(hall: Facility) -> Booking:
    return a_booking(the_room(hall, "band"), span("2026-12-04", "17:00", "19:00"), a_high_schooler())


def test_a_key_is_out_until_it_comes_back(booking: Booking, desk: Person, hall: Facility) -> None:
    hand_key(booking=booking, actor=desk, now=NOW)
    hand_key(booking=booking, actor=desk, now=NOW + 60)
    assert [loan.out_at for loan in keys_out(hall)] == [NOW], "one key, handed out once"
    take_key_back(booking=booking, actor=desk, now=NOW + 3600)
    assert keys_out(hall) == []
    assert KeyLoan.objects.get().back_at == NOW + 3600
    assert set(Act.objects.values_list("verb", flat=True)) == {"hand_key", "take_key_back"}


def test_a_key_is_missed_once_the_use_is_over_and_on_the_next_morning(
    booking: Booking, desk: Person, hall: Facility
) -> None:
    hand_key(booking=booking, actor=desk, now=NOW)
    loans = keys_out(hall)
    assert overdue(loans, at("2026-12-04 18:59"), TOKYO) == []
    assert overdue(loans, at("2026-12-04 21:00"), TOKYO) == loans
    assert overdue(loans, at("2026-12-05 09:00"), TOKYO) == loans


def test_the_desk_of_another_hall_hands_out_no_key(booking: Booking) -> None:
    with pytest.raises(Absent):
        hand_key(booking=booking, actor=staff(a_facility("nukui")), now=NOW)


@pytest.mark.parametrize("state", [State.CANCELLED, State.LAPSED, State.OFFERED, State.NO_SHOW])
def test_no_key_goes_out_by_a_booking_by_which_nobody_uses_the_room(
    booking: Booking, desk: Person, state: State
) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=state)
    with pytest.raises(NotNow) as refused:
        hand_key(booking=booking, actor=desk, now=NOW)
    assert refused.value.has_come
    assert not KeyLoan.objects.exists()


@pytest.mark.parametrize("state", [State.PROVISIONAL, State.BOOKED, State.IN_USE, State.USED])
def test_it_goes_out_by_any_other_also_once_more_after_the_use(
    booking: Booking, desk: Person, state: State
) -> None:
    Booking.objects.filter(pk=booking.pk).update(state=state)
    hand_key(booking=booking, actor=desk, now=at("2026-12-05 09:00"))
    assert KeyLoan.objects.get().back_at is None


def test_no_key_goes_out_before_the_day(booking: Booking, desk: Person) -> None:
    for early in ("2026-11-13 17:00", "2026-12-03 23:59"):
        with pytest.raises(NotNow) as refused:
            hand_key(booking=booking, actor=desk, now=at(early))
        assert not refused.value.has_come
    hand_key(booking=booking, actor=desk, now=at("2026-12-04 00:00"))


def test_a_use_just_after_midnight_has_its_key_an_hour_before(hall: Facility, desk: Person) -> None:
    night = a_booking(the_room(hall, "band"), span("2026-12-05", "00:30", "02:00"), a_high_schooler())
    with pytest.raises(NotNow):
        hand_key(booking=night, actor=desk, now=at("2026-12-04 23:29"))
    hand_key(booking=night, actor=desk, now=at("2026-12-04 23:30"))


def test_a_note_stands_until_somebody_has_seen_to_it(hall: Facility, desk: Person) -> None:
    made = note(facility=hall, text=" アンプBは修理中 ", room=the_room(hall, "band"), actor=desk, now=NOW)
    assert [(one.text, one.by) for one in notes_open(hall)] == [("アンプBは修理中", desk)]
    note_done(note=made, actor=desk, now=NOW + 60)
    assert notes_open(hall) == []
    note_again(note=made, actor=desk, now=NOW + 120)
    assert notes_open(hall) == [made]


def test_the_log_keeps_where_a_note_belongs_and_never_its_words(hall: Facility, desk: Person) -> None:
    note(facility=hall, text="田中さんに電話", room=the_room(hall, "band"), actor=desk, now=NOW)
    act = Act.objects.get(verb="note")
    assert act.after == {"room_id": the_room(hall, "band").pk, "thing_id": None}
    assert "田中" not in str([act.before, act.after, act.why])


def test_a_note_may_be_about_a_thing(hall: Facility, desk: Person) -> None:
    amp = Equipment.objects.create(room=the_room(hall, "band"), slug="amp-b", name_ja="アンプB")
    made = note(facility=hall, text="修理中", thing=amp, actor=desk, now=NOW)
    assert made.thing == amp


def test_a_note_about_another_halls_room_is_not_written(hall: Facility, desk: Person) -> None:
    with pytest.raises(Absent):
        note(facility=hall, text="x", room=a_room(a_facility("nukui")), actor=desk, now=NOW)
    assert not HandoverNote.objects.exists()


@pytest.mark.parametrize(("text", "error"), [("  ", Missing), ("x" * 301, Unfit), ("a\x00b", Unfit)])
def test_a_note_has_words_that_can_be_read(
    hall: Facility, desk: Person, text: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        note(facility=hall, text=text, actor=desk, now=NOW)


def test_another_halls_desk_finds_and_writes_no_note(hall: Facility, desk: Person) -> None:
    other = a_facility("nukui")
    made = note(facility=hall, text="x", actor=desk, now=NOW)
    with pytest.raises(Absent):
        note_of(other, made.public_id)
    with pytest.raises(Absent):
        note_done(note=made, actor=staff(other), now=NOW)


def test_a_note_that_is_sent_twice_is_one_until_somebody_has_seen_to_it(desk: Person, hall: Facility) -> None:
    first, again = (note(facility=hall, text="電球が切れた", actor=desk, now=NOW + n) for n in range(2))
    assert first == again
    assert [one.at for one in notes_open(hall)] == [NOW]
    assert Act.objects.filter(verb="note").count() == 1
    note_done(note=first, actor=desk, now=NOW + 60)
    assert note(facility=hall, text="電球が切れた", actor=desk, now=NOW + 3600) != first, "it happened again"


def test_the_same_words_about_another_room_or_by_another_hand_are_another_note(
    desk: Person, hall: Facility
) -> None:
    told = {"facility": hall, "text": "電球が切れた", "now": NOW}
    for room, actor in (("band", desk), ("craft", desk), ("craft", staff(hall))):
        note(room=the_room(hall, room), actor=actor, **told)  # type: ignore[arg-type]
    assert len(notes_open(hall)) == 3
