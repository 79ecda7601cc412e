"""A city's monitoring reads how the service does; nobody else does."""

from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.test import Client
from post_office.models import STATUS, Email
from prometheus_client.parser import text_string_to_metric_families

from booking.models import Lease
from booking.rules.duties import Duty
from facilities.clock import machine_time
from tests.service import Service

pytestmark = pytest.mark.django_db
TOKEN = "m" * 40


@pytest.fixture
def watched(settings: pytest.FixtureRequest) -> None:
    settings.METRICS_TOKEN = TOKEN  # type: ignore[attr-defined]


def figures(text: str) -> dict[tuple[str, ...], float]:
    """Of each sample its name and its labels' values, in the order of the labels' names."""
    samples = [one for family in text_string_to_metric_families(text) for one in family.samples]
    return {(one.name, *(value for _, value in sorted(one.labels.items()))): one.value for one in samples}


def look() -> dict[tuple[str, ...], float]:
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return figures(answer.content.decode())


def test_without_the_setting_there_is_no_such_page() -> None:
    for given in ({}, {"Authorization": "Bearer "}, {"Authorization": f"Bearer {TOKEN}"}):
        assert Client().get("/metrics", headers=given).status_code == 404


@pytest.mark.usefixtures("watched")
@pytest.mark.parametrize("given", ["", "Bearer", f"Bearer {TOKEN}x", f"Basic {TOKEN}", "Bearer ключ", TOKEN])
def test_without_the_token_there_is_none_either(given: str) -> None:
    assert Client().get("/metrics", headers={"Authorization": given}).status_code == 404


@pytest.mark.usefixtures("watched")
def test_a_request_is_counted_by_its_pattern_method_and_status() -> None:
    key = ("madoakari_requests_total", "GET", "/h/<slug:hall>/", "404")
    before = look().get(key, 0)
    Client().get("/h/no-such-hall/")
    Client().get("/h/nor-this-one/")
    after = look()
    assert after[key] == before + 2
    assert after["madoakari_request_seconds_count", "/h/<slug:hall>/"] >= 2
    assert not any("no-such-hall" in part for one in after for part in one)


@pytest.mark.usefixtures("watched")
def test_it_tells_when_each_duty_last_ran_and_what_is_late() -> None:
    machine = machine_time()
    Lease.objects.create(duty=Duty.EVENINGS, last_ran_at=machine)
    Lease.objects.create(duty=Duty.SWEEPING, last_ran_at=1)
    seen = look()
    assert seen["madoakari_duty_ran_timestamp_seconds", "evenings"] == machine
    assert ("madoakari_duty_ran_timestamp_seconds", "mail") not in seen
    assert (seen["madoakari_duty_late", "evenings"], seen["madoakari_duty_late", "sweeping"]) == (0, 1)


@pytest.mark.usefixtures("watched")
def test_mails_that_wait_and_that_are_parked_are_two_figures() -> None:
    for state in (STATUS.queued, STATUS.requeued, STATUS.failed, STATUS.sent):
        Email.objects.create(from_email="a@example.com", to=["b@example.com"], status=state)
    seen = look()
    assert (seen["madoakari_mails", "waiting"], seen["madoakari_mails", "failed"]) == (2, 1)


@pytest.mark.usefixtures("watched")
def test_nobody_keeps_what_it_says() -> None:
    answer = Client().get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Type"].startswith("text/plain")


def told(served: Service) -> dict[tuple[str, ...], float]:
    asked = Request(f"{served.url}/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    with urlopen(asked) as answer:
        return figures(answer.read().decode())


def test_whichever_worker_answers_tells_of_all_and_a_database_that_is_away(
    serve: Callable[..., Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("METRICS_TOKEN", TOKEN)
    served = serve()
    for _ in range(40):
        urlopen(f"{served.url}/healthz").close()
    # One more than ours: the start looks itself.
    assert told(served)["madoakari_requests_total", "GET", "/healthz", "200"] == 41
    with served.database_away():
        with pytest.raises(HTTPError, match="503"):
            urlopen(f"{served.url}/healthz")
        away = told(served)
    assert away["madoakari_database_up",] == 0
    assert away["madoakari_requests_total", "GET", "/healthz", "503"] == 1
    assert ("madoakari_mails", "waiting") not in away
