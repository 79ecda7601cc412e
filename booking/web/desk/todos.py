"""What the board asks somebody to do: whom to look for, what is out, and how much waits in which queue."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.queries.handover import overdue
from booking.queries.today import Today
from booking.rules.queues import Queue
from booking.rules.today import Seen
from booking.web.desk.board import Here, badge_of, name_of
from booking.web.desk.door import Desk
from booking.web.desk.words import QUEUE_ICONS, due_words, queue_words
from facilities.labels import moment_words

MOST_URGENT = 3
TOLD = (Queue.CALLS, Queue.MOVES, Queue.APPROVALS, Queue.COUNTS)


@dataclass(frozen=True, slots=True)
class Todo:
    words: str
    more: str
    href: str
    button: str
    icon: str
    urgent: bool = False


def todos(day: Today, here: Here, desk: Desk) -> list[Todo]:
    """What waits for somebody: of what is urgent each by itself, then how much is in which queue."""
    # Whoever called from a door stands there and waits: before those who are not there.
    urgent = islice(chain(_called(day, here), _missed(day, here), _keys(day, here)), MOST_URGENT)
    return [*urgent, *_over(day, here), *_queued(desk)]


def _called(day: Today, here: Here) -> Iterator[Todo]:
    for note in day.notes:
        if note.called and note.room is not None:
            yield Todo(
                _("%(room)sの前で、職員を呼んでいます") % {"room": note.room.name},
                moment_words(note.at, day.zone, day.day),
                here.choosing(r=note.room.slug),
                _("見る"),
                "bell",
                urgent=True,
            )


def _missed(day: Today, here: Here) -> Iterator[Todo]:
    for use in day.those(Seen.LATE):
        told = {"name": name_of(use.booking), "room": use.booking.room.name, "late": badge_of(use, day)}
        yield Todo(
            _("%(name)sが来ていません") % told,
            _("%(room)s・%(late)sすぎ") % told,
            here.choosing(b=use.booking.public_id),
            _("見る"),
            "alert",
            urgent=True,
        )


def _keys(day: Today, here: Here) -> Iterator[Todo]:
    for loan in overdue(day.keys, day.now, day.zone):
        told = {"room": loan.room.name, "name": name_of(loan.booking)}
        yield Todo(
            _("%(room)sの鍵がもどっていません") % told,
            _("%(name)s・%(when)sに渡しました")
            % {**told, "when": moment_words(loan.out_at, day.zone, day.day)},
            here.choosing(b=loan.booking.public_id),
            _("見る"),
            "key",
            urgent=True,
        )


def _over(day: Today, here: Here) -> Iterator[Todo]:
    """Who is still here after the end, which no queue has."""
    over = day.those(Seen.OVER)
    if over:
        words = ngettext("時間をすぎています %(count)d件", "時間をすぎています %(count)d件", len(over))
        yield Todo(
            words % {"count": len(over)},
            _("・").join(name_of(use.booking) for use in over[:2]),
            here.choosing(b=over[0].booking.public_id),
            _("見る"),
            "clock",
        )


def _queued(desk: Desk) -> Iterator[Todo]:
    """How many wait for the desk in the queues that matter to the day, and by when the first."""
    for queue in TOLD:
        found = [one for one in desk.waiting if one.queue is queue]
        if found:
            told = {"queue": queue_words(queue), "count": len(found)}
            yield Todo(
                ngettext("%(queue)s %(count)d件", "%(queue)s %(count)d件", len(found)) % told,
                due_words(found[0].due, desk.now, desk.zone),
                f"{reverse('desk-queue', args=[desk.hall.slug])}?q={queue}",
                _("見る"),
                QUEUE_ICONS[queue],
            )
