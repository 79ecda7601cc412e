"""What calendars have been told of a programme's dates stays below what they are told next."""


import pytest

from booking.models import Coming, Person, SignUp
from facilities.models import Facility
from tests.booking.migrations.conftest import migrate
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.songs import FIRST, SONGS
from tests.factories import NOW
from tests.people import a_high_schooler, a_senior

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE, AFTER = "0053_fees_and_committees", "0054_of_each_party_its_own_number"


def test_a_programme_goes_on_above_what_it_has_told_and_who_has_a_place_has_had_it(
    hall: Facility, desk: Person
) -> None:
    a_department(hall)
    songs = a_programme(hall, desk, SONGS)
    day = held(songs, desk, FIRST)
    for person, state in ((a_senior(), "coming"), (a_high_schooler(), "waiting")):
        mine = SignUp.objects.create(programme=songs, person=person, party=[], made_at=NOW)
        Coming.objects.create(signup=mine, session=day, state=state, since=NOW)
    before = migrate(BEFORE).get_model("booking", "Programme").objects
    before.update(revision=5, signups_revision=7)
    then = migrate(AFTER)
    assert then.get_model("booking", "Programme").objects.get().revision == 12
    comings = then.get_model("booking", "Coming").objects.order_by("state")
    assert list(comings.values_list("state", "had_place")) == [("coming", True), ("waiting", False)]
    assert set(then.get_model("booking", "SignUp").objects.values_list("places_revision", flat=True)) == {1}
