"""What the hall's calendar says to one question: is it open then, for these ages, and lent like that?"""

from collections.abc import Iterable, Iterator

from booking.rules.ask import Ask, Person
from booking.rules.clauses.aged import bounds
from booking.rules.clauses.term import ASKING, USING, broken, for_each, holds, rests, unknown
from booking.rules.codes import Code
from booking.rules.rulebook import Rules
from booking.rules.verdict import Finding, Reason
from facilities.rules.clauses import Opens
from facilities.rules.hours import DayPlan
from facilities.rules.layers import Closing, Opening
from facilities.rules.lending import InBands, OnGrid
from facilities.rules.slots import fits, is_past
from facilities.rules.spans import Span, covers, day_span, instant

# Of each clause that lends pieces of the day, or does not, whether the use keeps to them.
Pieces = tuple[tuple[Finding, Code, str], ...]


def calendar_edges(ask: Ask, rules: Rules, plan: DayPlan) -> Iterator[int]:
    """The instants at which what `calendar_reasons` says of a use may turn."""
    # What has ended when it is asked is past, so there, too, a day's uses fall in two.
    yield ask.asked_at
    taken = _taken(ask, rules, plan)
    standing = (*(opening.span for opening in plan.openings), *(closing.span for closing in plan.closings))
    for span in (*standing, *taken, *map(plan.between_bookings, taken)):
        yield from (span.start, span.end)


def pieces(ask: Ask, plan: DayPlan, span: Span) -> Pieces:
    """Whether the use is made of what is lent, of whole bands or whole units; nothing where nobody asks."""
    # Who is there has booked: what is lent, and what is past, is no matter to them.
    if ask.step not in ASKING:
        return ()
    # Whether it is made of whole bands cannot be seen of a use of which nobody has said when it ends.
    if ask.moment:
        return ()
    return (*_made_of(plan, span), *_kept_out_of(plan, span))


def day_reasons(ask: Ask, plan: DayPlan) -> Iterator[Reason]:
    """What the day says to every use of it: which clauses keep it open, and which contradict each other
    about that."""
    if ask.step in USING:
        yield from (Reason(Finding.HOLDS, Code.CLOSED, clause) for clause in plan.kept_open)
        yield from (Reason(Finding.OPEN, Code.CLOSED, clause) for clause in plan.torn)


def resting_reasons(ask: Ask, plan: DayPlan) -> Iterator[Reason]:
    """The closures that were looked at and let the day be: they hold, but beside them nothing gives way."""
    if ask.step in USING:
        yield from (rests(Code.CLOSED, clause) for clause in plan.at_rest)


def calendar_reasons(ask: Ask, rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    """Every reason that the room's day gives for or against the use, or against any use of a day; but
    for the pieces that the use is made of."""
    if ask.step not in USING:
        return
    use = ask.span or day_span(plan.day, rules.zone)
    if ask.step in ASKING and is_past(use, ask.asked_at):
        yield Reason(Finding.BROKEN, Code.PAST)
    if ask.span is None:
        yield from _any_time(rules, plan)
    else:
        yield from _hours(ask.span, rules, plan)
        yield from _beside_others(ask, ask.span, rules, plan)
        yield from _ages(ask, ask.span, rules, plan)


def _any_time(rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    """Of a day as a whole there is only to say that the room does not open on it."""
    if plan.openings:
        return
    if plan.closings:
        yield from _closed(plan.closings)
    elif plan.hours_published:
        yield from _outside(rules, plan)


def _hours(span: Span, rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    closings = [closing for closing in plan.closings if closing.span.overlaps(span)]
    yield from _closed(closings)
    # What a closure takes out of the hours is told by the closure: it does not lie outside them besides.
    if covers(plan.open_spans, span) or (
        closings and covers([*plan.open_spans, *(closing.span for closing in closings)], span)
    ):
        return
    # A hall that publishes no hours is not closed: nobody knows, and it is asked.
    if plan.hours_published or plan.openings:
        yield from _outside(rules, plan)
    else:
        yield Reason(Finding.OPEN, Code.ASK_HALL)


def _beside_others(ask: Ask, span: Span, rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    """Whether others have the room then, or too little time is left between them and the use; nothing
    where nobody said when they have it."""
    if ask.facts.taken is None or ask.step not in ASKING:
        return
    taken = _taken(ask, rules, plan)
    if any(span.overlaps(other) for other in taken):
        yield Reason(Finding.BROKEN, Code.TAKEN)
    # Only where the place itself is free: of one that is taken there is no more to say.
    elif plan.gap is not None:
        too_near = any(span.overlaps(plan.between_bookings(other)) for other in taken)
        values: dict[str, object] = {"minutes": plan.gap.seconds // 60} if too_near else {}
        finding = Finding.BROKEN if too_near else Finding.HOLDS
        yield Reason(finding, Code.TURNOVER, plan.gap.clause, values)


def _taken(ask: Ask, rules: Rules, plan: DayPlan) -> list[Span]:
    """When others have the room, as far as the clocks of that day show it."""
    said = [
        Span.between(instant(plan.day, one.from_, rules.zone), instant(plan.day, one.to, rules.zone))
        for one in ask.facts.taken or ()
    ]
    return [span for span in said if span]


def _closed(closings: Iterable[Closing]) -> Iterator[Reason]:
    for source in dict.fromkeys(closing.source for closing in closings):
        values: dict[str, object] = {"reason_ja": source.reason_ja, "reason_en": source.reason_en}
        values |= {"open_end": True} if source.open_end else {}
        yield Reason(Finding.BROKEN, Code.CLOSED, source.clause, values)


def _outside(rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    """By every clause that gives the hours of that day; if none does, by those that give the room's hours."""
    # Of a room that opens by dated rows alone no clause gives hours: the reason stands without one.
    said = [source.clause for source in plan.hours] or _hours_clauses(rules, plan.room) or [""]
    values: dict[str, object] = {"open": [[span.start, span.end] for span in plan.open_spans]}
    values |= {"about": True} if any(opening.source.about for opening in plan.openings) else {}
    for clause in dict.fromkeys(said):
        yield Reason(Finding.BROKEN, Code.OUTSIDE_HOURS, clause, values)


def _hours_clauses(rules: Rules, room: str) -> list[str]:
    terms = [(key, term) for key, term in rules.calendar if isinstance(term, Opens)]
    return [key for key, term in terms if term.rooms is None or room in term.rooms]


def _ages(ask: Ask, span: Span, rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    """Each opening that the use falls in carries it, or does not admit somebody."""
    within = covers(plan.open_spans, span)
    for opening in plan.openings:
        if opening.span.overlaps(span):
            reasons = _opening(ask, opening, rules, plan)
            # An opening that carries only a part of the use does not speak for it.
            yield from (reason for reason in reasons if within or reason.finding is not Finding.HOLDS)


def _opening(ask: Ask, opening: Opening, rules: Rules, plan: DayPlan) -> Iterator[Reason]:
    clause = opening.source.clause
    if opening.admits is None:
        yield Reason(Finding.HOLDS, Code.OUTSIDE_HOURS, clause)
        return
    ages = [bounds(admitted) for admitted in opening.admits]
    values = {"ages": ages, "from_at": opening.span.start, "to_at": opening.span.end}
    findings = {
        True: holds(Code.AGE_EVENING),
        False: broken(Code.AGE_EVENING, **values),
        None: unknown(Code.AGE_EVENING, "ages", **values),
    }

    def lets_in(person: Person) -> tuple[Reason, ...]:
        return findings[opening.lets_in(person.born, plan.day, rules.mode)]

    for reason in for_each(ask.party.everyone, Code.AGE_EVENING, lets_in):
        yield reason.of(clause)


def _made_of(plan: DayPlan, span: Span) -> Pieces:
    off = fits(plan, span)
    if off is not None:
        return ((Finding.BROKEN, Code.OFF_SLOT, off),)
    return tuple((Finding.HOLDS, Code.OFF_SLOT, key) for key in dict.fromkeys(_carrying(plan, span)))


def _kept_out_of(plan: DayPlan, span: Span) -> Pieces:
    """Of each clause that does not lend some of the day, whether the use meets it."""
    if not plan.not_lent:
        return ()
    met = {piece.clause for piece in plan.not_lent if piece.span.overlaps(span)}
    keys = dict.fromkeys(piece.clause for piece in plan.not_lent)
    return tuple((Finding.BROKEN if key in met else Finding.HOLDS, Code.NOT_LENT, key) for key in keys)


def _carrying(plan: DayPlan, span: Span) -> list[str]:
    """The clauses that lend the pieces of which the use is made."""
    if isinstance(plan.lending, InBands):
        return [band.clause for band in plan.lending.bands if band.span.overlaps(span)]
    return [plan.lending.clause] if isinstance(plan.lending, OnGrid) else []
