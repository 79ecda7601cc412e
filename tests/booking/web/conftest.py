"""Pages as Django's own client sees them, on the tests' today: 2 December 2026, ten past four."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client

from booking.models import Person
from tests.people import a_high_schooler

WEEK = "/h/higashi/r/band/"


@pytest.fixture(autouse=True)
def _clock(settings: Any) -> None:
    settings.CLOCK = "2026-12-02T16:10:00+09:00"


@pytest.fixture
def as_member(client: Client) -> Callable[..., Client]:
    """A client in which somebody is signed in; a high-schooler unless another is given."""

    def signed_in(person: Person | None = None) -> Client:
        client.force_login(person or a_high_schooler())
        return client

    return signed_in


def html_of(answer: Any) -> str:
    return str(answer.content.decode())


def text_of(html: str) -> str:
    """What a page says, without its markup."""
    html = re.sub(r'<span class="nw">([^<]*)</span>', r"\1", html)
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def said(answer: Any) -> str:
    """What a page that was answered says, without its markup."""
    return text_of(html_of(answer))
