"""Windows as halls publish them that have no rulebook here, and what the worked questions of others leave.

Only the clauses that decide are written down, under their published ids.
"""

from datetime import datetime
from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.questions import Question
from booking.rules.rulebook import Rulebook
from booking.rules.verdict import Finding, Outcome
from tests.asks import a_document

NAMED = {Outcome.ALLOW: Finding.HOLDS, Outcome.REFUSE: Finding.BROKEN, Outcome.ASK: Finding.OPEN}
HALL = {"key": "hall", "name": {"ja": "館"}, "kind": "community_centre"}


def a_book(clauses: dict[str, list[dict[str, Any]]], *rooms: str) -> Any:
    """A rulebook with clauses under their own ids, for a hall with these rooms."""
    there = [{"key": room, "name": {"ja": room}} for room in rooms]
    said = [{"id": key, "ja": "文", "en": "text", "says": says} for key, says in clauses.items()]
    return Rulebook.model_validate(a_document(halls=[{**HALL, "rooms": there}], clauses=said))


def opens(**fields: Any) -> dict[str, Any]:
    return {"type": "opens", **fields}


def closes(**fields: Any) -> dict[str, Any]:
    return {"type": "closes", **fields}


def entry(begin: dict[str, Any], end: dict[str, Any], **fields: Any) -> dict[str, Any]:
    return {"type": "lottery_entry", "from": begin, "until": end, **fields}


def closed(**on: Any) -> dict[str, Any]:
    return {"type": "closed", "on": on}


def hours(start: str, end: str) -> dict[str, Any]:
    return {"type": "hours", "from": start, "to": end}


YOUTHS = {"kinds": ["youth"]}

BOOKS = {
    # Of two whose rulebooks have worked questions too, what these leave open.
    "28": a_book(
        {
            "C5": [entry({"months": 3, "day": 1}, {"months": 3, "day": 10})],
            "C6": [opens(months=3, day=21, also=["C5"])],
        }
    ),
    "49": a_book(
        {
            "C6": [opens(months=12, day=1, at="10:00", if_closed="next_open_day", rooms=["big"])],
            "C9": [closed(every_year=[["12-29", "01-03"]])],
        },
        "big",
    ),
    # Of halls whose rulebooks nobody has here; the clause ids are ours.
    # A matrix: youths three months ahead, others one; the gymnasium a month earlier for each.
    "18": a_book(
        {
            "C1": [
                opens(months=3, users=YOUTHS, except_rooms=["gym"]),
                opens(months=1, except_rooms=["gym"], unless=[{"users": YOUTHS}]),
                opens(months=4, users=YOUTHS, rooms=["gym"]),
                opens(months=2, rooms=["gym"], unless=[{"users": YOUTHS}]),
            ]
        },
        "meeting",
        "gym",
    ),
    "24": a_book(
        {
            "C1": [
                {
                    "type": "reception",
                    "from": "9:00",
                    "to": "17:00",
                    "asked_on": {"days": ["tue", "wed", "thu", "fri", "sat", "sun"]},
                }
            ],
        }
    ),
    "25": a_book(
        {
            "C1": [hours("9:00", "21:00")],
            "C2": [closed(every_year=[["12-29", "01-03"]])],
            "C3": [opens(months=1, day=1, if_closed="next_open_day")],
        }
    ),
    "29": a_book({"C1": [closes(days=2, at="16:00")]}),
    "32": a_book({"C1": [opens(months=1, missing="next")]}),
    "38": a_book(
        {
            "C1": [
                opens(months=1, day=1, through=["web"]),
                opens(months=1, day=1, at="9:30", through=["phone"]),
                opens(months=1, day=1, at="9:00", through=["counter"]),
            ]
        }
    ),
}


def asked(moment: str, use: str | None = None, step: str = "book", **fields: Any) -> dict[str, Any]:
    day = {"day": use} if use else {}
    return {"asked": datetime.fromisoformat(moment), "step": step, **day, **fields}


MOMENTS = [
    (
        "18",
        asked("2026-03-15T10:00", "2026-06-15", room="meeting", party={"group": {"kind": "youth"}}),
        "allow",
        "C1",
    ),
    (
        "18",
        asked("2026-03-15T10:00", "2026-06-15", room="meeting", party={"group": {"kind": "choir"}}),
        "refuse",
        "C1",
    ),
    (
        "18",
        asked("2026-04-15T10:00", "2026-06-15", room="gym", party={"group": {"kind": "choir"}}),
        "allow",
        "C1",
    ),
    (
        "18",
        asked("2026-02-14T10:00", "2026-06-15", room="gym", party={"group": {"kind": "youth"}}),
        "refuse",
        "C1",
    ),
    ("24", asked("2026-06-02T17:00"), "refuse", "C1"),
    ("24", asked("2026-06-02T16:59"), "allow", "C1"),
    ("24", asked("2026-06-01T10:00"), "refuse", "C1"),
    ("25", asked("2026-01-03T10:00", "2026-02-14"), "refuse", "C3"),
    ("25", asked("2026-01-04T10:00", "2026-02-14"), "allow", "C3"),
    ("29", asked("2026-07-13T16:00", "2026-07-15"), "allow", "C1"),
    ("29", asked("2026-07-13T16:01", "2026-07-15"), "refuse", "C1"),
    ("32", asked("2026-02-28T10:00", "2026-03-31"), "refuse", "C1"),
    ("32", asked("2026-03-01T10:00", "2026-03-31"), "allow", "C1"),
    ("38", asked("2026-06-01T00:00", "2026-07-10", channel="web"), "allow", "C1"),
    ("38", asked("2026-06-01T09:15", "2026-07-10", channel="phone"), "refuse", "C1"),
    ("38", asked("2026-06-01T09:15", "2026-07-10", channel="counter"), "allow", "C1"),
    # The first of January is closed: the big hall opens on the fourth, at ten.
    ("49 C6", asked("2026-01-04T09:59", "2027-01-20", room="big"), "refuse", "C6"),
    ("49 C6", asked("2026-01-04T10:00", "2027-01-20", room="big"), "allow", "C6"),
]


@pytest.mark.parametrize(
    ("name", "question", "outcome", "by"),
    MOMENTS,
    ids=[f"{name}-{n}" for n, (name, *_) in enumerate(MOMENTS)],
)
def test_a_window_opens_and_closes_as_published(
    name: str, question: dict[str, Any], outcome: str, by: str
) -> None:
    rules = BOOKS[name[:2]].for_hall("hall")
    asking = Question.model_validate({"id": "Q", "answer": outcome, **question})
    verdict = decide(asking.ask("hall", rules.setting), rules)
    assert verdict.outcome == outcome
    assert {reason.clause for reason in verdict.found(NAMED[verdict.outcome])} >= set(by.split())


def test_between_the_lottery_and_the_first_come_nothing_is_taken() -> None:
    """28: nobody enters or books from the 11th to the 20th."""
    rules = BOOKS["28"].for_hall("hall")
    for day in range(1, 31):
        outcomes = set()
        for step in ("enter", "book"):
            question = asked(f"2026-06-{day:02}T10:00", "2026-09-12", step)
            asking = Question.model_validate({"id": "Q", "answer": "allow", **question})
            outcomes.add(decide(asking.ask("hall", rules.setting), rules).outcome)
        assert (Outcome.ALLOW in outcomes) is not (11 <= day <= 20)
