"""What somebody wants to book: as it can be stored, by what it is known again, and what it takes."""

import pytest

from booking.actions.bookings import Absent, Company, Unfit
from booking.actions.wanted import LONGEST_HELP, LONGEST_PURPOSE, Wanted
from facilities.models import Equipment, Facility, Room
from tests.factories import span, the_room
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db
SATURDAY = span("2026-12-05", "10:00", "12:00")


def test_its_texts_are_stored_without_the_blanks_at_their_ends(room: Room) -> None:
    wanted = Wanted(room, SATURDAY, purpose=" band ", help_wanted="\u3000手伝い ").plain()
    assert (wanted.purpose, wanted.help_wanted) == ("band", "手伝い")


@pytest.mark.parametrize(("field", "longest"), [("purpose", LONGEST_PURPOSE), ("help_wanted", LONGEST_HELP)])
def test_a_text_that_cannot_be_stored_is_named(room: Room, field: str, longest: int) -> None:
    assert Wanted(room, SATURDAY, **{field: "あ" * longest}).plain()
    for text in ("あ" * (longest + 1), "あ\u202e"):
        with pytest.raises(Unfit) as unfit:
            Wanted(room, SATURDAY, **{field: text}).plain()
        assert unfit.value.field == field


@pytest.mark.parametrize("what", ["bookable", "published"])
def test_what_nobody_lends_is_absent(room: Room, what: str) -> None:
    setattr(room, what, False)
    with pytest.raises(Absent):
        Wanted(room, SATURDAY).plain()


def test_things_that_do_not_go_with_the_room_or_are_none_are_absent(hall: Facility) -> None:
    craft, band = the_room(hall, "craft"), the_room(hall, "band")
    thing = Equipment.objects.create(room=craft, slug="beamer", name_ja="映写機", name_en="Beamer", stock=1)
    assert Wanted(craft, SATURDAY, things={thing.pk: 1}).plain()
    for room, things in ((band, {thing.pk: 1}), (craft, {thing.pk: 0}), (craft, {thing.pk + 1: 1})):
        with pytest.raises(Absent):
            Wanted(room, SATURDAY, things=things).plain()


def test_the_order_in_which_people_are_named_means_nothing_and_who_they_are_does(room: Room) -> None:
    one, other = a_high_schooler().pk, a_high_schooler().pk
    body = Wanted(room, SATURDAY, Company(people=(one, other))).body
    assert body == Wanted(room, SATURDAY, Company(people=(other, one))).body
    assert body != Wanted(room, SATURDAY, Company(people=(one,))).body


def test_a_joined_room_takes_the_spaces_of_both(hall: Facility) -> None:
    a, b = (Wanted(the_room(hall, slug), SATURDAY).spaces for slug in ("a", "b"))
    assert Wanted(the_room(hall, "ab"), SATURDAY).spaces == sorted([*a, *b])
