"""Tokens of the API: made for one program, told once, each revoked alone."""

import pytest

from booking.actions.answers import KeyReused, once
from booking.actions.second_factors import reset_second_factor
from booking.actions.texts import Unfit
from booking.actions.tokens import (
    MOST,
    NameMissing,
    NameTaken,
    ScopesMissing,
    TooMany,
    Unconfirmed,
    make_token,
    note_token_use,
    revoke_token,
)
from booking.models import Act, Answer, ApiToken, Person, Post
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.tokens import token_by
from booking.rules.scopes import Scope
from booking.rules.staff import Role
from facilities.models import Facility
from tests.factories import NOW, TOKYO
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db
A_DAY = 24 * 60 * 60


def test_a_token_is_told_once_and_kept_as_its_hash(teen: Person) -> None:
    made = make_token(person=teen, name=" 部活のサイト ", scopes=["read", "book"], now=NOW)
    kept = ApiToken.objects.get()
    assert (kept.name, kept.scopes, kept.token_hash) == (
        "部活のサイト",
        ["read", "book"],
        fingerprint(made.token),
    )
    assert made.token not in str(ApiToken.objects.values()) + str(Act.objects.values())


def test_no_act_holds_what_its_owner_calls_it(teen: Person) -> None:
    make_token(person=teen, name="山田のスマホ", scopes=["read"], now=NOW)
    assert "山田" not in str(list(Act.objects.values()))


@pytest.mark.parametrize("scopes", [[], ["all"], ["read", "everything"], [""]])
def test_a_token_opens_something_that_there_is(teen: Person, scopes: list[str]) -> None:
    with pytest.raises(ScopesMissing):
        make_token(person=teen, name="a", scopes=scopes, now=NOW)
    assert not ApiToken.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "\u200b"])
def test_a_name_that_nobody_sees_is_none(teen: Person, name: str) -> None:
    with pytest.raises(NameMissing):
        make_token(person=teen, name=name, scopes=["read"], now=NOW)


def test_a_name_is_one_line_of_at_most_fifty_letters(teen: Person) -> None:
    for name in ("a\nb", "\u202eevil", "あ" * 51):
        with pytest.raises(Unfit):
            make_token(person=teen, name=name, scopes=["read"], now=NOW)


def test_two_tokens_of_one_person_are_told_apart_by_their_names(teen: Person) -> None:
    make_token(person=teen, name="サイト", scopes=["read"], now=NOW)
    with pytest.raises(NameTaken):
        make_token(person=teen, name="サイト\u200b", scopes=["read"], now=NOW)
    make_token(person=a_high_schooler(), name="サイト", scopes=["read"], now=NOW)


def test_the_twenty_first_token_is_one_too_many(teen: Person) -> None:
    for number in range(MOST):
        make_token(person=teen, name=str(number), scopes=["read"], now=NOW)
    with pytest.raises(TooMany):
        make_token(person=teen, name="one more", scopes=["read"], now=NOW)


def test_the_desk_is_handed_on_by_whoever_serves_and_has_shown_a_second_factor(
    teen: Person, desk: Person
) -> None:
    make_token(person=desk, name="a", scopes=["desk"], now=NOW)
    desk.confirmed = False
    # Staff without a post, too: what they hand on would open nothing today, and something tomorrow.
    for person in (desk, teen, staff()):
        for scope in ("desk", "desk:read"):
            with pytest.raises(Unconfirmed):
                make_token(person=person, name="b", scopes=["read", scope], now=NOW)


def test_with_the_second_factor_the_desks_tokens_are_void_and_no_others(hall: Facility, desk: Person) -> None:
    make_token(person=desk, name="desk", scopes=["read", "desk"], now=NOW)
    make_token(person=desk, name="looks", scopes=["desk:read"], now=NOW)
    make_token(person=desk, name="own", scopes=["read"], now=NOW)
    manager = staff(hall)
    Post.objects.filter(person=manager).update(role=Role.MANAGER)
    reset_second_factor(post=Post.objects.get(person=desk), actor=manager, now=NOW)
    assert [one.name for one in ApiToken.objects.all()] == ["own"]


def test_a_revoked_token_opens_nothing(teen: Person) -> None:
    made = make_token(person=teen, name="a", scopes=["read"], now=NOW)
    assert token_by(fingerprint(made.token)) == made.one
    revoke_token(person=teen, public_id=made.one.public_id, now=NOW)
    assert token_by(fingerprint(made.token)) is None
    assert list(Act.objects.order_by("pk").values_list("verb", flat=True)) == ["make_token", "revoke_token"]


def test_only_its_owner_revokes_a_token(teen: Person) -> None:
    made = make_token(person=teen, name="a", scopes=["read"], now=NOW)
    for public_id in (made.one.public_id, "zzzz"):
        with pytest.raises(Absent):
            revoke_token(person=a_high_schooler(), public_id=public_id, now=NOW)
    assert ApiToken.objects.count() == 1


def test_a_token_of_somebody_who_is_gone_opens_nothing(teen: Person) -> None:
    made = make_token(person=teen, name="a", scopes=["read"], now=NOW)
    Person.objects.filter(pk=teen.pk).update(is_active=False)
    assert token_by(fingerprint(made.token)) is None


def test_a_use_is_noted_once_a_day(teen: Person) -> None:
    one = make_token(person=teen, name="a", scopes=["read"], now=NOW).one
    for last, now, kept in ((None, NOW, NOW), (NOW, NOW + 60, NOW), (NOW, NOW + A_DAY, NOW + A_DAY)):
        note_token_use(token=one.pk, last_used_at=last, now=now, zone=TOKYO)
        one.refresh_from_db()
        assert one.last_used_at == kept


def test_what_is_made_once_under_a_key_is_the_same_the_second_time(teen: Person) -> None:
    asked = {"person": teen, "verb": "wait", "key": "k", "body": {"a": 1}, "now": NOW}
    assert once(**asked, does=lambda: "first") == "first"
    assert once(**asked, does=lambda: "second") == "first"
    with pytest.raises(KeyReused):
        once(**{**asked, "body": {"a": 2}}, does=lambda: "third")
    assert once(**{**asked, "now": NOW + A_DAY}, does=lambda: "the next day") == "the next day"
    assert once(**{**asked, "key": ""}, does=lambda: "without a key") == "without a key"


def test_what_is_refused_is_not_kept_under_its_key(teen: Person) -> None:
    def refuse() -> str:
        raise Absent

    asked = {"person": teen, "verb": "wait", "key": "k", "body": {}, "now": NOW}
    with pytest.raises(Absent):
        once(**asked, does=refuse)
    assert not Answer.objects.exists()
    assert once(**asked, does=lambda: "now") == "now"


def test_every_scope_lets_one_read_and_no_more_than_it_says() -> None:
    from booking.rules.scopes import opens

    for scope in Scope:
        assert opens([scope], Scope.READ)
        # Whoever acts at the desk sees it; nothing else opens another.
        own = [Scope.DESK_READ, Scope.DESK] if scope is Scope.DESK else [scope]
        opened = [other for other in Scope if other is not Scope.READ and opens([scope], other)]
        assert opened == [one for one in own if one is not Scope.READ]
    assert not opens([], Scope.READ)
