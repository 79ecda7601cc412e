"""What is chosen in the queues: who, what, what the rules say of it, and what can be answered."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.actions.looks import look_at
from booking.actions.requests import LONGEST_SAID, LONGEST_WORDS, judged_to_answer
from booking.labels import counts_words, people_words
from booking.models import (
    Booking,
    Consent,
    Displacement,
    Group,
    Notice,
    Person,
    ReductionRequest,
    Registration,
    Request,
)
from booking.notices.displacements import reason_words
from booking.queries.bookings import people_of
from booking.queries.consents import purpose_by
from booking.queries.group_registrations import registries, verdict_on
from booking.queries.groups import roster_counts
from booking.queries.money import bill, last_entry
from booking.queries.nearby import Near, possible
from booking.queries.notices import calls_at
from booking.queries.party import Company, asker_of, asker_of_booking
from booking.queries.queues import rows_of
from booking.queries.reductions import grounds_of
from booking.queries.registries import judged, registry
from booking.queries.requests import history_of, needs_why
from booking.rules.ask import Channel
from booking.rules.bands import band_of
from booking.rules.lifecycle import State
from booking.rules.notices import DISPLACED, PASSED_OVER
from booking.rules.queues import Queue, Waiting
from booking.rules.staff import Right
from booking.rules.verdict import Finding, Verdict
from booking.web.costs import owed_words
from booking.web.dates import written
from booking.web.desk import board
from booking.web.desk.calls import call_words, is_foreign
from booking.web.desk.classes import classes
from booking.web.desk.displaced import may_reach
from booking.web.desk.door import Desk
from booking.web.desk.queue_cards import address, called, name_of, place_of
from booking.web.desk.reasons import Canned, canned
from booking.web.desk.reduction_form import form_told
from booking.web.desk.ties import tie_line
from booking.web.desk.words import QUEUE_ICONS, due_words, queue_words
from booking.web.question import Question
from booking.web.reduction_words import ground_said
from booking.web.refusals import reasons_in_words, whys
from booking.wording.vocabulary import said
from facilities.labels import long_date, span_words, stage_words
from facilities.rules.spans import Span, local_day
from facilities.rules.stages import age_on, stage_on

Told = dict[str, Any]
MOST_NEAR = 4


def panel(request: HttpRequest, desk: Desk, chosen: Waiting) -> Told | None:
    """The panel's values, None for what somebody has just answered. The look at a person is logged."""
    row = rows_of(chosen.queue, desk.hall, [chosen.key], desk.now).get(chosen.key)
    if row is None:
        return None
    return {
        "kind": chosen.queue.value,
        "template": f"booking/desk/queue/{chosen.queue.name.lower()}.html",
        "name": name_of(chosen),
        "icon": QUEUE_ICONS[chosen.queue],
        "tag": _("%(queue)s・%(due)s")
        % {"queue": queue_words(chosen.queue), "due": due_words(chosen.due, desk.now, desk.zone)},
        "typed": request.POST,
        "longest": LONGEST_WORDS,
        "longest_why": LONGEST_SAID,
        **PANELS[chosen.queue](row, desk),
    }


def _request(row: Request, desk: Desk) -> Told:
    booking = row.booking
    _look(booking.person, desk)
    verdict = judged_to_answer(booking, desk.now, desk.person).verdict
    asked = Question(booking.room, Span(booking.start, booking.end), verdict, None, "", desk.now)
    near = _near(booking, desk)
    return {
        "title": board.name_of(booking),
        "booking": booking,
        "people": people_words(booking.headcount),
        "request": row,
        "place": place_of(booking, desk),
        "ages": ages_of(booking, desk.today),
        "history": history_of(booking),
        "broken": whys(asked, verdict.broken),
        "lacking": whys(asked, verdict.found(Finding.UNKNOWN)),
        "left": whys(asked, verdict.found(Finding.OPEN)),
        "fine": len({reason.clause for reason in verdict.found(Finding.HOLDS)}),
        "needs_why": needs_why(verdict),
        "near": [_offer(one, desk) for one in near],
        "canned": _canned(booking, verdict, near, desk),
    }


def _near(booking: Booking, desk: Desk) -> tuple[Near, ...]:
    """What else the judge would allow them, besides the booking's own place."""
    return possible(
        room=booking.room,
        span=Span(booking.start, booking.end),
        asker=asker_of_booking(booking, people_of(booking), desk.now, desk.person),
        now=desk.now,
        purpose=booking.purpose,
        limit=MOST_NEAR,
    )


def _offer(near: Near, desk: Desk) -> Told:
    """As a choice of the form, which says room, start and end."""
    start, end = written(near.span.start, desk.zone), written(near.span.end, desk.zone)
    words = f"{span_words(near.span, desk.zone, desk.today)} {near.room.name}"
    return {"value": f"{near.room.slug}/{start}/{end}", "words": words}


def _canned(booking: Booking, verdict: Verdict, near: tuple[Near, ...], desk: Desk) -> list[Canned]:
    """In the language of whoever will read it."""
    language = booking.person.language if booking.person else "ja"
    with override(language):
        return canned(place_of(booking, desk), verdict, near[0] if near else None, desk.zone, desk.today)


def ages_of(booking: Booking, today: date) -> str:
    """「中学生 2人・高校生世代 1人」: those who come by name and those who are counted, by band."""
    born = booking.people.values_list("birth_date", flat=True)
    known = Counter(band_of(one, today) for one in born if one)
    return counts_words(known + Counter(booking.counted))


def _registration(row: Registration, desk: Desk) -> Told:
    verdict = _verdict_on(row, desk)
    told = {
        "title": board.staff_name(row.person) if row.person else str(row.group),
        "row": row,
        "clean": verdict is not None and clean(verdict),
        "classes": classes(desk, row.user_class) if row.group else (),
    }
    told["against"] = reasons_in_words(desk.hall, verdict, desk.now, desk=True) if verdict else ()
    return told | (of_person(row.person, desk) if row.person else of_group(row.group, desk))


def _verdict_on(row: Registration, desk: Desk) -> Verdict | None:
    """What the judge says to the registration today; None where its rulebook asks for it no more."""
    if row.group is not None:
        found = registries(desk.today).get(row.registry)
        return verdict_on(row.group, found, desk.now, desk.today) if found else None
    at = registry(row.registry, desk.now)
    if at is None or row.person is None:
        return None
    party = asker_of(row.person, Company(), desk.now).party(desk.today)
    return judged(at, party, desk.now, desk.today, Channel.COUNTER)


def clean(verdict: Verdict) -> bool:
    """Nothing is broken, and nothing that should be on record is lacking."""
    return not verdict.broken and not verdict.lacking


def of_person(person: Person, desk: Desk) -> Told:
    """A person's record as the desk reads it; the look is logged."""
    _look(person, desk)
    born = person.birth_date
    return {
        "person": person,
        "born": long_date(born) if born else "",
        "age": age_on(born, desk.today) if born else None,
        "stage": stage_words(stage_on(born, desk.today)) if born else "",
        "ties": [tie_line(tie) for tie in person.ties.select_related("verified_by").order_by("kind")],
    }


def of_group(group: Group | None, desk: Desk) -> Told:
    if group is None:
        return {}
    members = list(group.memberships.select_related("person").order_by("pk"))
    born = [one.person.birth_date for one in members]
    return {
        "group": group,
        "members": people_words(len(members)),
        "roster": counts_words(roster_counts(group.roster)),
        "ages": counts_words(Counter(band_of(one, desk.today) for one in born if one)),
    }


def _paper(row: Consent, desk: Desk) -> Told:
    _look(row.child, desk)
    purpose = purpose_by(desk.hall, desk.rules.on(desk.today), row.purpose)
    return {
        "title": _("%(name)sさんの保護者の同意") % {"name": board.staff_name(row.child)},
        "row": row,
        "purpose": said(purpose.name) if purpose.name else purpose.key,
        "wants": purpose.also,
        "given": long_date(row.given_on),
    }


def _reduction(row: ReductionRequest, desk: Desk) -> Told:
    booking = row.booking
    _look(booking.person, desk)
    owed, grounds = bill(booking, desk.person), grounds_of(booking)
    return {
        "title": board.name_of(booking),
        "booking": booking,
        "row": row,
        "place": place_of(booking, desk),
        "people": people_words(booking.headcount),
        "ages": ages_of(booking, desk.today),
        "ground": ground_said(row, booking),
        "bill": owed_words(owed),
        "entry": last_entry(booking),
        **form_told(booking, owed, list(grounds.values()), row.clause),
    }


def _call(row: Notice, desk: Desk) -> Told:
    _look(row.person, desk)
    return {
        "title": called(row),
        "row": row,
        "place": place_of(row.booking, desk) if row.booking else "",
        # Read out as it stands it is in their language: what it is about the desk reads in its own.
        "about": call_words(row) if is_foreign(row) else "",
        "may_ring": desk.may(Right.CONTACT) and row.person is not None and bool(row.person.phone),
        # Children have no number of their own: there the booking leads to a parent, or to the group's adult.
        "may_reach": row.booking is not None and may_reach(row.booking, desk),
        # What they answer on the telephone is put down there, while it is still in one's ear.
        "displaced": row.kind in (DISPLACED, PASSED_OVER),
    }


def _move(row: Displacement, desk: Desk) -> Told:
    booking, offer = row.booking, row.offer
    _look(booking.person, desk)
    return {
        "title": board.name_of(booking),
        "booking": booking,
        "place": place_of(booking, desk),
        "people": people_words(booking.headcount),
        "date": booking.session,
        "programme": board.programme_page(booking, desk),
        "here": booking.room.facility_id == desk.hall.pk,
        "why": reason_words(row.closure or row.evening),
        "offered": place_of(offer, desk) if offer else "",
        "until": due_words(offer.lapses_at, desk.now, desk.zone) if offer and offer.lapses_at else "",
        "may_reach": may_reach(booking, desk),
        # What is to be said stands on the card of the call, and there it is ticked off: in one place only.
        "calls": [
            (called(one), address(desk, Queue.CALLS, name_of(Waiting(0, Queue.CALLS, one.pk))))
            for one in calls_at(desk.hall, desk.now)
            .filter(booking=booking)
            .select_related("person", "booking__group")
        ],
    }


def _count(row: Booking, desk: Desk) -> Told:
    return {
        "title": board.name_of(row),
        "booking": row,
        "place": place_of(row, desk),
        "people": people_words(row.headcount + row.carers),
        "nobody": row.state == State.BOOKED,
        "visit": board.on_board(row, desk),
        "day": f"{reverse('desk-counts', args=[desk.hall.slug])}?d={local_day(row.start, desk.zone)}",
    }


def _look(person: Person | None, desk: Desk) -> None:
    if person is not None:
        look_at(person=person, hall=desk.hall, actor=desk.person, now=desk.now)


PANELS: Mapping[Queue, Callable[[Any, Desk], Told]] = {
    Queue.APPROVALS: _request,
    Queue.REGISTRATIONS: _registration,
    Queue.PAPERS: _paper,
    Queue.REDUCTIONS: _reduction,
    Queue.CALLS: _call,
    Queue.MOVES: _move,
    Queue.COUNTS: _count,
}
