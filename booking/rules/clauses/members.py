"""The people of a party as rules about people see them: who speaks for it, who looks after the others."""

from collections.abc import Iterable

from booking.rules.ask import Party, Person
from booking.rules.clauses.aged import is_of
from booking.rules.clauses.scope import Fit
from facilities.rules.stages import Cohort


def representative(party: Party) -> Person | None:
    """Whoever represents the party, or comes alone; None if nobody said who that is."""
    if party.headcount == 1:
        return party.everyone[0]
    return next((person for person in party.people if person.represents), None)


def accompanied(people: Iterable[Person], carer: Cohort | None, least: int = 1) -> Fit:
    """Whether at least so many of these ages come to look after the others: () if they do, None if
    they do not, else the facts that are lacking to tell."""
    known = possible = 0
    lacking = dict[str, None]()
    for person in people:
        facts = {"ages": is_of(person, carer), "accompanies": person.accompanies}
        if False not in facts.values():
            unsaid = [fact for fact, answer in facts.items() if answer is None]
            known += 0 if unsaid else person.count
            possible += person.count
            lacking |= dict.fromkeys(unsaid)
    if known >= least:
        return ()
    # Asked only where the answers could still make it enough.
    return tuple(lacking) if possible >= least else None
