"""減免: on what grounds one may ask for it, what was asked, and what waits for the desk."""

from dataclasses import dataclass

from django.db.models import BigIntegerField, F, QuerySet
from django.db.models.functions import Least

from booking.models import Booking, Reduction, ReductionRequest
from booking.queries.boards import zone_of
from booking.queries.money import Bill
from booking.queries.rules import rules_of
from booking.rules.clauses.fee_class import FeeClass
from booking.rules.lifecycle import State
from booking.rules.papers import Paper
from booking.rules.reductions import grounds
from booking.rules.requests import TO_ANSWER, TO_UNDO
from booking.rules.rulebook import Clause, Rulebook
from booking.wording import Vocabulary, clause_words, sentences
from facilities.models import Facility
from facilities.rules.spans import local_day

# What costs its group something, or has.
OWING = (State.PROVISIONAL, State.BOOKED, State.IN_USE, State.USED, State.NO_SHOW)


@dataclass(frozen=True, slots=True)
class Ground:
    """A clause that lets somebody pay less, as its rulebook has it; `shares` are what it lets off, in per
    cent."""

    clause: Clause
    shares: tuple[int, ...]
    book: Rulebook
    hall: str

    @property
    def words(self) -> str:
        """The clause in the hall's own words, in the reader's language."""
        return clause_words(self.clause)

    @property
    def sentences(self) -> tuple[str, ...]:
        """What it says of the fee, generated: for those who read easy Japanese."""
        at = Vocabulary.of(self.book, self.hall)
        said = [term for term in self.clause.says if isinstance(term, FeeClass)]
        return tuple(one for term in said if term.speaks_for(self.hall) for one in sentences(term, at))


def grounds_of(booking: Booking) -> dict[str, Ground]:
    """Every ground that the rules of its day name for its room, by the clause's id. One query."""
    hall, day = booking.room.facility, local_day(booking.start, zone_of(booking.room))
    known = rules_of([hall])[hall.pk]
    book = known.book_on(day)
    if book is None:
        return {}
    found = grounds(known.on(day).statements, booking.room.slug, day)
    return {key: Ground(book.clause(key), shares, book, hall.slug) for key, shares in found.items()}


def open_grounds(booking: Booking, owed: Bill) -> tuple[Ground, ...]:
    """Those on which one may still ask: something is owed, nothing was let off yet, and the bill does not go
    by them already. One query, none for what costs nothing."""
    granted = owed.reduction is not None and not owed.reduction.refused
    if not owed.charged or owed.owed == 0 or granted:
        return ()
    return tuple(one for key, one in grounds_of(booking).items() if key not in owed.clauses)


def asked(booking: Booking) -> ReductionRequest | None:
    """What was asked for last and not withdrawn, whether it is answered or not. One query."""
    found = ReductionRequest.objects.filter(booking=booking, withdrawn_at=None)
    return found.select_related("answer").last()


def open_reductions(hall: Facility) -> QuerySet[ReductionRequest]:
    """What waits for the hall's answer, with the instant by which it is due (`until`)."""
    waiting = ReductionRequest.objects.filter(withdrawn_at=None, answer=None, booking__state__in=OWING)
    # Before the use at the latest: afterwards it is about money back, and not about coming.
    until = Least(F("made_at") + TO_ANSWER, F("booking__start"), output_field=BigIntegerField())
    return waiting.filter(booking__room__facility=hall).annotate(until=until)


def answered_reductions(hall: Facility, since: int) -> QuerySet[ReductionRequest]:
    """What was asked for and answered since an instant."""
    return ReductionRequest.objects.filter(booking__room__facility=hall, answer__at__gt=since)


def reduction_at(hall: Facility, key: int) -> ReductionRequest | None:
    """What was asked of a hall, by its key, answered or not. One query."""
    found = ReductionRequest.objects.filter(booking__room__facility=hall, pk=key)
    told = ("booking__room__facility", "booking__group", "booking__person", "answer")
    return found.select_related(*told).first()


def can_take_back(made: Reduction, now: int) -> bool:
    """Whether a decision can still be taken back: while it is fresh and no paper over it was handed out. At
    most one query."""
    return (
        is_fresh(made, now) and not made.booking.issues.filter(kind=Paper.DECISION, at__gte=made.at).exists()
    )


def is_fresh(made: Reduction, now: int) -> bool:
    """Whether it holds, for less than a day."""
    return made.taken_back_at is None and now < made.at + TO_UNDO
