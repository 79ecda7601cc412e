"""The demo's two of fourteen, and their guardians."""

from datetime import date
from typing import Any

import pytest
from django.conf import settings as configured
from django.test import Client

from booking.actions.consents import refuse_consent
from booking.actions.rulebooks import import_rulebooks
from booking.management.commands.import_rulebook import read_files
from booking.management.demo.city import city
from booking.management.demo.guardians import settle_guardians
from booking.management.demo.places import SAMPLE, furnish, show
from booking.management.demo.residents import settle
from booking.models import Consent, Person
from booking.queries.consents import requests_of, standing
from booking.queries.party import Company, asker_of
from booking.queries.verdicts import judge
from booking.rules.codes import Code
from booking.rules.consents import LINK_LIFETIME
from booking.rules.verdict import Verdict
from facilities.models import Evening, Room
from facilities.rules.stages import age_on
from tests.factories import NOW, TODAY, at, span

pytestmark = pytest.mark.django_db
CONSENTED, UNCONSENTED = "100002", "100035"


@pytest.fixture
def city_of_today() -> None:
    """Halls, people and guardians, and an evening; nobody has booked."""
    import_rulebooks(files=read_files([configured.BASE_DIR / SAMPLE]), actor=None, now=NOW)
    show(NOW)
    furnish(city())
    settle(city(), TODAY)
    settle_guardians(city(), NOW)
    hall = Room.objects.get(facility__slug="nukui-minami", slug="music").facility
    begins, ends = at("2026-12-16 17:00"), at("2026-12-16 21:00")
    Evening.objects.create(facility=hall, start=begins, end=ends, reason_ja="夜間開放")


def somebody(card: str) -> Person:
    return Person.objects.get(card_number=card)


def evening_of_fourteen(card: str) -> Verdict:
    """What the judge says to somebody who would play alone on an evening for which nobody is asked yet."""
    who = somebody(card)
    room = Room.objects.select_related("facility").get(facility__slug="nukui-minami", slug="music")
    return judge(
        room=room,
        span=span("2026-12-16", "17:00", "18:00"),
        asker=asker_of(who, Company(None, (who.pk,), {}), NOW),
        now=NOW,
    )


def test_of_two_of_fourteen_one_may_come_in_the_evening_and_the_other_lacks_a_consent(
    city_of_today: None,
) -> None:
    for card in (CONSENTED, UNCONSENTED):
        birth_date = somebody(card).birth_date
        assert birth_date is not None
        assert age_on(birth_date, TODAY) == 14
    assert Code.GUARDIAN not in {one.code for one in evening_of_fourteen(CONSENTED).broken}
    assert [one.clause for one in evening_of_fourteen(UNCONSENTED).broken if one.code is Code.GUARDIAN] == [
        "M13"
    ]


def test_the_printed_links_of_guardians_open(city_of_today: None, client: Client, settings: Any) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"
    assert client.get("/guardian/mado-megumi/").status_code == 200
    asked = client.get("/consent/mado-consent-mio/")
    assert "夜間開放の音楽室" in asked.content.decode()
    client.post("/consent/mado-consent-mio/", {"answer": "agree", "name": "水野 泉", "relation": "母"})
    assert not evening_of_fourteen(UNCONSENTED).broken


def test_what_was_taken_back_stays_so_and_what_ran_out_is_given_anew(city_of_today: None) -> None:
    Consent.objects.filter(child=somebody(CONSENTED)).update(revoked_at=NOW)
    settle_guardians(city(), at("2027-05-10 12:00"))
    assert not standing(somebody(CONSENTED), date(2027, 5, 10))
    [anew] = standing(somebody("100019"), date(2027, 5, 10))
    assert anew.valid_until == date(2028, 3, 31)


def test_an_unanswered_link_is_put_off_and_an_answered_one_is_not_asked_again(city_of_today: None) -> None:
    settle_guardians(city(), NOW + LINK_LIFETIME)
    [asked] = requests_of(somebody(UNCONSENTED))
    assert asked.expires_at == NOW + 2 * LINK_LIFETIME
    refuse_consent(link_token="mado-consent-mio", now=NOW)
    settle_guardians(city(), NOW + 3 * LINK_LIFETIME)
    [answered] = requests_of(somebody(UNCONSENTED))
    assert answered.expires_at == NOW + 2 * LINK_LIFETIME
