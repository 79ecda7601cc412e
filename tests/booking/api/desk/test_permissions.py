"""The matrix of the desk's operations: which right opens each address, walked by every role at both halls,
and by tokens with and without the desk's scopes."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import resolve, reverse

from booking.actions.rule_drafts import draft_rules
from booking.actions.tokens import make_token
from booking.api.desk.urls import urlpatterns
from booking.models import Person
from booking.rules.staff import RIGHTS, Right, Role
from facilities.models import Facility
from tests.booking.api.callers import signed_in
from tests.factories import NOW
from tests.people import a_high_schooler, a_manager, staff

# The right that opens each operation of a hall's desk, by the name of its address.
MATRIX: Mapping[str, Right] = {
    "api-desk-bookings": Right.DESK,
    "api-desk-booking": Right.DESK,
    "api-desk-contacts": Right.DESK,
    "api-desk-check-in": Right.DESK,
    "api-desk-undo-check-in": Right.DESK,
    "api-desk-check-out": Right.DESK,
    "api-desk-undo-check-out": Right.DESK,
    "api-desk-headcounts": Right.DESK,
    "api-desk-key-out": Right.DESK,
    "api-desk-key-back": Right.DESK,
    "api-desk-wait": Right.DESK,
    "api-desk-release": Right.DESK,
    "api-desk-take-back": Right.DESK,
    "api-desk-not-let-in": Right.DESK,
    "api-desk-line": Right.DESK,
    "api-desk-give": Right.DESK,
    "api-desk-series": Right.DESK,
    "api-desk-series-cancel": Right.DESK,
    "api-desk-series-restore": Right.DESK,
    "api-desk-series-move": Right.DESK,
    "api-desk-find": Right.DESK,
    "api-desk-walk-ins": Right.DESK,
    "api-desk-free-use": Right.DESK,
    "api-desk-keys": Right.DESK,
    "api-desk-notes": Right.DESK,
    "api-desk-note-done": Right.DESK,
    "api-desk-note-again": Right.DESK,
    "api-desk-things": Right.DESK,
    "api-desk-faults": Right.DESK,
    "api-desk-mend": Right.DESK,
    "api-desk-mend-not": Right.DESK,
    "api-desk-occurrences": Right.DESK,
    "api-desk-occurrence-take-back": Right.DESK,
    "api-desk-report": Right.DAY,
    "api-desk-report-pdf": Right.DAY,
    "api-desk-figures": Right.FIGURES,
    "api-desk-sheet": Right.DAY,
    "api-desk-cards": Right.DAY,
    "api-desk-labels": Right.DESK,
    "api-desk-closures": Right.HOURS,
    "api-desk-closure-preview": Right.HOURS,
    "api-desk-closures-copy": Right.HOURS,
    "api-desk-closures-copy-preview": Right.HOURS,
    "api-desk-closure-lift": Right.HOURS,
    "api-desk-recurring-closures": Right.HOURS,
    "api-desk-recurring-closures-preview": Right.HOURS,
    "api-desk-recurring-closures-end": Right.HOURS,
    "api-desk-festivals": Right.HOURS,
    "api-desk-festival-preview": Right.HOURS,
    "api-desk-evenings": Right.HOURS,
    "api-desk-evening-move": Right.HOURS,
    "api-desk-evening-move-preview": Right.HOURS,
    "api-desk-evening-cancel": Right.HOURS,
    "api-desk-evening-cancel-preview": Right.HOURS,
    "api-desk-evening-restore": Right.HOURS,
    "api-desk-recurring-evenings": Right.HOURS,
    "api-desk-recurring-evenings-end": Right.HOURS,
    "api-desk-recurring-evenings-end-preview": Right.HOURS,
    "api-desk-warnings": Right.WARN,
    "api-desk-warning-preview": Right.WARN,
    "api-desk-warning-lift": Right.WARN,
    "api-desk-duty": Right.HOURS,
    "api-desk-staff": Right.HOURS,
    "api-desk-duties": Right.DESK,
    "api-desk-register": Right.PEOPLE,
    "api-desk-look-up": Right.PEOPLE,
    "api-desk-first-code": Right.PEOPLE,
    "api-desk-person": Right.PEOPLE,
    "api-desk-tie": Right.PEOPLE,
    "api-desk-guardians-word": Right.PEOPLE,
    "api-desk-number": Right.CONTACT,
    "api-desk-guardian-number": Right.CONTACT,
    "api-desk-groups-find": Right.PEOPLE,
    "api-desk-group": Right.PEOPLE,
    "api-desk-record": Right.RECORDS,
    "api-desk-record-close": Right.RECORDS,
    "api-desk-record-open": Right.RECORDS,
    "api-desk-guardian-stop": Right.RECORDS,
    "api-desk-outside": Right.HOURS,
    "api-desk-outside-read": Right.HOURS,
    "api-desk-outside-preview": Right.HOURS,
    "api-desk-closing-now": Right.CLOSE,
    "api-desk-call-inside": Right.CONTACT,
    "api-desk-pick-up": Right.DESK,
    "api-desk-not-picked-up": Right.DESK,
    "api-desk-queue": Right.DESK,
    "api-desk-approve": Right.OVERRULE,
    "api-desk-refuse": Right.OVERRULE,
    "api-desk-propose": Right.OVERRULE,
    "api-desk-reopen": Right.OVERRULE,
    "api-desk-grant": Right.MONEY,
    "api-desk-reduction-refuse": Right.MONEY,
    "api-desk-reduction-reopen": Right.MONEY,
    "api-desk-registration-approve": Right.PEOPLE,
    "api-desk-registration-return": Right.PEOPLE,
    "api-desk-registration-reopen": Right.PEOPLE,
    "api-desk-registration-class": Right.PEOPLE,
    "api-desk-registrations-approve": Right.PEOPLE,
    "api-desk-consent": Right.PEOPLE,
    "api-desk-called": Right.DESK,
    "api-desk-payments": Right.MONEY,
    "api-desk-papers": Right.MONEY,
    "api-desk-money": Right.MONEY,
    "api-desk-take": Right.MONEY,
    "api-desk-give-back": Right.MONEY,
    "api-desk-strike": Right.MONEY,
    "api-desk-reduce": Right.MONEY,
    "api-desk-reduce-not": Right.MONEY,
    "api-desk-reduce-again": Right.MONEY,
    "api-desk-paper-issue": Right.MONEY,
    "api-desk-posts": Right.STAFF,
    "api-desk-post-find": Right.STAFF,
    "api-desk-posts-renew": Right.STAFF,
    "api-desk-post-change": Right.STAFF,
    "api-desk-post-end": Right.STAFF,
    "api-desk-post-reset": Right.STAFF,
    "api-desk-doors": Right.HOURS,
    "api-desk-door-revoke": Right.HOURS,
    "api-desk-acts-export": Right.ACTS,
    "api-desk-acts": Right.DAY,
    "api-desk-acts-all": Right.ACTS,
    "api-desk-undo": Right.DESK,
    "api-desk-courses": Right.COURSES,
    "api-desk-course": Right.COURSES,
    "api-desk-course-taken": Right.COURSES,
    "api-desk-inductions": Right.COURSES,
    "api-desk-programmes": Right.PROGRAMMES,
    "api-desk-programme": Right.PROGRAMMES,
    "api-desk-programme-change": Right.PROGRAMMES,
    "api-desk-programme-publish": Right.PROGRAMMES,
    "api-desk-programme-cancel": Right.PROGRAMMES,
    "api-desk-session-hold": Right.PROGRAMMES,
    "api-desk-session": Right.PROGRAMMES,
    "api-desk-session-move": Right.PROGRAMMES,
    "api-desk-session-cancel": Right.PROGRAMMES,
    "api-desk-session-count": Right.PROGRAMMES,
    "api-desk-programme-hide": Right.PROGRAMMES,
    "api-desk-terms": Right.PROGRAMMES,
    "api-desk-terms-set": Right.PROGRAMMES,
    "api-desk-partners": Right.PROGRAMMES,
    "api-desk-partner-withdraw": Right.PROGRAMMES,
    "api-desk-credit": Right.PROGRAMMES,
    "api-desk-parties": Right.PROGRAMMES,
    "api-desk-participants": Right.PROGRAMMES,
    "api-desk-taken-out": Right.PROGRAMMES,
    "api-desk-party-look": Right.PROGRAMMES,
    "api-desk-party-take-out": Right.PROGRAMMES,
    "api-desk-party-put-back": Right.PROGRAMMES,
    "api-desk-fees": Right.MONEY,
    "api-desk-fee-take": Right.MONEY,
    "api-desk-fee-give-back": Right.MONEY,
    "api-desk-fee-strike": Right.MONEY,
    "api-desk-fee-receipt": Right.MONEY,
    "api-desk-committees": Right.PROGRAMMES,
    "api-desk-committee-name": Right.PROGRAMMES,
    "api-desk-committee-end": Right.PROGRAMMES,
    "api-desk-suggestions": Right.PROGRAMMES,
    "api-desk-suggestion-answer": Right.PROGRAMMES,
    "api-desk-suggestion-reopen": Right.PROGRAMMES,
    "api-desk-meetings": Right.PROGRAMMES,
    "api-desk-meeting-sorts": Right.PROGRAMMES,
    "api-desk-meeting": Right.PROGRAMMES,
    "api-desk-meeting-change": Right.PROGRAMMES,
    "api-desk-meeting-cancel": Right.PROGRAMMES,
    "api-desk-meeting-restore": Right.PROGRAMMES,
    "api-desk-talents": Right.PROGRAMMES,
    "api-desk-rounds": Right.HOURS,
    "api-desk-round": Right.HOURS,
    "api-desk-round-change": Right.HOURS,
    "api-desk-round-open": Right.HOURS,
    "api-desk-round-cancel": Right.HOURS,
    "api-desk-round-draw": Right.HOURS,
    "api-desk-round-results": Right.HOURS,
    "api-desk-paper-entry": Right.HOURS,
    "api-desk-rules": Right.RULES,
    "api-desk-draft": Right.RULES,
    "api-desk-draft-day": Right.RULES,
    "api-desk-clauses": Right.RULES,
    "api-desk-clause-drop": Right.RULES,
    "api-desk-clause-restore": Right.RULES,
    "api-desk-draft-words": Right.RULES,
    "api-desk-draft-hall": Right.RULES,
    "api-desk-day-sets": Right.RULES,
    "api-desk-day-set-drop": Right.RULES,
    "api-desk-questions": Right.RULES,
    "api-desk-question-adopt": Right.RULES,
    "api-desk-question-drop": Right.RULES,
    "api-desk-rules-preview": Right.RULES,
    "api-desk-draft-discard": Right.RULES,
    "api-desk-draft-publish": Right.RULES,
    "api-desk-rules-withdraw": Right.RULES,
}
# Of the desk, and of no hall: to whoever serves nowhere it is an empty list.
OF_NO_HALL = {"api-desks"}
GIVEN = {
    "id": "nothingnothing",
    "room": "nosuchroom",
    "payment": "nosuchpayment",
    "whom": "p-nothingnothing",
    "guardian": "nothingnothing",
    "day": "2027-04-01",
    "session": "nothingnothing",
    "signup": "nothingnothing",
    "group": "nothingnothing",
}


def pattern_of(name: str) -> Any:
    return next(one for one in urlpatterns if one.name == name)


def address(name: str, hall: Facility) -> str:
    more = {key: GIVEN[key] for key in pattern_of(name).pattern.converters if key != "hall"}
    return reverse(name, kwargs={"hall": hall.slug, **more})


def is_whole(name: str) -> bool:
    """Whether an address needs nothing but its hall: then there is something to open."""
    return set(pattern_of(name).pattern.converters) == {"hall"}


def answers(client: Client, at: str, **headers: str) -> tuple[Any, Any]:
    sent = {"If-Match": "*", **headers}
    return client.get(at, headers=headers), client.post(at, json.dumps({}), "application/json", headers=sent)


def opened(client: Client, hall: Facility) -> Iterator[str]:
    """The operations whose door lets somebody in, whatever they say then."""
    for name in MATRIX:
        statuses = {answer.status_code for answer in answers(client, address(name, hall))}
        if statuses - {404, 405}:
            yield name


def test_every_address_of_the_desk_stands_in_the_matrix() -> None:
    assert sorted(str(one.name) for one in urlpatterns) == sorted([*MATRIX, *OF_NO_HALL])


def test_every_operation_asks_for_the_right_that_the_matrix_says(hall: Facility) -> None:
    views = {name: resolve(address(name, hall)).func.view_class for name in MATRIX}  # type: ignore[attr-defined]
    assert {name: view.right for name, view in views.items()} == MATRIX


@pytest.mark.parametrize("role", list(Role))
def test_no_role_opens_more_than_its_rights_say_and_each_opens_these(hall: Facility, role: Role) -> None:
    allowed = {name for name, right in MATRIX.items() if right in RIGHTS[role]}
    # Without a draft its addresses answer as a door does that is shut.
    draft_rules(facility=hall, valid_from=date(2027, 4, 1), actor=a_manager(hall), now=NOW)
    found = set(opened(signed_in(staff(hall, role=role)), hall))
    assert found <= allowed
    assert found >= {name for name in allowed if is_whole(name)}


def test_another_halls_desk_is_not_there_for_anybody(hall: Facility, elsewhere: Client) -> None:
    assert not list(opened(elsewhere, hall))


def test_a_hall_that_is_not_there_and_one_of_others_answer_alike(hall: Facility, as_teen: Client) -> None:
    told = [as_teen.get(f"/api/v1/desk/{slug}/bookings/") for slug in ("higashi", "nowhere")]
    assert {answer.status_code for answer in told} == {404}
    assert told[0].content == told[1].content


def test_a_member_finds_no_desk_and_a_stranger_is_asked_who_they_are(hall: Facility, nobody: Client) -> None:
    assert not list(opened(signed_in(a_high_schooler()), hall))
    for name in MATRIX:
        for answer in answers(nobody, address(name, hall)):
            assert answer.status_code in {401, 405}, name
    assert nobody.get("/api/v1/desk/").status_code == 401


def with_token(person: Person, *scopes: str) -> Client:
    made = make_token(person=person, name="-".join(scopes), scopes=scopes, now=NOW)
    return Client(headers={"Authorization": f"Bearer {made.token}"}, enforce_csrf_checks=True)


def test_a_token_without_a_scope_of_the_desk_opens_none_of_it(hall: Facility, desk: Person) -> None:
    program = with_token(desk, "read", "book", "groups", "me")
    for name in MATRIX:
        for answer in answers(program, address(name, hall)):
            assert answer.status_code == 405 or answer.json()["code"] == "out_of_scope", name


def test_a_token_that_only_sees_the_desk_changes_nothing_there(hall: Facility, desk: Person) -> None:
    program = with_token(desk, "desk:read", "book")
    for name in MATRIX:
        read, sent = answers(program, address(name, hall))
        assert sent.status_code == 405 or sent.json()["code"] == "out_of_scope", name
        right = MATRIX[name]
        if is_whole(name) and right in RIGHTS[Role.DESK]:
            assert read.status_code in {200, 405}, name


def test_with_the_scope_that_only_sees_one_books_as_a_member(
    hall: Facility, desk: Person, booking: Any
) -> None:
    """Its owner may give back a member's booking at the desk; a program that may only look there may not."""
    program = with_token(desk, "desk:read", "book")
    at = f"/api/v1/bookings/{booking.public_id}/"
    assert program.get(at).status_code == 200
    assert answers(program, f"{at}cancel/")[1].status_code == 404


def test_a_token_of_the_desk_is_void_where_its_owner_does_not_serve_any_more(
    hall: Facility, desk: Person
) -> None:
    program = with_token(desk, "desk")
    assert program.get("/api/v1/desk/higashi/bookings/").status_code == 200
    desk.posts.all().delete()
    assert program.get("/api/v1/desk/higashi/bookings/").status_code == 404


def test_a_session_without_the_second_factor_is_asked_for_it(
    hall: Facility, desk: Person, settings: Any
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    client = signed_in(desk)
    answer = client.get("/api/v1/desk/higashi/bookings/")
    assert (answer.status_code, answer.json()["code"]) == (403, "second_factor_missing")
    assert client.get("/api/v1/desk/").json()["results"] == []
    # To whoever has no right there is nothing for which a key could be needed.
    assert signed_in(a_high_schooler()).get("/api/v1/desk/higashi/bookings/").status_code == 404


def test_whoever_serves_finds_their_halls_and_what_they_may_do_there(hall: Facility) -> None:
    auditor = signed_in(staff(hall, role=Role.AUDITOR))
    [told] = auditor.get("/api/v1/desk/").json()["results"]
    assert (told["hall"], told["rights"]) == ("higashi", ["acts"])
    assert signed_in(a_high_schooler()).get("/api/v1/desk/").json()["results"] == []
