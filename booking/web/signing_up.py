"""What somebody typed to sign up: how many of each age come, to which dates, and what one should know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from booking.models import Person, SignUp
from booking.queries.programmes import comers
from booking.queries.signups import told_with
from booking.rules.exchange import Age, Comer, comer, place_of
from booking.rules.particulars import Asked
from booking.web.written_numbers import number_of

MOST_OF_AN_AGE = 60


def field_of(age: Age) -> str:
    """The name of an age's field: `n-elementary`, `n-elementary-6`."""
    return f"n-{age.band}" if age.grade is None else f"n-{age.band}-{age.grade}"


@dataclass
class Form:
    """As it was typed, with every mistake by its field."""

    counts: dict[Age, str]
    dates: list[str] = field(default_factory=list)
    note: str = ""
    told: dict[Asked, str] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)  # dates that are given up, as the form has said
    mistakes: dict[str, str] = field(default_factory=dict)

    @classmethod
    def typed(cls, data: Any, ages: Mapping[Age, int], asks: Sequence[Asked] = ()) -> "Form":
        counts = {age: data.get(field_of(age), "").strip() for age in ages}
        told = {key: data.get(f"a-{key}", "") for key in asks}
        made = cls(counts, data.getlist("d"), data.get("note", ""), told, data.getlist("drop"))
        for age, text in counts.items():
            # A party is a list of its people: a number beyond all measure would be written out in memory.
            if text and number_of(text, MOST_OF_AN_AGE) is None:
                made.mistakes[field_of(age)] = _("0から%(most)dまでの数を入れてください。") % {
                    "most": MOST_OF_AN_AGE
                }
        if not made.dates:
            made.mistakes["dates"] = _("来る日をえらんでください。")
        return made

    @classmethod
    def of(cls, signup: SignUp | None, person: Person | None, ages: Mapping[Age, int], day: date) -> "Form":
        """As it stands: what was signed up, else the reader alone, if there are places of their age."""
        if signup is not None:
            chosen = [one.session.public_id for one in signup.dates.all() if one.state != one.State.CANCELLED]
            return cls(_counted(comers(signup.party), ages), chosen, signup.note, _told_before(signup))
        alone = [comer(person.birth_date, day)] if person and person.birth_date else []
        return cls(_counted(alone, ages))

    @property
    def party(self) -> list[Comer]:
        return [
            Comer(age.band, age.grade)
            for age, text in self.counts.items()
            for _nth in range(number_of(text, MOST_OF_AN_AGE) or 0)
        ]


def _told_before(signup: SignUp) -> dict[Asked, str]:
    found = told_with(signup)
    return {} if found is None else {key: getattr(found, key) for key in Asked}


def _counted(party: list[Comer], ages: Mapping[Age, int]) -> dict[Age, str]:
    mine = [place_of(one, ages) for one in party]
    return {age: str(mine.count(age)) if mine.count(age) else "" for age in ages}
