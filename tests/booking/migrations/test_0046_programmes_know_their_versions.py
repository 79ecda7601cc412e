"""What calendars have been told of a programme's dates by mail stays below what they are told next."""


import pytest

from booking.models import Person, SignUp
from facilities.models import Facility
from tests.booking.migrations.conftest import migrate
from tests.booking.programmes import a_department, a_programme
from tests.booking.songs import SONGS
from tests.factories import NOW
from tests.people import a_high_schooler, a_senior

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.both]
BEFORE, AFTER = "0043_notices_of_programmes", "0046_programmes_know_their_versions"


def test_a_programme_begins_above_the_changes_of_all_that_have_signed_up(
    hall: Facility, desk: Person
) -> None:
    a_department(hall)
    songs, other = (a_programme(hall, desk, SONGS) for _ in range(2))
    for person, changes in ((a_senior(), 4), (a_high_schooler(), 0)):
        SignUp.objects.create(programme=songs, person=person, party=[], sequence=changes, made_at=NOW)
    migrate(BEFORE)
    then = migrate(AFTER)
    # As the tables are by then: later changes know columns that are not there yet.
    rows = then.get_model("booking", "Programme").objects
    assert rows.get(pk=songs.pk).signups_revision == 6
    assert rows.get(pk=other.pk).signups_revision == 0
