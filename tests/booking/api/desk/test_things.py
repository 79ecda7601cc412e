"""What is broken, what was noticed, and what one shift leaves for the next, by the API."""

from typing import Any

import pytest
from django.test import Client

from booking.models import Act, HandoverNote, Occurrence
from facilities.models import Equipment, Fault, Room
from tests.booking.api.callers import get, post

FAULTS = "desk/higashi/faults/"
NOTES = "desk/higashi/notes/"
NOTICED = "desk/higashi/occurrences/"


@pytest.fixture
def drums(room: Room) -> Equipment:
    found = Equipment.objects.filter(room=room).first()
    return found or Equipment.objects.create(room=room, slug="drums", name_ja="ドラム", stock=2)


def report_of(drums: Equipment, **more: Any) -> dict[str, Any]:
    return {"room": drums.room.slug, "thing": drums.slug, "what": "silent", **more}


def test_a_fault_is_reported_once_for_a_key_mended_and_not_mended_after_all(
    as_desk: Client, drums: Equipment
) -> None:
    made = [post(as_desk, FAULTS, report_of(drums, said="音が出ない"), Idempotency_Key="f") for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    told = made[0].json()
    assert told == made[1].json()
    assert Fault.objects.count() == 1
    assert (told["thing"], told["count"], told["by_label"], told["mended_at"]) == (drums.slug, 1, False, None)
    at = f"{FAULTS}{told['id']}/"
    assert post(as_desk, f"{at}mend/").json()["mended_at"] == "2026-12-02T16:10:00+09:00"
    assert post(as_desk, f"{at}mend-not/").json()["mended_at"] is None
    assert [one["id"] for one in get(as_desk, FAULTS).json()["results"]] == [told["id"]]
    assert "音が出ない" not in str(list(Act.objects.values()))


def test_what_there_is_tells_how_many_work_and_where_its_label_leads(
    as_desk: Client, elsewhere: Client, nobody: Client, drums: Equipment
) -> None:
    def told() -> dict[str, Any]:
        results = get(as_desk, "desk/higashi/things/").json()["results"]
        return next(one for one in results if (one["room"], one["thing"]) == ("band", drums.slug))

    before = told()
    assert (before["name"], before["stock"], before["left"]) == (drums.name, drums.stock, drums.stock)
    post(as_desk, FAULTS, report_of(drums))
    assert told()["left"] == drums.stock - 1
    assert nobody.get(before["page"]).status_code == 200
    assert get(elsewhere, "desk/nishi/things/").json()["results"] == []


@pytest.mark.parametrize(
    ("wrong", "named", "status"),
    [
        ({"thing": "nothing"}, "thing", 422),
        ({"room": "nothing"}, "thing", 422),
        ({"count": 99}, "count", 422),
        ({"count": 0}, "count", 400),
        ({"what": "haunted"}, "what", 400),
        ({"said": "a\u202eb"}, "said", 422),
    ],
)
def test_what_cannot_be_broken_is_named(
    as_desk: Client, drums: Equipment, wrong: dict[str, Any], named: str, status: int
) -> None:
    answer = post(as_desk, FAULTS, report_of(drums, **wrong))
    assert (answer.status_code, list(answer.json()["errors"])) == (status, [named])
    assert not Fault.objects.exists()


def test_a_note_stands_until_somebody_has_seen_to_it(as_desk: Client, room: Room) -> None:
    sent = {"text": "換気扇の音が大きい", "room": "band"}
    first, again = (post(as_desk, NOTES, sent).json() for _ in range(2))
    assert first["id"] == again["id"]
    at = f"{NOTES}{first['id']}/"
    assert post(as_desk, f"{at}done/").json()["done_at"] is not None
    assert get(as_desk, NOTES).json()["results"] == []
    assert post(as_desk, f"{at}again/").json()["done_at"] is None
    assert [one["text"] for one in get(as_desk, NOTES).json()["results"]] == ["換気扇の音が大きい"]


def test_a_note_about_nothing_or_about_another_hall_is_none(
    as_desk: Client, elsewhere: Client, room: Room
) -> None:
    assert list(post(as_desk, NOTES, {"text": " "}).json()["errors"]) == ["text"]
    assert post(as_desk, NOTES, {"text": "a", "room": "nothing"}).status_code == 404
    assert post(as_desk, NOTES, {"text": "a", "thing": "drums"}).status_code == 422
    made = post(as_desk, NOTES, {"text": "a"}).json()["id"]
    assert post(elsewhere, f"desk/nishi/notes/{made}/done/").status_code == 404
    assert HandoverNote.objects.get().done_at is None


def test_what_was_noticed_is_noted_for_a_week_back_and_taken_back(as_desk: Client, room: Room) -> None:
    noise = {"kind": "noise", "text": "廊下まで聞こえた", "at": "2026-12-02T15:00:00+09:00", "room": "band"}
    made = post(as_desk, NOTICED, noise)
    assert (made.status_code, made.json()["room"]) == (201, "band")
    assert [one["id"] for one in get(as_desk, NOTICED).json()["results"]] == [made.json()["id"]]
    for odd in ("2026-12-02T17:00:00+09:00", "2026-11-20T17:00:00+09:00"):
        answer = post(as_desk, NOTICED, {**noise, "at": odd})
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["at"])
    assert post(as_desk, f"{NOTICED}{made.json()['id']}/take-back/").status_code == 204
    assert not Occurrence.objects.exists()
