"""`manage.py name_successor`: who answers for a department of the plan, said by whoever runs the service."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from booking.models import Succession
from facilities.models import Department
from tests.booking.programmes import FILE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def plan() -> None:
    call_command("import_plan", FILE, stdout=StringIO())


def said(*asked: str) -> str:
    out = StringIO()
    call_command("name_successor", *asked, stdout=out)
    return out.getvalue()


def test_a_department_that_the_city_has_not_yet_gets_its_name() -> None:
    assert said("welfare", "community", "2010-04-01", "--name", "地域福祉課") == (
        "welfare: community answers from 2010-04-01 on.\n"
    )
    assert Department.objects.get(slug="community").name_ja == "地域福祉課"
    assert Succession.objects.get().successor.slug == "community"


def test_it_is_taken_back_and_what_was_not_said_cannot_be() -> None:
    said("welfare", "children", "2010-04-01")
    assert "forgotten" in said("welfare", "children", "2010-04-01", "--forget")
    assert not Succession.objects.exists()
    with pytest.raises(CommandError, match="Nothing is said"):
        said("welfare", "children", "2010-04-01", "--forget")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("welfare", "nobody", "2010-04-01"), "no department nobody"),
        (("welfare", "children", "昔"), "no day"),
    ],
)
def test_what_is_no_department_and_no_day_is_named(asked: tuple[str, ...], words: str) -> None:
    with pytest.raises(CommandError, match=words):
        said(*asked)
