"""A district centre that lends its rooms to all ages between nine and five, and answers to a department."""

from pathlib import Path

from facilities.models import Department, Room
from tests.factories import a_hall, the_room

FILE = Path(__file__).parents[1] / "journeys" / "circle.toml"
# Without how it lends them: any hour within those at which it is open.
CENTRE = FILE.read_text().split('[[clauses]]\nid = "S3"')[0]


# In the morning and in the afternoon, from six months ahead.
IN_BANDS = FILE.read_text().split('[[clauses]]\nid = "S4"')[0]


def a_room_of_the_centre(department: Department | None = None, text: str = CENTRE) -> Room:
    hall = a_hall(text, department=department)
    return the_room(hall, "tatami")
