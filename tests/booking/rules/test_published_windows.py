"""Windows, lotteries and caps as halls publish them, each with its worked questions.

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


def a_book(clauses: dict[str, list[dict[str, Any]]], *rooms: str, halls: tuple[str, ...] = ("hall",)) -> Any:
    """A rulebook with clauses under their own ids, for halls with these rooms."""
    there = [{"key": room, "name": {"ja": room}} for room in rooms]
    said = [{"id": key, "ja": "文", "en": "text", "says": says} for key, says in clauses.items()]
    places = [{**HALL, "key": hall, "rooms": there} for hall in halls]
    return Rulebook.model_validate(a_document(halls=places, clauses=said))


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
SECOND_SATURDAY = {"months": 2, "nth": 2, "weekday": "sat"}

BOOKS = {
    "08": a_book(
        {"C5": [opens(months=2, day=1, users=YOUTHS), opens(months=1, day=1, unless=[{"users": YOUTHS}])]}
    ),
    "09": a_book(
        {"C2": [opens(months=4, day=1, rooms=["studio"]), opens(months=12, day=1, rooms=["stage"])]},
        "studio",
        "stage",
    ),
    "14": a_book(
        {
            "C1": [hours("9:00", "22:00")],
            "C2": [closed(days=["mon"], nth=[2, 4])],
            "C3": [entry({"months": 3, "day": 20}, {"months": 3, "day": 26})],
            "C4": [{"type": "lottery_result", "months": 3, "day": 27, "at": "9:00"}],
            "C5": [opens(months=2, day=1, also=["C3"])],
            "C6": [{"type": "quota", "most": 5, "per": "month", "a_day_once": True, "also": ["C7"]}],
        },
        "meeting",
    ),
    "28": a_book(
        {
            "C5": [entry({"months": 3, "day": 1}, {"months": 3, "day": 10})],
            "C6": [opens(months=3, day=21, also=["C5"])],
            "C7": [
                closes(days=4, through=["web"]),
                closes(days=0, at="17:00", through=["counter", "phone"]),
            ],
            "C8": [{"type": "consecutive_days", "most": 2}],
        },
        "meeting",
    ),
    "39": a_book({"C6": [opens(months=3, rooms=["studio"])]}, "studio"),
    "40": a_book(
        {
            "C1": [
                {
                    "type": "quota",
                    "most": 5,
                    "unit": "bands",
                    "per": "month",
                    "may_allow": {"ja": "教育委員会"},
                }
            ],
            "C3": [{"type": "split", "may": {"registered": True, "kinds": ["club"]}}],
        },
        "meeting",
        halls=("hall", "second", "third"),
    ),
    "41": a_book(
        {
            "C1": [opens(months=1), closes(days=3)],
            "C3": [{"type": "key", "from_minutes": 15, "if_free": True}],
            "C4": [{"type": "key", "back_minutes": 5}],
        },
        "music",
    ),
    "43": a_book(
        {
            "C2": [
                entry(SECOND_SATURDAY, SECOND_SATURDAY, form="in_person"),
                opens(**SECOND_SATURDAY, plus_days=1),
            ]
        }
    ),
    "49": a_book(
        {
            "C2": [entry({"months": 4, "day": 17}, {"months": 4, "day": 23}, except_rooms=["big"])],
            "C3": [
                {
                    "type": "lottery_confirm",
                    "from": {"months": 4, "day": 25},
                    "until": {"months": 4, "day": 28},
                }
            ],
            "C5": [
                opens(months=4, day=29, missing="ask", except_rooms=["big"]),
                closes(days=3, except_rooms=["big"]),
            ],
            "C6": [
                opens(months=12, day=1, at="10:00", if_closed="next_open_day", rooms=["big"]),
                closes(days=14, rooms=["big"]),
            ],
            "C9": [closed(every_year=[["12-29", "01-03"]])],
        },
        "meeting",
        "big",
    ),
    "50": a_book(
        {
            "C1": [hours("9:00", "22:00"), {"type": "closes_early", "to": "17:00"}],
            "C2": [closed(days=["tue"])],
            "C4": [opens(months=2)],
            "C5": [opens(months=2, if_closed="next_weekday")],
        },
        "big",
    ),
    "53": a_book({"C3": [closes(days=5, users={"group": True})]}),
    "58": a_book(
        {
            "C1": [
                hours("9:00", "22:00"),
                {"type": "reception", "through": ["counter", "phone"], "from": "9:00", "to": "20:00"},
            ],
            "C2": [closed(days=["tue"], nth=[2, 3])],
            "C3": [
                {"type": "lottery_draw", "months": 6, "day": 1, "rooms": ["practice"]},
                {"type": "lottery_draw", "months": 13, "day": 1, "rooms": ["stage"]},
            ],
            "C4": [
                entry(
                    {"months": 7, "day": 15, "at": "9:00"},
                    {"months": 7, "day": 25, "at": "20:00"},
                    rooms=["practice"],
                ),
                entry(
                    {"months": 14, "day": 15, "at": "9:00"},
                    {"months": 14, "day": 25, "at": "20:00"},
                    rooms=["stage"],
                ),
            ],
            "C5": [
                {"type": "channel", "channels": ["web"], "rooms": ["practice"], "steps": ["enter"]},
                {"type": "channel", "channels": ["counter"], "rooms": ["stage"], "steps": ["enter"]},
            ],
        },
        "practice",
        "stage",
    ),
}

# Of halls whose rulebooks nobody has here, as CLAUSES.md tells of them; the clause ids are ours.
BOOKS |= {
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

REGISTERED = {"group": {"registered": True}}


def in_june(hall: str, *days: int) -> list[dict[str, Any]]:
    return [{"hall": hall, "day": f"2026-06-{day:02}", "by_group": True} for day in days]


def in_september(day: int, start: str, end: str) -> dict[str, Any]:
    return {"day": f"2026-09-{day:02}", "from": start, "to": end, "by_group": True}


FIVE_USES = [
    *(in_september(5, *times) for times in (("9:00", "12:00"), ("13:00", "17:00"), ("18:00", "22:00"))),
    *(in_september(day, "9:00", "12:00") for day in (6, 13, 19, 20)),
]


def asked(moment: str, use: str | None = None, step: str = "book", **fields: Any) -> dict[str, Any]:
    day = {"day": use} if use else {}
    return {"asked": datetime.fromisoformat(moment), "step": step, **day, **fields}


PUBLISHED = [
    ("08 Q1", asked("2026-06-01T10:00", "2026-08-10", party={"group": {"kind": "youth"}}), "allow", "C5"),
    ("08 Q2", asked("2026-06-01T10:00", "2026-08-10", party={"group": {"kind": "adults"}}), "refuse", "C5"),
    ("09 Q1", asked("2026-03-01T10:00", "2026-07-20", room="studio"), "allow", "C2"),
    ("09 Q2", asked("2026-02-28T10:00", "2026-07-20", room="studio"), "refuse", "C2"),
    ("09 Q6", asked("2026-08-01T10:00", "2027-06-10", room="studio"), "refuse", "C2"),
    ("14 Q1", asked("2026-06-22T10:00", "2026-09-12", "enter"), "allow", "C3"),
    ("14 Q2", asked("2026-06-27T08:30", "2026-09-12", "result"), "refuse", "C4"),
    ("14 Q3", asked("2026-06-28T10:00", "2026-09-12"), "refuse", "C3 C5"),
    ("14 Q4", asked("2026-07-01T10:00", "2026-09-12"), "allow", "C5"),
    (
        "14 Q5",
        asked("2026-07-01T10:00", "2026-09-26", room="meeting", party={**REGISTERED, "history": FIVE_USES}),
        "refuse",
        "C6 C7",
    ),
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
    ("28 Q1", asked("2026-06-05T10:00", "2026-09-12", "enter"), "allow", "C5"),
    ("28 Q2", asked("2026-06-15T10:00", "2026-09-12"), "refuse", "C5 C6"),
    ("28 Q3", asked("2026-09-09T10:00", "2026-09-12", channel="web"), "refuse", "C7"),
    ("28 Q4", asked("2026-09-08T10:00", "2026-09-12", channel="web"), "allow", "C6"),
    (
        "28 Q6",
        asked("2026-06-25T10:00", "2026-09-11", facts={"also_on": ["2026-09-12", "2026-09-13"]}),
        "refuse",
        "C8",
    ),
    ("29", asked("2026-07-13T16:00", "2026-07-15"), "allow", "C1"),
    ("29", asked("2026-07-13T16:01", "2026-07-15"), "refuse", "C1"),
    ("32", asked("2026-02-28T10:00", "2026-03-31"), "refuse", "C1"),
    ("32", asked("2026-03-01T10:00", "2026-03-31"), "allow", "C1"),
    ("38", asked("2026-06-01T00:00", "2026-07-10", channel="web"), "allow", "C1"),
    ("38", asked("2026-06-01T09:15", "2026-07-10", channel="phone"), "refuse", "C1"),
    ("38", asked("2026-06-01T09:15", "2026-07-10", channel="counter"), "allow", "C1"),
    ("39 Q2", asked("2026-05-20T10:00", "2026-08-20", room="studio"), "allow", "C6"),
    ("39 Q3", asked("2026-05-18T10:00", "2026-08-20", room="studio"), "refuse", "C6"),
    (
        "40 Q1",
        asked(
            "2026-06-01T10:00",
            "2026-06-23",
            hall="third",
            party={**REGISTERED, "history": [*in_june("hall", 2, 9, 16), *in_june("second", 3, 4)]},
        ),
        "refuse",
        "C1",
    ),
    (
        "40 Q4",
        asked(
            "2026-06-01T10:00",
            hall="hall",
            facts={"whole_bands": False},
            party={"group": {"registered": False}},
        ),
        "refuse",
        "C3",
    ),
    ("41 Q3", asked("2026-06-22T10:00", "2026-06-24"), "refuse", "C1"),
    (
        "41 Q4",
        asked("2026-06-24T17:44", "2026-06-24", "arrive", **{"from": "18:00"}, facts={"vacant": True}),
        "refuse",
        "C3",
    ),
    ("43 Q1", asked("2026-06-13T10:00", "2026-08-20", "enter"), "allow", "C2"),
    ("43 Q2", asked("2026-06-12T10:00", "2026-08-20"), "refuse", "C2"),
    ("43 Q3", asked("2026-06-14T10:00", "2026-08-20"), "allow", "C2"),
    ("49 Q1", asked("2026-06-20T10:00", "2026-10-14", "enter"), "allow", "C2"),
    ("49 Q2", asked("2026-06-28T20:00", "2026-10-14", "confirm"), "allow", "C3"),
    ("49 Q3", asked("2026-06-29T08:00", "2026-10-14", "confirm"), "refuse", "C3"),
    ("49 Q4", asked("2026-06-29T10:00", "2026-10-14"), "allow", "C5"),
    ("49 Q5", asked("2026-10-12T10:00", "2026-10-14"), "refuse", "C5"),
    ("49 Q6", asked("2026-02-28T10:00", "2026-06-10"), "ask", "C5"),
    # The first of January is closed: the big hall opens on the fourth, at ten.
    ("49 C6", asked("2026-01-04T09:59", "2027-01-20", room="big"), "refuse", "C6"),
    ("49 C6", asked("2026-01-04T10:00", "2027-01-20", room="big"), "allow", "C6"),
    ("50 Q1", asked("2026-04-20T10:00", "2026-06-20"), "allow", "C4"),
    ("50 Q2", asked("2026-04-19T10:00", "2026-06-19"), "refuse", "C5"),
    ("50 Q3", asked("2026-04-25T10:00", "2026-06-25"), "refuse", "C5"),
    (
        "50 Q4",
        asked(
            "2026-06-10T19:00",
            "2026-06-10",
            "arrive",
            **{"from": "19:00"},
            facts={"evening_booked": False},
        ),
        "refuse",
        "C1",
    ),
    ("53 Q3", asked("2026-06-05T10:00", "2026-06-10", party={"group": True}), "allow", "C3"),
    ("53 Q4", asked("2026-06-06T10:00", "2026-06-10", party={"group": True}), "refuse", "C3"),
    ("58 Q1", asked("2024-11-20T10:00", "2025-06-14", "enter", room="practice"), "allow", "C3 C4"),
    ("58 Q2", asked("2024-11-26T10:00", "2025-06-14", "enter", room="practice"), "refuse", "C4"),
    ("58 Q3", asked("2024-11-20T10:00", "2025-06-14", "enter", room="stage"), "refuse", "C3"),
    ("58 Q4", asked("2024-11-19T10:00", step="enter", channel="counter"), "refuse", "C2"),
    ("58 Q5", asked("2024-11-20T10:00", step="enter", room="practice", channel="post"), "refuse", "C5"),
]


@pytest.mark.parametrize(
    ("name", "question", "outcome", "by"),
    PUBLISHED,
    ids=[f"{name}-{n}" for n, (name, *_) in enumerate(PUBLISHED)],
)
def test_a_published_question_is_answered_by_its_clauses(
    name: str, question: dict[str, Any], outcome: str, by: str
) -> None:
    book = BOOKS[name[:2]]
    asking = Question.model_validate({"id": "Q", "answer": outcome, **question})
    hall = asking.hall or book.halls[0].key
    rules = book.for_hall(hall)
    verdict = decide(asking.ask(hall, rules.setting), rules)
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
