"""A room in which youths belong is one as long as the hall's rulebook says so."""

from datetime import date

import pytest

from booking.queries.counted.source import Year
from booking.queries.counted.youth_places import SOURCE
from booking.queries.evidence import evidence
from booking.rules import rulebook
from facilities.models import Facility
from tests.booking.programmes import a_department
from tests.factories import SAMPLE, TOKYO, a_facility, a_hall, a_version, at

pytestmark = pytest.mark.django_db
CRAFT = 'en = "Craft room" }\n'
A_SALON = SAMPLE.replace(CRAFT, f"{CRAFT}  youth = true\n")
FROM_OCTOBER = A_SALON.replace("valid_from = 2026-04-01", "valid_from = 2026-10-01")


def found(last: date = date(2027, 3, 31)) -> list[tuple[str, str]]:
    year = Year(date(2026, 4, 1), last, TOKYO, at("2027-03-31 22:00"))
    return [(one.key, one.day.isoformat()) for one in SOURCE.records(year)]


@pytest.fixture
def salon() -> Facility:
    hall = a_hall(A_SALON)
    a_department(hall)
    return hall


def test_a_room_that_was_a_place_for_youths_all_year_is_on_record_on_its_first_day(salon: Facility) -> None:
    assert found() == [("higashi/craft", "2026-04-01")]


def test_a_room_that_becomes_one_in_october_is_on_record_from_then_on() -> None:
    hall = a_hall()
    a_department(hall)
    a_version(rulebook.read(FROM_OCTOBER, "sample.toml"), hall)
    assert found() == [("higashi/craft", "2026-10-01")]
    assert found(last=date(2026, 9, 30)) == []


def test_a_room_that_is_one_no_more_from_october_was_one_in_that_year() -> None:
    hall = a_hall(A_SALON)
    a_department(hall)
    a_version(rulebook.read(SAMPLE.replace("valid_from = 2026-04-01", "valid_from = 2026-10-01"), "s"), hall)
    assert found() == [("higashi/craft", "2026-04-01")]


def test_a_hall_that_answers_to_no_office_or_is_not_public_has_none_on_record() -> None:
    hall = a_hall(A_SALON)
    assert found() == []
    a_department(hall)
    hall.published = False
    hall.save()
    assert found() == []


def test_a_hall_without_rules_has_none(salon: Facility) -> None:
    a_department(a_facility("midori"), slug="learning")
    assert found() == [("higashi/craft", "2026-04-01")]


def test_it_is_shown_with_its_room_and_its_hall(salon: Facility) -> None:
    year = Year(date(2026, 4, 1), date(2027, 3, 31), TOKYO, at("2027-03-31 22:00"))
    (shown,) = evidence(SOURCE.records(year))
    assert (shown.what, shown.where, shown.heads) == ("工作室", "東児童館", None)
