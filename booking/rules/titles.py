"""What the keys and titles of a rulebook look like: short enough for a page, and fit for an address."""

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from facilities.rules.words import Words


def _named(key: str) -> str:
    if not re.fullmatch(r"[a-z0-9]+([-_][a-z0-9]+)*", key):
        raise ValueError('write a key in small letters and digits, as "student_card"')
    return key


def _short(words: Words, longest: int) -> Words:
    if max(len(words.ja), len(words.en)) > longest:
        raise ValueError(f"is longer than {longest} characters")
    return words


def _anchor(clause_id: str) -> str:
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9-]*", clause_id):
        raise ValueError('write an id in letters, digits and hyphens, as "C4": pages link to it')
    return clause_id


# No longer than the columns that keep them.
Title = Annotated[Words, AfterValidator(lambda words: _short(words, 200))]
Named = Annotated[str, StringConstraints(max_length=32), AfterValidator(_named)]
City = Annotated[Words, AfterValidator(lambda words: _short(words, 50))]
Anchor = Annotated[str, StringConstraints(max_length=20), AfterValidator(_anchor)]
