"""Every address of the whole project stands in a list that says for whom it is."""

from collections.abc import Iterable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from booking.api.desk.urls import urlpatterns as api_desk
from booking.api.office.urls import urlpatterns as api_office
from booking.web.desk.urls import urlpatterns as desk
from booking.web.office.urls import urlpatterns as office
from booking.web.urls import urlpatterns as pages
from tests.factories import a_hall
from tests.people import a_high_schooler, staff

pytestmark = pytest.mark.django_db

# These have lists of their own: tests/booking/web/test_permissions.py, desk/test_permissions.py beside it and
# office/test_permissions.py, and tests/booking/api/desk/test_permissions.py.
PAGES = {str(one.name) for one in (*pages, *desk, *office, *api_desk)}
# Nothing on them is anybody's, or a key in the address says whose it is.
PUBLIC = {
    *("healthz", "metrics"),
    *("account_login", "account_request_login_code", "account_confirm_login_code", "account_signup"),
    *("account_logout", "account_set_password", "account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    *("feed-member", "feed-room", "feed-hall", "feed-evenings", "feed-programme", "feed-programmes"),
    *("feed-free-hall", "feed-free-room"),
    *("guardian-calendar", "guardian-rename", "guardian-renew", "guardian-end"),
    *("api-halls", "api-hall", "api-hall-rooms", "api-room", "api-rules", "api-slots", "api-check"),
    *("api-docs", "api-schema", "api-search", "api-lotteries", "api-lottery", "api-courses"),
    *("api-programmes", "api-programme", "api-join", "api-first-password"),
    *("api-programme-dates", "api-programme-draw", "api-this-month", "api-issues", "api-issue"),
    *(
        "api-network",
        "api-city-committees",
        "api-lectures",
        "api-lecture",
        "api-supported-groups",
        "api-held-together",
    ),
    *("api-talents", "api-skills", "api-committees"),
    # By a link or a code that is sent in the body.
    *("api-articles", "api-article", "api-article-change", "api-article-withdraw"),
    *("api-suggest-unnamed", "api-suggestion-read", "api-suggestion-take-back"),
    *("api-reporter", "api-reporter-days", "api-reporter-correct", "api-reporter-withdraw"),
    *("api-reporter-again", "api-reporter-nothing"),
    *("api-guardian", "api-guardian-cancel", "api-guardian-revoke", "api-guardian-stand"),
    *("api-guardian-contact", "api-guardian-keep-home", "api-guardian-calendars", "api-guardian-subscribe"),
    *("api-guardian-calendar-rename", "api-guardian-calendar-renew", "api-guardian-calendar-revoke"),
}
# One's own, whoever one is; tests/booking/api holds the API's against foreign bookings.
OF_ONESELF = {
    *("account_change_password", "account_reauthenticate"),
    *("calendar", "calendar-rename", "calendar-renew", "calendar-revoke"),
    *("tokens", "token-revoke"),
    *("api-bookings", "api-booking", "api-booking-cancel", "api-booking-move", "api-booking-restore"),
    *("api-booking-change", "api-booking-extend", "api-booking-hand-back", "api-booking-accept"),
    *("api-booking-decline", "api-series-new", "api-series-preview", "api-series", "api-series-cancel"),
    *("api-series-restore", "api-series-move", "api-series-rest", "api-waits", "api-wait-stop"),
    *("api-enter", "api-withdraw", "api-displacement", "api-take-held"),
    *("api-wait-again", "api-group-acts", "api-booking-money", "api-reduction-ask", "api-reduction-withdraw"),
    "api-paper",
    *("api-win-confirm", "api-win-give-back", "api-entries", "api-sign-up", "api-seat-give-back"),
    *("api-sign-up-for", "api-sign-ups", "api-signed-up", "api-sign-up-change", "api-sign-up-give-back"),
    *("api-sign-up-come-back", "api-suggest", "api-suggestions", "api-suggestion-withdraw"),
    *("api-plan", "api-evidence", "api-figures"),
    *("api-consents", "api-subscriptions", "api-subscription-rename", "api-subscription-revoke"),
    "api-subscription-renew",
    *("api-groups", "api-group-join", "api-group", "api-group-rename", "api-group-usual"),
    *("api-group-dissolve", "api-group-leave", "api-invitations", "api-invitation-revoke"),
    *("api-member-role", "api-member-lead", "api-member-remove"),
    *("api-booking-take", "api-requests", "api-group-registrations", "api-group-roster"),
    *("api-me", "api-me-correct", "api-me-address", "api-me-data", "api-me-forget"),
    *("api-notices", "api-notices-read", "api-notices-mail", "api-registrations"),
    *("api-my-guardians", "api-guardian-reach"),
    *("api-lecture-ask", "api-lecture-requests", "api-lecture-request", "api-lecture-withdraw"),
    *("api-lecture-accept", "api-own-supported", "api-own-supported-leave", "api-open-dates"),
    *("api-open-date-cancel", "api-partnerships", "api-partner-answer"),
    *("api-my-talent", "api-my-talent-revoke", "api-my-talent-still", "api-my-talent-erase"),
    *("api-group-talent", "api-group-talent-revoke", "api-group-talent-still", "api-group-talent-erase"),
}
# In the middle of signing in, for whoever has given a password.
SIGNING_IN = {"mfa_authenticate"}
# For whoever serves somewhere.
OF_STAFF = {
    *("mfa_index", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_activate_totp"),
    *("mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_add_webauthn"),
    "mfa_remove_webauthn",
}
# Of a department, for whoever serves there: tests/booking/api/office holds them against others.
OF_OFFICES = {str(one.name) for one in api_office}
LISTS = (PAGES, PUBLIC, OF_ONESELF, SIGNING_IN, OF_STAFF, OF_OFFICES)


def addresses(
    patterns: Iterable[object], space: str = "", before: str = "/"
) -> Iterator[tuple[str, str, str]]:
    """Of each address its namespace, its name, and how it reads with a 1 in each gap."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, one.namespace or space, before + filled(one))
        elif isinstance(one, URLPattern):
            yield space, str(one.name or one.pattern), before + filled(one)


def filled(one: URLPattern | URLResolver) -> str:
    text = str(one.pattern).replace("^", "").replace("$", "")
    for key, converter in one.pattern.converters.items():
        kind = next(
            name for name in ("path", "slug", "int", "str") if f"<{name}:{key}>" in text or name == "str"
        )
        text = text.replace(f"<{kind}:{key}>", "1").replace(f"<{key}>", "1")
        assert converter
    return text


def everywhere() -> list[tuple[str, str, str]]:
    return list(addresses(get_resolver().url_patterns))


def test_every_address_stands_in_one_list() -> None:
    names = sorted(name for space, name, _ in everywhere() if space != "admin")
    assert names == sorted(name for one in LISTS for name in one)
    assert {space for space, _, _ in everywhere()} == {"", "admin"}


def test_the_pages_of_the_second_factor_are_for_whoever_serves() -> None:
    member, desk = Client(), Client()
    member.force_login(a_high_schooler())
    desk.force_login(staff(a_hall()))
    # Before anything is set up there is nothing to remove, to print or to enter.
    later = OF_STAFF - {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"}
    for name in sorted(OF_STAFF):
        address = reverse(name, args=[1] if name == "mfa_remove_webauthn" else [])
        assert Client().get(address).headers["Location"].startswith("/in/login/?next="), name
        assert {member.get(address).status_code, member.post(address).status_code} == {404}, name
        assert desk.get(address).status_code in ({302, 403, 404} if name in later else {200, 302}), name


def test_in_the_middle_of_nothing_there_is_nothing_to_enter() -> None:
    assert Client().get("/in/second/enter/").headers["Location"].startswith("/in/login/")


def test_no_address_of_the_admin_opens_to_who_has_no_permission() -> None:
    member, desk = Client(), Client()
    member.force_login(a_high_schooler())
    desk.force_login(staff(a_hall()))
    for _, name, address in (one for one in everywhere() if one[0] == "admin"):
        stranger = Client().get(address, follow=True)
        assert stranger.redirect_chain[-1][0].startswith("/in/login/"), name
        assert member.get(address, follow=True).status_code == 404, name
        opens = desk.get(address).status_code
        # Django's own frame, in which somebody without permissions finds nothing.
        frame = {"index", "login", "logout", "password_change", "password_change_done", "jsi18n"}
        assert name in frame or opens in {302, 403, 404, 405}, (name, address, opens)
