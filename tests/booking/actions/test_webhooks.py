"""A message that was not taken is tried again, parked after the tenth try, and sent again when asked."""

import pytest

from booking.actions.webhooks import note_try, renew_secret, replay, secret_of
from booking.models import Act, Delivery, Person, Webhook
from booking.rules.webhooks import TRIES
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def delivery() -> Delivery:
    webhook = Webhook.objects.create(url="https://stats.city.example/", events=["booking.made"])
    act = Act.objects.create(at=NOW, verb="book", subject="booking", subject_id="a")
    return Delivery.objects.create(webhook=webhook, act=act, event="booking.made", due_at=NOW)


def test_taken_is_sent(delivery: Delivery) -> None:
    note_try(delivery=delivery, met="204", well=True, now=NOW)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.tries, delivery.met) == ("sent", 1, "204")


def test_not_taken_it_waits_longer_each_time_and_is_parked_after_the_tenth(delivery: Delivery) -> None:
    pauses = []
    for _ in range(TRIES):
        note_try(delivery=delivery, met="500", well=False, now=NOW)
        delivery.refresh_from_db()
        pauses.append((delivery.state, delivery.due_at - NOW))
    assert pauses[:3] == [("waiting", 30), ("waiting", 90), ("waiting", 270)]
    assert pauses[-2][0] == "waiting"
    assert pauses[-1][0] == "parked"
    assert (delivery.tries, delivery.met) == (TRIES, "500")


def test_however_long_what_it_met_is_called_it_is_noted(delivery: Delivery) -> None:
    note_try(delivery=delivery, met="x" * 500, well=False, now=NOW)
    delivery.refresh_from_db()
    assert delivery.met == "x" * 40


@pytest.mark.parametrize("state", ["parked", "sent"])
def test_sent_again_it_is_as_if_never_tried_and_keeps_its_id(
    delivery: Delivery, desk: Person, state: str
) -> None:
    Delivery.objects.update(state=state, tries=10, met="500")
    assert replay(deliveries=[delivery.pk], actor=desk, now=NOW + 9) == 1
    again = Delivery.objects.get()
    assert (again.state, again.tries, again.met, again.due_at) == ("waiting", 0, "", NOW + 9)
    assert again.public_id == delivery.public_id
    assert Act.objects.filter(verb="replay", actor=desk, subject_id=delivery.public_id).count() == 1


def test_what_still_waits_is_not_put_forward(delivery: Delivery, desk: Person) -> None:
    assert replay(deliveries=[delivery.pk], actor=desk, now=NOW + 9) == 0
    assert Delivery.objects.get().due_at == NOW


def test_a_secret_is_each_webhooks_own_and_nowhere_in_the_tables(delivery: Delivery) -> None:
    other = Webhook.objects.create(url="https://stats.city.example/", events=[])
    secret = secret_of(delivery.webhook)
    assert len(secret) == 64
    assert secret != secret_of(other)
    assert secret not in str(list(Webhook.objects.values()))


def test_a_new_secret_is_another_and_is_on_record_without_being_told(
    delivery: Delivery, desk: Person
) -> None:
    old = secret_of(delivery.webhook)
    new = renew_secret(webhook=delivery.webhook, actor=desk, now=NOW)
    assert new != old
    assert new == secret_of(Webhook.objects.get())
    act = Act.objects.get(verb="renew_secret")
    assert (act.actor, act.subject_id, act.after) == (desk, delivery.webhook.public_id, {})
