"""Whatever the judge may ask for has words, and no words stand there for nothing."""

from dataclasses import replace
from itertools import product

from booking.labels import FACTS, THE_HALLS
from booking.rules.admission import Judge
from booking.rules.ask import Group, Party, Person, Registered, Step
from booking.rules.circumstances import Facts
from booking.rules.rulebook import Rulebook, Rules
from facilities.rules.days import Noted
from facilities.rules.noted import SchoolDays
from tests.asks import FRIDAY, a_document, an_ask, at_school, use
from tests.terms import BANDS, OPEN, TERMS

MORE = [
    {"type": "not_duplicate", "percent": 50},
    {"type": "group_name", "never_words": ["shop"]},
    {"type": "representative", "never": ["teacher"]},
    {"type": "headcount", "most": 8, "users": {"kinds": ["band"]}},
    {"type": "headcount", "most": 8, "unless": [{"rooms": ["band"]}]},
    {"type": "walk_in", "ages": {"to_age": 18}},
    {"type": "headcount", "most": 8, "on": {"noted": ["exam"]}},
]
HERE = Registered("higashi-rules")
PARTIES = [
    Party(),
    Party(group=True),
    Party(group=Group((HERE,))),
    Party(people=(Person(),), group=False),
    Party(people=(Person(registrations=(HERE,)), Person())),
    Party(people=(at_school("high_school"),)),
]


def rules_of(*clauses: list[dict[str, object]]) -> Rules:
    """On that Friday a school has exams."""
    known = SchoolDays.told([(FRIDAY, Noted.EXAM, "緑中学校")])
    return Rulebook.model_validate(a_document(*clauses)).for_hall("higashi", known)


def lacking() -> set[str]:
    """What the judge lacks of parties of which little is known, at every step, for every type."""
    found: set[str] = set()
    for term, party, step in product([*TERMS, *MORE], PARTIES, Step):
        facts = Facts(programme=term.get("programme"), minutes_late=60)
        asked = replace(an_ask(step=step, facts=facts), party=party)
        judge = Judge(rules_of([OPEN], [BANDS], [term]), asked)
        for day, span in ((None, None), (FRIDAY, None), (FRIDAY, use(FRIDAY, "17:00", "19:00"))):
            found.update(judge.verdict(day, span).lacking)
        found.update(Judge(rules_of([term]), replace(asked, room=None)).verdict(FRIDAY).lacking)
    return found


def test_each_fact_that_may_be_lacking_has_words() -> None:
    assert lacking() == {*FACTS, *THE_HALLS}


def test_a_fact_is_asked_of_somebody_or_looked_up_not_both() -> None:
    assert not FACTS.keys() & THE_HALLS.keys()
