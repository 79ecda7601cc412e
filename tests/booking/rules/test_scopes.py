"""What a token opens: reading comes with whatever it may change, and posts count only where it says so."""

import pytest

from booking.rules.scopes import Scope, opens, serves


@pytest.mark.parametrize("scope", Scope)
def test_each_scope_opens_itself_and_reading(scope: Scope) -> None:
    assert opens([scope], scope)
    assert opens([scope], Scope.READ)


def test_a_token_without_scopes_opens_nothing() -> None:
    assert not any(opens([], scope) for scope in Scope)
    assert not serves([], changes=False)


def test_a_scope_that_is_no_longer_known_opens_nothing_but_reading() -> None:
    assert [scope for scope in Scope if opens(["retired"], scope)] == [Scope.READ]


@pytest.mark.parametrize("scope", [Scope.READ, Scope.BOOK, Scope.GROUPS, Scope.ME])
def test_whoever_serves_is_a_member_under_a_members_scope(scope: Scope) -> None:
    assert not serves([scope], changes=False)
    assert not serves([scope], changes=True)


def test_who_may_only_look_at_the_desk_changes_nothing_there() -> None:
    assert serves([Scope.DESK_READ], changes=False)
    assert not serves([Scope.DESK_READ], changes=True)
    assert serves([Scope.DESK], changes=False)
    assert serves([Scope.DESK], changes=True)
