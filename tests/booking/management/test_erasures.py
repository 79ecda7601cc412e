"""The list of who has been forgotten, apart from the database, and who is let go again by it."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from booking.actions.mydata import forget
from booking.management.erasures import Erasures, listed, write_down
from booking.models import Person
from tests.factories import NOW
from tests.people import a_group, a_high_schooler

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _a_list_of_its_own(settings: Settings, tmp_path: Path) -> None:
    settings.ERASED_LIST = tmp_path / "erased.txt"
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


def done(erasures: Erasures) -> bool:
    """Whether a step was due."""
    due = erasures.due()
    if due:
        erasures.step()
    return due


def test_whoever_goes_is_on_the_list_at_the_next_look_and_only_once() -> None:
    gone, erasures = a_high_schooler(), Erasures()
    assert done(erasures)
    assert not done(erasures)
    forget(person=gone, now=NOW)
    assert done(erasures)
    assert listed() == [gone.public_id]
    assert not done(erasures)
    done(Erasures())
    assert listed() == [gone.public_id]


def test_the_list_holds_keys_and_nothing_else(settings: Settings) -> None:
    gone = a_high_schooler()
    forget(person=gone, now=NOW)
    done(Erasures())
    ((_moment, *said),) = [line.split() for line in settings.ERASED_LIST.read_text().splitlines() if line]
    assert said == [gone.public_id]


def test_whoever_is_on_the_list_and_there_again_is_let_go_again() -> None:
    back, stays = a_high_schooler(), a_high_schooler()
    group = a_group("band", back, stays)
    write_down([back.public_id])
    done(Erasures())
    assert list(Person.objects.filter(is_active=True)) == [stays]
    # Nobody knows any more whom they had chosen: whoever is left leads.
    assert [(one.role, one.person) for one in group.memberships.all()] == [("leader", stays)]


def test_a_line_that_was_cut_off_names_nobody_and_spoils_no_other(settings: Settings) -> None:
    first, second = a_high_schooler(), a_high_schooler()
    write_down([first.public_id])
    with settings.ERASED_LIST.open("a") as file:
        file.write("2026-12-02T07:1")
    write_down([second.public_id])
    assert listed() == [first.public_id, second.public_id]
