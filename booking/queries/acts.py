"""What was done: to a booking last, and at a hall, as its log tells it."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter

from django.db.models import Q, QuerySet

from booking.models import Act, Booking, Group, Person, Programme, Round
from booking.rules.overruling import Answered
from facilities.models import Closure, Facility, Room
from facilities.rules.spans import Span


class Done(StrEnum):
    MADE = "made"
    ASKED = "asked"  # of the hall, which has not answered
    CANCELLED = "cancelled"
    RESTORED = "restored"
    MOVED = "moved"
    MOVED_BACK = "moved_back"  # to where it was before it was moved
    HANDED_BACK = "handed_back"  # the rest of a use that had begun
    EXTENDED = "extended"


MOST_DEEDS = 100
DONE = {
    "request": Done.ASKED,
    "cancel": Done.CANCELLED,
    "restore": Done.RESTORED,
    "move": Done.MOVED,
    "hand_back": Done.HANDED_BACK,
    "extend": Done.EXTENDED,
}


# Whoever looks, tells or takes a copy has changed nothing.
LOOKING = frozenset({"look", "see", "see_number", "call", "export_acts"})


# Whoever asks, pays or decides about the fee of a booking leaves the booking as it is.
OF_FEES = frozenset(
    {
        *("pay", "refund", "strike_payment", "strike_refund"),
        *("ask_reduction", "withdraw_reduction", "reduce", "refuse_reduction", "reopen_reduction"),
    }
)
HANDING_OUT = frozenset({"issue", "copy"})


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done to a booking: by the desk, by its own people, or by the service itself."""

    verb: str
    at: int
    desk: bool
    actor: str  # how the desk calls whoever did it; "" for the service
    doer: int | None  # the same by key
    why: str


def acts_on(booking: Booking) -> QuerySet[Act]:
    """Everything on record about a booking, with who did it, the last first."""
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id)
    return acts.select_related("actor").order_by("-pk")


def act_in(hall: Facility, key: int) -> Act | None:
    """An act that stands in a hall's log, by its key. One query."""
    return Act.objects.select_related("actor", "hall").filter(pk=key, hall=hall).first()


def deeds(booking: Booking) -> list[Deed]:
    """Everything that was done to a booking, the last first. One query."""
    acts = acts_on(booking).exclude(verb__in=LOOKING)
    return [_deed(act) for act in acts[:MOST_DEEDS]]


def done_by_desk(booking: Booking) -> list[Deed]:
    """What the desk has done to a booking, for those whose booking it is. One query."""
    return [deed for deed in deeds(booking) if deed.desk]


def _deed(act: Act) -> Deed:
    actor = "" if act.actor is None else str(act.actor)
    return Deed(act.verb, act.at, act.by_desk, actor, act.actor_id, act.why)


@dataclass(frozen=True, slots=True)
class Change:
    """The last thing that was done to a booking, which was in `room` (by key) at `span` before."""

    done: Done
    room: int
    span: Span

    def place(self) -> Room:
        """The room, with its hall. One query."""
        return Room.objects.select_related("facility").get(pk=self.room)


def answered_before(booking: Booking) -> Answered:
    """What the desk has answered for whenever it wrote this booking. One query."""
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id, verb__in=("overrule", "see"))
    told = list(acts.values_list("after", flat=True))
    # An act keeps its codes and its clauses apart: every code may be of every clause of the same act.
    aside = (
        (code, clause)
        for one in told
        for code in one.get("codes", ())
        for clause in ("", *one.get("clauses", ()))
    )
    return Answered(frozenset(aside), frozenset(fact for one in told for fact in one.get("facts", ())))


def last_change(booking: Booking) -> Change:
    """Of its time, its place and its people; of a booking without an Act, that it was made. One query."""
    acts = Act.objects.filter(subject="booking", subject_id=booking.public_id).order_by("-pk")
    acts = acts.exclude(verb__in=LOOKING | OF_FEES | HANDING_OUT)
    # Two are enough to know a move that was moved back: more is history, and the desk's page has it.
    last, *earlier = [*acts[:2]] or [Act(verb="book")]
    was = {field: last.before.get(field, getattr(booking, field)) for field in ("room_id", "start", "end")}
    done = DONE.get(last.verb, Done.MADE)
    if done is Done.MOVED and any(_undoes(last, one) for one in earlier):
        done = Done.MOVED_BACK
    return Change(done, was["room_id"], Span(was["start"], was["end"]))


def _undoes(act: Act, earlier: Act) -> bool:
    return earlier.verb == act.verb and earlier.before == act.after


# What an act of a hall was done to stands under one of these in it; several closures under "closures".
THINGS = ("evening", "closure", "event", "day", "fault", "kiosk", "outside")
# What is done to a booking besides its place and state: of each the last word counts by itself, so that a
# count or a key does not overtake the check-in with which it came.
BESIDES = {
    **dict.fromkeys(("count", "correct_headcount", "uncount"), "heads"),
    **dict.fromkeys(("hand_key", "take_key_back"), "key"),
    **dict.fromkeys(("pick_up", "not_picked_up"), "pickup"),
    "overrule": "overrule",
}
# Fields that hold keys: a copy has them, a page and the API say what they stand for, or nothing.
KEYS = frozenset(
    {
        *("person_id", "group_id", "thing_id", "hall", "event", "evening", "closure", "closures"),
        *("fault", "kiosk", "pickup", "facts", "spans", "digest", "outside", "intake"),
        *("round_id", "slots", "planned", "wishes", "seed_hash", "list_hash", "date"),
        *("child", "guardian", "rulebook", "displacement", "offer", "session", "group"),
        "codes",  # beside them stand the clauses, which people can look up
    }
)
# What decides when a hall is open, and who is there.
OF_HOURS = frozenset(
    {
        *(
            "open_evening",
            "open_evenings",
            "end_evenings",
            "move_evening",
            "cancel_evening",
            "restore_evening",
        ),
        *("close", "festival", "close_now", "close_regularly", "end_closures", "lift", "warn", "unwarn"),
        *("set_on_duty", "bring_in", "take_back_outside"),
    }
)


@dataclass(frozen=True, slots=True)
class Known:
    """What the keys of some acts stand for: rooms by key, the others by their public ids."""

    bookings: Mapping[str, Booking]
    rooms: Mapping[int, Room]
    people: Mapping[str, Person]
    rounds: Mapping[str, Round]


def log_of(hall: Facility, since: int | None = None, until: int | None = None) -> QuerySet[Act]:
    """The acts of a hall's log from `since` up to `until` (instants), the latest first, with who acted."""
    acts = Act.objects.filter(hall=hall).select_related("actor")
    acts = acts if since is None else acts.filter(at__gte=since)
    return acts if until is None else acts.filter(at__lt=until)


def oldest_first(hall: Facility, since: int, until: int) -> Iterator[Act]:
    """The same as it was done, five hundred at a time: a year of a hall does not fit into memory at once."""
    return log_of(hall, since, until).order_by("at", "pk").iterator(chunk_size=500)


def of_group(group: Group) -> QuerySet[Act]:
    """What was done to a group, and to what it has booked, the latest first, with who acted. Whoever only
    looked is left out."""
    booked = Booking.objects.filter(group=group).values("public_id")
    its = Q(subject="group", subject_id=group.public_id) | Q(subject="booking", subject_id__in=booked)
    return Act.objects.filter(its).exclude(verb__in=LOOKING).select_related("actor")


def recent_acts(hall: Facility, verbs: Collection[str], limit: int) -> list[Act]:
    """The last of a hall's acts of these verbs that somebody has done. One query."""
    return list(log_of(hall).filter(verb__in=verbs).exclude(actor=None)[:limit])


def called_off_last(found: Programme) -> str:
    """The date (by its public id) that was called off in the last step that changed the programme; "" where
    the last step was another. One query."""
    last = Act.objects.filter(subject="programme", subject_id=found.public_id).order_by("-pk").first()
    return str(last.after["session"]) if last is not None and last.verb == "cancel_session" else ""


def was_closed_at_once(closure: Closure) -> bool:
    """Whether the hall was closed by it with people inside, and not by a plan. One query."""
    # Closed from now on, it begins in the very second of its act.
    acts = Act.objects.filter(hall=closure.facility_id, verb="close_now", at=closure.start)
    return any(closure.pk in act.after.get("closures", ()) for act in acts)


def closed_at_once(hall: Facility, now: int) -> tuple[Closure, Act] | None:
    """What has closed the hall with people inside, while that holds, and its act. Two queries."""
    acts = Act.objects.filter(hall=hall, verb="close_now", at__lte=now).select_related("actor")
    last = acts.order_by("-pk").first()
    if last is None:
        return None
    found = Closure.objects.filter(
        pk__in=last.after.get("closures", ()), cancelled=False, end__gt=now
    ).first()
    return (found, last) if found else None


def last_brought_in(hall: Facility, calendar: int) -> Act | None:
    """The last act that has changed something by a file of this outside calendar (by key). One query."""
    acts = Act.objects.filter(hall=hall, verb="bring_in", after__outside=calendar).select_related("actor")
    return acts.order_by("-pk").first()


def known_of(acts: Iterable[Act]) -> Known:
    """Four queries, for however many acts."""
    acts = list(acts)
    bookings = Booking.objects.filter(public_id__in=_subjects(acts, "booking")).select_related(
        "room", "group"
    )
    told = [value for act in acts for value in (act.before.get("room_id"), act.after.get("room_id"))]
    told += [int(key) for key in _subjects(acts, "room")]
    rooms = Room.objects.filter(pk__in={key for key in told if key is not None})
    on_duty = {key for act in acts for told in (act.before, act.after) for key in told.get("people", ())}
    people = Person.objects.filter(public_id__in=_subjects(acts, "post") | on_duty)
    rounds = Round.objects.filter(public_id__in=_subjects(acts, "round"))
    return Known(
        {one.public_id: one for one in bookings},
        {one.pk: one for one in rooms},
        {one.public_id: one for one in people},
        {one.public_id: one for one in rounds},
    )


def later_acts(acts: Sequence[Act]) -> dict[int, Act]:
    """Of each of these acts (by key) the last one that changed the same thing after it, if there is any.
    One query."""
    if not acts:
        return {}
    same = Q()
    for act in acts:
        # Wider than asked, and narrowed here: in which of a hall's things an act is about, JSON says, and no
        # index.
        same |= Q(subject=act.subject, subject_id=act.subject_id)
    later = Act.objects.filter(same, pk__gt=min(act.pk for act in acts)).exclude(verb__in=LOOKING)
    last = {thing: one for one in later.order_by("pk") for thing in _things(one)}
    found = {act.pk: [last[thing] for thing in _things(act) if thing in last] for act in acts}
    latest = {key: max(some, key=attrgetter("pk")) for key, some in found.items() if some}
    return {key: one for key, one in latest.items() if one.pk != key}


def overtakes(later: Iterable[Act], act: Act) -> bool:
    """Whether one of the acts that came after it changed the same thing. No query."""
    changes = (one for one in later if one.verb not in LOOKING)
    return any(set(_things(one)) & set(_things(act)) for one in changes)


def _things(act: Act) -> list[tuple[object, ...]]:
    """A booking, a post, a room's hour, a date of a programme; of a hall each evening, closure, series, day,
    fault or tablet that it was about."""
    whole, told = (act.subject, act.subject_id, act.hall_id), {**act.before, **act.after}
    if act.subject == "booking":
        return [(*whole, BESIDES.get(act.verb, ""), told.get("pickup"))]
    if act.subject != "hall":
        return [(*whole, told.get("at"), told.get("session"))]
    parts = [(key, told[key]) for key in THINGS if key in told]
    parts += [("closure", closure) for closure in told.get("closures", ())]
    return [(*whole, *part) for part in parts] or [whole]


def _subjects(acts: Iterable[Act], subject: str) -> set[str]:
    return {act.subject_id for act in acts if act.subject == subject}
