"""One form of a page, pressed twice at once: what is made is made once (`booking.web.form_keys`)."""

from collections.abc import Callable
from contextlib import closing
from functools import partial
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from tests.races.rivals import CSRF, Rival, Visitor, abreast
from tests.service import Service

pytestmark = pytest.mark.timeout(300)
Rivals = Callable[[Service, int], list[Rival]]
ROUNDS = 6


def press(tab: Visitor, path: str, key: str) -> tuple[int, str]:
    """What the page answers to its form."""
    form = urlencode({"csrfmiddlewaretoken": CSRF, "key": key, "places": "2"})
    headers = tab.headers | {"Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(tab.address, timeout=60)) as connection:
        connection.request("POST", path, form, headers)
        response = connection.getresponse()
        return response.status, response.read().decode().partition("/invited/")[2][:40]


def test_of_one_form_pressed_twice_at_once_one_invitation_is_made_and_both_are_told_its_link(
    served: Service, rivals: Rivals
) -> None:
    (keeper,) = rivals(served, 1)
    keeper.does("hall", rooms=["craft"])
    member = keeper.does("member")
    sessions = (member["session"], keeper.does("sign_in", person=member["person"]))
    tabs = [Visitor(served, session) for session in sessions]
    group = tabs[0].post("groups/", {"name": "よるかぜ", "kind": "band"}).body["id"]
    links = set()
    for turn in range(ROUNDS):
        answers = abreast([partial(press, tab, f"/g/{group}/invite/", f"key-{turn}") for tab in tabs])
        (answer,) = set(answers)
        assert answer[0] == 200
        assert len(answer[1]) == 40
        links.add(answer[1])
    assert len(links) == ROUNDS
