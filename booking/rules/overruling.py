"""What the desk can answer for: a refusal that it sets aside for a reason, a fact that it has seen itself."""

from collections.abc import Collection
from dataclasses import dataclass

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Outcome, Reason, Verdict

# No reason makes a place free that others have, nor an hour come back.
STANDS = frozenset({Code.TAKEN, Code.EQUIPMENT, Code.PAST})
# What somebody shows or tells at the desk, which writes down that it has seen it. Who comes, where and when
# is none of it: that is filled in.
SHOWN = frozenset(
    {"ties", "at_school", "school", "accompanies", "represents", "roles", "proofs", "consents", "inductions"}
    | {"registrations", "registered_on", "user_class", "group", "group_name", "kind", "local", "one_family"}
    | {"incidents", "paid", "instruments", "contacted", "overlap"}
)


@dataclass(frozen=True, slots=True)
class Answered:
    """What the desk has answered for: the codes that it set aside, each with its clause, and facts seen."""

    aside: frozenset[tuple[str, str]] = frozenset()
    seen: frozenset[str] = frozenset()


def can_be_overruled(verdict: Verdict) -> bool:
    """Whether anything speaks against it, and nothing that stands whoever decides."""
    return bool(set_aside(verdict)) and overruled(verdict).outcome is Outcome.ALLOW


def overruled(verdict: Verdict) -> Verdict:
    """What is left of a verdict if the desk decides against the rules: refused only by what stands."""
    aside = set_aside(verdict)
    left = tuple(reason for reason in verdict.reasons if reason not in aside)
    return Verdict(_outcome(left), left)


def set_aside(verdict: Verdict) -> tuple[Reason, ...]:
    """The reasons that the desk decides against."""
    return tuple(
        reason
        for reason in verdict.reasons
        if reason.finding is not Finding.HOLDS and Code(reason.code) not in STANDS
    )


def to_be_seen(verdict: Verdict) -> tuple[str, ...]:
    """The lacking facts that somebody can show at the desk, each once."""
    return tuple(fact for fact in verdict.lacking if fact in SHOWN)


def seen_to(verdict: Verdict, seen: Collection[str]) -> Verdict:
    """The verdict without what waited for nothing but these facts: the desk has seen that they hold."""
    facts = SHOWN.intersection(seen)
    left = tuple(
        one
        for one in verdict.reasons
        if one.finding is not Finding.UNKNOWN or not facts.issuperset(one.lacking)
    )
    # What is unknown has never made an outcome, so that it stays.
    return Verdict(verdict.outcome, left)


def as_answered(verdict: Verdict, before: Answered) -> Verdict:
    """The verdict as the desk has answered for the same booking before: what it set aside stays so, and what
    it has seen holds. What stands whoever decides, stands."""
    aside = [one for one in set_aside(verdict) if (one.code, one.clause) in before.aside]
    left = tuple(reason for reason in verdict.reasons if reason not in aside)
    return seen_to(Verdict(_outcome(left), left) if aside else verdict, before.seen)


def _outcome(reasons: Collection[Reason]) -> Outcome:
    findings = {reason.finding for reason in reasons}
    if Finding.BROKEN in findings:
        return Outcome.REFUSE
    return Outcome.ASK if Finding.OPEN in findings else Outcome.ALLOW
