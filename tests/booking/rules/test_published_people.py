"""Published questions about people and groups, each against the clauses that it was published with."""

from typing import Any

import pytest

from booking.rules.admission import decide
from booking.rules.questions import Question
from booking.rules.verdict import Finding, Verdict
from tests.asks import rules_of

NAMED = {"allow": Finding.HOLDS, "refuse": Finding.BROKEN}
ALL_DAY = {"type": "hours", "from": "9:00", "to": "22:00"}


def judged(clauses: list[list[dict[str, Any]]], rooms: list[str], question: dict[str, Any]) -> Verdict:
    halls = [
        {
            "key": "higashi",
            "name": {"ja": "館"},
            "kind": "childrens_hall",
            "rooms": [{"key": key, "name": {"ja": key}} for key in rooms],
        }
    ]
    rules = rules_of(*clauses, halls=halls)
    asked = {"id": "Q1", "asked": "2026-06-01T10:00:00", "step": "book", "answer": "ask", **question}
    return decide(Question.model_validate(asked).ask("higashi", rules.setting), rules)


def of(verdict: Verdict, answer: str) -> tuple[str, set[str]]:
    return verdict.outcome.value, {reason.clause for reason in verdict.found(NAMED[answer])}


WEDNESDAY = {"day": "2026-06-10"}
JHS = {"stage": "junior_high"}

SUPERVISED = [
    [{"type": "walk_in", "rooms": ["lounge"]}],
    [ALL_DAY],
    [
        {
            "type": "accompanied",
            "ages": {"from_stage": "elementary", "to_stage": "junior_high"},
            "of": "only",
            "by": "supervisor",
        }
    ],
    [{"type": "registration", "of": "asker", "rooms": ["training-a"]}],
    [{"type": "registration_shared", "registries": ["noba"]}],
]


@pytest.mark.parametrize(
    ("party", "answer", "by"),
    [
        ({"size": 6, "people": [{**JHS, "count": 6}]}, "refuse", {"C3"}),
        (
            {
                "people": [{**JHS, "count": 6}, {"stage": "adult", "accompanies": True}],
                "group": {"registered": True},
            },
            "allow",
            {"C3", "C4"},
        ),
        ({"group": {"registry": "noba", "registered": True}}, "allow", {"C5"}),
        ({"group": {"registered": False}}, "refuse", {"C4"}),
    ],
)
def test_06_hinominami(party: Any, answer: str, by: set[str]) -> None:
    question = {"room": "training-a", **WEDNESDAY, "party": party}
    outcome, named = of(judged(SUPERVISED, ["training-a", "lounge"], question), answer)
    assert outcome == answer
    assert by <= named


TEENS_FREELY = {"from_stage": "elementary", "to_stage": "high_school"}
YOUTH_TIME = [
    [{**ALL_DAY, "from": "10:00", "to": "21:00"}],
    [{"type": "shown", "topic": "CLOSED_ADHOC"}],
    [{"type": "walk_in", "ages": TEENS_FREELY, "within": {"from": "12:00", "to": "18:00"}}],
    [
        {"type": "headcount", "least": 3},
        {"type": "residency", "ties": ["lives", "studies", "works"]},
        {"type": "registration", "of": "group"},
    ],
]


@pytest.mark.parametrize(
    ("question", "answer", "by"),
    [
        (
            {
                "step": "arrive",
                "day": "2026-07-08",
                "from": "13:00",
                "party": {"size": 1, "people": [{"stage": "high_school"}]},
            },
            "allow",
            {"C3"},
        ),
        (
            {
                "day": "2026-07-08",
                "from": "19:00",
                "to": "20:00",
                "party": {"size": 2, "people": [{"stage": "adult", "count": 2}], "group": False},
            },
            "refuse",
            {"C4"},
        ),
    ],
)
def test_08_chofu(question: Any, answer: str, by: set[str]) -> None:
    clauses: Any = [*YOUTH_TIME]
    rules = judged(
        [*clauses[:3], [{**term, "unless": [lifted()]} for term in clauses[3]]], ["multi"], question
    )
    outcome, named = of(rules, answer)
    assert outcome == answer
    assert by <= named


def lifted() -> dict[str, Any]:
    return {"users": {"ages": TEENS_FREELY}, "within": {"from": "12:00", "to": "18:00"}}


YOUTH = {"from_stage": "elementary", "to_age": 29}
YOUTH_USE = [
    [ALL_DAY],
    [{"type": "shown", "topic": "WHO"}],
    [
        {"type": "purpose", "never": ["lesson", "company"]},
        {"type": "group_name", "never_words": ["スタジオ", "スクール", "教室"], "steps": ["book"]},
    ],
    [{"type": "purpose", "only": ["music", "drama", "dance"]}],
    [{"type": "representative", "ages": YOUTH}],
    [{"type": "proof", "of": "representative", "proofs": ["id"], "steps": ["book"]}],
    [{"type": "share", "ages": YOUTH, "more_than": "1/2"}],
    [{"type": "proof", "proofs": ["id"]}],
]


@pytest.mark.parametrize(
    ("people", "answer", "by"),
    [
        ([{"age": 20, "represents": True}], "allow", {"C5"}),
        ([{"age": 30, "represents": True}, {"age": 20, "count": 5}], "refuse", {"C5"}),
        (
            [{"age": 20, "represents": True}, {"age": 20, "count": 2}, {"age": 40, "count": 3}],
            "refuse",
            {"C7"},
        ),
    ],
)
def test_09_artpia(people: Any, answer: str, by: set[str]) -> None:
    question = {
        "room": "studio",
        "day": "2026-07-20",
        "party": {"people": people, "group": {"class": "youth"}},
    }
    outcome, named = of(judged(YOUTH_USE, ["studio"], question), answer)
    assert outcome == answer
    assert by <= named
    if answer == "refuse":
        assert named == by


TO_34 = {"from_stage": "elementary", "to_age": 34}
PRIORITY = [
    [{"type": "shown", "topic": "WHO"}],
    [
        {"type": "share", "ages": TO_34, "at_least": "2/3", "steps": ["register"]},
        {"type": "priority", "first": [{"ages": TO_34}]},
    ],
    [
        {"type": "headcount", "least": 1, "rooms": ["studio"]},
        {"type": "headcount", "least": 3, "except_rooms": ["studio", "open"]},
    ],
    [{"type": "priority", "first": [{"ages": TO_34}]}],
    [{"type": "residency", "required": False}],
    [{"type": "purpose", "never": ["profit", "party_politics", "religion"]}],
    [{"type": "walk_in", "rooms": ["open"]}, ALL_DAY],
]


@pytest.mark.parametrize(
    ("question", "answer", "by"),
    [
        ({"room": "studio", **WEDNESDAY, "party": {"people": [{"age": 19}]}}, "allow", {"C3", "C5"}),
        ({"room": "activity", **WEDNESDAY, "party": {"people": [{"age": 19, "count": 2}]}}, "refuse", {"C3"}),
        (
            {"step": "register", "party": {"people": [{"age": 20, "count": 4}, {"age": 40, "count": 2}]}},
            "allow",
            {"C2"},
        ),
        (
            {"step": "register", "party": {"people": [{"age": 20, "count": 3}, {"age": 40, "count": 2}]}},
            "refuse",
            {"C2"},
        ),
        (
            {
                "room": "activity",
                **WEDNESDAY,
                "facts": {"vacant": True},
                "party": {"people": [{"age": 50, "count": 3}]},
            },
            "allow",
            {"C4"},
        ),
    ],
)
def test_10_yousquare(question: Any, answer: str, by: set[str]) -> None:
    outcome, named = of(judged(PRIORITY, ["studio", "activity", "open"], question), answer)
    assert outcome == answer
    assert by <= named


STUDY = [
    [ALL_DAY],
    [ALL_DAY],
    [{"type": "who", "ages": TEENS_FREELY}],
    [{"type": "residency", "ties": ["lives", "studies"]}],
    [
        {
            "type": "proof",
            "proofs": ["student_card"],
            "ages": {"from_stage": "junior_high", "to_stage": "high_school"},
        }
    ],
]


@pytest.mark.parametrize(
    ("person", "answer", "by"),
    [
        ({"ties": ["lives"], "proofs": ["student_card"]}, "allow", {"C3", "C4", "C5"}),
        ({"ties": []}, "refuse", {"C4"}),
        ({"ties": ["studies"], "proofs": []}, "refuse", {"C5"}),
    ],
)
def test_11_ashiya(person: Any, answer: str, by: set[str]) -> None:
    pupil = {"stage": "high_school", **person}
    question = {"room": "study", "step": "arrive", **WEDNESDAY, "party": {"people": [pupil]}}
    outcome, named = of(judged(STUDY, ["study"], question), answer)
    assert outcome == answer
    assert by <= named
    if answer == "refuse":
        assert named == by


LOUD = ["trumpet", "trombone", "horn", "tuba", "electric_guitar", "drums", "timpani", "synthesizer"]
SESERAGI = [
    [{"type": "bands", "bands": [{"from": "18:00", "to": "22:00"}]}],
    [ALL_DAY],
    [{"type": "headcount", "most": 60, "rooms": ["room-1a"]}],
    [ALL_DAY],
    [{"type": "instruments", "never": LOUD}],
    [{"type": "shown", "topic": "INSTRUMENT_BAN"}],
]


@pytest.mark.parametrize(
    ("facts", "answer", "by"),
    [
        ({"party": {"size": 30}, "facts": {"instruments": ["piano"]}}, "allow", {"C5"}),
        ({"facts": {"instruments": ["electric_guitar", "drums"]}}, "refuse", {"C5"}),
        ({"party": {"size": 70}, "purpose": "dance"}, "refuse", {"C3"}),
    ],
)
def test_13_seseragi(facts: Any, answer: str, by: set[str]) -> None:
    question = {"room": "room-1a", **WEDNESDAY, "from": "18:00", "to": "22:00", **facts}
    outcome, named = of(judged(SESERAGI, ["room-1a"], question), answer)
    assert outcome == answer
    assert by <= named


UNDER_25 = {"to_age": 24}
IKUSEI = [
    [
        {"type": "registration", "of": "asker"},
        {"type": "channel", "channels": ["counter"], "steps": ["register", "book"]},
    ],
    [
        {"type": "who", "ages": UNDER_25, "users": {"classes": ["youth"]}, "steps": ["register"]},
        {"type": "who", "ages": UNDER_25, "users": {"classes": ["youth_group"]}, "steps": ["register"]},
    ],
    [
        {
            "type": "consent",
            "purpose": "registration",
            "ages": {"to_stage": "junior_high"},
            "steps": ["register"],
        }
    ],
    [
        {
            "type": "proof",
            "proofs": ["student_card", "licence"],
            "users": {"group": False},
            "steps": ["register"],
        },
        {"type": "procedure", "topic": "DOCUMENTS", "when": "registering"},
    ],
    [{"type": "purpose", "never": ["profit", "religion", "party_politics"]}],
    [
        {"type": "instruments", "only": [], "except_rooms": ["studio", "training-1"]},
        {"type": "instruments", "only": ["piano"], "rooms": ["training-1"]},
    ],
]
AS_YOUTH = {"class": "youth"}


@pytest.mark.parametrize(
    ("question", "answer", "by"),
    [
        (
            {
                "step": "register",
                "party": {"people": [{**JHS, **AS_YOUTH, "consents": []}], "group": False},
            },
            "refuse",
            {"C3"},
        ),
        (
            {
                "step": "register",
                "party": {
                    "people": [{"stage": "high_school", **AS_YOUTH, "proofs": ["student_card"]}],
                    "group": False,
                },
            },
            "allow",
            {"C2", "C4"},
        ),
        (
            {
                "step": "register",
                "party": {
                    "people": [{"age": 20, "count": 4}, {"age": 25}],
                    "group": {"class": "youth_group"},
                },
            },
            "refuse",
            {"C2"},
        ),
        (
            {
                "room": "training-2",
                "facts": {"instruments": ["trumpet"]},
                "party": {"group": {"registered": True}},
            },
            "refuse",
            {"C6"},
        ),
        ({"step": "register", "channel": "post"}, "refuse", {"C1"}),
    ],
)
def test_20_ikusei(question: Any, answer: str, by: set[str]) -> None:
    outcome, named = of(judged(IKUSEI, ["studio", "training-1", "training-2"], question), answer)
    assert outcome == answer
    assert by <= named
    if answer == "refuse":
        assert named == by


KAWASAKI = [
    [{**ALL_DAY, "to": "21:00"}],
    [ALL_DAY],
    [{"type": "leave_by", "ages": {"to_stage": "elementary"}, "time": "18:00", "unless_accompanied": True}],
    [{"type": "accompanied", "ages": {"to_stage": "preschool"}}],
    [
        {
            "type": "who",
            "ages": {"to_age": 17},
            "carers": "leave_out",
            "unless": [{"users": {"kinds": ["youth_development", "citizens"]}}],
        }
    ],
    [{"type": "registration", "of": "group", "unless": [{"users": {"group": False}}]}],
    [{"type": "yields"}],
    [{"type": "shown", "topic": "FEE"}],
    [{"type": "walk_in", "users": {"group": False}}],
]


@pytest.mark.parametrize(
    ("question", "answer", "by"),
    [
        (
            {"step": "arrive", "from": "19:00", "to": "20:00", "party": {"people": [JHS], "group": False}},
            "allow",
            {"C3", "C5", "C9"},
        ),
        (
            {"step": "arrive", "from": "18:30", "party": {"size": 1, "people": [{"grade": 6}]}},
            "refuse",
            {"C3"},
        ),
        (
            {
                "step": "arrive",
                "from": "18:30",
                "party": {"people": [{"grade": 6}, {"stage": "adult", "accompanies": True}]},
            },
            "allow",
            {"C3", "C5"},
        ),
        ({"room": "room", "party": {"group": {"registered": False}}}, "refuse", {"C6"}),
    ],
)
def test_22_kawasaki(question: Any, answer: str, by: set[str]) -> None:
    outcome, named = of(judged(KAWASAKI, ["room"], {**WEDNESDAY, **question}), answer)
    assert outcome == answer
    assert by <= named
    if answer == "refuse":
        assert named == by


FUNABASHI = [
    [{"type": "headcount", "least": 2}, {"type": "registration", "of": "group"}, {"type": "group_only"}],
    [{"type": "not_one_family"}],
]


@pytest.mark.parametrize(
    ("question", "by"),
    [
        ({"step": "register", "party": {"size": 4, "group": {"one_family": True}}}, {"C2"}),
        ({**WEDNESDAY, "party": {"people": [{"registered": True}], "size": 1, "group": False}}, {"C1"}),
    ],
)
def test_24_funabashi(question: Any, by: set[str]) -> None:
    assert of(judged(FUNABASHI, ["music"], question), "refuse") == ("refuse", by)


@pytest.mark.parametrize(
    ("room", "size", "answer"),
    [("hall-95m2", 9, "refuse"), ("hall-60m2", 2, "allow"), ("hall-60m2", 1, "refuse")],
)
def test_40_bungoono(room: str, size: int, answer: str) -> None:
    rule = [
        {"type": "headcount", "least": 10, "rooms": ["hall-95m2"]},
        {"type": "headcount", "least": 2, "except_rooms": ["hall-95m2"]},
    ]
    question = {"room": room, **WEDNESDAY, "party": {"size": size}}
    assert of(judged([rule], ["hall-95m2", "hall-60m2"], question), answer) == (answer, {"C1"})


@pytest.mark.parametrize(
    ("use", "answer"),
    [
        ({"from": "18:00", "to": "22:00", "facts": {"sound_until": "21:00"}}, "allow"),
        ({"from": "21:00", "to": "21:50", "facts": {"instruments": ["drums"]}}, "refuse"),
        ({"from": "18:00", "to": "22:00", "facts": {"sound_until": "21:50"}}, "refuse"),
    ],
)
def test_41_takatsuki(use: Any, answer: str) -> None:
    rule = [[{"type": "quiet", "from": "21:00"}]]
    question = {"room": "music", "day": "2026-06-24", **use}
    outcome, named = of(judged([[ALL_DAY], *rule], ["music"], question), answer)
    assert outcome == answer
    assert "C2" in named


@pytest.mark.parametrize(
    ("room", "purpose", "answer"),
    [("big", "music", "allow"), ("small", "music", "refuse"), ("small", "study", "allow")],
)
def test_50_moriya(room: str, purpose: str, answer: str) -> None:
    rule = [
        {"type": "purpose", "only": ["meeting", "study", "music", "dance"], "rooms": ["big"]},
        {"type": "purpose", "only": ["meeting", "study"], "rooms": ["small"]},
    ]
    question = {"room": room, "day": "2026-06-20", "purpose": purpose}
    assert of(judged([rule], ["big", "small"], question), answer) == (answer, {"C1"})


LOCAL = ["lives", "works", "studies"]
KARAKIDA = [
    [
        {"type": "registration", "of": "group"},
        {"type": "registration_until", "of": "group", "until": "fiscal_year_end"},
    ],
    [{"type": "headcount", "least": 3, "steps": ["register"]}],
    [{"type": "representative", "ages": {"from_age": 18}, "ties": LOCAL, "steps": ["register"]}],
    [{"type": "share", "ties": LOCAL, "more_than": "1/2", "steps": ["register"]}],
    [{"type": "headcount", "least": 3}],
    [{"type": "not_one_family"}],
]
REGISTERING = {"step": "register"}
ONE_LOCAL, STRANGER = {"ties": ["lives"]}, {"ties": []}


@pytest.mark.parametrize(
    ("question", "answer", "by"),
    [
        (
            {"step": "arrive", **WEDNESDAY, "party": {"size": 2, "group": {"registered": True}}},
            "refuse",
            {"C5"},
        ),
        ({**REGISTERING, "party": {"size": 4, "group": {"one_family": True}}}, "refuse", {"C6"}),
        (
            {**REGISTERING, "party": {"people": [{**ONE_LOCAL, "count": 2}, {**STRANGER, "count": 2}]}},
            "refuse",
            {"C4"},
        ),
        (
            {
                **REGISTERING,
                "party": {
                    "people": [
                        {"age": 17, **ONE_LOCAL, "represents": True},
                        {**ONE_LOCAL, "count": 2},
                        STRANGER,
                    ]
                },
            },
            "refuse",
            {"C3"},
        ),
        (
            {
                **REGISTERING,
                "party": {
                    "people": [
                        {"age": 40, **ONE_LOCAL, "represents": True},
                        {**ONE_LOCAL, "count": 2},
                        STRANGER,
                    ]
                },
            },
            "allow",
            {"C2", "C3", "C4"},
        ),
    ],
)
def test_52_karakida(question: Any, answer: str, by: set[str]) -> None:
    outcome, named = of(judged(KARAKIDA, ["room"], question), answer)
    assert outcome == answer
    assert by <= named
    if answer == "refuse":
        assert named == by


@pytest.mark.parametrize(
    ("asked", "person", "answer"),
    [
        ("2026-06-02T10:00:00", {"age": 34, "ties": ["works"]}, "allow"),
        ("2026-06-10T10:00:00", {"born": "1991-06-11", "ties": ["works"]}, "refuse"),
        ("2026-06-09T10:00:00", {"born": "1991-06-11", "ties": ["works"]}, "allow"),
    ],
)
def test_53_sukagawa_asks_for_the_age_on_the_day_of_registering(asked: str, person: Any, answer: str) -> None:
    rule = [
        {"type": "who", "ages": {"from_age": 15, "to_age": 34}, "steps": ["register"]},
        {"type": "residency", "ties": ["lives", "works"], "steps": ["register"]},
    ]
    question = {"step": "register", "asked": asked, "party": {"people": [person]}}
    assert of(judged([rule], ["room"], question), answer) == (answer, {"C1"})


SUMMER = {"every_year": [["04-01", "09-30"]]}
WINTER = {"every_year": [["10-01", "03-31"]]}
CHIME = [
    {"type": "leave_by", "ages": {"to_stage": "elementary"}, "time": "17:30", "on": SUMMER},
    {"type": "leave_by", "ages": {"to_stage": "elementary"}, "time": "16:30", "on": WINTER},
    {"type": "leave_by", "ages": {"from_stage": "junior_high", "to_stage": "junior_high"}, "time": "18:00"},
    {"type": "leave_by", "ages": {"from_stage": "high_school", "to_stage": "high_school"}, "time": "20:00"},
]


@pytest.mark.parametrize(
    ("day", "start", "person", "answer"),
    [
        ("2026-09-30", "17:00", {"grade": 4}, "allow"),
        ("2026-10-01", "17:00", {"grade": 4}, "refuse"),
        ("2026-10-01", "19:30", {"stage": "high_school"}, "allow"),
    ],
)
def test_59_kodaira(day: str, start: str, person: Any, answer: str) -> None:
    question = {"step": "arrive", "day": day, "from": start, "party": {"people": [person]}}
    outcome, named = of(judged([CHIME, [ALL_DAY]], ["lobby"], question), answer)
    assert outcome == answer
    assert "C1" in named
