"""Other halls at the time that was asked for: the address of a search that finds something there."""

from django.urls import reverse

from booking.queries.finding import find
from booking.rules.finding import Sound, part_around
from booking.rules.weeks import wall
from booking.web.question import Question
from booking.web.seeking import Seeking, nearest_length
from facilities.queries.lent import lent_rooms


def free_elsewhere(asked: Question) -> str:
    """Nothing ("") if no other hall has a room for them. A booking that moves stays in its room."""
    if asked.moving:
        return ""
    seeking = Seeking(
        when="days",
        first=asked.day,
        last=asked.day,
        part=part_around(*(wall(at, asked.day, asked.zone) for at in (asked.span.start, asked.span.end))),
        minutes=nearest_length(asked.span.seconds // 60),
        sound=Sound.LOUD if asked.room.loud else None,
    )
    size = asked.asker.company.headcount if asked.asker else None
    found = find(lent_rooms(), seeking.sought(size), asked.asker, asked.now)
    there = any(hit.room.facility_id != asked.hall.pk for hit in found.hits)
    return f"{reverse('find')}?{seeking.query}" if there else ""
