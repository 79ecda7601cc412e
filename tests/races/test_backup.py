"""A backup that is taken while people book is one moment's, and a second server answers from it alike."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.postgres import binaries
from tests.races.rivals import Rival, Visitor, together
from tests.races.test_one_winner import hours
from tests.service import POSTGRES, Service

pytestmark = pytest.mark.timeout(300)
CLIENTS, ROUNDS = 6, 8
Rivals = Callable[[Service, int], list[Rival]]


@pytest.fixture(autouse=True)
def _programs(monkeypatch: pytest.MonkeyPatch) -> None:
    if POSTGRES:
        monkeypatch.setenv("PATH", f"{binaries()}{os.pathsep}{os.environ['PATH']}")


def read(service: Service, path: str, session: str = "") -> str:
    with urlopen(Request(service.url + path, headers={"Cookie": f"sessionid={session}"})) as answer:
        return str(answer.read().decode())


def _looked(rival: Rival) -> list[dict[str, Any]]:
    """Every booking with what stands or falls with it; a mail may have been told of two."""
    return [{key: value for key, value in one.items() if key != "mails"} for one in rival.does("look")]


def test_what_was_taken_under_load_is_restored_whole_and_answers_alike(
    serve: Callable[..., Service], rivals: Rivals, tmp_path: Path
) -> None:
    first = serve(clock="2026-12-02T16:10:00+09:00")
    keeper, taker = rivals(first, 2)
    keeper.does("hall", rooms=["craft"])
    members = [keeper.does("member") for _ in range(CLIENTS)]
    visitors = [Visitor(first, member["session"]) for member in members]
    slots = hours()
    booked = 0
    for turn in range(ROUNDS):
        if turn == ROUNDS // 2:
            taker.tell("back_up", file=str(tmp_path / "taken"))
        answers = together(visitors, [("higashi/craft", next(slots), "") for _ in visitors])
        booked += sum(answer.status == 201 for answer in answers)
    assert taker.hear() == {"done": None}

    second = serve(clock="2026-12-02T16:10:00+09:00", running=False)
    assert "Restored: " in second.manage("restore", str(tmp_path / "taken"))
    second.start()
    (reader,) = rivals(second, 1)
    whole, kept = {one["booking"]: one for one in _looked(keeper)}, _looked(reader)
    assert ROUNDS // 2 * CLIENTS <= len(kept) <= len(whole) == booked
    assert [whole[one["booking"]] for one in kept] == kept
    for member in members:
        there, here = (one.does("sign_in", person=member["person"]) for one in (keeper, reader))
        old, new = (
            {one["id"]: one for one in json.loads(read(service, "/api/v1/bookings/", session))["results"]}
            for service, session in ((first, there), (second, here))
        )
        assert new == {key: one for key, one in old.items() if key in {one["booking"] for one in kept}}
    # What is free there is free here, but for what was booked after the moment.
    week = "/api/v1/rooms/higashi/craft/slots/?from=2026-12-03&to=2026-12-04"
    assert read(second, week) == read(first, week)
