"""A consent that is given or taken back at the instant at which somebody else acts on it."""

from collections.abc import Callable

import pytest

from tests.factories import span
from tests.races.rivals import Rival, at_once
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
FRIDAY = [span("2026-12-04", "17:00", "19:00").start, span("2026-12-04", "17:00", "19:00").end]
ROUNDS = 5


def test_a_link_that_two_answer_at_once_is_answered_once(data: Service, rivals: Rivals) -> None:
    one, other = rivals(data, 2)
    child = one.does("child")["child"]
    for rounds in range(1, ROUNDS + 1):
        token = one.does("ask", child=child)
        answers = at_once(
            (one, "give", {"token": token, "name": "葉子"}), (other, "give", {"token": token, "name": "健"})
        )
        assert [answer["done"] for answer in answers].count("used") == 1
        assert one.does("consents") == rounds


def test_a_booking_and_a_consent_taken_back_at_once_agree_on_who_was_first(
    data: Service, rivals: Rivals
) -> None:
    one, other = rivals(data, 2)
    people = one.does("child")
    for _ in range(ROUNDS):
        given = one.does("give", token=one.does("ask", child=people["child"]), name="葉子")
        booked, revoked = at_once(
            (one, "book", {"person": people["child"], "room": people["room"], "span": FRIDAY}),
            (other, "revoke", {"consent": given}),
        )
        assert revoked == {"done": given}
        assert "done" in booked or booked == {"refused": ["GUARDIAN"]}
        refused = one.answers("book", person=people["child"], room=people["room"], span=FRIDAY)
        assert "GUARDIAN" in refused["refused"], "whoever comes after it is told"
        if "done" in booked:
            one.does("cancel", booking=booked["done"])
