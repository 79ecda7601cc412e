"""A hall's rules through the API."""

import pytest
from django.test import Client

from booking.rules import rulebook
from facilities.models import Room
from tests.booking.api.callers import get
from tests.factories import SAMPLE, a_facility, a_version

RULES = "halls/higashi/rules/"


def test_each_clause_is_told_in_words_and_as_data(nobody: Client, room: Room) -> None:
    rules = get(nobody, RULES).json()
    assert (rules["rulebook"], rules["valid_from"], rules["sample"]) == ("higashi-rules", "2026-04-01", True)
    clause = next(clause for clause in rules["clauses"] if clause["id"] == "W3")
    assert clause["words"] == {
        "ja": "中学生は20時までに帰ります。",
        "en": "Junior-high students leave by 20:00.",
    }
    assert (clause["judged"], clause["source"]) == (True, "https://example.org/higashi")
    assert clause["says"] == [
        {
            "type": "leave_by",
            "ages": {"from_stage": "junior_high", "to_stage": "junior_high"},
            "time": "20:00",
        }
    ]


def test_a_clause_that_is_only_shown_says_so(nobody: Client) -> None:
    shown = '[[clauses]]\nid = "Z1"\nja = "飲食はできません。"\nen = "No eating."\n'
    text = SAMPLE + shown + '  [[clauses.says]]\n  type = "shown"\n  topic = "CONDUCT"\n'
    a_version(rulebook.read(text, "sample.toml"), a_facility("higashi"))
    clauses = get(nobody, RULES).json()["clauses"]
    assert [(clause["id"], clause["judged"]) for clause in clauses[-2:]] == [("Q1", True), ("Z1", False)]


def test_the_version_of_the_day_of_use_is_told(nobody: Client, room: Room) -> None:
    later = SAMPLE.replace("valid_from = 2026-04-01", "valid_from = 2027-04-01")
    a_version(rulebook.read(later, "sample.toml"), room.facility)
    assert get(nobody, RULES).json()["valid_from"] == "2026-04-01"
    assert get(nobody, RULES, on="2027-04-01").json()["valid_from"] == "2027-04-01"


@pytest.mark.parametrize("on", ["2026-03-31", "2000-01-01"])
def test_before_the_first_version_there_are_no_rules(nobody: Client, room: Room, on: str) -> None:
    assert get(nobody, RULES, on=on).status_code == 404


@pytest.mark.parametrize("on", ["yesterday", "1999-12-31", "10000-01-01"])
def test_a_day_that_is_none_is_refused_by_name(nobody: Client, room: Room, on: str) -> None:
    answer = get(nobody, RULES, on=on)
    assert (answer.status_code in (400, 422), list(answer.json()["errors"])) == (True, ["on"])


def test_rules_of_a_hall_that_is_not_published_are_not_told(nobody: Client) -> None:
    a_version(rulebook.read(SAMPLE, "sample.toml"), a_facility("higashi", published=False))
    assert get(nobody, RULES).status_code == 404


def test_a_clause_about_another_hall_is_not_told(nobody: Client) -> None:
    other = (
        '\n[[halls]]\nkey = "midori"\nkind = "childrens_hall"\nname = { ja = "緑児童館" }\n'
        '  [[halls.rooms]]\n  key = "play"\n  name = { ja = "遊戯室" }\n'
        '[[clauses]]\nid = "G1"\nja = "緑児童館は18時までです。"\nen = "Midori is open until 18:00."\n'
        '  [[clauses.says]]\n  type = "hours"\n  halls = ["midori"]\n  from = "9:00"\n  to = "18:00"\n'
    )
    rules = rulebook.read(SAMPLE + other, "sample.toml")
    a_version(rules, a_facility("higashi"), a_facility("midori"))
    told = {hall: get(nobody, f"halls/{hall}/rules/").json()["clauses"] for hall in ("higashi", "midori")}
    assert "G1" not in {clause["id"] for clause in told["higashi"]}
    assert "G1" in {clause["id"] for clause in told["midori"]}


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ja", "中学生は、20時までに帰ります。"),
        ("ja-easy", "中学生は、20時までに帰ります。"),
        ("en", "People (junior high school) leave by 20:00."),
    ],
)
def test_a_clause_is_told_in_sentences_of_the_readers_language(
    nobody: Client, room: Room, language: str, said: str
) -> None:
    rules = nobody.get(f"/api/v1/{RULES}", headers={"accept-language": language}).json()
    clause = next(clause for clause in rules["clauses"] if clause["id"] == "W3")
    assert (clause["sentences"], clause["notes"], clause["subject"]) == ([said], [], "when")
