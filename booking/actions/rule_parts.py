"""What a draft of the rules says besides its clauses: words, the hall's facts, day sets, worked questions.

Whoever writes the hall's rules does these, else Absent; Elsewhere where another hall's rules would change
with them; Mistakes, and nothing kept, where it could not be. `now` is an instant (seconds, UTC).
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.db import transaction

from booking.actions.rule_drafts import held_draft, keep_draft, log_draft
from booking.models import Person
from booking.queries.bookings import Absent
from booking.rules.drafts import (
    Document,
    shaped,
    with_days,
    with_hall,
    with_question,
    without_days,
    without_question,
)
from booking.rules.scoring import adopted, score
from facilities.models import Facility


@transaction.atomic
def put_words(*, facility: Facility, words: Document, actor: Person, now: int) -> None:
    """The title, where it was found and how far that can be trusted (`title`, `city`, `source`, `standing`,
    `note`), and `names`, the words for keys of its own. What is not given is not said any more. Inverse:
    itself."""
    of_words = ("title", "city", "source", "standing", "note", "names")
    _change(facility, actor, now, "put_words", {}, lambda was: _replaced(was, words, of_words))


@transaction.atomic
def put_hall(*, facility: Facility, facts: Document, actor: Person, now: int) -> None:
    """The hall's `name`, `address`, `phone`, `seals` and `rooms`, as a rulebook writes them. Inverse:
    itself."""

    def changed(was: Document) -> dict[str, Any]:
        hall = next(one for one in was["halls"] if one["key"] == facility.slug)
        return with_hall(was, _replaced(hall, facts, ("name", "address", "phone", "seals", "rooms")))

    _change(facility, actor, now, "put_hall_facts", {}, changed)


@transaction.atomic
def put_days(*, facility: Facility, days: Document, actor: Person, now: int, instead_of: str = "") -> None:
    """A day set, new or in the place of another. Inverse: `drop_days`, or itself."""
    told = {"days": str(days["key"])}
    _change(facility, actor, now, "put_days", told, lambda was: with_days(was, days, instead_of))


@transaction.atomic
def drop_days(*, facility: Facility, days: str, actor: Person, now: int) -> None:
    """The draft has it no more; a clause that names it is then said to be wrong. Inverse: `put_days`."""
    _change(facility, actor, now, "drop_days", {"days": days}, lambda was: without_days(was, days))


@transaction.atomic
def adopt_answer(*, facility: Facility, question: str, actor: Person, now: int) -> None:
    """A worked question's answer is from now on what the draft answers. Absent where there is none of that
    id, or nothing to adopt. Inverse: none."""

    def changed(was: Document) -> dict[str, Any]:
        found = next((one for one in score(shaped(was)) if one.question.id == question), None)
        written = next((one for one in was.get("questions", ()) if one["id"] == question), None)
        answer = found and written and adopted(written, found)
        if not answer:
            raise Absent(question)
        return with_question(was, answer)

    _change(facility, actor, now, "adopt_answer", {"question": question}, changed)


@transaction.atomic
def drop_question(*, facility: Facility, question: str, actor: Person, now: int) -> None:
    """It is asked no more. Inverse: none."""
    told = {"question": question}
    _change(facility, actor, now, "drop_question", told, lambda was: without_question(was, question))


def _change(
    facility: Facility,
    actor: Person,
    now: int,
    verb: str,
    told: Mapping[str, object],
    changed: Callable[[Document], dict[str, Any]],
) -> None:
    draft = held_draft(facility, actor, now)
    keep_draft(draft, changed(draft.document), actor, now)
    log_draft(draft, verb, facility, actor, now, after=told)


def _replaced(was: Document, given: Document, names: tuple[str, ...]) -> dict[str, Any]:
    kept = {name: value for name, value in was.items() if name not in names}
    return kept | {name: given[name] for name in names if name in given}
