"""What is held about oneself, by the API: seen, corrected, taken along, forgotten."""

from django.test import Client

from booking.actions.tokens import make_token
from booking.models import NewAddress, Person
from booking.rules.scopes import Scope
from tests.booking.api.callers import get, post, signed_in
from tests.factories import NOW
from tests.people import a_band, a_high_schooler

PASSWORD = "a long sentence of mine"


def by_token(person: Person, *scopes: Scope) -> Client:
    name = f"a program with {', '.join(scopes)}"
    made = make_token(person=person, name=name, scopes=list(scopes), now=NOW)
    return Client(headers={"Authorization": f"Bearer {made.token}"})


def test_somebody_reads_and_corrects_what_they_told(teen: Person, as_teen: Client) -> None:
    before = get(as_teen, "me/").json()
    assert (before["id"], before["card"]) == (teen.public_id, teen.card_number)
    told = {"name": "水木 空", "call_name": "そら", "language": "en"}
    assert post(as_teen, "me/correct/", told).json() == {
        **before, **told, "reading": "", "phone": "", "school": "",
    }  # fmt: skip
    teen.refresh_from_db()
    assert (teen.name, teen.language) == ("水木 空", "en")


def test_a_school_whose_days_nobody_knows_is_not_taken(as_teen: Client) -> None:
    answer = post(as_teen, "me/correct/", {"name": "水木 空", "school": "どこかの学校"})
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["school"])


def test_a_new_address_waits_for_its_link(teen: Person, as_teen: Client) -> None:
    answer = post(as_teen, "me/address/", {"email": "sora@example.org"}).json()
    assert (answer["email"], answer["email_to_be"]) == (teen.email, "sora@example.org")
    assert NewAddress.objects.get().person == teen
    assert post(as_teen, "me/address/", {"email": "sora"}).status_code == 422


def test_nobodys_mailbox_is_filled_from_here(as_teen: Client) -> None:
    answers = [post(as_teen, "me/address/", {"email": f"a{n}@example.org"}) for n in range(20)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


def test_all_that_is_held_is_one_answer_for_oneself_alone(
    teen: Person, as_teen: Client, nobody: Client
) -> None:
    held = get(as_teen, "me/data/").json()
    assert held["person"]["card_number"] == teen.card_number
    assert get(nobody, "me/data/").status_code == 401


def test_a_program_that_books_reads_no_birth_date(teen: Person) -> None:
    program = by_token(teen, Scope.READ, Scope.BOOK)
    for address in ("me/", "me/data/", "me/talent/", "me/guardians/"):
        assert get(program, address).json()["code"] == "out_of_scope"
    assert get(by_token(teen, Scope.DATA), "me/").status_code == 200
    assert get(by_token(teen, Scope.ME), "me/data/").json()["code"] == "out_of_scope"


def test_a_token_alone_forgets_nobody(teen: Person) -> None:
    teen.set_password(PASSWORD)
    teen.save()
    program = by_token(teen, Scope.DATA)
    for wrong in ({"sure": True}, {"sure": True, "password": "another"}):
        answer = post(program, "me/forget/", wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (422, ["password"])
    assert post(program, "me/forget/", {"sure": False, "password": PASSWORD}).status_code == 422
    assert Person.objects.get(pk=teen.pk).is_active
    assert post(program, "me/forget/", {"sure": True, "password": PASSWORD}).status_code == 204
    assert not Person.objects.get(pk=teen.pk).is_active
    assert get(program, "me/").status_code == 401


def test_whoever_has_just_signed_in_is_forgotten_and_signed_out(teen: Person, as_teen: Client) -> None:
    assert post(as_teen, "me/forget/", {"sure": True}).status_code == 204
    assert get(as_teen, "me/").status_code == 401


def test_whoever_tries_passwords_waits(teen: Person) -> None:
    teen.set_password(PASSWORD)
    teen.save()
    program = by_token(teen, Scope.DATA)
    wrong = {"sure": True, "password": "another"}
    assert [post(program, "me/forget/", wrong).status_code for _ in range(12)][-1] == 429


def test_whoever_leads_others_is_not_forgotten_before_somebody_else_does(teen: Person) -> None:
    a_band(teen, a_high_schooler())
    answer = post(signed_in(teen), "me/forget/", {"sure": True})
    assert (answer.status_code, answer.json()["code"]) == (409, "leader_stays")
