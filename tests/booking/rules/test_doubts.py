"""What a rulebook can hardly mean is told; what it may mean is not."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from booking.rules.doubted_windows import BOTH_HOLD
from booking.rules.doubts import doubts
from booking.rules.rulebook import Rulebook, read
from facilities.rules.hours import DatedOpening, Layer
from tests.asks import a_document
from tests.factories import span

OPEN = {"type": "hours", "from": "9:00", "to": "17:00"}
CLOSES = {"type": "closes", "days": 4}
EXCEPTING = {**CLOSES, "unless": [{"through": ["counter"]}]}
EIGHT = {"type": "headcount", "most": 8}


def told(*clauses: list[dict[str, Any]], **fields: Any) -> list[str]:
    return [str(doubt) for doubt in doubts(Rulebook.model_validate(a_document(*clauses, **fields)))]


def bands(*times: tuple[str, str]) -> dict[str, Any]:
    return {"type": "bands", "bands": [{"from": start, "to": end} for start, end in times]}


def test_the_days_of_a_named_set_are_looked_at() -> None:
    polling = {"key": "polling", "name": {"ja": "投票日"}, "days": [{"dates": ["2026-06-07"]}]}
    closed = {"type": "closed", "on": {"in": ["polling"]}}
    assert told([OPEN, closed], day_sets=[polling], valid_from="2026-04-01") == []
    assert told([OPEN, closed], day_sets=[polling], valid_from="2026-06-08") == [
        "clause C1: `closed`: its days (`on`) do not come within two years"
    ]


MONDAYS = {"type": "closed", "on": {"days": ["mon"]}, "shift": {"to": "open"}}
AFTER = {"type": "closed", "on": {"after_holiday": True}}
CHILDREN = {"type": "stays_open", "on": {"holidays": ["children"]}}


def ordered(clauses: list[dict[str, Any]], **fields: Any) -> list[str]:
    """C1 says the hours; each of the others says one thing, and the last has these fields."""
    document = a_document([OPEN], *([said] for said in clauses), valid_from="2026-04-01")
    document["clauses"][-1] |= fields
    return [str(doubt) for doubt in doubts(Rulebook.model_validate(document))]


def test_a_closure_that_moves_away_from_a_day_that_another_one_closes_is_told() -> None:
    assert ordered([MONDAYS, AFTER]) == [
        "clause C2: on 2026-05-04 it is open, as its closure moves away, and clause C3 closes: "
        "say which of them stands (`over`), or `conflicts`"
    ]
    assert ordered([MONDAYS, AFTER], conflicts=["C2"]) == ordered([MONDAYS, AFTER], over=["C2"]) == []
    weekdays = {**AFTER, "on": {"after_holiday": True, "days": ["wed", "thu"]}}
    assert ordered([MONDAYS, weekdays]) == []


def test_a_day_that_stays_open_in_words_only_is_told() -> None:
    assert ordered([AFTER, CHILDREN]) == [
        "clause C3: its `stays_open` keeps no day open that clause C2 closes: let it stand `over` that one"
    ]
    assert ordered([AFTER, CHILDREN], over=["C2"]) == []
    assert ordered([{**AFTER, "on": {"days": ["fri"]}}, CHILDREN]) == []


BY_PHONE = {"type": "closes", "days": 1, "through": ["phone"]}
GENERAL = {"type": "opens", "months": 1}
YOUTHS = {"type": "opens", "months": 3, "users": {"ages": {"to_age": 24}}}


def test_a_window_that_is_kinder_to_some_beside_one_for_all_is_told() -> None:
    assert ordered([{**CLOSES, "days": 3}, BY_PHONE]) == [
        "clause C3: its `closes` helps nobody: the `closes` of clause C2 has none and is no later; "
        "leave that one out, or let it end later"
    ]
    assert ordered([GENERAL, YOUTHS]) == [
        "clause C3: its `opens` helps nobody: the `opens` of clause C2 is for them too, and later; say "
        "there for whom it is (`users`, `through`, `rooms`), or except these by `unless`"
    ]
    assert ordered([{**GENERAL, "unless": [{"users": YOUTHS["users"]}]}, YOUTHS]) == []
    assert ordered([GENERAL, YOUTHS], over=["C2"]) == []
    assert ordered([CLOSES, {**BY_PHONE, "days": 7}]) == []


def test_two_beginnings_for_other_hours_of_a_day_are_no_contradiction() -> None:
    by_day = {**GENERAL, "months": 4, "unless": [{"within": {"from": "16:00"}}]}
    assert ordered([by_day, {**GENERAL, "within": {"from": "16:00"}}]) == []


@pytest.mark.parametrize(
    ("clauses", "doubt"),
    [
        (
            [[EIGHT]],
            "hall higashi: no `hours` and no `bands` say when it is open; "
            "that is right if none were published",
        ),
        (
            [[{**OPEN, "rooms": ["craft"]}], [EIGHT]],
            "hall higashi, room(s) band: no `hours` and no `bands` say when it is open; "
            "that is right if none were published",
        ),
        (
            [[OPEN], [{**EIGHT, "on": {"dates": ["2020-01-01"]}}]],
            "clause C2: `headcount`: its days (`on`) do not come within two years",
        ),
        (
            [[OPEN], [{**EIGHT, "unless": [{"on": {"months": [2], "nth": [5], "days": ["mon"]}}]}]],
            "clause C2: `headcount`: its days (`on`) do not come within two years",
        ),
        (
            [[OPEN, {"type": "closed", "on": {"days": ["mon"]}}], [{**OPEN, "on": {"days": ["mon"]}}]],
            "clause C2: its 09:00-17:00 never open: closed or replaced by clause C1",
        ),
        (
            [[OPEN], [{"type": "evening", "from": "9:00", "to": "18:00"}]],
            "clause C1: its 09:00-17:00 never open: closed or replaced by clause C2",
        ),
        (
            [[OPEN], [CLOSES], [EXCEPTING]],
            "clause C3: the `unless` of its `closes` helps nobody: the `closes` of clause C2 has none and "
            "is no later; leave that one out, or let it end later",
        ),
        (
            [[OPEN], [bands(("15:00", "17:00"), ("17:00", "19:00"))]],
            "clause C2: its band 17:00-19:00 is never open",
        ),
        (
            [[OPEN], [{"type": "leave_by", "ages": {"to_age": 12}, "time": "18:00"}]],
            "clause C2: `leave_by`: it is never open after 18:00",
        ),
        (
            [[OPEN], [{"type": "who", "ages": {"from_age": 12}, "during": {"from": "18:00", "to": "21:00"}}]],
            "clause C2: `who`: it is never open 18:00-21:00",
        ),
        (
            [[OPEN], [{**EIGHT, "rooms": ["band"], "except_rooms": ["band", "craft"]}]],
            "clause C2: every room of its `rooms` stands in `except_rooms` too",
        ),
        (
            [[OPEN], [{**EIGHT, "users": {"group": False, "kinds": ["band"]}}]],
            "clause C2: no party can be of its `users`: they contradict each other",
        ),
        (
            [[OPEN], [{**EIGHT, "unless": [{"users": {"size_from": 5, "size_to": 4}}]}]],
            "clause C2: no party can be of its `users`: they contradict each other",
        ),
        (
            [[OPEN], [{"type": "headcount", "least": 9}], [EIGHT]],
            "clause C3: with clause C2: at least 9 and at most 8 people",
        ),
        (
            [[OPEN], [{"type": "opens", "months": 1}], [{"type": "opens", "months": 2}]],
            f"clause C3: a use on 2026-04-01 opens on 2026-02-01, by clause C2 on 2026-03-01: {BOTH_HOLD}",
        ),
    ],
)
def test_what_can_hardly_be_meant_is_told_with_its_clause(clauses: Any, doubt: str) -> None:
    assert doubt in told(*clauses)


def test_a_room_is_held_against_what_fits_into_it() -> None:
    hall = a_document()["halls"][0]
    rooms = [{"key": "band", "name": {"ja": "室"}, "capacity": 6}]
    said = told([OPEN], [EIGHT], halls=[{**hall, "rooms": rooms}])
    assert said == ["clause C2: `headcount`: `most` is 8, and 6 fit into band"]


@pytest.mark.parametrize(
    "clauses",
    [
        [[OPEN], [{**EIGHT, "on": {"dates": ["2027-12-01"]}}]],
        [[OPEN], [bands(("9:00", "12:00"), ("13:00", "17:00"))]],
        [[OPEN], [{"type": "leave_by", "ages": {"to_age": 12}, "time": "16:30"}]],
        [[OPEN], [{"type": "headcount", "least": 9, "rooms": ["band"]}], [{**EIGHT, "rooms": ["craft"]}]],
        [[OPEN], [{"type": "headcount", "least": 9, "users": {"group": True}}], [EIGHT]],
        [
            [OPEN],
            [{"type": "opens", "months": 1, "users": {"group": False}}],
            [{"type": "opens", "months": 2, "users": {"group": True}}],
        ],
        [
            [OPEN],
            [{"type": "opens", "months": 2}],
            [{"type": "opens", "months": 2, "if_closed": "next_weekday"}],
        ],
        [[OPEN], [{"type": "opens", "months": 1}, {"type": "opens", "days": 0, "notice": "same_day"}]],
        [[OPEN, {**OPEN, "rooms": ["craft"], "to": "20:00"}], [bands(("18:00", "20:00"))]],
        [[OPEN], [{**CLOSES, "days": 1}], [EXCEPTING]],
        [[OPEN], [{**CLOSES, "rooms": ["band"]}], [EXCEPTING]],
        [[OPEN], [{**CLOSES, "users": {"group": True}}], [EXCEPTING]],
        [[OPEN], [{**CLOSES, "on": {"days": ["mon"]}}], [EXCEPTING]],
    ],
)
def test_what_may_well_be_meant_is_not_doubted(clauses: Any) -> None:
    assert told(*clauses) == []


def test_that_no_hours_are_published_is_told_once_for_each_hall() -> None:
    halls = [{**a_document()["halls"][0], "key": key} for key in ("higashi", "nishi")]
    assert [doubt.split(":")[0] for doubt in told([EIGHT], halls=halls)] == ["hall higashi", "hall nishi"]


def test_where_no_hours_are_published_nothing_lies_outside_them() -> None:
    said = told([{"type": "leave_by", "ages": {"to_age": 12}, "time": "18:00"}], [EIGHT])
    assert all("no `hours` and no `bands`" in doubt for doubt in said)


def test_a_clause_that_goes_before_another_may_open_on_another_day() -> None:
    document = a_document([OPEN], [{"type": "opens", "months": 1}], [{"type": "opens", "months": 2}])
    document["clauses"][2]["over"] = ["C2"]
    assert doubts(Rulebook.model_validate(document)) == []


FILES = sorted((Path(__file__).parents[3] / "rulebooks").glob("0[1345]*.toml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name[:2])
def test_published_rulebooks_that_give_their_hours_raise_no_doubts(path: Path) -> None:
    assert doubts(read(path.read_text(), path.name)) == []


def test_a_doubt_is_told_once_however_many_halls_share_it() -> None:
    halls = [{**a_document()["halls"][0], "key": key} for key in ("higashi", "nishi")]
    said = told([OPEN], [{"type": "headcount", "least": 9}], [EIGHT], halls=halls)
    assert len(said) == 1


def test_a_key_without_words_is_told_with_its_clause_and_the_nearest_that_has_some() -> None:
    sells = {"type": "purpose", "never": ["sales"]}
    assert told([OPEN], [sells], names={"sale": {"ja": "物を売ること"}}) == [
        "clause C2: the purpose `sales` has no words in `names`, so people read the key; is it `sale`?"
    ]
    assert told([OPEN], [sells], names={"sales": {"ja": "物を売ること"}}) == []


@pytest.mark.parametrize(
    ("said", "role"),
    [
        ({"purpose": "drums"}, "purpose"),
        ({"facts": {"instruments": ["drums"]}}, "instrument"),
        ({"party": {"people": [{"inductions": ["drums"]}]}}, "course"),
        ({"party": {"people": [{"inductions_on": {"drums": "2026-01-01"}}]}}, "course"),
        ({"party": {"people": [{"class": "drums"}]}}, "class of users"),
        ({"party": {"group": {"class": "drums"}}}, "class of users"),
        ({"party": {"group": {"kind": "drums"}}}, "kind of group"),
        ({"party": {"people": [{"proofs": ["drums"]}]}}, "paper"),
        ({"party": {"people": [{"consents": ["drums"]}]}}, "consent"),
        ({"party": {"people": [{"roles": ["drums"]}]}}, "role of a member"),
        ({"party": {"group": {"incidents": [{"event": "drums", "on": "2026-05-01"}]}}}, "event"),
        ({"facts": {"event": "drums"}}, "event"),
        ({"facts": {"cause": "drums"}}, "cause"),
    ],
)
def test_a_key_in_a_question_that_no_clause_knows_is_told_unless_it_has_words(
    said: dict[str, Any], role: str
) -> None:
    asked = {"id": "Q1", "asked": "2026-06-01T10:00:00", "step": "book", "answer": "allow", **said}
    (doubt,) = told([OPEN], questions=[asked])
    assert doubt.startswith(f"question Q1: no clause knows the {role} `drums`; they know none;")
    assert told([OPEN], questions=[asked], names={"drums": {"ja": "ドラム"}}) == []


def test_what_a_clause_counts_or_asks_of_a_guardian_is_read_too() -> None:
    struck_off = {"type": "sanction", "when": {"events": ["struck-off"]}, "effect": "suspended"}
    consent = {"type": "consent", "purpose": "join", "ages": {"to_age": 12}}
    assert [doubt.split(" has no words")[0] for doubt in told([OPEN], [struck_off], [consent])] == [
        "clause C2: the event `struck-off`",
        "clause C3: the consent `join`",
    ]


def test_a_kind_of_group_is_known_wherever_a_term_names_it() -> None:
    first = {"type": "priority", "first": [{"kinds": ["band"]}]}
    asked = {"id": "Q1", "asked": "2026-06-01T10:00:00", "step": "book", "answer": "allow"}
    questions = [{**asked, "party": {"group": {"kind": "bnd"}}}]
    (doubt,) = told([OPEN], [first], questions=questions, names={"band": {"ja": "バンド"}})
    assert "did you mean `band`?" in doubt


# A Wednesday evening that the hall's staff have opened by date.
WEDNESDAY = DatedOpening(span("2026-04-08", "17:00", "21:00"), Layer.EVENING)


def in_the_evening(opening: DatedOpening, **scope: Any) -> list[str]:
    document = a_document([OPEN], [{**bands(("19:00", "20:30")), **scope}], valid_from="2026-04-01")
    return [str(doubt) for doubt in doubts(Rulebook.model_validate(document), {"higashi": [opening]})]


@pytest.mark.parametrize("scope", [{}, {"on": {"days": ["wed"]}}, {"rooms": ["band"]}])
def test_bands_of_an_evening_that_is_opened_by_date_are_open(scope: dict[str, Any]) -> None:
    assert in_the_evening(WEDNESDAY, **scope) == []


@pytest.mark.parametrize(
    ("opening", "scope"),
    [
        (WEDNESDAY, {"on": {"days": ["fri"]}}),
        (replace(WEDNESDAY, rooms=frozenset({"craft"})), {"rooms": ["band"]}),
        (replace(WEDNESDAY, span=span("2026-04-08", "17:00", "20:00")), {}),
    ],
)
def test_bands_that_no_evening_holds_whole_are_never_open(
    opening: DatedOpening, scope: dict[str, Any]
) -> None:
    assert in_the_evening(opening, **scope) == ["clause C2: its band 19:00-20:30 is never open"]


def test_a_name_without_english_is_told_with_its_clause() -> None:
    named = {"type": "bands", "bands": [{"from": "9:00", "to": "12:00", "name": {"ja": "朝"}}]}
    assert told([OPEN], [named]) == ["clause C2: `朝` has no English"]
