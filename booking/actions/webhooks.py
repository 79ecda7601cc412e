"""Telling other systems: what became of a message, sending it again, a new secret."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.crypto import salted_hmac

from booking.actions.acts import log
from booking.models import Delivery, Person, Webhook
from booking.rules.webhooks import pause_after


def secret_of(webhook: Webhook) -> str:
    """What its messages are signed with. Made from SECRET_KEY, so that no backup and no database holds it."""
    name = f"{webhook.public_id}:{webhook.secret_version}"
    return salted_hmac("booking.webhooks", name, algorithm="sha256").hexdigest()


@transaction.atomic
def note_try(*, delivery: Delivery, met: str, well: bool, now: int) -> None:
    """Marks a try: sent, to be tried again after a growing pause, or parked. `met` is what it met; `now` is
    the machine's clock (seconds, UTC)."""
    current = Delivery.objects.select_for_update().get(pk=delivery.pk)
    # Cut to its column: PostgreSQL would refuse it, and the try would not be noted at all.
    current.tries, current.met = current.tries + 1, met[:40]
    pause = pause_after(current.tries)
    if well:
        current.state = Delivery.State.SENT
    elif pause is None:
        current.state = Delivery.State.PARKED
    else:
        current.due_at = now + pause
    current.save()


@transaction.atomic
def replay(*, deliveries: Sequence[int], actor: Person, now: int) -> int:
    """Sends these again (by key), as if they had never been tried; answers how many. Whoever gets one twice
    knows it by its id. Inverse: none, it is on its way."""
    again = (
        # What still waits is not put forward: it would be tried again before its pause is over.
        Delivery.objects.select_for_update().filter(pk__in=deliveries).exclude(state=Delivery.State.WAITING)
    )
    rows = list(again.select_related("webhook"))
    for row in rows:
        row.state, row.tries, row.due_at, row.met = Delivery.State.WAITING, 0, now, ""
    Delivery.objects.bulk_update(rows, ["state", "tries", "due_at", "met"])
    for row in rows:
        log("delivery", row.public_id, "replay", actor, now)
    return len(rows)


@transaction.atomic
def renew_secret(*, webhook: Webhook, actor: Person, now: int) -> str:
    """A new secret from now on; gives it. Inverse: none, the old one may be known."""
    current = Webhook.objects.select_for_update().get(pk=webhook.pk)
    current.secret_version += 1
    current.save(update_fields=["secret_version"])
    log("webhook", current.public_id, "renew_secret", actor, now)
    return secret_of(current)
