"""What of the rules is to be known where: at the desk, on coming and leaving, on the wall."""

from booking.rules import rulebook
from booking.wording import Part, visit
from tests.booking.wording.test_clauses import a_clause
from tests.factories import SAMPLE

SAID = {
    "A1": 'type = "procedure"\n  topic = "PERMIT_FORM"\n  when = "booking"',
    "A2": 'type = "procedure"\n  topic = "CHECKIN"\n  when = "arriving"',
    "A3": 'type = "procedure"\n  topic = "RESTORE"\n  when = "leaving"',
    "A4": 'type = "prepay"\n  when = "before_use"',
    "A5": 'type = "prepay"\n  when = "at_booking"',
    "A6": 'type = "proof"\n  proofs = ["card"]\n  steps = ["register", "arrive"]',
    "A7": 'type = "shown"\n  topic = "CONDUCT"',
    "A8": 'type = "shown"\n  topic = "GOVERNANCE"',
    "A9": 'type = "shown"\n  topic = "EQUIP_LOAN"\n  rooms = ["a"]',
}


def parts_of(room: str) -> dict[Part, list[str]]:
    text = SAMPLE + "".join(a_clause(key, said) for key, said in SAID.items())
    found = visit(rulebook.read(text, "sample.toml"), "higashi", room)
    return {part: [clause.id for clause in clauses if clause.id in SAID] for part, clauses in found.items()}


def test_each_clause_stands_where_it_matters_in_the_order_of_a_visit() -> None:
    assert parts_of("band") == {
        Part.REGISTERING: ["A6"],
        Part.BOOKING: ["A1", "A5"],
        Part.ARRIVING: ["A2", "A4", "A6"],
        Part.LEAVING: ["A3"],
        Part.READING: ["A7"],
    }


def test_what_is_said_of_another_room_is_not_told() -> None:
    assert parts_of("a")[Part.READING] == ["A7", "A9"]
