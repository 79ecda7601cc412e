"""Partner groups of a programme: the hall invites them, and whoever leads them confirms or declines.

`now` is an instant (seconds, UTC).
"""

from django.db import transaction

from booking import notices
from booking.actions.acts import log
from booking.actions.locks import lock
from booking.actions.programmes_led import locked_by_leader
from booking.models import Group, Partner, Person, Programme
from booking.queries.bookings import Absent
from booking.queries.groups import leads


class Off(ValueError):
    """The programme does not take place, or the group is no more."""


@transaction.atomic
def invite_partner(*, programme: Programme, group: Group, actor: Person, now: int) -> Partner:
    """A group is asked to carry a programme out with the hall, and those who lead it are told. One that was
    asked stays asked, one that declined is asked anew. Absent for whoever does not lead the programme; Off.
    Inverse: `withdraw_partner`."""
    current = locked_by_leader(programme, actor, now)
    lock(groups=[group.pk])
    group.refresh_from_db(fields=["dissolved_at"])
    if current.state == Programme.State.CANCELLED or group.dissolved_at is not None:
        raise Off
    found = Partner.objects.filter(programme=current, group=group).first()
    if found is not None and found.declined_at is None:
        return found
    told = {"invited_at": now, "invited_by": actor, "declined_at": None}
    partner, _made = Partner.objects.update_or_create(programme=current, group=group, defaults=told)
    _act(partner, "invite_partner", actor, now)
    notices.partner_invited(partner, now)
    return partner


@transaction.atomic
def answer_partner(*, partner: Partner, confirms: bool, actor: Person, now: int) -> Partner:
    """A group comes along, or does not; the page shows it from then on, or no more. Who invited it is told;
    answered twice alike it is answered once. Absent for whoever does not lead the group, and where it is not
    asked any more; Off. Inverse: answering otherwise."""
    lock(groups=[partner.group_id])
    current = Partner.objects.filter(pk=partner.pk).select_related("programme", "group", "invited_by").first()
    if current is None or not leads(actor, current.group):
        raise Absent(partner.pk)
    if current.programme.state == Programme.State.CANCELLED:
        raise Off
    if (current.confirmed_at if confirms else current.declined_at) is not None:
        return current
    current.confirmed_at, current.declined_at = (now, None) if confirms else (None, now)
    current.save(update_fields=["confirmed_at", "declined_at"])
    _act(current, "answer_partner", actor, now, confirms=confirms)
    notices.partner_answered(current, now)
    return current


@transaction.atomic
def withdraw_partner(*, programme: Programme, group: Group, actor: Person, now: int) -> None:
    """The hall asks a group no more; done twice it is done once. Those who lead it are told where they had
    not declined. Absent for whoever does not lead the programme. Inverse: `invite_partner`."""
    current = locked_by_leader(programme, actor, now)
    found = (
        Partner.objects.filter(programme=current, group=group).select_related("programme", "group").first()
    )
    if found is None:
        return
    _act(found, "withdraw_partner", actor, now)
    if found.declined_at is None:
        notices.partner_withdrawn(found, now)
    found.delete()


def _act(partner: Partner, verb: str, actor: Person, now: int, **after: bool) -> None:
    told = {"group": partner.group.public_id, **after}
    log(
        "partner",
        partner.programme.public_id,
        verb,
        actor,
        now,
        after=told,
        hall=partner.programme.facility_id,
    )
