"""The way from an empty database to a hall's week, as docs/operations.md tells it, outside a trial."""

from collections.abc import Callable
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from tests.service import Service

IN_EARNEST = {
    "MADOAKARI_TRIAL": "0",
    "MADOAKARI_CLOCK": "",
    "SECRET_KEY": "told from outside, and long enough for what is signed with it",
    "ALLOWED_HOSTS": "127.0.0.1",
    "BEHIND_PROXY": "1",
}


def read(city: Service, path: str) -> str:
    """A page as a reader gets it through the city's own proxy."""
    with urlopen(Request(city.url + path, headers={"X-Forwarded-Proto": "https"})) as answer:
        text: str = answer.read().decode()
        return text


def test_a_hall_is_imported_published_and_has_its_week(serve: Callable[..., Service]) -> None:
    city = serve(running=False)
    city.environment |= IN_EARNEST
    city.manage("import_rulebook", "rulebooks/04-moriya-kitamoriya.toml")
    assert "moriya-kitamoriya: published" in city.manage("publish", "moriya-kitamoriya")
    city.start()
    assert "スタジオの空き" in read(city, "/h/moriya-kitamoriya/r/studio/")
    with pytest.raises(HTTPError, match="404"):
        read(city, "/outbox/")
