"""What an Act means to other systems of the city is written down with it, in its transaction."""

from collections.abc import Sequence

from booking.models import Act, Delivery, Webhook
from booking.rules.webhooks import Event, event_of


def announce(acts: Sequence[Act]) -> None:
    """Writes a message for each webhook that listens for one of these Acts, which are written already. One
    query if any of them means something to others, none otherwise; two if somebody listens."""
    told = [
        (act, event)
        for act in acts
        if (event := event_of(act.subject, act.verb, act.before, act.after)) is not None
    ]
    if not told:
        return
    listening = list(Webhook.objects.filter(active=True))
    Delivery.objects.bulk_create(
        Delivery(webhook=webhook, act=act, event=event, due_at=act.at)
        for act, event in told
        for webhook in listening
        if _listens(webhook, act, event)
    )


def _listens(webhook: Webhook, act: Act, event: Event) -> bool:
    return event in webhook.events and webhook.hall_id in (None, act.hall_id)
