"""What a shift finds at its desk: who is on duty, what the one before has left, what broke, who was counted.

Done by the verbs of the desk, in the name of those who serve there.
"""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Max

from booking.actions.attendance import check_in, check_out, count_free_use
from booking.actions.faults import report
from booking.actions.handover import note
from booking.actions.occurrences import note_occurrence
from booking.actions.rosters import put_on_duty
from booking.models import Booking, Occurrence, OnDuty, Person
from booking.queries.attendance import planned_of
from booking.queries.boards import calendar
from booking.rules.lifecycle import State
from booking.rules.staff import Role
from booking.rules.today import HOUR, hour_of
from booking.rules.verdict import Refused
from facilities.models import Equipment, Facility, Fault, Room
from facilities.rules.days import WEEKDAYS
from facilities.rules.spans import local_day

HALL, ROOM, AMP = "nukui-minami", "music", "guitar-amp"
DROP_IN = ("honcho", "teens")
DAY, BEHIND, AHEAD = timedelta(days=1), timedelta(days=2), timedelta(days=21)
CLOSED, EVENINGS = {"mon"}, {"wed", "fri"}
A_MINUTE, LATELY = 60, 6 * 24 * HOUR  # seconds
SEEN = {"junior_high": 4, "high_school": 2}


def go_on_duty(now: int) -> None:
    """Who serves on which day, from the last day for which it was said on: what people set stays theirs."""
    hall = Facility.objects.get(slug=HALL)
    today = local_day(now, ZoneInfo(hall.timezone))
    said = OnDuty.objects.filter(facility=hall).aggregate(last=Max("day"))["last"]
    first = today - BEHIND if said is None else said + DAY
    days = [first + DAY * n for n in range((today + AHEAD - first).days + 1)]
    for role, on in ((Role.MANAGER, set(WEEKDAYS) - CLOSED), (Role.EVENING, EVENINGS)):
        put_on_duty(hall, [day for day in days if WEEKDAYS[day.weekday()] in on], [_one(hall, role)], now)


def hand_over(now: int) -> None:
    """When the last use was over, by the evening's person; the next shift sees to it."""
    hall = Facility.objects.get(slug=HALL)
    room, actor = Room.objects.get(facility=hall, slug=ROOM), _one(hall, Role.EVENING)
    amp = Equipment.objects.select_related("room__facility").get(room=room, slug=AMP)
    last = _last_uses(room, now)
    # Written while somebody was there, whatever the hour at which a demo is loaded.
    left = last[0].end if last else now
    told: dict[str, Any] = {"facility": hall, "actor": actor, "now": left}
    report(thing=amp, count=1, what=Fault.What.SILENT, said="Bのほうです", actor=actor, now=left)
    note(room=room, text="ギターアンプBは修理に出します。Aを使ってもらってください。", **told)
    comes = local_day(now, ZoneInfo(hall.timezone)) + DAY
    note(text=f"{comes.month}月{comes.day}日の10時に、消火器の点検の人が来ます。", **told)
    noise = "となりの家から、ドラムの音が大きいと電話がありました。窓を閉めてもらいました。"
    for booking in last:
        heard = booking.end - 20 * A_MINUTE  # while they played
        note_occurrence(room=room, kind=Occurrence.Kind.NOISE, text=noise, at=heard, **told)
        counts = planned_of(booking)
        with suppress(Refused):  # whom the door would turn away has no key, and the demo goes on
            here = check_in(booking=booking, counts=counts, key=True, actor=actor, now=booking.start)
            check_out(booking=here, counts=counts, actor=actor, now=here.end)  # and the key is still out


def count_who_drops_in(now: int) -> None:
    """The hours of this day and of the one before in which the room was open, as far as they have come."""
    hall, slug = DROP_IN
    room = Room.objects.select_related("facility").get(facility__slug=hall, slug=slug)
    actor = _one(room.facility, Role.DESK)
    for number, at in enumerate(_hours(room, now)):
        counts = {band: (count + number) % 6 for band, count in SEEN.items()}
        count_free_use(room=room, at=at, counts=counts, actor=actor, now=now)


def _one(hall: Facility, role: Role) -> Person:
    return Person.objects.get(posts__facility=hall, posts__role=role)


def _last_uses(room: Room, now: int) -> list[Booking]:
    """The last use of the room that ended before this day; none where there was none for days, since what is
    older than a week is not written down any more."""
    day = hour_of(now, ZoneInfo(room.facility.timezone)) - 8 * HOUR
    over = Booking.objects.filter(room=room, state=State.BOOKED, end__lte=day, end__gt=now - LATELY)
    over = over.select_related("room__facility")
    return list(over.order_by("-end")[:1])


def _hours(room: Room, now: int) -> Iterator[int]:
    zone = ZoneInfo(room.facility.timezone)
    today = local_day(now, zone)
    known = calendar([room.facility], today - DAY, today + DAY)
    for day in (today - DAY, today):
        for span in known.plan(room, day).open_spans:
            yield from (at for at in range(hour_of(span.start, zone), span.end, HOUR) if at <= now)
