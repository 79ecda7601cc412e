"""What was suggested to a hall is read and answered by the API."""

import pytest
from django.test import Client

from booking.actions.suggestions import Idea, suggest_programme
from booking.models import Person, Suggestion
from facilities.models import Facility
from tests.booking.api.callers import get, post
from tests.factories import NOW

HERE = "desk/higashi/suggestions/"
TALK = {"state": "talked", "answer": "今度、話しませんか。"}


@pytest.fixture
def sent(hall: Facility, teen: Person) -> Suggestion:
    return suggest_programme(facility=hall, idea=Idea("星を見る会", "屋上で"), person=teen, now=NOW)[0]


def test_it_is_answered_as_it_was_read_and_thought_over(as_desk: Client, sent: Suggestion) -> None:
    [row] = get(as_desk, HERE).json()["results"]
    assert (row["id"], row["title"], row["state"]) == (sent.public_id, "星を見る会", "sent")
    at = f"{HERE}{sent.public_id}/"
    assert post(as_desk, f"{at}answer/", TALK, If_Match='"9"').status_code == 412
    answered = post(as_desk, f"{at}answer/", TALK, If_Match=f'"{row["version"]}"')
    assert (answered.json()["state"], answered.json()["answer"]) == ("talked", TALK["answer"])
    assert post(as_desk, f"{at}answer/", {**TALK, "state": "sent"}).status_code == 400
    assert post(as_desk, f"{at}answer/", {**TALK, "programme": "nothingnothing"}).status_code == 404
    assert post(as_desk, f"{at}reopen/").json()["state"] == "sent"


def test_another_halls_desk_reads_nothing_of_it(elsewhere: Client, sent: Suggestion) -> None:
    assert get(elsewhere, HERE).status_code == 404
    assert get(elsewhere, "desk/nishi/suggestions/").json()["results"] == []
    assert post(elsewhere, f"desk/nishi/suggestions/{sent.public_id}/answer/", TALK).status_code == 404
