"""Private feeds, one for each device: made, renewed, renamed, revoked, each by its owner alone."""

import re

import pytest

from booking.actions.subscriptions import (
    MOST,
    AlreadyRenewed,
    NameMissing,
    NameTaken,
    TooMany,
    note_use,
    rename,
    renew,
    revoke,
    subscribe,
)
from booking.actions.texts import Unfit
from booking.models import Act, Person, Subscription
from booking.models.keys import fingerprint, token
from booking.queries.bookings import Absent
from tests.factories import NOW, TOKYO, at
from tests.people import a_high_schooler

pytestmark = pytest.mark.django_db


def as_told(subscription: Subscription) -> dict[str, str]:
    """The device and which of its addresses is meant, as its form says them."""
    return {"public_id": subscription.public_id, "edition": subscription.edition}


def acts() -> list[tuple[str, str]]:
    return list(Act.objects.order_by("pk").values_list("verb", "subject_id"))


def test_a_token_is_forty_random_letters() -> None:
    tokens = {token() for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(re.fullmatch("[0-9a-f]{40}", one) for one in tokens)


def test_subscribing_tells_the_token_once_and_keeps_its_hash(teen: Person) -> None:
    made = subscribe(holder=teen, name=" スマホ ", now=NOW)
    kept = Subscription.objects.get()
    assert (kept.person, kept.name, kept.token_hash) == (teen, "スマホ", fingerprint(made.token))
    assert (kept.made_at, kept.last_used_at) == (NOW, None)
    assert made.token not in str(Subscription.objects.values()) + str(Act.objects.values())


@pytest.mark.parametrize(
    "name", ["\u200b", "\ufeff\u00ad", "\U000e0041", "\u200e \u200f", "\u3164", "\u2800", "\ufe0f"]
)
def test_a_name_that_nobody_sees_is_none(teen: Person, name: str) -> None:
    with pytest.raises(NameMissing):
        subscribe(holder=teen, name=name, now=NOW)


@pytest.mark.parametrize("name", ["スマホ\u200b", "ス\u00adマホ", "ｽﾏﾎ", "スマホ\ufe0f", "スマホ \u2800"])
def test_two_names_that_look_alike_are_one(teen: Person, name: str) -> None:
    subscribe(holder=teen, name="スマホ", now=NOW)
    with pytest.raises(NameTaken):
        subscribe(holder=teen, name=name, now=NOW)
    assert subscribe(holder=teen, name="スマホ 2", now=NOW).subscription.name == "スマホ 2"


def test_renewing_gives_another_token_to_the_same_device(teen: Person) -> None:
    first = subscribe(holder=teen, name="スマホ", now=NOW)
    second = renew(holder=teen, **as_told(first.subscription), now=NOW + 60)
    kept = Subscription.objects.get()
    assert second.token != first.token
    assert kept.token_hash == fingerprint(second.token)
    assert kept.name == "スマホ"


def test_an_address_is_renewed_once_by_the_same_form(teen: Person) -> None:
    asked = as_told(subscribe(holder=teen, name="スマホ", now=NOW).subscription)
    second = renew(holder=teen, **asked, now=NOW + 60)
    with pytest.raises(AlreadyRenewed):
        renew(holder=teen, **asked, now=NOW + 61)
    assert Subscription.objects.get().token_hash == fingerprint(second.token)


def test_a_renewed_device_has_not_read_its_new_address_yet(teen: Person) -> None:
    made = subscribe(holder=teen, name="スマホ", now=NOW)
    Subscription.objects.update(last_used_at=NOW)
    renew(holder=teen, **as_told(made.subscription), now=NOW + 60)
    assert Subscription.objects.get().last_used_at is None


def test_revoking_takes_one_device_and_leaves_the_others(teen: Person) -> None:
    phone, _ = (subscribe(holder=teen, name=name, now=NOW) for name in ("スマホ", "パソコン"))
    revoke(holder=teen, public_id=phone.subscription.public_id, now=NOW + 60)
    assert [kept.name for kept in Subscription.objects.all()] == ["パソコン"]


def test_a_device_takes_another_name_that_its_owner_has_not_given_yet(teen: Person) -> None:
    phone, _ = (subscribe(holder=teen, name=name, now=NOW) for name in ("スマホ", "パソコン"))
    public_id = phone.subscription.public_id
    assert rename(holder=teen, public_id=public_id, name="前のスマホ", now=NOW).name == "前のスマホ"
    with pytest.raises(NameTaken):
        rename(holder=teen, public_id=public_id, name="パソコン", now=NOW)


def test_a_device_may_be_given_the_name_that_it_has(teen: Person) -> None:
    made = subscribe(holder=teen, name="スマホ", now=NOW)
    rename(holder=teen, public_id=made.subscription.public_id, name="スマホ", now=NOW)
    assert [verb for verb, _ in acts()] == ["subscribe"]


def test_two_devices_of_one_person_cannot_have_one_name_and_two_persons_can(teen: Person) -> None:
    subscribe(holder=teen, name="スマホ", now=NOW)
    with pytest.raises(NameTaken):
        subscribe(holder=teen, name="スマホ", now=NOW)
    subscribe(holder=a_high_schooler(), name="スマホ", now=NOW)


@pytest.mark.parametrize("name", ["", "   "])
def test_a_device_without_a_name_is_refused(teen: Person, name: str) -> None:
    with pytest.raises(NameMissing):
        subscribe(holder=teen, name=name, now=NOW)


@pytest.mark.parametrize("name", ["ス\nマホ", "ス\x00マホ", "\u202eスマホ", "a\x7fb", "長" * 51])
def test_a_name_that_cannot_be_stored_is_refused(teen: Person, name: str) -> None:
    with pytest.raises(Unfit) as refusal:
        subscribe(holder=teen, name=name, now=NOW)
    assert refusal.value.field == "name"
    assert not Subscription.objects.exists()
    assert not Act.objects.exists()


def test_a_person_has_twenty_devices_at_most(teen: Person) -> None:
    for number in range(MOST):
        subscribe(holder=teen, name=f"機器{number}", now=NOW)
    with pytest.raises(TooMany):
        subscribe(holder=teen, name="もう1台", now=NOW)
    assert Subscription.objects.count() == MOST


def test_a_foreign_device_and_one_that_does_not_exist_are_absent_alike(teen: Person) -> None:
    foreign = subscribe(holder=a_high_schooler(), name="スマホ", now=NOW).subscription.public_id
    for public_id in (foreign, "2222222222222222"):
        with pytest.raises(Absent):
            renew(holder=teen, public_id=public_id, edition="", now=NOW)
        with pytest.raises(Absent):
            revoke(holder=teen, public_id=public_id, now=NOW)
        with pytest.raises(Absent):
            rename(holder=teen, public_id=public_id, name="わたしの", now=NOW)
    assert Subscription.objects.get().name == "スマホ"


def test_every_verb_leaves_an_act_without_names_and_tokens(teen: Person) -> None:
    made = subscribe(holder=teen, name="はるかのスマホ", now=NOW)
    public_id = made.subscription.public_id
    renewed = renew(holder=teen, **as_told(made.subscription), now=NOW + 1)
    rename(holder=teen, public_id=public_id, name="はるかの電話", now=NOW + 2)
    revoke(holder=teen, public_id=public_id, now=NOW + 3)
    assert acts() == [(verb, public_id) for verb in ("subscribe", "renew", "rename", "revoke")]
    written = str(list(Act.objects.values()))
    assert not [secret for secret in (made.token, renewed.token, "はるか") if secret in written]


def test_a_use_is_noted_once_a_day(teen: Person) -> None:
    key = subscribe(holder=teen, name="スマホ", now=NOW).subscription.pk
    noted: list[int | None] = []
    for now in (NOW, at("2026-12-02 23:59"), at("2026-12-03 00:00"), at("2026-12-03 09:00")):
        last = Subscription.objects.get().last_used_at
        note_use(subscription=key, last_used_at=last, now=now, zone=TOKYO)
        noted.append(Subscription.objects.get().last_used_at)
    assert noted == [NOW, NOW, at("2026-12-03 00:00"), at("2026-12-03 00:00")]


def test_a_secret_that_is_given_makes_one_feed_however_often_it_is_asked_for(teen: Person) -> None:
    secret = "7" * 40
    first, again = (subscribe(holder=teen, name="スマホ", secret=secret, now=NOW) for _ in range(2))
    assert (first, first.token) == (again, secret)
    told = as_told(first.subscription)
    second, repeated = (renew(holder=teen, **told, secret="8" * 40, now=NOW) for _ in range(2))
    assert second == repeated
    assert Subscription.objects.get().token_hash == fingerprint("8" * 40)
    assert [verb for verb, _ in acts()] == ["subscribe", "renew"]
