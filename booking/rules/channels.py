"""Through which channels one can still ask, told with a refusal of the one that was taken.

A hall may name its channels in one clause and close some of them in another: what the first offers,
the second may have closed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from booking.rules.ask import Ask, Channel
from booking.rules.clauses.channel import Channels
from booking.rules.clauses.closes import Closes
from booking.rules.clauses.term import Term
from booking.rules.codes import Code
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Reason

Said = tuple[str, Term]


def with_open_channels(reasons: Sequence[Reason], ask: Ask, rules: Rules) -> Sequence[Reason]:
    """The reasons; what is broken of a channel or a cut-off names the channels that no clause closes."""
    if ask.channel is None or not any(_is_about(reason) for reason in reasons):
        return reasons
    limits = [said for said in rules.terms if isinstance(said[1], Channels | Closes)]
    by_channel = [said for said in limits if _named(said[1])]
    return [_told(reason, ask, rules, limits, by_channel) for reason in reasons]


def _is_about(reason: Reason) -> bool:
    return reason.finding is Finding.BROKEN and reason.code in (Code.CHANNEL, Code.TOO_LATE)


def _told(
    reason: Reason, ask: Ask, rules: Rules, limits: Sequence[Said], by_channel: Sequence[Said]
) -> Reason:
    if not _is_about(reason):
        return reason
    if reason.code == Code.CHANNEL:
        offered, closing = reason.values["channels"], by_channel
    else:
        named = {channel for _, term in by_channel for channel in _named(term)}
        offered, closing = [channel for channel in Channel if channel in named], limits
    found = [channel for channel in _listed(offered) if not _closes(closing, channel, ask, rules)]
    if not found and reason.code == Code.TOO_LATE:
        return reason
    return replace(reason, values={**reason.values, "channels": found})


def _listed(channels: object) -> list[Channel]:
    return [Channel(channel) for channel in channels] if isinstance(channels, list) else []


def _closes(limits: Iterable[Said], channel: Channel, ask: Ask, rules: Rules) -> bool:
    instead = replace(ask, channel=channel)
    found = [reason.of(clause) for clause, term in limits for reason in term.find(instead, rules.setting)]
    # Settled first: a clause that gives way to another one closes no channel.
    return any(reason.finding is Finding.BROKEN for reason in rules.precedence.settled(found))


def _named(term: Term) -> frozenset[Channel]:
    """The channels of which it speaks; none if it is the same for all."""
    own = term.channels if isinstance(term, Channels) else ()
    scopes = (term, *(term.unless or ()))
    return frozenset((*own, *(channel for scope in scopes for channel in scope.through or ())))
