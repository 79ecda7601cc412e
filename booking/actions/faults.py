"""Things break, and are mended: what is reported leaves stock, and who was to have it is told.

`now` is an instant (seconds, UTC). Only bookings to come that asked for the thing, and for which there is
none left, are told; who booked first keeps theirs.
"""

from collections.abc import Collection

from django.db import transaction

from booking import notices
from booking.actions.acts import write_hall_act
from booking.actions.desk import board_changed, must_hold
from booking.actions.locks import lock
from booking.actions.texts import lines
from booking.models import Person
from booking.queries.faults import lacking
from booking.rules.staff import Right
from facilities.models import Equipment, Fault

LONGEST_SAID = 200


@transaction.atomic
def report_by_label(*, thing: Equipment, what: Fault.What, said: str, now: int) -> Fault | None:
    """Somebody has scanned the label: one of the thing is out. None where a report by label waits already:
    that a whole class reports one drum takes away one drum. Unfit for the words. Inverse: `mend`."""
    said = lines(said, "said", LONGEST_SAID)
    lock(equipment=[thing.pk])
    # Under the thing's lock: a whole class may scan its label in the same second.
    if Fault.objects.filter(equipment=thing, way=Fault.Way.LABEL, mended_at=None).exists():
        return None
    return _report(thing, 1, what, said, Fault.Way.LABEL, None, now)


@transaction.atomic
def report(*, thing: Equipment, count: int, what: Fault.What, said: str, actor: Person, now: int) -> Fault:
    """The desk takes so many out of use. ValueError for none, or more than there are; Unfit for the words;
    Absent away from one's own hall. Inverse: `mend`."""
    must_hold(actor, Right.DESK, thing.room.facility.pk, now=now)
    said = lines(said, "said", LONGEST_SAID)
    if not 1 <= count <= thing.stock:
        raise ValueError(f"{count} of {thing.stock}")
    lock(equipment=[thing.pk])
    return _report(thing, count, what, said, Fault.Way.DESK, actor, now)


@transaction.atomic
def mend(*, fault: Fault, actor: Person, now: int) -> None:
    """It works again; who lacked it is told, too. What is mended stays so. Absent as before.
    Inverse: `mend_not`."""
    must_hold(actor, Right.DESK, fault.equipment.room.facility.pk, now=now)
    lock(equipment=[fault.equipment_id])
    # Before and after: only those to whom it makes a difference are told.
    before = lacking(fault.equipment, now)
    if Fault.objects.filter(pk=fault.pk, mended_at=None).update(mended_at=now):
        after = lacking(fault.equipment, now)
        notices.thing_mended(fault.equipment, [one for key, one in before.items() if key not in after], now)
        _act(fault, "mend", actor, now)


@transaction.atomic
def mend_not(*, fault: Fault, actor: Person, now: int) -> None:
    """It does not work after all. Absent as before. Inverse: `mend`."""
    must_hold(actor, Right.DESK, fault.equipment.room.facility.pk, now=now)
    lock(equipment=[fault.equipment_id])
    before = lacking(fault.equipment, now)
    if Fault.objects.filter(pk=fault.pk).exclude(mended_at=None).update(mended_at=None):
        _tell(fault.equipment, before.keys(), now)
        _act(fault, "mend_not", actor, now)


def _report(
    thing: Equipment, count: int, what: Fault.What, said: str, way: Fault.Way, actor: Person | None, now: int
) -> Fault:
    before = lacking(thing, now)
    made = Fault.objects.create(equipment=thing, count=count, what=what, said=said, way=way, at=now)
    _tell(thing, before.keys(), now)
    _act(made, "report_fault", actor, now)
    return made


def _tell(thing: Equipment, told: Collection[int], now: int) -> None:
    """Those who lack it now and did not before."""
    after = lacking(thing, now)
    notices.thing_broken(thing, [one for key, one in after.items() if key not in told], now)


def _act(fault: Fault, verb: str, actor: Person | None, now: int) -> None:
    """Of a report its thing and its kind, never its words. Moves the hall's counter and its board's."""
    hall = fault.equipment.room.facility
    told = {"fault": fault.pk, "thing_id": fault.equipment_id, "count": fault.count, "what": fault.what}
    write_hall_act(hall=hall, verb=verb, actor=actor, now=now, after=told)
    board_changed(hall.pk)
