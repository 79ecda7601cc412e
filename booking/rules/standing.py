"""How a group, or somebody, stands: what its incidents come to under the rulebook's sanctions."""

from booking.rules.ask import Ask, Group, Incident
from booking.rules.clauses.points import Points
from booking.rules.clauses.sanction import Sanction
from booking.rules.rulebook import Rules
from booking.rules.statements import Said, clauses, spoken
from booking.rules.verdict import Sought, Status, Valued

GRAVEST_FIRST = list(Status)


def standing(ask: Ask, rules: Rules) -> Valued | None:
    """The gravest status that a sanction gives, with the clauses that give it and those by whose points.

    None where the rulebook knows no sanction.
    """
    sanctions = [said for said in rules.statements if isinstance(said[1], Sanction)]
    heard = spoken(sanctions, ask, rules)
    found = [(said, said[1].value(Sought.STATUS, ask, rules.setting)) for said in heard.said]
    known = [(said, value) for said, value in found if isinstance(value, Status)]
    lacking = (*heard.lacking, *(() if len(known) == len(found) else ("incidents",)))
    if not known:
        return Valued(None, (), lacking) if sanctions else None
    gravest = min((status for _, status in known), key=GRAVEST_FIRST.index)
    deciding = [said for said, status in known if status is gravest]
    return Valued(gravest, clauses([*_counted(deciding, ask, rules), *deciding]), lacking)


def _counted(deciding: list[Said], ask: Ask, rules: Rules) -> list[Said]:
    """The points that were counted, if a deciding sanction counts points."""
    if not any(isinstance(one, Sanction) and one.when.points is not None for _, one in deciding):
        return []
    events = {incident.event for incident in _incidents(ask)}
    return [said for said in rules.statements if isinstance(said[1], Points) and said[1].event in events]


def _incidents(ask: Ask) -> list[Incident]:
    group = ask.party.group
    known = [group.incidents if isinstance(group, Group) else None]
    known += [person.incidents for person in ask.party.everyone]
    return [incident for incidents in known for incident in incidents or ()]
