"""What waits for the desk of the demo's main hall: of every queue that its rules can fill at least one.

Each thing is there because somebody of the city did what a visitor could do, through the same verbs. What was
answered is asked anew by others the next time that the city is topped up, so that the desk is never idle.
"""

from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import product
from zoneinfo import ZoneInfo

from booking.actions.bookings import Refused
from booking.actions.closures import OneClosure, close
from booking.actions.consent_requests import ask_for_consent
from booking.actions.consents import Answerer, give_consent
from booking.actions.group_registrations import apply
from booking.actions.groups import found
from booking.actions.requests import request
from booking.actions.wanted import Wanted
from booking.management.demo.city import City, Inquiry
from booking.management.demo.wishes import plans
from booking.models import Booking, Group, Person
from booking.queries.displacing import displaced, rounds_met, shut_by_closing, with_places
from booking.queries.party import Company
from booking.queries.queues import waiting
from booking.rules.queues import Queue
from booking.rules.staff import Right
from facilities.models import Facility, Room
from facilities.rules.slots import choices, offers
from facilities.rules.spans import Span, local_day, wall_span
from facilities.rules.stages import DAY

REGISTRY = "koganei"
SOON = timedelta(days=20)


def fill_queue(city: City, now: int) -> None:
    """Fills the queues in which nothing waits at `now` (seconds, UTC)."""
    hall = Facility.objects.get(slug=city.queue.hall)
    filled = {one.queue for one in waiting(hall, frozenset(Right), now)}
    for queue, fill in FILLED_BY.items():
        if queue not in filled:
            fill(city, hall, now)


def _ask_the_hall(city: City, hall: Facility, now: int) -> None:
    """A group wants what the rules leave to the hall."""
    asked = city.queue.asks
    company = Company(Group.objects.get(name=asked.group).pk, (_person(asked.person).pk,), asked.brings)
    for span, room in _ahead(asked, hall, now):
        wanted = Wanted(room, span, company, purpose=asked.purpose)
        try:
            request(person=_person(asked.person), wanted=wanted, said=asked.said, now=now)
        except Refused:
            continue
        return


def _ahead(asked: Inquiry, hall: Facility, now: int) -> Iterator[tuple[Span, Room]]:
    """The room's longest uses from the day after tomorrow on; a request lapses a while before its use."""
    today = local_day(now, ZoneInfo(hall.timezone))
    for plan, room in plans([hall], today + 2 * DAY, today + SOON):
        if room.slug == asked.room:
            yield from ((choices(plan, offer.span.start)[-1], room) for offer in offers(plan))


def _register(city: City, hall: Facility, now: int) -> None:
    """The first of the new groups that has not applied yet founds itself, and does."""
    day = local_day(now, ZoneInfo(hall.timezone))
    for new in city.queue.groups:
        leader = _person(new.leader)
        group = found(person=leader, name=new.name, kind=new.kind, now=now)
        if not group.registrations.exists():
            apply(group=group, actor=leader, registry=REGISTRY, one_family=None, now=now, day=day)
            return


def _agree_by_phone(city: City, hall: Facility, now: int) -> None:
    """A guardian agrees on the child's own phone, where the hall also wants a paper."""
    for agreeing in city.queue.agreeing:
        child = _person(agreeing.child)
        if child.consents.filter(purpose=agreeing.purpose).exists():
            continue  # its paper came, or it was taken back: another child's is next
        asked = ask_for_consent(
            child=child, hall=hall, purpose=agreeing.purpose, actor=child, link=_nowhere, now=now
        )
        parent = Answerer(agreeing.name, agreeing.relation)
        give_consent(link_token=asked.token, answerer=parent, link=_nowhere, now=now)
        return


def _close_for_works(city: City, hall: Facility, now: int) -> None:
    """Works in a room displace some who are mailed or called. Who tries the demo keeps their places: a
    visitor who signs in for the first time is to find nothing undone."""
    works = city.queue.works
    today, zone = local_day(now, ZoneInfo(hall.timezone)), ZoneInfo(hall.timezone)
    actor = Person.objects.filter(posts__facility=hall, posts__role="manager").earliest("pk")
    # Whose evenings are given away differs from city to city. The fewest days that will do: the band room is
    # what most people look at first.
    stretches = product(range(1, works.longest + 1), range(works.days_ahead, works.days_ahead + SOON.days))
    for length, ahead in stretches:
        days = [today + (ahead + more) * DAY for more in range(length)]
        spans = [wall_span(day, works.from_, works.to, zone) for day in days]
        shut = shut_by_closing(hall, spans, [works.room])
        going = displaced(hall, shut, now)
        if len(going) < works.fewest or rounds_met(hall, shut) or _touches(going, city):
            continue
        told = with_places(hall, going, shut, now, actor)
        # Where nobody could be offered anything, half of the queue would have nothing to show.
        if not any(one.instead for one in told[:-1]):
            continue
        # The last chooses for themselves, so that both ways of answering can be tried.
        given = {one.booking.public_id: next(iter(one.instead), None) for one in told[:-1]}
        closures = [OneClosure(span, [works.room], works.reason_ja, works.reason_en) for span in spans]
        chosen = {**given, told[-1].booking.public_id: None}
        close(facility=hall, closures=closures, offers=chosen, actor=actor, now=now)
        return


def _touches(going: list[Booking], city: City) -> bool:
    cards = [member.card for member in city.people if member.signs_in]
    keys = [one.pk for one in going]
    return Booking.objects.filter(pk__in=keys, people__card_number__in=cards).exists()


def _person(card: str) -> Person:
    return Person.objects.get(card_number=card)


def _nowhere(token: str) -> str:
    """Nobody of these is mailed a link."""
    return ""


Fill = Callable[[City, Facility, int], None]
# Works fill two queues: who is moved, and who of them is called.
FILLED_BY: dict[Queue, Fill] = {
    Queue.APPROVALS: _ask_the_hall,
    Queue.REGISTRATIONS: _register,
    Queue.PAPERS: _agree_by_phone,
    Queue.MOVES: _close_for_works,
}
