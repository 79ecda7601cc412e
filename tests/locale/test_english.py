"""English has one word for one thing (docs/words.md, "Spelling"), and asks for a favour once."""

import re
from pathlib import Path

import pytest

from booking.management import catalogues

CATALOGUE = catalogues.load("en", Path(__file__).parents[2] / "locale/en/LC_MESSAGES/django.po")
# What is not written, and how it is.
NOT_USED = {
    r"e-mail|\bmails?\b": "email",
    r"telephone": "phone",
    r"counter": "desk",
    r"representative": "leader",
    r"dissolve": "disband",
    r"second factor": "second key",
    r"call name": "nickname",
    r"\bties? (to|in)\b": "connection",
    r"\b(this|sample) town": "city",
    r"whole house|in the house": "hall",
    r"\blent\b|pieces? of time": "booked, time bands",
    r"run out|ran out": "expire",
    r"invalid|illegal|forbidden|fail(ed|ure)\b": "what is so, and what helps",
    r"\bcolor|\bcenter\b|(organ|recogn|real)iz|canceled|canceling|\bprogram (for|of)": "in the British way",
    r"(?<=[a-z])’(?=[a-z])": "'",
}
SOURCE = "The program (verify.py)"  # of a computer


def said() -> list[str]:
    """What is written, in each of its numbers."""
    found = []
    for message in CATALOGUE:
        if message.id:
            found += [message.string] if isinstance(message.string, str) else list(message.string)
    return [words for words in found if words != SOURCE]


@pytest.mark.parametrize("pattern", NOT_USED)
def test_a_thing_has_one_name(pattern: str) -> None:
    never = re.compile(pattern, re.IGNORECASE)
    found = [words for words in said() if never.search(re.sub(r"%\(\w+\)[sd]|`[^`]*`", "", words))]
    assert found == [], f"written {NOT_USED[pattern]}"


def test_nothing_is_asked_twice_in_one_breath() -> None:
    assert [words for words in said() if len(re.findall("please", words, re.IGNORECASE)) > 1] == []
