"""A programme is suggested to a hall: with an account, for a group too, or under a pen name with a code; the
hall reads it and answers.

No Act holds a word of it; whoever writes without an account is nobody's actor. `now` is an instant (seconds,
UTC).
"""

from dataclasses import dataclass

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_hold
from booking.actions.texts import needed, needed_lines
from booking.models import Group, Person, Programme, Suggestion
from booking.models.keys import fingerprint, first_code
from booking.queries.bookings import Absent
from booking.queries.suggestions import suggestion_at
from booking.rules.staff import Right
from booking.rules.suggestions import State
from facilities.models import Facility

LONGEST_PEN_NAME, LONGEST_TITLE, LONGEST_TEXT, LONGEST_ANSWER = 30, 60, 500, 300
MOST_WAITING = 10  # of one person at one hall


class TooManyWaiting(ValueError):
    """More than `MOST_WAITING` of somebody wait for an answer of this hall."""


@dataclass(frozen=True, slots=True)
class Idea:
    """What somebody would like: in a few words, and how; a pen name where nobody is signed in."""

    title: str
    text: str
    pen_name: str = ""


@transaction.atomic
def suggest_programme(
    *,
    facility: Facility,
    idea: Idea,
    person: Person | None,
    group: Group | None = None,
    code: str = "",
    now: int,
) -> tuple[Suggestion, str]:
    """Sent; the second is the code by which whoever wrote sees the answer, told once: the one that is given,
    or a new one.

    Missing and Unfit for `title`, `text` and, without a person, `pen_name`; Absent for a group in which the
    person is not; TooManyWaiting. Inverse: `withdraw_suggestion`.
    """
    if group is not None and (person is None or not group.memberships.filter(person=person).exists()):
        raise Absent(group.public_id)
    fields = _checked(idea, person)
    if person is not None:
        waiting = person.suggestions.filter(facility=facility, state=State.SENT)
        # Sent twice it is sent once; a page that was left open sends no other.
        if same := waiting.filter(title=fields["title"], text=fields["text"], group=group).first():
            return same, ""
        if waiting.count() >= MOST_WAITING:
            raise TooManyWaiting
    code = code or first_code()
    made = Suggestion.objects.create(
        facility=facility, person=person, group=group, code_hash=fingerprint(code), sent_at=now, **fields
    )
    _act(made, "suggest_programme", person, now)
    return made, code


@transaction.atomic
def withdraw_suggestion(*, suggestion: Suggestion, person: Person | None, now: int) -> None:
    """It is gone with its words: by whoever sent it, or whoever holds its code (`person` None). Absent for
    anybody else, and for one that is gone. No inverse."""
    current = Suggestion.objects.select_for_update(no_key=True).filter(pk=suggestion.pk).first()
    if current is None or (person is not None and current.person_id != person.pk):
        raise Absent(suggestion.public_id)
    _act(current, "withdraw_suggestion", person, now)
    current.delete()


@transaction.atomic
def answer_suggestion(
    *,
    facility: Facility,
    public_id: str,
    state: State,
    answer: str,
    seen: int,
    actor: Person,
    now: int,
    programme: Programme | None = None,
) -> Suggestion:
    """What the hall makes of it, in its words; with the programme that came of it. Whoever suggested it with
    an account is told. Answered anew, the later one stands. Missing and Unfit for `answer`; Stale (`seen` is
    the revision that was read); Absent. Inverse: `reopen_suggestion`."""
    current = _current(facility, public_id, actor, now)
    if current.revision != seen:
        raise Stale(public_id)
    said = needed_lines(answer, "answer", LONGEST_ANSWER)
    _set(current, state=state, answer=said, programme=programme, answered_at=now, answered_by=actor)
    _act(current, "answer_suggestion", actor, now, state=state.value)
    notices.suggestion_answered(current, now)
    return current


@transaction.atomic
def reopen_suggestion(*, facility: Facility, public_id: str, actor: Person, now: int) -> Suggestion:
    """It waits to be answered again. Absent. Inverse: `answer_suggestion`."""
    current = _current(facility, public_id, actor, now)
    blank = {"answer": "", "programme": None, "answered_at": None, "answered_by": None}
    _set(current, state=State.SENT, **blank)
    _act(current, "reopen_suggestion", actor, now)
    return current


def forget_suggestions(person: Person) -> None:
    """What somebody suggested goes with them."""
    Suggestion.objects.filter(person=person).delete()


def _checked(idea: Idea, person: Person | None) -> dict[str, str]:
    text = needed_lines(idea.text, "text", LONGEST_TEXT)
    name = "" if person is not None else needed(idea.pen_name, "pen_name", LONGEST_PEN_NAME)
    return {
        "pen_name": name,
        "title": needed(idea.title, "title", LONGEST_TITLE),
        "text": text,
    }


def _current(facility: Facility, public_id: str, actor: Person, now: int) -> Suggestion:
    must_hold(actor, Right.PROGRAMMES, facility.pk, now=now)
    found = suggestion_at(facility, public_id)
    locked = Suggestion.objects.select_for_update(no_key=True).filter(pk=found.pk).first()
    if locked is None:
        raise Absent(public_id)
    return locked


def _set(suggestion: Suggestion, **fields: object) -> None:
    for name, value in {**fields, "revision": suggestion.revision + 1}.items():
        setattr(suggestion, name, value)
    suggestion.save(update_fields=[*fields, "revision"])


def _act(suggestion: Suggestion, verb: str, actor: Person | None, now: int, **after: str) -> None:
    log("suggestion", suggestion.public_id, verb, actor, now, after=after, hall=suggestion.facility_id)
